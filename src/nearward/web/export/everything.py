"""Everything of one person's as plain values: their own words, choices and private things, and nothing of others'.

No act of someone else changes it by one byte, but for what is entered about a baby, which stands apart. So whatever
hangs on two (who agreed, when something opened or faded, what either may rewrite) is left out.
docs/reference/export.md says what each name means.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from nearward.web.asks import exporting as asks
from nearward.web.babylog import exporting as babylog
from nearward.web.checkins import exporting as checkins
from nearward.web.expecting import exporting as expecting
from nearward.web.grants import exporting as grants
from nearward.web.holding import exporting as holding
from nearward.web.mine import exporting as mine
from nearward.web.nights import exporting as nights
from nearward.web.own import exporting as own
from nearward.web.people.models import Caregiver, Child, Person
from nearward.web.people.selectors import Circle, wrapped_key
from nearward.web.reflection import exporting as reflection
from nearward.web.repair import exporting as repair
from nearward.web.review import exporting as review
from nearward.web.screening import exporting as screening
from nearward.web.us import exporting as us

FORMAT, VERSION = "nearward own words", 1

# Every table with a column that points to a person or to their place, and what the export holds of it.
# A test reads the models and fails when one is missing here.
HOLDS = {
    "account.EmailAddress": "nothing: Nearward knows no e-mail address",
    "asks.Ask": "own: when and what was asked; not when it faded or ended, which hangs on the other too",
    "asks.Given": "own",
    "babylog.Import": "nothing: what it brought in stands under the baby",
    "babylog.Preview": "nothing: files looked at, gone within the hour",
    "checkins.CheckIn": "own",
    "checkins.Said": "own, with the check-in it was said in",
    "people.ZoneSuggestion": "nothing: it is open, and about both",
    "core.Submission": "nothing: marks of forms sent, without their words",
    "expecting.Draft": "own words",
    "expecting.Opened": "own words; not that it opened, which hangs on the other too",
    "expecting.Proposal": "own words; not that the other agreed",
    "feed.FeedLink": "nothing: a secret",
    "grants.Counsel": "own: what is given to a counselor and until when; not who, what they read or offer",
    "holding.Before": "own words, for things one wrote down; not when others took their place",
    "holding.Offer": "nothing: a step between both, ended by either",
    "holding.Part": "nothing: a step between both",
    "holding.Quiet": "nothing: one day, gone with the week",
    "holding.Responsibility": "own words, for things one wrote down; not who holds it, which changes hands",
    "mfa.Authenticator": "nothing: a secret",
    "mine.Shown": "own: the result as it is shown",
    "nights.GivenSleep": "own",
    "nights.Hours": "own, as partner; a helper's are said by partners too",
    "nights.NightYes": "nothing: a plan is about both, and is emptied with either",
    "nights.PlannedNight": "nothing: a plan is about both",
    "notify.Phone": "nothing: a secret",
    "notify.SleepRule": "nothing: a setting of one's own phones",
    "own.Answered": "nothing: an answer goes with the time it is for",
    "own.Draft": "own words",
    "own.OwnTime": "own: from, until, words; no answer, which goes with the time it is for",
    "people.Caregiver": "own: as what, since when",
    "people.Counselor": "nothing: a desk holds what others gave",
    "people.Invite": "nothing: a secret",
    "people.KnownBrowser": "nothing: a secret",
    "people.Pin": "nothing: a secret",
    "people.PersonKey": "nothing: a secret",
    "people.Tries": "nothing: it counts for a day at most",
    "reflection.Draft": "own words",
    "reflection.Shown": "nothing: one sentence of what the draft holds, readable only while it is shown",
    "repair.Draft": "own words",
    "repair.Left": "own",
    "repair.Proposal": "own words; not that the other agreed",
    "repair.Repair": "own: what one started, and what it is about",
    "repair.Shared": "own: that a step was shared, and when",
    "review.Agreed": "nothing: gone once the other agrees too",
    "review.Draft": "own words",
    "review.Opened": "own words, each change; not when it opened, which hangs on the other too",
    "screening.Answered": "own: each item’s score and the total; never a licensed text",
    "screening.SomeoneTrusted": "own",
    "together.Shared": "nothing: one row that both change, gone after its week",
    "us.CyclePart": "own words, and whether one agrees",
    "us.Wording": "own words; not that the other agreed",
    "usersessions.UserSession": "nothing: a secret",
    "watch.Call": "nothing: a call leaves no history",
    "watch.Watch": "nothing: who has the baby for some hours, then gone",
}


def everything_of(person: Person, circle: Circle, *, now: datetime) -> dict[str, Any]:
    """Return all of it, of every family this person is or was in; the babies are those of the family shown now."""
    wrapped = wrapped_key(person.pk)
    places = Caregiver.objects.filter(person=person).select_related("person").order_by("joined_at", "pk")
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": now,
        "person": {name: getattr(person, name) for name in ("name", "sign_in_name", "language", "zone", "country")},
        "places": [_of_place(place, wrapped) for place in places],
        "babies": [_of_baby(child) for child in (*circle.children, *circle.lost)],
    }


def _of_place(place: Caregiver, wrapped: bytes) -> dict[str, Any]:
    rooms: Sequence[dict[str, Any]] = (
        checkins.own_of(place, wrapped), screening.own_of(place, wrapped), mine.own_of(place, wrapped),
        reflection.own_of(place, wrapped), own.own_of(place, wrapped), review.own_of(place, wrapped),
        repair.own_of(place, wrapped), us.own_of(place, wrapped), expecting.own_of(place, wrapped),
        asks.own_of(place), nights.own_of(place), holding.own_of(place), grants.own_of(place),
    )  # fmt: skip
    held = {"as": place.role, "since": place.joined_at, "sharing_paused": place.paused}
    return held | {name: value for room in rooms for name, value in room.items()}


def _of_baby(child: Child) -> dict[str, Any]:
    facts = ("name", "due_on", "born_on", "home", "lost_at")
    return {name: getattr(child, name) for name in facts} | {"log": babylog.log_of(child)}


def plain(value: Any) -> Any:
    """Return it as JSON knows it: moments in UTC and days as ISO 8601."""
    match value:
        case dict():
            return {str(name): plain(one) for name, one in value.items()}
        case list() | tuple():
            return [plain(one) for one in value]
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return value
