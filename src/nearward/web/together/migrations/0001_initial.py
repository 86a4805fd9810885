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
            name='Shared',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('week', models.DateField()),
                ('day', models.DateField()),
                ('at', models.TimeField(null=True)),
                ('thing', models.CharField(blank=True, max_length=12)),
                ('words', models.TextField(blank=True)),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('agreed', models.BooleanField(default=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.caregiver')),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.family')),
                ('rested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.caregiver')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.caregiver')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('family', 'week'), name='one_thing_a_week')],
            },
        ),
    ]
