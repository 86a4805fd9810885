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
            name='Repair',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('about', models.BinaryField(default=b'')),
                ('started_at', models.DateTimeField()),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.family')),
                ('other', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='repairs_joined', to='people.caregiver')),
                ('starter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='repairs_started', to='people.caregiver')),
            ],
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('sealed', models.BinaryField()),
                ('said_at', models.DateTimeField()),
                ('agreed_at', models.DateTimeField(null=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.caregiver')),
                ('repair', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='repair.repair')),
            ],
        ),
        migrations.CreateModel(
            name='Left',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.caregiver')),
                ('repair', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='repair.repair')),
            ],
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sealed', models.BinaryField(default=b'')),
                ('number', models.PositiveIntegerField(default=0)),
                ('key', models.UUIDField(default=uuid.uuid4)),
                ('step', models.CharField(max_length=6)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='repair_drafts', to='people.caregiver')),
                ('repair', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='repair.repair')),
            ],
        ),
        migrations.CreateModel(
            name='Shared',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('step', models.CharField(max_length=6)),
                ('sealed', models.BinaryField(default=b'')),
                ('shared_at', models.DateTimeField()),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.caregiver')),
                ('repair', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='repair.repair')),
            ],
        ),
        migrations.AddIndex(
            model_name='repair',
            index=models.Index(fields=['family', '-started_at'], name='repair_repa_family__25e0e8_idx'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(fields=('repair', 'number'), name='one_proposal_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='left',
            constraint=models.UniqueConstraint(fields=('repair', 'author'), name='left_once'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(fields=('repair', 'author', 'step'), name='one_draft_a_step'),
        ),
        migrations.AddConstraint(
            model_name='shared',
            constraint=models.UniqueConstraint(fields=('repair', 'author', 'step'), name='shared_once'),
        ),
    ]
