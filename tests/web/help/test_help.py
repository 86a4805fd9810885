"""Help and Safety at home: served without database, session or log; plain words; never another country's line."""

import json
import logging
import re

import pytest
from django.conf import settings
from django.test import Client

from nearward.data.help_words import plain_words, ways
from nearward.data.helplines import ABUSE, EMERGENCY, SUICIDE, all_lines, countries, lines_for
from nearward.web.people.middleware import COUNTRY_COOKIE
from tests.conftest import Cast
from tests.web.holding.rooms import Phone

SAFETY = "/help/safety-at-home/"
SCORES = re.compile(r"\bipv\b|DennisGross|24/7|call\+text", re.I)


@pytest.fixture
def signed_in_once() -> Client:
    """A browser that still holds a session, whose database is gone: this file's tests may not reach one."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "a-session-from-before"
    client.cookies[COUNTRY_COOKIE] = "GB"
    return client


@pytest.mark.parametrize("path", ["/help/", "/help/?country=US", SAFETY])
def test_it_is_served_when_the_database_is_gone(signed_in_once: Client, path: str) -> None:
    answer = signed_in_once.get(path)
    assert answer.status_code == 200
    assert not answer.cookies


@pytest.mark.parametrize("path", ["/help/", SAFETY])
def test_opening_it_leaves_no_line_in_any_log(
    signed_in_once: Client, path: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        signed_in_once.get(path)
    assert not caplog.records
    assert capfd.readouterr() == ("", "")


def test_help_says_nobody_is_watching_and_shows_the_countrys_lines(signed_in_once: Client) -> None:
    page = signed_in_once.get("/help/").content.decode()
    assert "Nobody is watching in real time." in page
    assert "I am not safe: call 999" in page
    assert 'href="tel:116123"' in page
    assert 'href="sms:85258?&amp;body=PANDAS"' in page
    assert "last checked" in page


def test_help_names_the_red_flags_after_a_birth(client: Client) -> None:
    page = client.get("/help/").content.decode()
    for flag in ("very confused", "seeing or hearing things", "needing no sleep", "strange beliefs"):
        assert flag in page
    assert "It is an emergency" in page


@pytest.mark.parametrize("country", countries())
def test_only_that_countrys_verified_lines_are_shown(client: Client, country: str) -> None:
    page = client.get(f"/help/?country={country}").content.decode()
    shown = {line.name for line in lines_for(country) if line.kind != ABUSE}
    others = {line.name for line in all_lines()} - {line.name for line in lines_for(country)} - shown
    body = page.split("<main")[1]
    for line in lines_for(country):
        if line.kind not in {ABUSE, EMERGENCY}:
            assert line.name.replace("&", "&amp;").replace("'", "&#x27;") in body
        if line.kind == ABUSE:
            assert line.name.replace("'", "&#x27;") not in body
    assert not [name for name in others if name != "Emergency" and f"<h3>{name}</h3>" in body]
    assert not SCORES.search(body)


@pytest.mark.parametrize("country", ["CH", "FR"])
def test_without_a_checked_emergency_number_there_is_general_advice(client: Client, country: str) -> None:
    assert not any(line.kind == EMERGENCY for line in lines_for(country))
    page = client.get(f"/help/?country={country}").content.decode()
    assert "We have no checked emergency number" in page
    assert 'href="tel:112"' in page
    assert 'href="tel:911"' in page


def test_without_a_country_no_countrys_line_is_shown(client: Client) -> None:
    page = client.get("/help/?country=").content.decode()
    assert "We do not know where you are." in page
    assert "Ask your midwife or doctor" in page
    assert set(re.findall(r'href="(?:tel|sms):([^"]+)"', page)) == {"112", "911"}


def test_the_browsers_language_suggests_a_country_and_nothing_typed_breaks_it(client: Client) -> None:
    page = client.get("/help/", headers={"Accept-Language": "fr-FR"}).content.decode()
    assert "3114" in page
    for typed in ("ZZ", "<script>", "GB'--", "é" * 1000):
        assert client.get("/help/", {"country": typed}).status_code == 200


def test_help_is_kept_by_this_browser_only(client: Client) -> None:
    answer = client.get("/help/")
    assert answer.headers["Cache-Control"].startswith("private")
    assert "Cookie" in answer.headers["Vary"]


def test_safety_is_the_same_bytes_for_all(signed_in_once: Client) -> None:
    signed_in_once.cookies["theme"] = "night"
    signed_in_once.cookies["messages"] = "anything"
    theirs, mine = signed_in_once.get(SAFETY), Client().get(SAFETY)
    assert theirs.content == mine.content
    assert dict(theirs.headers) == dict(mine.headers)
    assert "public" in mine.headers["Cache-Control"]
    assert "Cookie" not in mine.headers["Vary"]
    assert "nonce" not in mine.headers["Content-Security-Policy"]


def test_safety_leaves_by_replacing_and_says_that_history_stays(client: Client) -> None:
    page = client.get(SAFETY).content.decode()
    assert 'href="https://www.wikipedia.org/" rel="noreferrer" data-replace' in page
    assert "It does not clear your history" in page
    assert "never asks about it, never scores it and keeps nothing about it" in page
    assert client.get(SAFETY).headers["Referrer-Policy"] == "no-referrer"


def test_safety_lists_every_countrys_checked_abuse_lines(client: Client) -> None:
    page = client.get(SAFETY).content.decode()
    for line in all_lines():
        if line.kind == ABUSE:
            assert line.name.replace("'", "&#x27;") in page
            assert all(way.href.replace("&", "&amp;") in page for way in line.ways)
    assert not SCORES.search(page)


def test_every_shown_line_can_be_reached_by_a_tap_and_says_when() -> None:
    for line in all_lines():
        assert line.ways, line.name
        assert line.says or line.kind == EMERGENCY, line.name
        for way in line.ways:
            assert re.fullmatch(r"(tel:\d+|sms:\d+(\?&body=[A-Z]+)?)", way.href)
            digits = re.sub(r"\D", "", way.number)
            assert digits in re.sub(r"\D", "", f"{line.number} {line.hours}"), "no number is made up"


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ("call 24/7", "Call, day and night."),
        ("call+text 24/7 EN/FR", "Call or text, day and night. In English and French."),
        ("text 24/7", "Text, day and night."),
        ("call", "Its hours are not known here."),
        ("call 24/7 free not on bill", "Call, day and night. Free. It does not show on the phone bill."),
        ("Mon-Fri 9:00-19:30 Sat 9-16 AEST/AEDT",
         "Monday to Friday, 9:00 to 19:30. Saturday, 9:00 to 16:00. Times in eastern Australia."),
        ("call+text 24/7, EN/ES +60 languages; NOT a crisis line",
         "Call or text, day and night. In English, Spanish and about 60 more languages. "
         "For talking, not for an emergency."),
        ("something nobody wrote before", ""),
    ],
)  # fmt: skip
def test_terse_hours_become_plain_words_and_nothing_is_added(hours: str, words: str) -> None:
    assert " ".join(str(sentence) for sentence in plain_words(hours)) == words


def test_two_numbers_are_two_buttons() -> None:
    assert [way.href for way in ways("999 / 112", "call")] == ["tel:999", "tel:112"]
    assert [way.href for way in ways("text PANDAS to 85258", "text 24/7")] == ["sms:85258?&body=PANDAS"]


def test_most_countries_have_a_checked_line_for_the_worst_hour() -> None:
    assert {line.country for line in all_lines() if line.kind == SUICIDE} == set(countries())


def test_the_help_that_stays_on_a_device_is_the_same_bytes_for_all_and_holds_every_countrys_lines(
    signed_in_once: Client,
) -> None:
    signed_in_once.cookies["theme"] = "night"
    theirs, mine = signed_in_once.get("/help/offline/"), Client().get("/help/offline/")
    assert theirs.content == mine.content
    assert dict(theirs.headers) == dict(mine.headers)
    page = mine.content.decode()
    for line in all_lines():
        if line.kind in {EMERGENCY, SUICIDE}:
            assert line.name.replace("'", "&#x27;").replace("&", "&amp;", 1 if " & " in line.name else 0) in page
            assert all(way.href.replace("&", "&amp;") in page for way in line.ways)
        if line.kind == ABUSE:
            assert line.name.replace("'", "&#x27;") not in page
    assert not SCORES.search(page)


def test_the_worker_keeps_two_pages_and_their_look_and_nothing_else(signed_in_once: Client) -> None:
    theirs, mine = signed_in_once.get("/sw.js"), Client().get("/sw.js")
    assert theirs.content == mine.content
    assert not theirs.cookies
    script = mine.content.decode()
    assert mine.headers["Content-Type"] == "text/javascript; charset=utf-8"
    kept = json.loads(re.search(r"const KEPT = (\[.*\]);", script).group(1))
    assert kept[:2] == ["/help/offline/", SAFETY]
    assert all(re.fullmatch(r"/static/(css|js|icons)/nearward\.[0-9a-f]+\.(css|js|svg)", path) for path in kept[2:])
    assert 'credentials: "omit"' in script
    for path in kept[:2]:
        for part in re.findall(r'(?:href|src)="(/static/[^"]+)"', Client().get(path).content.decode()):
            assert part in kept
    assert "connect-src 'self'" in mine.headers["Content-Security-Policy"]


def test_that_a_baby_was_lost_stands_under_help_only_where_it_can_be_opened(cast: Cast, phone: Phone) -> None:
    for who, opens in ((cast.alice, True), (cast.gran, False)):
        client = phone(who)
        client.get("/")
        assert ("/family/lost/" in client.get("/help/").content.decode()) is opens
        assert client.get("/family/lost/").status_code == (302 if opens else 404)
    assert "/family/lost/" not in Client().get("/help/").content.decode()


def test_a_phone_that_passes_from_a_partner_to_a_helper_forgets_it(cast: Cast, phone: Phone) -> None:
    client = phone(cast.alice)
    client.get("/")
    assert "/family/lost/" in client.get("/help/").content.decode()
    client.force_login(cast.gran.person, backend=settings.AUTHENTICATION_BACKENDS[0])
    client.get("/")
    assert "/family/lost/" not in client.get("/help/").content.decode()
