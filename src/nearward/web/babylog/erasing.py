"""What goes of the baby's log when a person erases everything of theirs: not the log, which is the baby's."""

from nearward.web.babylog.models import Import, Preview
from nearward.web.babylog.taps import forget_line
from nearward.web.people.models import Caregiver


def erase_of(place: Caregiver) -> None:
    """Delete the files this person is looking at, and forget who brought in what came in."""
    Preview.objects.filter(author=place).delete()
    Import.objects.filter(by=place).update(by=None)
    end_of(place)


def end_of(place: Caregiver) -> None:
    """Delete the line left for whoever takes over: nothing says whose it is, so it goes with anyone who goes."""
    forget_line(place.family_id)
