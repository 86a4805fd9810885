"""Coming in by a link, and every link that does not open."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from nearward.web.people import services as people
from nearward.web.people.models import Caregiver, Child, Invite, Person
from nearward.web.people.places_on_earth import country_from, zone_typed, zones
from tests.conftest import PASSPHRASE, Cast

Phone = Callable[[Caregiver], Client]
NEW = {
    "name": "Noa", "sign_in_name": "noa", "passphrase": "calm river under stones", "language": "en",
    "zone": "Europe/Madrid", "country": "ES",
}  # fmt: skip


def link(kind: str = Invite.For.FAMILY, by: Caregiver | None = None, *, ago: timedelta = timedelta()) -> str:
    at = datetime.now(UTC) - ago
    until = at + timedelta(days=30) if kind == Invite.For.HELPER else None
    return f"/join/{people.invite(kind=kind, by=by, now=at, helper_until=until)[1]}/"


def test_a_new_person_starts_a_family_and_lands_on_its_page(client: Client, db: None) -> None:
    answer = client.post(link(), NEW)
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Welcome, Noa." in page
    assert "you are Noa" in page


def test_someone_who_just_came_in_adds_a_passkey_without_being_asked_again(client: Client, db: None) -> None:
    client.post(link(), NEW)
    assert client.get("/you/keys/passkeys/add/").status_code == 200


def test_an_expired_a_used_and_a_made_up_link_show_one_calm_page(cast: Cast, client: Client) -> None:
    used = link()
    Client().post(used, NEW)
    pages = {
        client.get(path).content
        for path in (link(ago=timedelta(hours=49)), used, "/join/made-up/")
        if client.get(path).status_code == 404
    }
    assert len(pages) == 1
    assert "This link does not open" in pages.pop().decode()


def test_a_link_taken_back_no_longer_opens(cast: Cast, phone: Phone, client: Client) -> None:
    helper_link = link(Invite.For.HELPER, cast.alice)
    invite = Invite.objects.get(by=cast.alice, used_at__isnull=True)
    phone(cast.alice).post(f"/family/invites/{invite.pk}/revoke/")
    assert client.get(helper_link).status_code == 404


def test_ones_own_link_is_kept_for_the_other(cast: Cast, phone: Phone) -> None:
    own = link(Invite.For.HELPER, cast.alice)
    alice = phone(cast.alice)
    page = alice.get(own).content.decode()
    assert "This link is for someone else" in page
    assert "<button" not in page.split("<main")[1].split("</main>")[0]
    assert alice.post(own).status_code == 422
    assert Invite.objects.get(by=cast.alice, used_at__isnull=True).kind == Invite.For.HELPER


def test_a_partner_of_another_family_may_come_in_as_a_helper_and_switch(cast: Cast, phone: Phone) -> None:
    zed = phone(cast.zed)
    assert zed.post(link(Invite.For.HELPER, cast.alice)).status_code == 302
    assert "Kit" in zed.get("/family/").content.decode()
    page = zed.get("/you/").content.decode()
    assert "with Alice, Bob" in page
    assert "as helper" in page
    assert zed.post(f"/you/families/{cast.zed.pk}/").status_code == 302
    assert "Kit" not in zed.get("/family/").content.decode()


def test_nobody_switches_to_a_place_that_is_not_theirs(cast: Cast, phone: Phone) -> None:
    assert phone(cast.zed).post(f"/you/families/{cast.alice.pk}/").status_code == 404


def test_a_third_partner_is_refused(cast: Cast, phone: Phone) -> None:
    assert phone(cast.alice).post("/family/invite/partner/").status_code == 302
    assert not Invite.objects.filter(kind="partner", used_at__isnull=True).exists()


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "Say what you are called."),
        ("name", "x" * 10_000, "A name holds up to 60 characters."),
        ("sign_in_name", "two words", "Use letters, digits"),
        ("sign_in_name", "ALICE", "Someone here already signs in with that name."),
        ("passphrase", "short", "Use at least 10 characters."),
        ("passphrase", "password123", "among the first that anyone would try"),
        ("zone", "", "Give your time zone"),
        ("zone", "Europe/Atlantis", "That zone is not known here."),
        ("zone", "../../etc/passwd", "That zone is not known here."),
    ],
)
def test_what_does_not_fit_is_one_sentence_and_the_rest_is_kept(
    cast: Cast, client: Client, field: str, typed: str, sentence: str
) -> None:
    answer = client.post(link(), {**NEW, field: typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(sentence) == 1
    assert page.count('class="error"') == 1
    kept = "sign_in_name" if field == "name" else "name"
    assert f'value="{NEW[kept]}"' in page
    assert not Person.objects.filter(sign_in_name="noa").exists()


def test_a_refused_form_leaves_the_link_open(client: Client, db: None) -> None:
    path = link()
    assert client.post(path, {**NEW, "zone": "nowhere"}).status_code == 422
    assert client.post(path, {**NEW, "zone": "madrid"}).status_code == 302
    assert Person.objects.get(sign_in_name="noa").zone == "Europe/Madrid"


def test_no_log_line_holds_an_invite(client: Client, db: None, caplog: pytest.LogCaptureFixture) -> None:
    path = link()
    assert client.post(path, {**NEW, "zone": "nowhere"}).status_code == 422
    assert client.get("/join/made-up/").status_code == 404
    assert not [record for record in caplog.records if "/join/" in record.getMessage()]


def test_the_browser_suggests_the_country(client: Client, db: None) -> None:
    page = client.get(link(), headers={"Accept-Language": "de-CH,de;q=0.9"}).content.decode()
    assert '<option value="CH" selected>' in page


@pytest.mark.parametrize(
    ("said", "country"),
    [("en-GB,en;q=0.5", "GB"), ("en", ""), ("", ""), ("xx-YY, es-ES;q=0.3", "ES"), ("-GB", ""), ("*", "")],
)
def test_a_country_is_read_from_languages_or_not_at_all(said: str, country: str) -> None:
    assert country_from(said) == country


def test_every_zone_and_its_city_in_any_case_is_known() -> None:
    assert all(zone_typed(zone.upper()) == zone for zone in zones())
    assert zone_typed(" new york ") == "America/New_York"
    assert zone_typed("utc") == "UTC"


def test_partners_add_babies_expected_and_born_and_twins(cast: Cast, phone: Phone) -> None:
    zed, day = phone(cast.zed), date(2026, 3, 14)
    for facts in ({"due_on": day}, {"name": "Ada", "born_on": day, "home": "on"}, {"name": "Ben", "born_on": day}):
        assert zed.post("/family/children/add/", facts).status_code == 302
    page = zed.get("/family/").content.decode()
    assert "expected 14 March 2026" in page
    assert "Ada" in page
    assert "in hospital" in page
    assert Child.objects.filter(family=cast.zed.family_id).count() == 3


def test_a_helpers_last_day_is_the_day_that_was_chosen(cast: Cast, phone: Phone, client: Client) -> None:
    day = datetime.now(UTC).date() + timedelta(days=20)
    made = phone(cast.alice).post("/family/invite/helper/", {"until": day}).content.decode()
    path = "/join/" + made.split("/join/")[1].split("<")[0]
    said = f"{day.day} {day:%B}"
    assert f"as a helper until {said}" in client.get(path).content.decode()
    client.post(path, NEW)
    assert f"helper until {said}" in phone(cast.alice).get("/family/").content.decode()


def test_a_helper_sees_who_is_here_and_the_baby_and_nothing_the_partners_say(cast: Cast, phone: Phone) -> None:
    gran = phone(cast.gran)
    family = gran.get("/family/").content.decode()
    assert "Kit" in family
    assert "Add a baby" not in family
    theirs = (
        "/check-in/",
        "/mine/",
        "/ask/",
        "/family/lost/",
        "/family/invite/helper/",
        "/family/children/add/",
    )
    for shut in theirs:
        assert gran.get(shut).status_code == 404, shut


def test_a_helper_whose_access_ended_sees_nothing(cast: Cast, phone: Phone) -> None:
    gran = phone(cast.gran)
    phone(cast.bob).post(f"/family/helpers/{cast.gran.pk}/end/")
    assert gran.get("/").headers["Location"] == "/welcome/"
    assert gran.get("/welcome/").status_code == 200


def test_a_profile_is_saved_and_a_zone_that_does_not_exist_is_refused(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    said = {"name": "Alicia", "language": "en", "zone": "Mars/Olympus", "country": "FR"}
    refused = alice.post("/you/", said)
    assert refused.status_code == 422
    assert "Mars/Olympus" in refused.content.decode()
    assert alice.post("/you/", {**said, "zone": "Lisbon"}).status_code == 302
    cast.alice.person.refresh_from_db()
    assert (cast.alice.person.name, cast.alice.person.zone) == ("Alicia", "Europe/Lisbon")


def test_other_devices_are_named_and_ended(cast: Cast) -> None:
    here = Client(headers={"User-Agent": "Mozilla/5.0 (iPhone) Version/18 Safari/604"})
    there = Client(headers={"User-Agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0"})
    for client in (here, there):
        client.post("/sign-in/", {"login": "alice", "password": PASSPHRASE})
    page = here.get("/you/devices/").content.decode()
    assert page.index("Safari on iPhone") < page.index("Firefox on Linux")
    assert "127.0.0.1" not in page
    here.post("/you/devices/", {"which": "others"})
    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 200
