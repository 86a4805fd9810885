import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Quiet',
            fields=[
                ('who', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='people.caregiver')),
                ('since', models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name='Responsibility',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=24)),
                ('title', models.CharField(max_length=120)),
                ('standard', models.TextField(blank=True)),
                ('agreed', models.BooleanField(default=False)),
                ('planned', models.BooleanField(default=False)),
                ('minutes', models.PositiveSmallIntegerField(default=30)),
                ('mental', models.PositiveSmallIntegerField(default=2)),
                ('fixed_time', models.BooleanField(default=False)),
                ('taste', models.JSONField(default=dict)),
                ('cannot', models.JSONField(default=list)),
                ('plain', models.BooleanField(default=False)),
                ('locked_until', models.DateField(null=True)),
                ('created_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('do', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='does', to='people.caregiver')),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.family')),
                ('notice', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='notices', to='people.caregiver')),
                ('plan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='plans', to='people.caregiver')),
                ('standard_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='put_in_words', to='people.caregiver')),
                ('title_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.caregiver')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='wrote_down', to='people.caregiver')),
            ],
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('takes', models.BooleanField()),
                ('made_at', models.DateTimeField()),
                ('fades_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_how', models.CharField(blank=True, choices=[('yes', 'Yes'), ('no', 'No'), ('taken back', 'Back'), ('over', 'Over')], max_length=12)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offered', to='people.caregiver')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='was_offered', to='people.caregiver')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='holding.responsibility')),
            ],
        ),
        migrations.CreateModel(
            name='Before',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('what', models.CharField(choices=[('title', 'Title'), ('standard', 'Standard')], max_length=8)),
                ('words', models.TextField()),
                ('agreed', models.BooleanField(default=False)),
                ('until', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.caregiver')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='before', to='holding.responsibility')),
            ],
        ),
        migrations.CreateModel(
            name='WeekPlan',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('most', models.PositiveSmallIntegerField()),
                ('fewer', models.BooleanField()),
                ('made_at', models.DateTimeField()),
                ('made_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.family')),
            ],
        ),
        migrations.CreateModel(
            name='Part',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('place', models.PositiveSmallIntegerField()),
                ('why', models.JSONField()),
                ('refused_on', models.DateField(null=True)),
                ('giver', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.caregiver')),
                ('taker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.caregiver')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='holding.responsibility')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='holding.weekplan')),
            ],
        ),
        migrations.AddIndex(
            model_name='responsibility',
            index=models.Index(fields=['family', 'ended_at'], name='holding_res_family__01ddbd_idx'),
        ),
        migrations.AddConstraint(
            model_name='offer',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('item',), name='one_offer_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='before',
            index=models.Index(fields=['item', 'until'], name='holding_bef_item_id_3f451e_idx'),
        ),
        migrations.AddIndex(
            model_name='weekplan',
            index=models.Index(fields=['family', 'made_at'], name='holding_wee_family__a6f600_idx'),
        ),
    ]
