import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='FeedLink',
            fields=[
                ('caregiver', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='people.caregiver')),
                ('token_hash', models.BinaryField(unique=True)),
                ('made_at', models.DateTimeField()),
            ],
        ),
    ]
