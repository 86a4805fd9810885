"""The peer of `bin/bench web`: a bare Django page with six queries, and a plain Django event stream."""

import asyncio
import sys
from collections.abc import AsyncIterator

import django
import uvicorn
from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template import Context, Template
from django.urls import path

settings.configure(
    SECRET_KEY="peer", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "file:peer?mode=memory&cache=shared"}},
)  # fmt: skip
django.setup()

from django.contrib.auth.models import Group  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402

PAGE = Template("<ul>{% for group in groups %}<li>{{ group.name }}</li>{% endfor %}</ul>" * 6)


def page(request: HttpRequest) -> HttpResponse:
    """Render a small page after six queries."""
    found = [list(Group.objects.filter(pk__gt=start)[:5]) for start in range(6)]
    return HttpResponse(PAGE.render(Context({"groups": found[0], "user": request.user})))


async def stream(request: HttpRequest) -> StreamingHttpResponse:
    """Hold an event stream open, as Django's own documentation shows it."""

    async def words() -> AsyncIterator[bytes]:
        yield b"retry: 2000\n\n"
        await asyncio.sleep(3600)

    return StreamingHttpResponse(words(), content_type="text/event-stream")


urlpatterns = [path("", page), path("stream", stream)]

if __name__ == "__main__":
    from a2wsgi import WSGIMiddleware
    from django.core.asgi import get_asgi_application

    call_command("migrate", verbosity=0)
    Group.objects.bulk_create([Group(name=f"group {number}") for number in range(5)])
    wsgi, asgi = WSGIMiddleware(get_wsgi_application(), workers=1), get_asgi_application()

    async def application(scope, receive, send):  # type: ignore[no-untyped-def]
        """Serve pages by WSGI and the stream by Django's ASGI handler."""
        await (asgi if scope.get("path") == "/stream" else wsgi)(scope, receive, send)

    uvicorn.run(
        application, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", lifespan="off",
        access_log=False, timeout_graceful_shutdown=1,
    )  # fmt: skip
