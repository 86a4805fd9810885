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
            name='Counsel',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('token_hash', models.BinaryField(null=True, unique=True)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField(null=True)),
                ('shown', models.BooleanField(default=False)),
                ('counselor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='counsels', to='people.counselor')),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counsels', to='people.caregiver')),
            ],
        ),
        migrations.CreateModel(
            name='Given',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('need_room', 'What I need, and the room I have'), ('stress_move', 'My stress, and which way I moved'), ('direction', 'My direction when stress rises'), ('screening', 'What the short forms said'), ('reviews', 'Weekly reviews that opened'), ('plans', 'Nights and hand-overs we agreed'), ('reflection', 'One reflection')], max_length=12)),
                ('item', models.CharField(blank=True, max_length=10)),
                ('since', models.DateField(null=True)),
                ('until', models.DateField()),
                ('counsel', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='given', to='grants.counsel')),
            ],
        ),
        migrations.CreateModel(
            name='Homework',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('sealed', models.BinaryField()),
                ('away', models.BooleanField(default=False)),
                ('counsel', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='homework', to='grants.counsel')),
            ],
        ),
        migrations.CreateModel(
            name='Read',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=12)),
                ('at', models.DateTimeField()),
                ('counsel', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reads', to='grants.counsel')),
            ],
        ),
        migrations.AddConstraint(
            model_name='counsel',
            constraint=models.UniqueConstraint(fields=('of', 'counselor'), name='one_counsel_each'),
        ),
        migrations.AddConstraint(
            model_name='given',
            constraint=models.UniqueConstraint(fields=('counsel', 'what'), name='one_grant_a_class'),
        ),
        migrations.AddIndex(
            model_name='read',
            index=models.Index(fields=['counsel', '-at'], name='grants_read_counsel_c52de4_idx'),
        ),
    ]
