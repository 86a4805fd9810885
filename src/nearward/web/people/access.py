"""Who may open a page. Each view wears exactly one of these; a house test reads the mark they leave."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from nearward.web.core.clock import now
from nearward.web.people import desk_lock, lock
from nearward.web.people.models import Caregiver, Counselor, Person
from nearward.web.people.selectors import Circle, circle_around, counselor_of
from nearward.web.ui.refusals import page_before, typed_words

FAMILY_KEY = "family"
P = ParamSpec("P")
View = Callable[Concatenate["FamilyRequest", P], HttpResponse]


class PersonRequest(HttpRequest):
    """A request by someone signed in."""

    user: Person


class FamilyRequest(PersonRequest):
    """A request by someone with a place in a family."""

    me: Caregiver
    circle: Circle
    closes_after: int
    always_dim: bool


class DeskRequest(PersonRequest):
    """A request by a counselor whose desk is open."""

    desk: Counselor
    closes_after: int
    closes_to: str


def open_to_all(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a page that anyone may open, signed in or not."""
    view.audience = "anyone"  # type: ignore[attr-defined]
    return view


def signed_in(view: Callable[Concatenate[PersonRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Open a page to any signed-in person, with or without a family."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        find_place(request)
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    guarded.audience = "person"  # type: ignore[attr-defined]
    return guarded


def caregivers_only(view: View[P]) -> Callable[..., HttpResponse]:
    """Open a page to everyone with a place in a family, helpers too."""
    return _family_view(view, "caregiver", roles=(Caregiver.Role.PARTNER, Caregiver.Role.HELPER))


def partners_only(view: View[P]) -> Callable[..., HttpResponse]:
    """Open a page to the two partners; for a helper it is not there."""
    return _family_view(view, "partner", roles=(Caregiver.Role.PARTNER,))


def mine_only(view: View[P]) -> Callable[..., HttpResponse]:
    """Open a page of the room Mine to a partner whose Mine is open on this device; else lead to its lock.

    The lock is the same whatever lies behind it. What was about to be sent waits, sealed, until Mine is open.
    """

    def behind_the_lock(request: FamilyRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not lock.is_open(request):
            onward = reverse("mine") if lock.put_aside(request) else request.path
            return redirect(f"{reverse('open_mine')}?{urlencode({'next': onward})}")
        if lock.WAITED in request.POST:
            lock.let_go(request)
        lock.stay_open(request)
        request.closes_after = lock.OPEN_SECONDS
        return view(request, *args, **kwargs)

    return wraps(view)(_family_view(behind_the_lock, "mine", roles=(Caregiver.Role.PARTNER,)))


def counselors_only(view: Callable[Concatenate[DeskRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Open a page of the desk to a counselor who showed a second key; for everyone else it is not there.

    After half an hour without use the key is asked for once more.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        desk = counselor_of(request.user)
        if desk is None:
            raise Http404
        keys = desk_lock.keys_of(desk.person)
        if not keys:
            return render(request, "people/desk_needs_a_key.html")
        if not desk_lock.is_open(request):
            return redirect(desk_lock.way_in(request, keys))
        desk_lock.stay_open(request)
        request.desk = desk  # type: ignore[attr-defined]
        request.closes_after = desk_lock.IDLE_SECONDS  # type: ignore[attr-defined]
        request.closes_to = reverse("desk")  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    guarded.audience = "counselor"  # type: ignore[attr-defined]
    return guarded


def unless_grieving(view: View[P]) -> View[P]:
    """Lead to Today from a page that speaks of a baby, once a baby was lost and no other is here or expected."""

    @wraps(view)
    def spared(request: FamilyRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return redirect("today") if request.circle.grieves else view(request, *args, **kwargs)

    return spared


def _family_view(view: View[P], audience: str, roles: tuple[str, ...]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        me = find_place(request)
        if me is None:
            return redirect("no_family")
        if me.role not in roles:
            raise Http404
        if me.paused and request.method == "POST" and audience != "mine" and not _passes(view, request):
            context = {"back": page_before(request), "typed": typed_words(request)}
            return render(request, "people/paused.html", context, status=409)
        return view(request, *args, **kwargs)  # type: ignore[arg-type]

    guarded.audience = audience  # type: ignore[attr-defined]
    return guarded


def alone(view: View[P]) -> View[P]:
    """Mark a page that shares nothing by itself: it stays usable while its person has paused sharing."""
    view.alone = True  # type: ignore[attr-defined]
    return view


def for_care(*acts: str) -> Callable[[View[P]], View[P]]:
    """Mark acts of a page that pass though they reach others: safety and care go before a pause of sharing."""

    def marked(view: View[P]) -> View[P]:
        view.care = frozenset(acts)  # type: ignore[attr-defined]
        return view

    return marked


def _passes(view: View[P], request: HttpRequest) -> bool:
    return getattr(view, "alone", False) or request.POST.get("do", "") in getattr(view, "care", ())


def find_place(request: HttpRequest) -> Caregiver | None:
    """Put the person's place and circle on the request, and return the place."""
    circle = circle_around(request.user, now=now(), family=_chosen_family(request))  # type: ignore[arg-type]
    request.circle = circle  # type: ignore[attr-defined]
    request.me = circle.me if circle else None  # type: ignore[attr-defined]
    return circle.me if circle else None


def _chosen_family(request: HttpRequest) -> UUID | None:
    """Return the family this device was switched to, for someone with a place in several."""
    chosen = request.session.get(FAMILY_KEY)
    return UUID(chosen) if chosen else None
