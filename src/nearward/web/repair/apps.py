"""The repair app."""

from django.apps import AppConfig


class RepairConfig(AppConfig):
    """Repair, in turns."""

    name = "nearward.web.repair"
