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
            name='Draft',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sealed', models.BinaryField(default=b'')),
                ('number', models.PositiveIntegerField(default=0)),
                ('key', models.UUIDField(default=uuid.uuid4)),
                ('part', models.CharField(choices=[('side', 'Side'), ('pattern', 'Pattern')], max_length=8)),
                ('finished_at', models.DateTimeField(null=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='expecting_drafts', to='people.caregiver')),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.child')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('author', 'child', 'part'), name='one_side_a_child')],
            },
        ),
        migrations.CreateModel(
            name='Opened',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sealed', models.BinaryField()),
                ('opened_at', models.DateTimeField()),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='expectations_opened', to='people.caregiver')),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.child')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='expectations_received', to='people.caregiver')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('author', 'child'), name='opened_once_a_child')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('thread', models.UUIDField()),
                ('number', models.PositiveSmallIntegerField()),
                ('sealed', models.BinaryField()),
                ('said_at', models.DateTimeField()),
                ('agreed_at', models.DateTimeField(null=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='expecting_proposals', to='people.caregiver')),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.child')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.caregiver')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('thread', 'number'), name='one_wording_at_a_time')],
            },
        ),
    ]
