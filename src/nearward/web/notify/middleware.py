"""A sign-in gets another key now and then; the phone that hangs on it follows."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from nearward.web.notify import services

PHONE = "phone"  # in the session: the row and the key it hangs on


def follow_the_sign_in(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Tell the phone of this session its new key, where that changed; asks the database nothing otherwise."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and (kept := request.session.get(PHONE)):
            now = request.session.session_key
            if now and kept[1] != now:
                services.follow(phone=UUID(kept[0]), person=request.user, session=now)
                request.session[PHONE] = [kept[0], now]
        return answer(request)

    return middleware
