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
            name='Note',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sealed', models.BinaryField(default=b'')),
                ('number', models.PositiveIntegerField(default=0)),
                ('key', models.UUIDField(default=uuid.uuid4)),
                ('about', models.UUIDField(null=True)),
                ('day', models.DateField()),
                ('counselor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='people.counselor')),
            ],
            options={
                'indexes': [models.Index(fields=['counselor', '-day'], name='desk_note_counsel_68590f_idx')],
            },
        ),
    ]
