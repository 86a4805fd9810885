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
            name='Agreed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week', models.DateField()),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.caregiver')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('author', 'week'), name='agreed_once')],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sealed', models.BinaryField(default=b'')),
                ('number', models.PositiveIntegerField(default=0)),
                ('key', models.UUIDField(default=uuid.uuid4)),
                ('week', models.DateField()),
                ('finished_at', models.DateTimeField(null=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='review_drafts', to='people.caregiver')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('author', 'week'), name='one_side_a_week')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week', models.DateField()),
                ('day', models.DateField()),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.family')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('family', 'week'), name='one_day_a_week')],
            },
        ),
        migrations.CreateModel(
            name='Opened',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('week', models.DateField()),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('sealed', models.BinaryField()),
                ('said_at', models.DateTimeField()),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews_opened', to='people.caregiver')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews_received', to='people.caregiver')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('author', 'week', 'number'), name='one_change_at_a_time')],
            },
        ),
    ]
