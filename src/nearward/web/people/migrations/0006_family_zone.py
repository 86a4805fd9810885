"""Nights and weeks go by a zone of the family, at first that of the partner in its first seat."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def take_the_first_partners(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Keep every family's nights where they are planned now."""
    family, caregiver = apps.get_model("people", "Family"), apps.get_model("people", "Caregiver")
    partners = caregiver.objects.filter(role="partner").order_by("-ended_at", "-seat").select_related("person")
    zones = {row.family_id: row.person.zone for row in partners if row.ended_at}
    zones |= {row.family_id: row.person.zone for row in partners if not row.ended_at}
    for pk, zone in zones.items():
        family.objects.filter(pk=pk).update(zone=zone)


class Migration(migrations.Migration):
    dependencies = [("people", "0005_by_myself")]

    operations = [
        migrations.AddField(
            model_name="family",
            name="zone",
            field=models.CharField(default="UTC", max_length=64),
        ),
        migrations.CreateModel(
            name="ZoneSuggestion",
            fields=[
                (
                    "family",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="people.family",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("zone", models.CharField(blank=True, max_length=64)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.caregiver",
                    ),
                ),
            ],
        ),
        migrations.RunPython(take_the_first_partners, migrations.RunPython.noop),
    ]
