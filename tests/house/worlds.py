"""The same family twice: what everyone can see is equal, and only Alice's private things differ."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator

from nearward.domain.needs import NEEDS
from nearward.web.checkins.models import CheckIn
from nearward.web.expecting.models import Draft as ExpectingDraft
from nearward.web.own.models import Draft as OwnPlace
from nearward.web.reflection.models import Draft as Reflection
from nearward.web.repair.models import Draft as StepDraft
from nearward.web.review.models import Draft as WeekDraft
from tests.house.everyone import PIN, Everyone
from tests.house.keys import key_of
from tests.house.observing import Observer
from tests.house.passkeys import a_passkey
from tests.house.switches import LAST, SWITCHES

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
SLOTS = 6
WORDS = [
    "I",
    "shouted",
    "at",
    "the",
    "wall",
    ",",
    "and",
    "he",
    "frightened",
    "me;",
    "the",
    "lamp",
    "was",
    "on.",
    "Nobody",
    "knows",
    "🌙",
]
WORDS += ["لا أحد", "\u202e", "e\u0301"]
QUIET_PAGES = (
    "/help/", "/help/safety-at-home/", "/mine/", "/you/devices/", "/you/keys/", "/you/keys/codes/", "/check-in/",
    "/mine/?before=2026-03-10T00:00:00%2B00:00", "/mine/stress/", "/mine/stress/show/", "/mine/pin/", "/mine/open/",
    "/mine/by-myself/",
    "/us/", "/us/cycle/", "/mine/normal/", "/mine/words/", "/holding/", "/help/?country=DE", "/asks/?",
    "/you/", "/us/review/",
    "/us/expecting/", "/us/expecting/night/", "/us/expecting/agreements/", "/mine/expecting/",
    "/mine/expecting/pattern/", "/us/together/",
    "/us/repair/", "/us/week/", "/holding/talk/tracking/", "/you/calendar/", "/you/leave/", "/you/phone/",
    "/mine/screening/", "/mine/screening/phq9/", "/mine/screening/results/", "/mine/screening/trusted/",
    "/mine/own/", "/mine/own/quiet/", "/mine/export/", "/us/own-time/", "/us/four/",
    "/mine/counselor/", "/family/counselor/", "/help/counselor/",
    "/mine/reflection/", "/mine/reflection/situations/", "/mine/reflection/learned/", "/mine/reflection/show/",
    "/mine/review/2026-03-02/", "/mine/review/2026-03-09/", "/us/review/2026-02-23/",
    "/us/review/2026-02-23/change/",
)  # fmt: skip
# What Alice may do by herself; a kind named twice comes twice as often.
KINDS = (
    "alone", "alone", "alone", "correct", "delete", "refused", "event", "event", "draft",
    "visit", "visit", "device", "passkey", "pin", "close", "not now", "calendar",
    "week", "week", "finish", "finished", "step", "step",
    "words", "words", "situations", "learned", "sentence", "place", "place", "expect", "expect", "pattern",
    "form", "form", "trusted", "trusted", "export",
    "by myself", "by myself",
    "link", "give", "give", "end",
    "profile", "profile", "phone", "paused", "paused", *SWITCHES,
)  # fmt: skip
Act = Callable[["Stage"], object]


@dataclass(frozen=True)
class World:
    """What Alice keeps to herself: the private part of each open check-in, and acts of hers between them."""

    kept: tuple[dict[str, Any], ...]
    acts: tuple[tuple[tuple[str, Any], ...], ...]

    @staticmethod
    def generated(seed: str) -> "World":
        """Make one from a seed; about one in four is as quiet as can be."""
        chance = Random(seed)
        if chance.random() < 0.25:
            return World(({},) * SLOTS, ((),) * (SLOTS + 1))
        kept = tuple(_kept(chance) for _slot in range(SLOTS))
        acts = [tuple(_act(chance) for _ in range(chance.randint(0, 2))) for _slot in range(SLOTS + 1)]
        if chance.random() < 0.3:
            acts[-1] += (("pause", {}),)
        return World(kept, tuple(acts))


def _kept(chance: Random) -> dict[str, Any]:
    note = " ".join(chance.choices(WORDS, k=chance.choice((1, 5, 40, 300))))
    everything = {
        "stress": chance.randint(0, 10), "move": chance.randint(0, 10),
        "sleep_hours": chance.choice(("0.5", "2", "3.25", "9")), "note": note[:4000],
    }  # fmt: skip
    return {name: value for name, value in everything.items() if chance.random() < 0.7}


def _act(chance: Random) -> tuple[str, Any]:
    kind = chance.choice(KINDS)
    something = {"stress": chance.randint(0, 10)} | _kept(chance)
    return kind, {"visit": chance.choice(QUIET_PAGES), "passkey": chance.randint(2, 10**6)}.get(kind, something)


@dataclass
class Stage:
    """One world while it is played: who acts, and the clock and chance they act under."""

    everyone: Everyone
    alice: Observer
    bob: Observer
    step: Callable[[str, datetime], None]
    open_checkins: list[UUID] = field(default_factory=list)
    alone: list[UUID] = field(default_factory=list)

    def private(self, kind: str, detail: Any, at: datetime) -> None:
        """Do one private act of Alice's."""
        match kind:
            case "visit":
                if detail.startswith("/mine/"):
                    self.alice.send("POST", "/mine/open/", {"pin": PIN}, keep=True)
                self.alice.send("GET", detail, keep=True)
            case "device":
                self.everyone.observer("alice")
            case "passkey":
                data = a_passkey("Another phone", detail)
                Authenticator.objects.create(user=self.everyone.people["alice"], type="webauthn", data=data)
            case "draft":
                words = {"words": detail.get("note", "mine"), "need": "sleep", "kind": "do", "when": "now"}
                self.alice.send("POST", "/ask/", {**words, "do": "preview"}, keep=True)
            case "event":
                tap = {"tap": f"{detail.get('stress', 8)}-{detail.get('move', 3)}", "key": key_of("event", at)}
                assert self.alice.send("POST", "/check-in/event/", tap, keep=True).status == 302
            case "words":
                self._say_to_words(detail.get("note", "I want to die"), opened=detail["stress"] > 3)
            case "not now":
                self.alice.send("POST", "/holding/not-this-week/", keep=True)
            case "by myself":
                do = "off" if detail.get("stress", 0) > 7 else "on"
                self.alice.send("POST", "/mine/open/", {"pin": PIN}, keep=True)
                assert self.alice.send("POST", "/mine/by-myself/", {"do": do}, keep=True).status == 302
            case "calendar":
                do = "end" if detail.get("stress", 0) > 6 else "make"
                self.alice.send("POST", "/you/calendar/", {"do": do}, keep=True)
            case "form":
                self._answer_a_form(detail, at)
            case "export":
                self.alice.send("POST", "/mine/open/", {"pin": PIN}, keep=True)
                file = ("everything", "paper", "forms")[detail.get("stress", 0) % 3]
                assert self.alice.send("POST", "/mine/export/", {"file": file}, keep=True).status == 200
            case "trusted":
                self.alice.send("POST", "/mine/open/", {"pin": PIN}, keep=True)
                whom = {"name": detail.get("note", "Ana")[:60], "phone": f"+34 600 {at:%H%M%S}"}
                assert self.alice.send("POST", "/mine/screening/trusted/", whom, keep=True).status in {302, 422}
            case "link" | "give" | "end":
                self._see_a_counselor(kind, detail.get("stress", 5))
            case "pin":
                self.alice.send("POST", "/mine/open/", {"pin": f"{detail['stress']:04}"}, keep=True)
            case "close":
                self.alice.send("POST", "/mine/close/", {"aside": "/mine/pin/", **detail}, keep=True)
            case "week" | "finish" | "finished" | "step":
                self._write_alone(kind, detail.get("note", "mine"), at)
            case "situations" | "learned" | "sentence":
                self._reflect(kind, detail.get("note", "mine"), at)
            case "place":
                self._keep_a_place(detail.get("note", "mine"), at)
            case "expect" | "pattern":
                self._expect(kind, detail, at)
            case "refused":
                self.alice.send("POST", "/check-in/", {**detail, "stress": 11, "key": key_of("no", at)}, keep=True)
            case _ if kind in SWITCHES:
                SWITCHES[kind](self, detail, at)
            case _ if kind in LAST:
                LAST[kind](self, detail, at)
            case _:
                self._change_checkins(kind, detail, at)

    def _see_a_counselor(self, kind: str, stress: int) -> None:
        """Make a link, let Dora read more or less, or end all she may read; Dora does not look in these worlds."""
        self.alice.send("POST", "/mine/open/", {"pin": PIN}, keep=True)
        path = self.everyone.path("/mine/counselor/<uuid:other_counsel>/")
        if kind == "link":
            assert self.alice.send("POST", "/mine/counselor/link/", keep=True).status == 200
        elif kind == "end":
            self.alice.send("POST", f"{path}end/", keep=True)
        else:
            given = ["stress_move", "direction", "screening", "reflection"][: 1 + stress % 4]
            body = {"what": given, "item": "learned", "days": "all", "until": "2026-04-01"}
            assert self.alice.send("POST", path, body, keep=True).status in {302, 404}

    def _answer_a_form(self, detail: dict[str, Any], at: datetime) -> None:
        """Answer one, kept or not, with thoughts of harming oneself or without; send it also to a closed lock."""
        self.alice.send("POST", "/mine/open/", {"pin": PIN}, keep=True)
        stress = detail.get("stress", 5)
        form = ("phq9", "gad7", "phq2", "gad2")[stress % 4]
        answers = {f"a{place}": (stress + place) % 4 for place in range(9)}
        body = {**answers, "key": key_of("form", at), **({"keep": "on"} if stress % 3 else {})}
        assert self.alice.send("POST", f"/mine/screening/{form}/", body, keep=True).status in {200, 422}
        if stress % 2:
            self.alice.send("POST", "/mine/close/", keep=True)
            self.alice.send("POST", f"/mine/screening/{form}/", {**body, "a8": 3}, keep=True)

    def _write_alone(self, kind: str, words: str, at: datetime) -> None:
        """Write on a week or a step; finish a week, and take that back unless nobody else is to finish it too."""
        self.alice.send("POST", "/mine/open/", {"pin": PIN}, keep=True)
        week, me = self.everyone.ids["week"], self.everyone.places["alice"]
        assert isinstance(week, date)
        body = {
            "key": key_of(kind, at),
            "number": 2**20,
            "worked": words,
            "words": words[:2000],
            "feelings": "alone",
        }
        if kind == "step":
            row = StepDraft.objects.filter(author=me, step="saw").first()
            path = self.everyone.path("/mine/repair/<uuid:repair_id>/saw/")
        else:
            week = week - timedelta(days=14 * (kind == "finished"))
            row = WeekDraft.objects.filter(author=me, week=week).first()
            path = f"/mine/review/{week}/"
        body["number"] = row.number if row else 0
        body["do"] = "finish" if kind.startswith("finish") else "save"
        assert self.alice.send("POST", path, body, keep=True).status in {302, 422}
        if kind == "finish":
            assert self.alice.send("POST", path, {**body, "do": "back"}, keep=True).status == 302

    def _keep_a_place(self, words: str, at: datetime) -> None:
        self.alice.send("POST", "/mine/open/", {"pin": PIN}, keep=True)
        place = ("friends", "body")[len(words) % 2]
        row = OwnPlace.objects.filter(author=self.everyone.places["alice"], place_named=place).first()
        body = {"key": key_of("place", at), "number": row.number if row else 0, "words": words}
        assert self.alice.send("POST", f"/mine/own/{place}/", body, keep=True).status == 302

    def _reflect(self, kind: str, words: str, at: datetime) -> None:
        """Answer a situation, write of where it was learned, or read the sentence one might show."""
        self.alice.send("POST", "/mine/open/", {"pin": PIN}, keep=True)
        row = Reflection.objects.filter(author=self.everyone.places["alice"], part=kind).first()
        body: dict[str, Any] = {"key": key_of(kind, at), "number": row.number if row else 0, "places": "unsafe"}
        body |= {"words": words, "do": "look", "tears": ["near", "low"][: 1 + len(words) % 2], "cries": "apart"}
        path = f"/mine/reflection/{kind.replace('sentence', 'show')}/"
        assert self.alice.send("POST", path, body, keep=True).status in {200, 302, 422}

    def _say_to_words(self, typed: str, *, opened: bool) -> None:
        """Type into Words: with Mine open it is answered, help too; with Mine closed it is gone."""
        if opened:
            self.alice.send("POST", "/mine/open/", {"pin": PIN}, keep=True)
        for text in (typed[:2000], "he hit me, and I want to die"):
            self.alice.send("POST", "/mine/words/", {"side": "heard", "text": text}, keep=True)
        self.alice.send("POST", "/mine/words/", {"side": "saying", "pick": "blame", "top": "blame"}, keep=True)

    def _expect(self, kind: str, detail: dict[str, Any], at: datetime) -> None:
        """Write one's own side or note; finish the side and take that back, since nobody else is to finish it."""
        self.alice.send("POST", "/mine/open/", {"pin": PIN}, keep=True)
        words, part = detail.get("note", "mine")[:2000], "side" if kind == "expect" else "pattern"
        row = ExpectingDraft.objects.filter(author=self.everyone.places["alice"], part=part).first()
        body = {"key": key_of(kind, at), "number": row.number if row else 0, "words": words, "need": words}
        path = "/mine/expecting/" if kind == "expect" else "/mine/expecting/pattern/"
        done = "finish" if kind == "expect" and detail.get("stress", 0) > 5 else "save"
        body |= {"night": ("me", "other", "both")[detail.get("stress", 0) % 3], "do": done}
        assert self.alice.send("POST", path, body, keep=True).status in {302, 422}
        if done == "finish":
            assert self.alice.send("POST", path, {**body, "do": "back"}, keep=True).status == 302

    def _change_checkins(self, kind: str, kept: dict[str, Any], at: datetime) -> None:
        self.alice.send("POST", "/mine/open/", {"pin": PIN}, keep=True)
        if kind == "alone":
            self.alone.append(self.check_in(kept, key_of("alone", at)))
        elif kind == "delete" and self.alone:
            done = self.alice.send("POST", f"/mine/check-ins/{self.alone.pop()}/delete/", keep=True)
            assert (done.status, done.where) == (302, "/mine/")
        elif kind == "correct" and self.open_checkins:
            row = CheckIn.objects.select_related("said").get(pk=self.open_checkins[-1])
            body = {**row.said.levels, "room": row.said.room, "key": key_of("again", at), **kept}
            done = self.alice.send("POST", f"/mine/check-ins/{row.pk}/", body, keep=True)
            assert (done.status, done.where) == (302, "/mine/")

    def check_in(self, body: dict[str, Any], key: UUID) -> UUID:
        """Send one check-in of Alice's and return its id."""
        before = set(CheckIn.objects.values_list("pk", flat=True))
        assert self.alice.send("POST", "/check-in/", {**body, "key": key}, keep=True).status == 302
        return (set(CheckIn.objects.values_list("pk", flat=True)) - before).pop()


def open_acts(seed: str) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None, dict[str, Any] | None]]:
    """Yield for each slot what both worlds share: Alice's open words, Bob's check-in, Bob's hand-over."""
    chance = Random(seed)
    for _slot in range(SLOTS):
        said = {need: chance.randint(0, 4) for need in NEEDS} | {"room": chance.randint(0, 4)}
        bobs = {"hands": chance.randint(0, 4), "room": chance.randint(0, 4), "stress": chance.randint(0, 10)}
        given = {"what": "", "words": "the dishes", "until": "23:30"}
        yield said, bobs if chance.random() < 0.5 else None, given if chance.random() < 0.3 else None


def play(stage: Stage, world: World, shared: str, heard: Callable[[str], None]) -> None:
    """Play a world from start to end; `heard` is told before and after whatever both worlds share."""
    at = NOON - timedelta(hours=20)
    heard("everyone comes in")
    for slot, (said, bobs, given) in zip(range(len(world.kept)), open_acts(shared), strict=False):
        _private_acts(stage, world, slot, at + timedelta(hours=3 * slot))
        now = at + timedelta(hours=3 * slot + 2)
        heard(f"private {slot}")
        stage.step(f"open {slot}", now)
        stage.open_checkins.append(stage.check_in(said | world.kept[slot], key_of("open", now)))
        stage.step(f"bob {slot}", now)
        if bobs:
            stage.bob.send("POST", "/check-in/", {**bobs, "key": key_of("bob", now)}, keep=True)
        if given:
            stage.bob.send("POST", "/give/", {**given, "key": key_of("give", now)}, keep=True)
        heard(f"open {slot}")
    _private_acts(stage, world, len(world.kept), NOON - timedelta(minutes=30))
    heard("private at last")
    stage.step("alice can't go on", NOON - timedelta(minutes=2))
    assert stage.alice.send("POST", "/now/", {"do": "call"}, keep=True).status == 302
    heard("alice calls")


def _private_acts(stage: Stage, world: World, slot: int, at: datetime) -> None:
    for number, (kind, detail) in enumerate(world.acts[slot]):
        moment = at + timedelta(minutes=7 * number)
        stage.step(f"private {slot} {number}", moment)
        stage.private(kind, detail, moment)
