"""Every setting and switch of a person's private side, as acts of the two worlds; and which routes they are.

A route a partner may post to is in `ACTS` (its effect shows to nobody else, and these kinds of act use it) or in
`OPEN_OR_SHOWN` (what it does may be seen by the partner). A test demands that each route is in one of the two.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tests.cast import PASSPHRASE
from tests.house.keys import key_of

if TYPE_CHECKING:
    from tests.house.worlds import Stage

PIN, OTHER_PIN = "2486", "7294"
ZONES = ("Europe/Madrid", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe")
Switch = Callable[["Stage", dict[str, Any], datetime], object]


def profile(stage: "Stage", detail: dict[str, Any], _at: datetime) -> None:
    """Choose a language, a zone and a country."""
    stress = detail.get("stress", 0)
    said = {"name": "Alice", "language": ("en", "es")[stress % 2], "zone": ZONES[stress % len(ZONES)]}
    done = stage.alice.send("POST", "/you/", {**said, "country": ("ES", "US", "")[stress % 3]}, keep=True)
    assert done.status == 302, done.status


def new_pin(stage: "Stage", _detail: dict[str, Any], _at: datetime) -> None:
    """Choose another PIN, and the first one again."""
    stage.alice.send("POST", "/mine/open/", {"pin": PIN}, keep=True)
    for before, pin in ((PIN, OTHER_PIN), (OTHER_PIN, PIN)):
        stage.alice.send("POST", "/mine/pin/", {"pin": pin, "pin_now": before}, keep=True)


def new_passphrase(stage: "Stage", detail: dict[str, Any], _at: datetime) -> None:
    """Choose another passphrase, which signs out elsewhere; then sign in with it."""
    said = {"oldpassword": PASSPHRASE, "password1": f"another warm boat {detail.get('stress', 0)}"}
    stage.alice.send("POST", "/you/passphrase/", said, keep=True)
    stage.everyone.people["alice"].refresh_from_db()
    stage.alice = stage.everyone.observer("alice")


def phone(stage: "Stage", detail: dict[str, Any], _at: datetime) -> None:
    """Say whether a call may wake Alice, or let none of her phones be signaled.

    Whether an ask may wake her is not varied: where it may, "Wake Alice" stands under Send, as the docs say.
    """
    stress = detail.get("stress", 0)
    rule = {"do": "sleep", "relief": ("yes", "no")[stress % 2], "asks": "no"}
    does = {"do": "stop all"} if stress % 3 == 2 else rule
    assert stage.alice.send("POST", "/you/phone/", does, keep=True).status == 302


def devices(stage: "Stage", _detail: dict[str, Any], _at: datetime) -> None:
    """Sign in elsewhere, and end it."""
    stage.everyone.observer("alice")
    stage.alice.send("POST", "/you/devices/", {"which": "others"}, keep=True)


def away(stage: "Stage", _detail: dict[str, Any], _at: datetime) -> None:
    """Sign out, and come back."""
    stage.alice.send("POST", "/sign-out/", keep=True)
    stage.alice = stage.everyone.observer("alice")


def slept(stage: "Stage", detail: dict[str, Any], at: datetime) -> None:
    """Keep one's longest stretch of sleep by one tap."""
    said = {"key": key_of("slept", at), "minutes": 30 * (1 + detail.get("stress", 0))}
    assert stage.alice.send("POST", "/nights/slept/", said, keep=True).status == 302


def pause(stage: "Stage", _detail: dict[str, Any], _at: datetime) -> None:
    """Pause sharing, and leave it so."""
    assert stage.alice.send("POST", "/you/leave/", {"do": "pause"}, keep=True).status == 302


def paused(stage: "Stage", detail: dict[str, Any], at: datetime) -> None:
    """Pause sharing, say and try everything, and share again."""
    pause(stage, detail, at)
    said = {"sleep": 4, "hands": 4, "room": detail.get("stress", 0) % 5, "key": key_of("paused", at), **detail}
    assert stage.alice.send("POST", "/check-in/", said, keep=True).status == 302
    for path, body in WHILE_PAUSED:
        stage.alice.send("POST", path, {**body, "key": key_of(path, at)}, keep=True)
    assert stage.alice.send("POST", "/you/leave/", {"do": "share"}, keep=True).status == 302


def homework(stage: "Stage", _detail: dict[str, Any], _at: datetime) -> None:
    """Put away what a counselor offered."""
    stage.alice.send("POST", "/mine/open/", {"pin": PIN}, keep=True)
    path = stage.everyone.path("/mine/counselor/homework/<uuid:homework_id>/away/")
    stage.alice.send("POST", path, keep=True)


def forget_form(stage: "Stage", _detail: dict[str, Any], _at: datetime) -> None:
    """Delete what a form said, and whom one trusts."""
    stage.alice.send("POST", "/mine/open/", {"pin": PIN}, keep=True)
    path = stage.everyone.path("/mine/screening/results/<uuid:result_id>/forget/")
    stage.alice.send("POST", path, keep=True)
    stage.alice.send("POST", "/mine/screening/trusted/", {"do": "forget"}, keep=True)


def end_all(stage: "Stage", _detail: dict[str, Any], _at: datetime) -> None:
    """End all that counselors read whom the other does not know of, by ending the one counsel nobody reads by."""
    stage.alice.send("POST", "/mine/open/", {"pin": PIN}, keep=True)
    stage.alice.send("POST", stage.everyone.path("/mine/counselor/<uuid:other_counsel>/end/"), keep=True)


WHILE_PAUSED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("/ask/", {"need": "sleep", "kind": "do", "when": "now", "words": "while paused"}),
    ("/give/", {"what": "", "words": "while paused", "until": "23:30"}),
    ("/give/here/", {}),
    ("/us/space/", {"minutes": 25}),
    ("/holding/add/", {"text": "while paused", "kind": "tracking", "mine": "0", "do": "keep"}),
    ("/nights/plan/", {}),
    ("/us/week/propose/", {"most": 3}),
)
SWITCHES: dict[str, Switch] = {
    "profile": profile,
    "new pin": new_pin,
    "new passphrase": new_passphrase,
    "phone": phone,
    "devices": devices,
    "away": away,
    "slept": slept,
    "paused": paused,
    "homework": homework,
    "forget form": forget_form,
    "end one": end_all,
}
LAST = {"pause": pause}  # only at the end: what is said openly after it would not be equal in both worlds

# Routes whose effect nobody else may see, and the kinds of act that use them.
ACTS: dict[str, tuple[str, ...]] = {
    "account_change_password": ("new passphrase",),
    "account_logout": ("away",),
    "by_myself": ("by myself",),
    "calendar": ("calendar",),
    "close_mine": ("close",),
    "correct_checkin": ("correct",),
    "counselor": ("give",),
    "delete_checkin": ("delete",),
    "devices": ("devices",),
    "end_counsel": ("end",),
    "event": ("event",),
    "expect": ("expect",),
    "expect_pattern": ("pattern",),
    "export": ("export",),
    "forget_result": ("forget form",),
    "invite_counselor": ("link",),
    "learned": ("learned",),
    "leaving": ("paused", "pause"),
    "not_this_week": ("not now",),
    "open_mine": ("pin", "visit"),
    "own_place": ("place",),
    "pin": ("new pin",),
    "put_away_homework": ("homework",),
    "repair_step": ("step",),
    "screen": ("form",),
    "show_sentence": ("sentence",),
    "situations": ("situations",),
    "slept": ("slept",),
    "this_phone": ("phone",),
    "trusted": ("trusted",),
    "words": ("words",),
    "write_review": ("week", "finish", "finished"),
    "you": ("profile",),
}

SHOWN = """
    add_child agree_standard agree_to_nights all_right answer answer_night answer_offer answer_part
    answer_together ask ask_own_time change_item change_review check_in child come_back counselor_shown
    cycle early_sleep end_ask end_given end_helper end_item erase expecting_agreements family_clock feeding
    first_plan four give give_sleep helper_hours hold_more hours invite later leave_line leave_repair let_go
    loss lost night_tap
    offer_item own_time plan_nights propose_week relief repair review revoke_invite say_here say_of_item say_plan
    show_stress space start_holding start_repair take_back_sentence take_back_stress take_item take_over together
    undo_import take_baby
"""
OPEN_OR_SHOWN: dict[str, str] = {
    **dict.fromkeys(SHOWN.split(), "what it does is shared, or open to both"),
    "bring_in_log": "the log is the baby's, and open to both; files are not sent by these worlds",
    "preview_log": "the log is the baby's, and open to both; files are not sent by these worlds",
    "end_counsels": "it also ends the counselor whose desk is looked at here",
    "switch_family": "it shows another family of one's own on this device; in these worlds nobody has two",
}
# Keys are added and removed by the library's own forms; the act `passkey` adds one.
SIGN_IN_LIBRARY = ("account_reauthenticate", "mfa_")
