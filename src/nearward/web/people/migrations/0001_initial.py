import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sign_in_name', models.CharField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=60)),
                ('language', models.CharField(default='en', max_length=10)),
                ('zone', models.CharField(default='UTC', max_length=64)),
                ('country', models.CharField(blank=True, max_length=2)),
                ('is_active', models.BooleanField(default=True)),
                ('by_myself', models.BooleanField(default=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Family',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField()),
                ('parted', models.BooleanField(default=False)),
                ('resting', models.BooleanField(default=False)),
                ('zone', models.CharField(default='UTC', max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Practice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, unique=True)),
                ('phone', models.CharField(blank=True, max_length=40)),
            ],
        ),
        migrations.CreateModel(
            name='PersonKey',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='vault_key', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('wrapped', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='Pin',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='pin', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('sealed', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='Child',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(blank=True, max_length=60)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('born_on', models.DateField(blank=True, null=True)),
                ('home', models.BooleanField(default=True)),
                ('home_since', models.DateTimeField(blank=True, null=True)),
                ('lost_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField()),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='children', to='people.family')),
            ],
        ),
        migrations.CreateModel(
            name='Caregiver',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('partner', 'Partner'), ('helper', 'Helper')], max_length=10)),
                ('seat', models.PositiveSmallIntegerField(default=0)),
                ('joined_at', models.DateTimeField()),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('paused', models.BooleanField(default=False)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to=settings.AUTH_USER_MODEL)),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='caregivers', to='people.family')),
            ],
        ),
        migrations.CreateModel(
            name='KnownBrowser',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('token_hash', models.BinaryField()),
                ('seen_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='known_browsers', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Invite',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('family', 'Family'), ('partner', 'Partner'), ('helper', 'Helper'), ('counselor', 'Counselor')], max_length=10)),
                ('token_hash', models.BinaryField(unique=True)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('helper_until', models.DateTimeField(null=True)),
                ('printed', models.BooleanField(default=False)),
                ('used_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='people.caregiver')),
                ('family', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='invites', to='people.family')),
                ('practice', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='people.practice')),
            ],
        ),
        migrations.CreateModel(
            name='Tries',
            fields=[
                ('key', models.CharField(max_length=120, primary_key=True, serialize=False)),
                ('moments', models.JSONField(default=list)),
                ('browser', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.CASCADE, to='people.knownbrowser')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Counselor',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='desk', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('joined_at', models.DateTimeField()),
                ('practice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counselors', to='people.practice')),
            ],
        ),
        migrations.CreateModel(
            name='ZoneSuggestion',
            fields=[
                ('family', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='people.family')),
                ('number', models.PositiveIntegerField()),
                ('zone', models.CharField(blank=True, max_length=64)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.caregiver')),
            ],
        ),
        migrations.AddConstraint(
            model_name='caregiver',
            constraint=models.UniqueConstraint(fields=('family', 'person'), name='one_place_per_family'),
        ),
        migrations.AddConstraint(
            model_name='caregiver',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('role', 'partner')), fields=('family', 'seat'), name='two_partners_at_most'),
        ),
        migrations.AddConstraint(
            model_name='caregiver',
            constraint=models.CheckConstraint(condition=models.Q(('role', 'helper'), ('seat__in', [0, 1]), _connector='OR'), name='a_partner_has_a_seat'),
        ),
        migrations.AddConstraint(
            model_name='knownbrowser',
            constraint=models.UniqueConstraint(fields=('person', 'token_hash'), name='a_browser_is_known_once'),
        ),
    ]
