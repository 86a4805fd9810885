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
            name='Ask',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('need', models.CharField(max_length=12)),
                ('kind', models.CharField(max_length=6)),
                ('when', models.CharField(max_length=8)),
                ('words', models.TextField(blank=True)),
                ('asked_at', models.DateTimeField()),
                ('fades_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_how', models.CharField(blank=True, choices=[('closed', 'Closed'), ('taken back', 'Taken Back')], max_length=12)),
                ('asked', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='was_asked', to='people.caregiver')),
                ('asker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asked', to='people.caregiver')),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.family')),
            ],
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('how', models.CharField(max_length=6)),
                ('at', models.DateTimeField(null=True)),
                ('words', models.TextField(blank=True)),
                ('said_at', models.DateTimeField()),
                ('ask', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='asks.ask')),
            ],
        ),
        migrations.CreateModel(
            name='Given',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('how', models.CharField(choices=[('handover', 'Handover'), ('here', 'Here'), ('space', 'Space')], max_length=10)),
                ('key', models.CharField(blank=True, max_length=12)),
                ('words', models.TextField(blank=True)),
                ('given_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.family')),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='people.caregiver')),
            ],
        ),
        migrations.AddIndex(
            model_name='ask',
            index=models.Index(fields=['family', 'fades_at'], name='asks_ask_family__65e642_idx'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.UniqueConstraint(fields=('ask', 'number'), name='one_answer_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='given',
            index=models.Index(fields=['family', 'until'], name='asks_given_family__fa483d_idx'),
        ),
    ]
