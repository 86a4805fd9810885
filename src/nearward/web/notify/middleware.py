"""A sign-in gets another key now and then; the phone that hangs on it follows."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse

from nearward.web.notify import services
from nearward.web.people.models import Person

PHONE = "phone"  # in the session: the row and the key it hangs on


def follow_the_sign_in(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Tell the phone of this session its new key, where that changed; asks the database nothing otherwise."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            _follow(request.session, request.user)
        return answer(request)

    return middleware


def _follow(session: SessionBase, person: Person) -> None:
    kept, key = session.get(PHONE), session.session_key
    if kept and key and kept[1] != key:
        services.follow(phone=UUID(kept[0]), person=person, session=key)
        session[PHONE] = [kept[0], key]
