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
            name='CyclePart',
            fields=[
                ('author', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='people.caregiver')),
                ('agreed_at', models.DateTimeField(null=True)),
                ('words', models.CharField(blank=True, max_length=160)),
                ('partner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='cycle_with_me', to='people.caregiver')),
            ],
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('sealed', models.BinaryField()),
                ('said_at', models.DateTimeField()),
                ('agreed_at', models.DateTimeField(null=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wordings', to='people.caregiver')),
                ('to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='wordings_to_me', to='people.caregiver')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('author', 'to', 'number'), name='one_wording_a_number')],
            },
        ),
    ]
