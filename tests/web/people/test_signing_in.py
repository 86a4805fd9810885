"""Coming in: by passphrase, past a storm of guesses, and back in by a recovery code."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.template.loader import get_template
from django.test import Client

from nearward.web.people.devices import device_name
from nearward.web.urls import urlpatterns
from tests.conftest import PASSPHRASE, Cast

WRONG = "not the passphrase"
NEW = "four other plain words"


def guess(client: Client, name: str, passphrase: str, **extra: str) -> int:
    return client.post("/sign-in/", {"login": name, "password": passphrase}, **extra).status_code  # type: ignore[arg-type]


def codes_of(cast: Cast) -> list[str]:
    return RecoveryCodes.activate(cast.alice.person).get_unused_codes()


def come_back(client: Client, code: str, passphrase: str = NEW) -> int:
    sent = {"sign_in_name": "Alice", "code": code, "passphrase": passphrase}
    return client.post("/sign-in/lost/", sent).status_code


def test_every_page_of_the_sign_in_library_wears_our_look() -> None:
    for pattern in urlpatterns:
        template = getattr(getattr(pattern.callback, "view_class", None), "template_name", None)
        if template and template.endswith(".html"):
            assert "nearward/web/people/templates" in str(get_template(template).origin), pattern.name


def test_the_sign_in_page_offers_the_passkey_first_and_no_way_to_sign_up(client: Client, db: None) -> None:
    page = client.get("/sign-in/").content.decode()
    assert page.index("Come in with a passkey") < page.index("Or with your passphrase")
    assert "/sign-in/lost/" in page
    assert "You come in by a link" in page
    assert "sign up" not in page.lower()


def test_a_name_in_any_case_and_the_passphrase_open_today(cast: Cast, client: Client) -> None:
    assert guess(client, "ALICE", PASSPHRASE) == 302
    page = client.get("/").content.decode()
    assert "you are Alice" in page
    assert "Successfully" not in page


def test_a_wrong_passphrase_is_one_sentence_and_the_name_is_kept(cast: Cast, client: Client) -> None:
    answer = client.post("/sign-in/", {"login": "alice", "password": WRONG})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.count("That name and passphrase do not fit together.") == 1
    assert 'value="alice"' in page
    assert WRONG not in page


def test_an_unknown_name_reads_like_a_wrong_passphrase(cast: Cast, client: Client) -> None:
    known = client.post("/sign-in/", {"login": "alice", "password": WRONG}).content.decode()
    unknown = client.post("/sign-in/", {"login": "nobody", "password": WRONG}).content.decode()
    assert "That name and passphrase do not fit together." in known
    assert "That name and passphrase do not fit together." in unknown


def test_a_storm_of_guesses_leaves_passkey_and_recovery_open(cast: Cast, client: Client) -> None:
    code = codes_of(cast)[0]
    storm = Client()
    answers = [guess(storm, "alice", f"guess number {n}") for n in range(40)]
    assert answers == [422] * 40
    asked = client.get("/sign-in/passkey/", headers={"Accept": "application/json"})
    assert asked.status_code == 200
    assert asked.json()["request_options"]["publicKey"]["challenge"]
    assert come_back(client, code) == 302
    assert client.get("/").status_code == 200


def test_a_storm_of_guesses_on_one_name_leaves_the_other_partner_alone(cast: Cast, client: Client) -> None:
    storm = Client(REMOTE_ADDR="203.0.113.9")
    for n in range(12):
        guess(storm, "alice", f"guess number {n}")
    assert guess(client, "bob", PASSPHRASE) == 302


def test_too_many_guesses_say_what_else_opens_the_door(cast: Cast, client: Client) -> None:
    for n in range(5):
        guess(client, "alice", f"guess number {n}")
    page = client.post("/sign-in/", {"login": "alice", "password": PASSPHRASE}).content.decode()
    assert "Too many tries with this name. Wait 5 minutes, or come in by passkey or recovery code." in page


def test_a_recovery_code_opens_once_with_a_new_passphrase(cast: Cast, client: Client) -> None:
    code = codes_of(cast)[0]
    assert come_back(client, f"{code[:4]} {code[4:8]} {code[8:]}") == 302
    assert guess(Client(), "alice", NEW) == 302
    assert come_back(Client(), code) == 422


def test_coming_back_ends_every_other_session_and_lost_passkeys(cast: Cast, client: Client) -> None:
    code, elsewhere = codes_of(cast)[0], Client()
    assert guess(elsewhere, "alice", PASSPHRASE) == 302
    Authenticator.objects.create(user=cast.alice.person, type="webauthn", data={"name": "lost", "credential": {}})
    assert come_back(client, code) == 302
    assert elsewhere.get("/").status_code == 302
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_a_weak_new_passphrase_does_not_use_up_the_code(cast: Cast, client: Client) -> None:
    code = codes_of(cast)[0]
    answer = client.post("/sign-in/lost/", {"sign_in_name": "alice", "code": code, "passphrase": "short"})
    assert answer.status_code == 422
    assert "Use at least 10 characters." in answer.content.decode()
    assert come_back(client, code) == 302


def test_recovery_codes_are_for_someone_without_a_passkey_too(cast: Cast, client: Client) -> None:
    assert guess(client, "alice", PASSPHRASE) == 302
    asked = client.post("/you/keys/codes/make/").headers["Location"]
    assert client.post(asked, {"password": PASSPHRASE}).status_code == 302
    page = client.get("/you/keys/codes/").content.decode()
    for code in codes_of(cast):
        assert f"{code[:4]} {code[4:8]} {code[8:]}" in page
    saved = client.get("/you/keys/codes/download/")
    assert "sign-in name alice" in saved.content.decode()
    assert "attachment" in saved.headers["Content-Disposition"]


def test_codes_are_shown_only_after_the_passphrase_once_more(cast: Cast, phone) -> None:  # type: ignore[no-untyped-def]
    codes_of(cast)
    alice = phone(cast.alice)
    answer = alice.get("/you/keys/codes/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/again/")
    asked = alice.post("/sign-in/again/?next=/you/keys/codes/", {"password": WRONG})
    assert asked.status_code == 422
    assert "That is not your passphrase." in asked.content.decode()


def test_a_new_passphrase_needs_the_old_one_and_signs_out_elsewhere(cast: Cast, client: Client) -> None:
    elsewhere = Client()
    guess(client, "alice", PASSPHRASE), guess(elsewhere, "alice", PASSPHRASE)
    refused = client.post("/you/passphrase/", {"oldpassword": WRONG, "password1": NEW})
    assert refused.status_code == 422
    assert "That is not your passphrase now." in refused.content.decode()
    assert client.post("/you/passphrase/", {"oldpassword": PASSPHRASE, "password1": NEW}).status_code == 302
    assert client.get("/you/").status_code == 200
    assert elsewhere.get("/you/").status_code == 302


def test_a_closed_place_does_not_open(cast: Cast, client: Client) -> None:
    cast.alice.person.is_active = False
    cast.alice.person.save()
    assert guess(client, "alice", PASSPHRASE) in {302, 422}
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36", "Chrome on Linux"),  # noqa: E501
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Ubuntu Chromium/99 Chrome/99 Safari/537.36", "Chromium on Linux"),  # noqa: E501
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1", "Safari on iPhone"),  # noqa: E501
        ("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "Firefox on Android"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/143 Safari/537.36 Edg/143", "Edge on Windows"),  # noqa: E501
        ("curl/8.5", "A browser"),
        ("", "A browser"),
    ],
)  # fmt: skip
def test_a_browser_is_called_what_its_person_calls_it(agent: str, name: str) -> None:
    assert device_name(agent) == name
