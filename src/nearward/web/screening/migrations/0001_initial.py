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
            name='SomeoneTrusted',
            fields=[
                ('author', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='people.caregiver')),
                ('sealed', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='Answered',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('sealed', models.BinaryField()),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.caregiver')),
            ],
            options={
                'indexes': [models.Index(fields=['author', '-at'], name='screening_a_author__8c4ab0_idx')],
            },
        ),
    ]
