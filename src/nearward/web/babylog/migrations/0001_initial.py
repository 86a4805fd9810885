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
            name='RecentTaps',
            fields=[
                ('family', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='recent_taps', serialize=False, to='people.family')),
                ('taps', models.JSONField(default=list)),
                ('line', models.CharField(blank=True, max_length=200)),
                ('line_until', models.DateTimeField(db_index=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('source', models.CharField(max_length=30)),
                ('zone', models.CharField(max_length=64)),
                ('who', models.CharField(blank=True, max_length=80)),
                ('first_day', models.DateField(null=True)),
                ('last_day', models.DateField(null=True)),
                ('files', models.JSONField()),
                ('left_out', models.BinaryField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to='people.caregiver')),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.child')),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.family')),
            ],
        ),
        migrations.CreateModel(
            name='LogEntry',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=120)),
                ('kind', models.CharField(choices=[('sleep', 'sleep'), ('feeding', 'feeding'), ('change', 'change'), ('pumping', 'pumping')], max_length=8)),
                ('start', models.DateTimeField()),
                ('end', models.DateTimeField(null=True)),
                ('nap', models.BooleanField(null=True)),
                ('wet', models.BooleanField(null=True)),
                ('solid', models.BooleanField(null=True)),
                ('type', models.CharField(blank=True, max_length=24)),
                ('method', models.CharField(blank=True, max_length=16)),
                ('brought_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='babylog.import')),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.child')),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.family')),
            ],
        ),
        migrations.CreateModel(
            name='Preview',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('made_at', models.DateTimeField(db_index=True)),
                ('files', models.BinaryField()),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.caregiver')),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.family')),
            ],
        ),
        migrations.CreateModel(
            name='RecentLog',
            fields=[
                ('child', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='people.child')),
                ('rows', models.TextField()),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.family')),
            ],
        ),
        migrations.AddIndex(
            model_name='import',
            index=models.Index(fields=['family', 'at'], name='babylog_imp_family__e7e621_idx'),
        ),
        migrations.AddIndex(
            model_name='logentry',
            index=models.Index(fields=['child', 'kind', 'start'], name='babylog_log_child_i_b2b0ae_idx'),
        ),
        migrations.AddConstraint(
            model_name='logentry',
            constraint=models.UniqueConstraint(fields=('family', 'child', 'key'), name='one_entry_per_key'),
        ),
    ]
