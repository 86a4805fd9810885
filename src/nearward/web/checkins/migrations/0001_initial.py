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
            name='Said',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('levels', models.JSONField(default=dict)),
                ('room', models.PositiveSmallIntegerField(null=True)),
                ('held', models.BooleanField(default=False)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.caregiver')),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.family')),
            ],
        ),
        migrations.CreateModel(
            name='CheckIn',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('zone', models.CharField(max_length=64)),
                ('day', models.DateField()),
                ('stress', models.PositiveSmallIntegerField(null=True)),
                ('move', models.PositiveSmallIntegerField(null=True)),
                ('event', models.BooleanField(default=False)),
                ('sleep_minutes', models.PositiveSmallIntegerField(null=True)),
                ('note', models.BinaryField(default=b'')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.caregiver')),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.family')),
                ('said', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, to='checkins.said')),
            ],
        ),
        migrations.AddIndex(
            model_name='said',
            index=models.Index(fields=['author', '-at'], name='checkins_sa_author__86bc88_idx'),
        ),
        migrations.AddIndex(
            model_name='checkin',
            index=models.Index(fields=['author', '-at'], name='checkins_ch_author__7e1761_idx'),
        ),
    ]
