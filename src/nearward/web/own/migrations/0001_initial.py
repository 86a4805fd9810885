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
            name='OwnTime',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('week', models.DateField()),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('words', models.BinaryField(default=b'')),
                ('number', models.PositiveSmallIntegerField(default=0)),
                ('how', models.CharField(blank=True, max_length=4)),
                ('at', models.DateTimeField(null=True)),
                ('but', models.BinaryField(default=b'')),
                ('answered_at', models.DateTimeField(null=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='own_times', to='people.caregiver')),
                ('to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='asked_to_hold', to='people.caregiver')),
            ],
        ),
        migrations.CreateModel(
            name='Answered',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('how', models.CharField(max_length=4)),
                ('at', models.DateTimeField(null=True)),
                ('but', models.BinaryField(default=b'')),
                ('said_at', models.DateTimeField()),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.caregiver')),
                ('time', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answered', to='own.owntime')),
            ],
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sealed', models.BinaryField(default=b'')),
                ('number', models.PositiveIntegerField(default=0)),
                ('key', models.UUIDField(default=uuid.uuid4)),
                ('place_named', models.CharField(max_length=8)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept_places', to='people.caregiver')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('author', 'place_named'), name='one_draft_a_place')],
            },
        ),
        migrations.AddConstraint(
            model_name='owntime',
            constraint=models.UniqueConstraint(fields=('author', 'week'), name='one_own_time_a_week'),
        ),
    ]
