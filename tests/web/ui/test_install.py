"""The manifest, its icons and the crawlers' page: public, whole, and the same for everyone."""

from io import BytesIO

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image

from nearward.web.ui.install import DAY_GROUND, NIGHT_GROUND
from tests.conftest import Cast

ADDRESSES = ("/manifest.webmanifest", "/robots.txt")


def icon(address: str) -> Image.Image:
    answer = Client().get(address)
    assert answer.headers["Content-Type"] == "image/png"
    return Image.open(BytesIO(answer.getvalue()))


def test_the_manifest_says_what_an_installed_app_needs() -> None:
    answer = Client().get("/manifest.webmanifest")
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert "manifest-src 'self'" in answer.headers["Content-Security-Policy"]
    facts = answer.json()
    assert (facts["display"], facts["id"], facts["start_url"], facts["scope"]) == ("standalone", "/", "/", "/")
    assert (facts["name"], facts["short_name"]) == ("Nearward", "Nearward")
    assert facts["theme_color"] == facts["background_color"] == DAY_GROUND
    assert [row["url"] for row in facts["shortcuts"]] == ["/ask/", "/check-in/", "/help/"]


def test_every_icon_of_the_manifest_is_a_picture_of_the_size_it_says() -> None:
    icons = Client().get("/manifest.webmanifest").json()["icons"]
    assert {(row["sizes"], row["purpose"]) for row in icons} == {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    for row in icons:
        picture = icon(row["src"])
        assert "{}x{}".format(*picture.size) == row["sizes"]


def test_what_a_launcher_may_cut_away_of_a_maskable_icon_holds_nothing_of_the_drawing() -> None:
    path = finders.find("icons/nearward-512-maskable.png")
    assert isinstance(path, str)
    picture = Image.open(path).convert("RGBA")
    middle, safe = 256, 0.4 * 512
    ground = picture.getpixel((0, 0))
    assert ground[3] == 255  # type: ignore[index]
    outside = [
        (x, y)
        for x in range(0, 512, 4)
        for y in range(0, 512, 4)
        if (x - middle) ** 2 + (y - middle) ** 2 > safe**2 and picture.getpixel((x, y)) != ground
    ]
    assert outside == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_everyone_gets_the_same_bytes_without_a_cookie(cast: Cast, address: str) -> None:
    signed_in = Client()
    signed_in.force_login(cast.alice.person)
    theirs, anyones = signed_in.get(address), Client().get(address)
    assert theirs.content == anyones.content
    assert not theirs.cookies
    assert theirs.headers["Cache-Control"].startswith("public")
    assert "Cookie" not in theirs.headers.get("Vary", "")


def test_the_manifest_speaks_the_browsers_language() -> None:
    facts = Client(headers={"Accept-Language": "es"}).get("/manifest.webmanifest").json()
    assert facts["lang"] == "es"
    assert facts["shortcuts"][2]["name"] == "Ayuda"


def test_crawlers_are_asked_to_stay_out() -> None:
    assert Client().get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize(
    ("theme", "colors"),
    [("day", [DAY_GROUND]), ("night", [NIGHT_GROUND]), ("auto", [DAY_GROUND, NIGHT_GROUND])],
)
def test_the_bar_of_the_phone_follows_day_and_night(theme: str, colors: list[str]) -> None:
    client = Client()
    client.cookies["theme"] = theme
    page = client.get("/sign-in/").content.decode()
    found = [line.split('content="')[1][:7] for line in page.splitlines() if 'name="theme-color"' in line]
    assert found == colors


def test_every_page_links_the_manifest_and_the_icons() -> None:
    page = Client().get("/sign-in/").content.decode()
    assert '<link rel="manifest" href="/manifest.webmanifest">' in page
    assert 'rel="apple-touch-icon"' in page
    touch = page.split('rel="apple-touch-icon" href="')[1].split('"')[0]
    picture = icon(touch)
    assert picture.size == (180, 180)
    assert picture.convert("RGBA").getextrema()[3] == (255, 255)
