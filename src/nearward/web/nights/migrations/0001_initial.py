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
            name='Feeding',
            fields=[
                ('family', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='people.family')),
                ('bottles', models.PositiveSmallIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='GivenSleep',
            fields=[
                ('caregiver', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='people.caregiver')),
                ('minutes', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Hours',
            fields=[
                ('caregiver', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='people.caregiver')),
                ('bed', models.TimeField()),
                ('up', models.TimeField()),
                ('leaves', models.JSONField(default=list)),
                ('leaves_at', models.TimeField()),
                ('floor_minutes', models.PositiveSmallIntegerField()),
                ('breastfeeds', models.BooleanField(default=False)),
                ('evenings', models.JSONField(default=list)),
                ('said', models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name='PlannedNight',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('evening', models.DateField()),
                ('number', models.PositiveSmallIntegerField()),
                ('made_at', models.DateTimeField()),
                ('zone', models.CharField(max_length=64)),
                ('people', models.JSONField()),
                ('plan', models.JSONField()),
                ('put_off', models.BooleanField(default=False)),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.family')),
            ],
        ),
        migrations.CreateModel(
            name='NightYes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('caregiver', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.caregiver')),
                ('night', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='yes', to='nights.plannednight')),
            ],
        ),
        migrations.AddConstraint(
            model_name='plannednight',
            constraint=models.UniqueConstraint(fields=('family', 'evening', 'number'), name='one_plan_a_number'),
        ),
        migrations.AddConstraint(
            model_name='nightyes',
            constraint=models.UniqueConstraint(fields=('night', 'caregiver'), name='one_yes_each'),
        ),
    ]
