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
            name='Shown',
            fields=[
                ('author', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='people.caregiver')),
                ('sealed', models.BinaryField()),
                ('to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.caregiver')),
            ],
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sealed', models.BinaryField(default=b'')),
                ('number', models.PositiveIntegerField(default=0)),
                ('key', models.UUIDField(default=uuid.uuid4)),
                ('part', models.CharField(choices=[('situations', 'Situations'), ('learned', 'Learned')], max_length=10)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reflections', to='people.caregiver')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('author', 'part'), name='one_draft_a_part')],
            },
        ),
    ]
