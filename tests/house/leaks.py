"""Mistakes a house like this could make, planted on purpose: each must be seen by the two-world test."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import PropertyMock, patch
from uuid import UUID

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from nearward.domain.consent import Grant, What, in_force
from nearward.domain.refused import Refused
from nearward.domain.repair import Turns
from nearward.web.checkins import selectors, services
from nearward.web.checkins.models import CheckIn, Said
from nearward.web.checkins.selectors import Latest, latest_words
from nearward.web.core import live
from nearward.web.core.clock import now as services_now
from nearward.web.desk import reading
from nearward.web.expecting import services as expecting
from nearward.web.expecting.models import Draft as ExpectingDraft
from nearward.web.export import everything
from nearward.web.export import selectors as export
from nearward.web.feed.models import FeedLink
from nearward.web.grants import services as granting
from nearward.web.grants.models import Counsel, Given
from nearward.web.holding import services as holding
from nearward.web.holding.models import Quiet
from nearward.web.notify import services as notify
from nearward.web.notify.models import Phone
from nearward.web.own import services as owning
from nearward.web.own.models import Draft as OwnPlace
from nearward.web.people.models import Caregiver, Invite, Person
from nearward.web.people.selectors import Circle, circle_around, wrapped_key
from nearward.web.people.services import people_of
from nearward.web.reflection import selectors as reflecting
from nearward.web.reflection import services as reflection
from nearward.web.reflection.models import Draft as Reflection
from nearward.web.repair import selectors as repairs
from nearward.web.repair.models import Draft as StepDraft
from nearward.web.review import services as reviewing
from nearward.web.review.models import Draft as WeekDraft
from nearward.web.screening import selectors as screened
from nearward.web.screening import services as screening
from nearward.web.screening.models import Answered, SomeoneTrusted
from nearward.web.words import views as words_views
from tests.house.planting import LEAKS, TODAY, answers, checkins, header, leak, stress, weekday, words

__all__ = ["LEAKS"]

leak("a count of check-ins", "today")(lambda: weekday(lambda: len(checkins())))
leak("the stress itself", "today")(lambda: weekday(stress))
leak("when the last check-in was, private ones too", "today")(lambda: weekday(lambda: checkins()[-1].at))
leak("a word of the note in the title", "today")(lambda: weekday(lambda: words()[-9:]))
leak("the longest sleep", "today")(lambda: weekday(lambda: [row.sleep_minutes for row in checkins()]))
leak("when the other signed in last", "today")(
    lambda: weekday(lambda: Person.objects.get(sign_in_name="alice").last_login)
)
leak("how many devices there are", "today")(lambda: weekday(UserSession.objects.count))
leak("how many passkeys there are", "today")(lambda: weekday(Authenticator.objects.count))
leak("an ETag made from private rows", "today")(lambda: header("ETag", lambda: f'"{hash(len(checkins()))}"'))
leak("a Last-Modified of private rows", "today")(lambda: header("Last-Modified", lambda: str(checkins()[-1].at)))
leak("a header as long as the note", "today")(lambda: header("X-Pad", lambda: "x" * len(words())))
leak("a Vary that depends on stress", "today")(lambda: header("Vary", lambda: f"Cookie, X-{stress()}"))
leak("a length told to HEAD alone", "today")(
    lambda: answers(
        lambda request, response: (
            response.headers.__setitem__("Content-Length", str(len(words()))) if request.method == "HEAD" else None
        )
    )
)
leak("a cookie that counts", "today")(
    lambda: answers(lambda _request, response: response.set_cookie("n", str(len(checkins()))))
)
leak("a part of the page that knows more than the page", "today")(
    lambda: answers(
        lambda request, response: response.write(str(len(checkins()))) if request.GET.get("part") == "now" else None
    )
)


@leak("the night theme for a stressed partner", "family")
def _() -> AbstractContextManager[Any]:
    return answers(
        lambda _request, response: response.set_cookie("theme", "night" if stress() > 7 else "day"),
        "nearward.web.people.views.family",
    )


@leak("an old word kept fresh by a private check-in", "today", later=timedelta(hours=40))
def _() -> AbstractContextManager[Any]:
    def latest(people: Any, *, now: Any, **beside: Any) -> tuple[dict[UUID, Latest], dict[UUID, dict[str, Any]]]:
        recent = CheckIn.objects.filter(at__gt=now - timedelta(hours=41)).exists()
        said = Said.objects.order_by("at") if recent else Said.objects.none()
        words = {row.author_id: Latest(row.levels, row.room, no_room=row.room == 0) for row in said}
        return words, latest_words(people, now=now, **beside)[1]

    return patch(f"{TODAY}.selectors.latest_words", latest)


@leak("a need named because of stress", "today")
def _() -> AbstractContextManager[Any]:
    stressed = lambda: sum(row.stress or 0 for row in checkins()) > 10  # noqa: E731
    return patch(f"{TODAY}.selectors.strongest", lambda _levels: ["sleep"] if stressed() else [])


@leak("a night split by private sleep", "nights")
def _() -> AbstractContextManager[Any]:
    slept = lambda: sum(row.sleep_minutes or 0 for row in checkins())  # noqa: E731
    return answers(lambda _request, response: response.write(f"<!-- {slept()} -->"), "nearward.web.nights.views")


@leak("an order by a private column", "family")
def _() -> AbstractContextManager[Any]:
    def by_stress(person: Person, **chosen: Any) -> Circle | None:
        circle = circle_around(person, **chosen)
        order = sorted(circle.partners, key=lambda one: one.seat * (5 - stress())) if circle else []
        return replace(circle, partners=tuple(order)) if circle else None

    return patch("nearward.web.people.access.circle_around", by_stress)


@leak("a colour for how it went", "family")
def _() -> AbstractContextManager[Any]:
    return patch.object(Caregiver, "hue", PropertyMock(side_effect=lambda: "a" if stress() > 5 else "b"))


@leak("ids that count", "devices")
def _() -> AbstractContextManager[Any]:
    count = lambda _below: UserSession.objects.count() + Authenticator.objects.count()  # noqa: E731
    return patch("nearward.web.people.apps.secrets.randbelow", count)


@leak("a form key that counts", "ask")
def _() -> AbstractContextManager[Any]:
    return patch("nearward.web.ui.templatetags.parts.uuid4", lambda: UUID(int=len(checkins())))


@leak("an invite whose word counts", "invite")
def _() -> AbstractContextManager[Any]:
    return patch(
        "nearward.web.people.services.secrets.token_urlsafe",
        lambda _size: f"{Invite.objects.count()}-{len(checkins())}",
    )


def _own_or(refuse: Callable[[], Exception]) -> Callable[..., CheckIn]:
    def own_checkin(author: Caregiver, checkin_id: UUID) -> CheckIn:
        row = CheckIn.objects.select_related("said").filter(pk=checkin_id).first()
        if row is None:
            raise Http404
        if row.author_id != author.pk:
            raise refuse()
        return row

    return own_checkin


OWN = "nearward.web.checkins.selectors.own_checkin"
leak("403 where 404 belongs", "correct_checkin")(lambda: patch(OWN, _own_or(PermissionDenied)))
leak("a redirect where 404 belongs", "correct_checkin")(
    lambda: patch(OWN, _own_or(lambda: ImmediateHttpResponse(redirect("/mine/"))))
)
leak("a 404 with a reason", "correct_checkin")(
    lambda: patch(OWN, _own_or(lambda: ImmediateHttpResponse(HttpResponse("That is not yours.", status=404))))
)


@leak("another person's check-in, opened", "correct_checkin")
def _() -> AbstractContextManager[Any]:
    return patch(OWN, lambda _author, checkin_id: selectors.get_object_or_404(CheckIn, pk=checkin_id))


@leak("a list of the family's in place of one's own", "mine")
def _() -> AbstractContextManager[Any]:
    family = lambda author, **_: CheckIn.objects.filter(family=author.family_id)  # noqa: E731
    return patch("nearward.web.mine.views.own_checkins", family)


@leak("a search that looks into notes", "ask")
def _() -> AbstractContextManager[Any]:
    return patch(
        "nearward.web.asks.views.what_is_read", lambda ask: "found" if ask.words in words().split() else ""
    )


@leak("a refusal that counts", "ask")
def _() -> AbstractContextManager[Any]:
    def refuse(ask: Any) -> None:
        if ask.when == "never":
            raise Refused(f"Not now, after {len(checkins())} check-ins.")

    return patch("nearward.web.asks.services.asks.accept_ask", refuse)


@leak("a message that counts", "ask")
def _() -> AbstractContextManager[Any]:
    told = messages.success
    counting = lambda request, text: told(request, f"{text} {len(checkins())}")  # noqa: E731
    return patch("nearward.web.asks.views.messages.success", counting)


@leak("a page that fails when there is something private", "today")
def _() -> AbstractContextManager[Any]:
    return weekday(lambda: 1 // (1 if stress() < 5 else 0))


def _keeping(also: Callable[..., None]) -> AbstractContextManager[Any]:
    keep = services._keep

    def changed(checkin: CheckIn, me: Caregiver, kept: Any) -> None:
        keep(checkin, me, kept)
        also(checkin, me, kept)

    return patch.object(services, "_keep", changed)


@leak("a live tick for a private check-in", "help")
def _() -> AbstractContextManager[Any]:
    return _keeping(lambda checkin, me, _kept: services._ring(me, checkin.at))


@leak("a live tick for one tap after something hard", "help")
def _() -> AbstractContextManager[Any]:
    return patch.object(services, "accept", lambda _said, kept: _ring_if_hard(kept))


def _ring_if_hard(kept: Any) -> None:
    if kept.stress == 8:
        services._ring(Caregiver.objects.get(person__sign_in_name="alice"), datetime.now(UTC))


@leak("a lock that says how much lies behind the other's", "open_mine")
def _() -> AbstractContextManager[Any]:
    return answers(
        lambda _request, response: response.headers.__setitem__("X-Behind", str(len(checkins()))),
        "nearward.web.people.views.mine_lock",
    )


@leak("a cycle that knows when the other last checked in", "us", "cycle")
def _() -> AbstractContextManager[Any]:
    return answers(
        lambda _request, response: response.write(f"<!-- {checkins()[-1].at} -->"), "nearward.web.us.views"
    )


@leak("an invitation put off, told to the other", "holding")
def _() -> AbstractContextManager[Any]:
    return answers(
        lambda _request, response: response.write("not now" * Quiet.objects.count()), "nearward.web.holding.views"
    )


@leak("a live tick for an invitation put off", "help")
def _() -> AbstractContextManager[Any]:
    def ringing(who: Caregiver, *, now: datetime) -> Any:
        holding.ring(who.family_id, now)
        return now.date()

    return patch.object(holding, "family_day", ringing)


@leak("items in an order of private stress", "holding")
def _() -> AbstractContextManager[Any]:
    return patch("nearward.web.holding.views.by_kind", lambda seen: [("Tracking", seen)] * (1 + (stress() > 5)))


@leak("a calendar whose names count", "calendar_feed")
def _() -> AbstractContextManager[Any]:
    return patch("nearward.web.feed.ics._uid", lambda entry, _secret: f"{entry.key} {len(checkins())}")


@leak("that the other has a calendar link", "calendar")
def _() -> AbstractContextManager[Any]:
    return answers(
        lambda _request, response: response.write("a link" * FeedLink.objects.count()), "nearward.web.feed.views"
    )


@leak("that the other answered a form", "us")
def _() -> AbstractContextManager[Any]:
    return answers(
        lambda _request, response: response.write("a form" * Answered.objects.count()), "nearward.web.us.views"
    )


@leak("help offered to one because of the other's answers", "help")
def _() -> AbstractContextManager[Any]:
    return answers(
        lambda _request, response: response.write("now" if Answered.objects.count() > 1 else ""),
        "nearward.web.help.views",
    )


@leak("a live tick for a form answered", "help")
def _() -> AbstractContextManager[Any]:
    refuse = screening.refuse_too_soon

    def ringing(*, me: Caregiver, **rest: Any) -> None:
        live.ring(people_of(me.family_id, rest["now"]))
        refuse(me=me, **rest)

    return patch.object(screening, "refuse_too_soon", ringing)


@leak("whom the other trusts", "screenings")
def _() -> AbstractContextManager[Any]:
    def anyones(_me: Caregiver) -> object:
        return next((trusted_by(row.author) for row in SomeoneTrusted.objects.all()), None)

    trusted_by = screened.trusted_by
    return patch.object(screened, "trusted_by", anyones)


@leak("the family's forms in place of one's own", "screening_results")
def _() -> AbstractContextManager[Any]:
    alices = lambda _me: own(Caregiver.objects.get(person__sign_in_name="alice"))  # noqa: E731
    own = screened.own_answers
    return patch.object(screened, "own_answers", alices)


def _weeks(author: str = "alice") -> list[WeekDraft]:
    return list(WeekDraft.objects.filter(author__person__sign_in_name=author).order_by("week"))


@leak("that the other has begun to write of this week", "review")
def _() -> AbstractContextManager[Any]:
    return answers(
        lambda _request, response: response.write("begun" if _weeks() else ""), "nearward.web.review.views"
    )


@leak("that the other has finished a week", "reviews")
def _() -> AbstractContextManager[Any]:
    finished = lambda: [row.week for row in _weeks() if row.finished_at]  # noqa: E731
    return patch("nearward.web.review.views.selectors.weeks_opened", lambda _circle, **_: finished())


@leak("a sealed week, opened too soon", "review")
def _() -> AbstractContextManager[Any]:
    def too_soon(_request: Any, response: HttpResponse) -> None:
        key = wrapped_key(Person.objects.get(sign_in_name="alice").pk)
        response.write("".join(row.text(row.author.person_id, key) for row in _weeks()))

    return answers(too_soon, "nearward.web.review.views")


@leak("a live tick while the other writes of the week", "help")
def _() -> AbstractContextManager[Any]:
    write = reviewing._write

    def ringing(me: Caregiver, *rest: Any) -> Any:
        reviewing.ring_partners(me.family_id, datetime.now(UTC))
        return write(me, *rest)

    return patch.object(reviewing, "_write", ringing)


def _expected() -> list[ExpectingDraft]:
    return list(ExpectingDraft.objects.filter(author__person__sign_in_name="alice").order_by("part"))


@leak("that the other has begun to say what is expected", "expecting")
def _() -> AbstractContextManager[Any]:
    return answers(
        lambda _request, response: response.write("begun" * len(_expected())), "nearward.web.expecting.views"
    )


@leak("what the other expects, opened too soon", "expecting")
def _() -> AbstractContextManager[Any]:
    def too_soon(_request: Any, response: HttpResponse) -> None:
        key = wrapped_key(Person.objects.get(sign_in_name="alice").pk)
        response.write("".join(row.text(row.author.person_id, key) for row in _expected()))

    return answers(too_soon, "nearward.web.expecting.views")


@leak("a rehearsed night that knows what the other wrote", "rehearsal")
def _() -> AbstractContextManager[Any]:
    written = lambda: sum(row.number for row in _expected())  # noqa: E731
    return answers(
        lambda _request, response: response.write(f"<!-- {written()} -->"), "nearward.web.expecting.views"
    )


@leak("a live tick while the other says what is expected", "help")
def _() -> AbstractContextManager[Any]:
    keep = expecting._keep

    def ringing(me: Caregiver, *rest: Any) -> Any:
        expecting.ring_partners(me.family_id, datetime.now(UTC))
        return keep(me, *rest)

    return patch.object(expecting, "_keep", ringing)


@leak("a step that is written and not shared", "repair")
def _() -> AbstractContextManager[Any]:
    steps = lambda: ",".join(StepDraft.objects.values_list("step", flat=True))  # noqa: E731
    return answers(lambda _request, response: response.write(steps()), "nearward.web.repair.views")


@leak("a turn that counts what the other wrote", "repair")
def _() -> AbstractContextManager[Any]:
    def turns(_repair: Any, circle: Circle, authors: list[UUID], left: set[UUID]) -> Turns:
        theirs = StepDraft.objects.exclude(author=circle.me).count()
        return Turns(min(5, authors.count(circle.me.pk) + theirs), theirs, bool(left))

    return patch.object(repairs, "_turns", turns)


@leak("that what the other asks for has a place in Mine", "own_time")
def _() -> AbstractContextManager[Any]:
    return answers(
        lambda _request, response: response.write(",".join(OwnPlace.objects.values_list("place_named", flat=True))),
        "nearward.web.own.views",
    )


@leak("a live tick while the other writes of what they keep", "help")
def _() -> AbstractContextManager[Any]:
    accept = owning.rules.accept_words

    def ringing(words: str) -> str:
        alice = Caregiver.objects.get(person__sign_in_name="alice")
        owning.ring_partners(alice.family_id, datetime.now(UTC))
        return accept(words)

    return patch.object(owning.rules, "accept_words", ringing)


@leak("that the other has a reflection", "us")
def _() -> AbstractContextManager[Any]:
    return answers(
        lambda _request, response: response.write("reflects" * Reflection.objects.count()), "nearward.web.us.views"
    )


@leak("what the other wrote of where it was learned, in place of what they show", "us")
def _() -> AbstractContextManager[Any]:
    return patch("nearward.web.us.selectors.sentence_by", lambda author, **_: reflecting.own(author).learned.words)


@leak("what the other lets a counselor read", "counselor_shown")
def _() -> AbstractContextManager[Any]:
    def any_given(circle: Circle) -> Counsel | None:
        rows = Counsel.objects.filter(of=circle.partner, given__what="direction").select_related(
            "counselor__person"
        )
        return rows.first()

    return patch("nearward.web.grants.selectors.shown_to", any_given)


@leak("a link that waits for a counselor of the other's", "family")
def _() -> AbstractContextManager[Any]:
    def waits(_request: Any, response: HttpResponse) -> None:
        response.write(
            str(Counsel.objects.filter(counselor=None, expires_at__gt=datetime.now(UTC)).latest("made_at"))
        )

    return answers(waits, "nearward.web.people.views.family")


@leak("a desk that lists what another desk was given", "desk", to="cora")
def _() -> AbstractContextManager[Any]:
    def anyones(counsel: Counsel, now: datetime) -> dict[What, Grant]:
        return in_force((row.grant for row in Given.objects.filter(counsel__of=counsel.of)), now.date())

    return patch("nearward.web.desk.selectors._in_force", anyones)


@leak("a page of the desk that reads stress nobody gave", "desk_person", to="cora")
def _() -> AbstractContextManager[Any]:
    held = reading.grants.hold_grants

    def more(counsel: Counsel, *, now: datetime) -> dict[What, Grant]:
        return {**held(counsel, now=now), What.STRESS_MOVE: Grant(What.STRESS_MOVE, now.date())}

    return patch.object(reading.grants, "hold_grants", more)


@leak("a private note beside the needs that were given", "desk_person", to="cora")
def _() -> AbstractContextManager[Any]:
    return patch("nearward.web.desk.readers._open_words", lambda _levels, _room: words())


@leak("a week still sealed on the page of the two", "desk_both", to="cora")
def _() -> AbstractContextManager[Any]:
    return answers(
        lambda _request, response: response.write("sealed" * WeekDraft.objects.count()), "nearward.web.desk.views"
    )


@leak("a live tick while the other lets a counselor in", "help")
def _() -> AbstractContextManager[Any]:
    link = granting.make_link

    def ringing(*, me: Caregiver, now: datetime) -> str:
        granting.ring_partners(me.family_id, now)
        return link(me=me, now=now)

    return patch.object(granting, "make_link", ringing)


@leak("a live tick while the other reflects", "help")
def _() -> AbstractContextManager[Any]:
    write = reflection._write

    def ringing(me: Caregiver, *rest: Any) -> int:
        reflection.ring_partners(me.family_id, datetime.now(UTC))
        return write(me, *rest)

    return patch.object(reflection, "_write", ringing)


@leak("a live tick for the helper", "help", to="gran")
def _() -> AbstractContextManager[Any]:
    return _keeping(lambda checkin, me, _kept: live.ring(people_of(me.family_id, checkin.at)))


@leak("a note in the log", "help")
def _() -> AbstractContextManager[Any]:
    return _keeping(lambda _checkin, _me, kept: logging.getLogger("nearward").warning("kept %s", kept.note))


@leak("a sentence typed into Words, in the log", "help")
@contextmanager
def _() -> Iterator[None]:
    log = logging.getLogger("nearward")
    hear = words_views.heard
    with patch.object(words_views, "heard", lambda text: log.warning("heard %s", text) or hear(text)):
        yield


@leak("that danger was heard in Words, rung to the family", "help")
@contextmanager
def _() -> Iterator[None]:
    lines = words_views.lines_here

    def ringing(request: Any) -> Any:
        live.ring(people_of(request.me.family_id, datetime.now(UTC)))
        return lines(request)

    with patch.object(words_views, "lines_here", ringing):
        yield


@leak("an exercise that is hidden because of what Words heard", "us")
@contextmanager
def _() -> Iterator[None]:
    lines = words_views.lines_here

    def marking(request: Any) -> Any:
        cache.set(f"afraid {request.me.family_id}", 1)
        return lines(request)

    marked = answers(
        lambda request, response: response.write("!" * cache.get(f"afraid {request.me.family_id}", 0)),
        "nearward.web.us.views",
    )
    with patch.object(words_views, "lines_here", marking), marked:
        yield


@leak("an address of a quiet page in the log", "help")
@contextmanager
def _() -> Iterator[None]:
    log = logging.getLogger("nearward")
    with patch("nearward.web.help.views.country_of", lambda request: log.warning("%s", request.path) or ""):
        yield


@leak("a page kept in the cache for the next person", "mine")
def _() -> AbstractContextManager[Any]:
    def kept(request: Any, template: str, context: Any = None, **kwargs: Any) -> HttpResponse:
        return HttpResponse(cache.get_or_set(template, render(request, template, context, **kwargs).content, None))

    return patch("nearward.web.mine.views.render", kept)


@leak("a throttle that both share", "nights")
def _() -> AbstractContextManager[Any]:
    stack = _keeping(lambda *_: cache.set("busy", cache.get("busy", 0) + 1, None))
    return _both(stack, answers(lambda _request, response: _throttle(response), "nearward.web.nights.views"))


def _throttle(response: HttpResponse) -> None:
    if cache.get("busy", 0) > 4:
        response.status_code = 429


@contextmanager
def _both(*planted: AbstractContextManager[Any]) -> Iterator[None]:
    with ExitStack() as stack:
        for one in planted:
            stack.enter_context(one)
        yield


@leak("the other's check-ins counted in one's own file", "export")
def _a_file() -> AbstractContextManager[Any]:
    def counted(*args: Any, **kwargs: Any) -> dict[str, Any]:
        return everything.everything_of(*args, **kwargs) | {"check_ins": len(checkins())}

    return patch("nearward.web.export.views.everything_of", counted)


@leak("the other's forms in one's own file", "export")
def _the_forms() -> AbstractContextManager[Any]:
    def of_both(person: Person) -> list[Any]:
        return [one for both in Person.objects.filter(places__family__caregivers__person=person).distinct()
                for one in export.forms_of(both)]  # fmt: skip

    return patch("nearward.web.export.views.forms_of", of_both)


@leak("a signal to the other's phone when something private is kept", "today")
def _a_signal() -> AbstractContextManager[Any]:
    return _keeping(lambda checkin, me, _kept: notify.tell(people_of(me.family_id, checkin.at)))


@leak("doors gone because the other keeps exercises to herself", "us")
def _() -> AbstractContextManager[Any]:
    def any_of_us(circle: Circle) -> bool:
        return any(one.person.by_myself for one in circle.partners)

    return patch.object(Circle, "by_myself", property(any_of_us))


@leak("a cycle that cannot be agreed to with someone who keeps to herself", "cycle")
def _() -> AbstractContextManager[Any]:
    def hidden(_request: Any, response: HttpResponse) -> None:
        if Person.objects.filter(by_myself=True).exists():
            response.headers["Cache-Control"] = "no-cache"

    return answers(hidden, "nearward.web.us.views")


def _alice() -> Person:
    return Person.objects.get(sign_in_name="alice")


def _written(value: Callable[[], object], views: str = f"{TODAY}.views") -> AbstractContextManager[Any]:
    return answers(lambda _request, response: response.write(f"<!-- {value()} -->"), views)


leak("the other's language, beside a name", "today")(
    lambda: answers(
        lambda _request, response: response.write(f'<b lang="{_alice().language}">Alice</b>'), f"{TODAY}.views"
    )
)
leak("the other's time zone in the nights", "nights")(
    lambda: _written(lambda: _alice().zone, "nearward.web.nights.views")
)
leak("the other's country on Help", "help")(lambda: _written(lambda: _alice().country, "nearward.web.help.views"))
leak("a space where the other's phones are silent", "nights")(
    lambda: answers(
        lambda _request, response: response.write(" " * Phone.objects.filter(person=_alice()).count()),
        "nearward.web.nights.views",
    )
)
leak("a mark on the Family page while the other pauses", "family")(
    lambda: answers(
        lambda _request, response: response.write(" " * Caregiver.objects.filter(paused=True).count()),
        "nearward.web.people.views.family",
    )
)
leak("the room said while sharing was paused", "today")(
    lambda: _written(lambda: Said.objects.filter(author__person=_alice()).latest("at").room)
)
leak("the stress, at another hour of the day", "today", later=timedelta(hours=15))(
    lambda: _written(lambda: stress() if services_now().hour in {2, 3, 4} else "")
)
leak("the stress, to who reads Spanish", "today", reads="es")(
    lambda: _written(lambda: stress() if get_language() == "es" else "")
)
