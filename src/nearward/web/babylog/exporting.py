"""What either parent may copy of a baby's log: the entries, which say nothing of any adult."""

from typing import Any

from nearward.web.babylog.models import LogEntry
from nearward.web.people.models import Child

FIELDS = ("kind", "start", "end", "nap", "wet", "solid", "type", "method")


def log_of(child: Child) -> list[dict[str, Any]]:
    """Return the log, oldest first; what an entry does not say is left out."""
    rows = LogEntry.objects.filter(child=child).order_by("start", "kind", "pk").values(*FIELDS)
    return [{name: value for name, value in row.items() if value not in {None, ""}} for row in rows]
