"""Logs for the tests of this folder, and how a phone brings one in."""

import html
import re
from datetime import UTC, datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from nearward.domain.babylog.records import Record
from nearward.web.babylog.models import LogEntry
from nearward.web.babylog.packing import Opened, opened
from nearward.web.people.models import Child

SLEEP = "child_id,child_first_name,child_last_name,start,end,nap,notes"
FEED = "child_id,child_first_name,child_last_name,start,end,type,method,amount,notes"


def file(name: str, *rows: str, header: str = SLEEP) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join([header, *rows, ""]).encode(), "text/csv")


def nights(hours: float, count: int = 10, *, child: str = "1,Kit,", until: datetime | None = None) -> list[str]:
    """Rows of sleep: each night one of `hours` from 21:30 UTC, then short ones until morning; newest last."""
    last = (until or datetime.now(UTC)).replace(hour=21, minute=30, second=0, microsecond=0) - timedelta(days=1)
    rows = []
    for back in range(count, 0, -1):
        at = last - timedelta(days=back)
        for slept in (hours, 1.0, 1.0):
            end = at + timedelta(hours=slept)
            rows.append(f"{child},{at:%Y-%m-%d %H:%M:%S},{end:%Y-%m-%d %H:%M:%S},0,secret words")
            at = end + timedelta(minutes=40)
    rows.append(f"{child},{last:%Y-%m-%d %H:%M:%S},{last + timedelta(hours=1):%Y-%m-%d %H:%M:%S},0,")
    return rows


def log(*rows: str, name: str = "sleep.csv", header: str = SLEEP) -> list[Opened]:
    return [opened(name, "\n".join([header, *rows, ""]).encode())]


def upload(phone: Client, *files: SimpleUploadedFile, **more: str) -> HttpResponse:
    return phone.post("/log/", {"logs": list(files), **more})


def look(phone: Client, *files: SimpleUploadedFile) -> str:
    answer = upload(phone, *files)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def choices(page: HttpResponse) -> dict[str, str]:
    """What the preview page would send, as its hidden and chosen fields stand."""
    text = page.content.decode()
    sent = dict(re.findall(r'<input type="hidden" name="(child|who|zone|shown)" value="([^"]*)"', text))
    for name, body in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', text, re.S):
        sent[name] = re.findall(r'value="([^"]*)" selected', body)[0]
    return {name: html.unescape(value) for name, value in sent.items()}


def bring_in(phone: Client, *files: SimpleUploadedFile, **changed: str) -> HttpResponse:
    url = look(phone, *files)
    sent = choices(phone.get(url)) | changed
    return phone.post(url, sent | {"do": "in"})


def count(child: Child) -> int:
    return LogEntry.objects.filter(child=child).count()


def records(child: Child) -> list[tuple[str, datetime]]:
    return list(LogEntry.objects.filter(child=child).order_by("start").values_list("kind", "start"))


def minutes_ago(minutes: int) -> datetime:
    return timezone.now() - timedelta(minutes=minutes)


__all__ = ["FEED", "SLEEP", "Record", "bring_in", "choices", "count", "file", "log", "look", "nights", "upload"]
