"""Words both partners see are never written over: every model with words has a rule, and each rule is played."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import models
from django.db.models import Q

from nearward.domain.repair import STEPS
from nearward.web.asks.models import Ask
from nearward.web.expecting.models import Proposal as Agreement
from nearward.web.holding.models import Before, Responsibility
from nearward.web.keeping.erasing import erase_person
from nearward.web.nights.models import NightYes, PlannedNight
from nearward.web.people.models import Caregiver
from tests.conftest import Figure
from tests.house.everyone import Everyone, settle
from tests.house.observing import Observer

APPENDS, NEVER_EDITED, WITHDRAWN = "appends", "never edited", "own and withdrawn silently"
REPLACED = "about the baby; the next one takes its place, and it is gone in the morning"
PRIVATE, FACTS, PLANNER = "private", "facts, no words to each other", "the planner's words; a new plan is a new row"

# Every model that can hold a word, and what an edit leaves. `docs/reference/who-sees-what.md` says the same.
RULES = {
    "asks.Answer": APPENDS,
    "asks.Ask": NEVER_EDITED,
    "asks.Given": NEVER_EDITED,
    "babylog.Import": FACTS,
    "babylog.LogEntry": FACTS,
    "babylog.Preview": PRIVATE,
    "babylog.RecentLog": FACTS,
    "babylog.RecentTaps": REPLACED,
    "checkins.CheckIn": PRIVATE,
    "checkins.Said": FACTS,
    "core.Submission": PRIVATE,
    "desk.Note": PRIVATE,
    "expecting.Draft": PRIVATE,
    "expecting.Opened": NEVER_EDITED,
    "expecting.Proposal": APPENDS,
    "feed.FeedLink": PRIVATE,
    "grants.Counsel": PRIVATE,
    "grants.Given": PRIVATE,
    "grants.Homework": PRIVATE,
    "grants.Read": PRIVATE,
    "holding.Before": NEVER_EDITED,
    "holding.Part": PLANNER,
    "holding.Responsibility": APPENDS,
    "mine.Shown": WITHDRAWN,
    "nights.Hours": FACTS,
    "nights.PlannedNight": PLANNER,
    "notify.Phone": PRIVATE,
    "own.Answered": NEVER_EDITED,
    "own.Draft": PRIVATE,
    "own.OwnTime": APPENDS,
    "people.Child": FACTS,
    "people.Family": FACTS,
    "people.Invite": PRIVATE,
    "people.Person": FACTS,
    "people.KnownBrowser": PRIVATE,
    "people.PersonKey": PRIVATE,
    "people.Pin": PRIVATE,
    "people.Practice": FACTS,
    "people.Tries": PRIVATE,
    "people.ZoneSuggestion": FACTS,
    "reflection.Draft": PRIVATE,
    "reflection.Shown": WITHDRAWN,
    "repair.Draft": PRIVATE,
    "repair.Proposal": APPENDS,
    "repair.Repair": NEVER_EDITED,
    "repair.Shared": WITHDRAWN,
    "review.Draft": PRIVATE,
    "review.Opened": APPENDS,
    "screening.Answered": PRIVATE,
    "screening.SomeoneTrusted": PRIVATE,
    "together.Shared": NEVER_EDITED,
    "us.CyclePart": WITHDRAWN,
    "us.Wording": APPENDS,
}
# Whose a row's words are, and where only some columns are theirs, which.
AUTHORS = {
    "asks.Answer": "ask__asked", "asks.Ask": "asker", "asks.Given": "giver", "expecting.Opened": "author",
    "expecting.Proposal": "author", "holding.Before": "by", "own.Answered": "author", "own.OwnTime": "author",
    "repair.Proposal": "author", "repair.Repair": "starter", "review.Opened": "author",
    "together.Shared": "family__caregivers", "us.Wording": "author",
}  # fmt: skip
COLUMNS = {
    "own.OwnTime": ("words",),
    "together.Shared": ("thing", "words"),
    "expecting.Proposal": ("sealed",),
}
REPAIR = "/us/repair/<uuid:repair_id>/"
SAID, AGAIN = "the lamp in the hall", "the lamp by the door"


def holds_words(field: "models.Field[Any, Any]") -> bool:
    chosen = bool(getattr(field, "choices", None))
    free = isinstance(field, models.CharField) and not chosen
    return free or isinstance(field, models.TextField | models.JSONField | models.BinaryField)


def with_words() -> set[str]:
    ours = [model for model in apps.get_models() if model.__module__.startswith("nearward.")]
    return {model._meta.label for model in ours if any(holds_words(field) for field in model._meta.concrete_fields)}


def test_every_model_that_can_hold_a_word_has_a_rule() -> None:
    assert set(RULES) == with_words()


def test_every_model_of_shared_words_is_played() -> None:
    played = {label for play in PLAYS for label in play.labels}
    assert played == {label for label, rule in RULES.items() if rule in {APPENDS, NEVER_EDITED}}
    assert set(AUTHORS) == played - {"holding.Responsibility"}


@dataclass
class Couple:
    """The two, their browsers, and the ids of what there is."""

    everyone: Everyone
    alice: Observer
    bob: Observer

    def send(self, who: Observer, pattern: str, body: dict[str, Any], status: int = 302) -> None:
        sent = who.send("POST", self.everyone.path(pattern), {"key": uuid4(), **body}, keep=True)
        assert sent.status == status, (pattern, sent.status, sent.body.decode().split("<main")[-1][:600])

    def page(self, who: Observer, pattern: str) -> str:
        seen = who.send("GET", self.everyone.path(pattern))
        assert seen.status == 200
        return seen.body.decode()

    @property
    def opened(self) -> date:
        week = self.everyone.ids["week"]
        assert isinstance(week, date)
        return week - timedelta(days=7)


@dataclass(frozen=True)
class Play:
    """What is said first, the edit one partner makes of it, and where the other still reads the first words."""

    name: str
    labels: tuple[str, ...]
    first: Callable[[Couple], None]
    edit: Callable[[Couple], None]
    editor: str
    path: str
    words: str = SAID


def _ask(two: Couple) -> None:
    ask = {"need": "sleep", "kind": "do", "when": "week", "words": SAID, "do": "send"}
    two.send(two.alice, "/ask/", ask)
    two.everyone.ids["ask_id"] = Ask.objects.get(words=SAID).pk


def _item(two: Couple, who: Observer, title: str, standard: str) -> None:
    facts = {"kind": "tracking", "minutes": 30, "mental": 2, "fixed_time": "any", "taste": 0}
    two.send(who, "/holding/<uuid:item_id>/change/", {**facts, "title": title, "standard": standard})


def _all_steps(two: Couple) -> None:
    path = "/mine/repair/<uuid:repair_id>/%s/"
    for step in STEPS:
        for who in (two.alice, two.bob):
            if (step, who) != ("inside", two.bob):
                two.send(who, path % step, {"number": 0, "words": "mine", "do": "share"})
    two.send(two.alice, "/us/repair/<uuid:repair_id>/", {"do": "propose", "seen": 0, "words": SAID})


def _both_expect(two: Couple) -> None:
    for who, words in ((two.alice, SAID), (two.bob, "soup")):
        two.send(who, "/mine/expecting/", {"number": 0, "need": words, "tracking": "me", "do": "finish"})


def _other_agreement(two: Couple) -> None:
    row = Agreement.objects.get()
    body = {"thread": row.thread, "seen": 1}
    two.send(two.bob, "/us/expecting/agreements/", {**body, "do": "agree"})
    two.send(two.bob, "/us/expecting/agreements/", {**body, "words": AGAIN})
    two.send(two.alice, "/us/expecting/agreements/", {"thread": row.thread, "seen": 2, "do": "agree"})


def _other_answers(two: Couple) -> None:
    for seen, how in ((1, "but"), (2, "here")):
        two.send(two.bob, "/us/own-time/<uuid:time_id>/", {"seen": seen, "how": how, "words": AGAIN})


def _twice(two: Couple) -> None:
    _item(two, two.alice, SAID, "")
    _item(two, two.bob, AGAIN, "")


def _nothing(_two: Couple) -> None:
    """What there is was said already."""


PLAYS = (
    Play("an ask is closed", ("asks.Ask",), _ask,
         lambda two: two.send(two.alice, "/asks/<uuid:ask_id>/end/", {"how": "closed"}),
         "alice", "/asks/<uuid:ask_id>/"),
    Play("an answer is changed", ("asks.Answer",),
         lambda two: two.send(two.bob, "/asks/<uuid:ask_id>/answer/", {"how": "but", "words": SAID, "seen": 0}),
         lambda two: two.send(two.bob, "/asks/<uuid:ask_id>/answer/", {"how": "but", "words": AGAIN, "seen": 1}),
         "bob", "/asks/<uuid:ask_id>/"),
    Play("something else is taken on", ("asks.Given",),
         lambda two: two.send(two.bob, "/give/", {"what": "", "words": SAID, "until": "23:30"}),
         lambda two: two.send(two.bob, "/give/", {"what": "", "words": AGAIN, "until": "23:40"}), "bob", "/"),
    Play("the words for a standard change", ("holding.Responsibility", "holding.Before"),
         lambda two: _item(two, two.alice, "The pharmacy", SAID),
         lambda two: _item(two, two.bob, "The pharmacy", AGAIN), "bob", "/holding/<uuid:item_id>/"),
    Play("the name of a thing changes twice", ("holding.Responsibility", "holding.Before"),
         _twice,
         lambda two: _item(two, two.alice, "Something else", ""), "alice", "/holding/<uuid:item_id>/"),
    Play("the name of a thing changes", ("holding.Responsibility", "holding.Before"),
         lambda two: _item(two, two.alice, SAID, ""),
         lambda two: _item(two, two.bob, AGAIN, ""), "bob", "/holding/<uuid:item_id>/"),
    Play("a week that opened is changed", ("review.Opened",), _nothing,
         lambda two: two.send(two.alice, f"/us/review/{two.opened}/change/", {"number": 1, "worked": AGAIN}),
         "alice", "/us/review/<opened>/", "Thursday night"),
    Play("a repair is left", ("repair.Repair",), _nothing,
         lambda two: two.send(two.alice, "/us/repair/<uuid:repair_id>/leave/", {"do": "leave"}),
         "alice", "/us/repair/<uuid:repair_id>/", "Sunday"),
    Play("other words end a repair", ("repair.Proposal",), _all_steps,
         lambda two: two.send(two.bob, REPAIR, {"do": "propose", "seen": 1, "words": AGAIN}),
         "bob", "/us/repair/<uuid:repair_id>/"),
    Play("what one expected is written again", ("expecting.Opened",), _both_expect,
         lambda two: two.send(two.alice, "/mine/expecting/", {"number": 1, "need": AGAIN, "do": "save"}, 422),
         "alice", "/us/expecting/"),
    Play("an agreement is changed, and agreed to", ("expecting.Proposal",), _nothing, _other_agreement,
         "bob", "/us/expecting/agreements/", "Whoever is on has the baby in another room."),
    Play("other words are found for the four sentences", ("us.Wording",), _nothing,
         lambda two: two.send(two.alice, "/us/four/", {"seen": 1, "line0": AGAIN}),
         "alice", "/us/four/", "I can stand on my own."),
    Play("the answer to a time of one's own is changed", ("own.OwnTime", "own.Answered"),
         lambda two: two.send(two.bob, "/us/own-time/<uuid:time_id>/", {"seen": 0, "how": "but", "words": SAID}),
         _other_answers,
         "bob", "/us/own-time/<uuid:time_id>/"),
    Play("another time for a small thing", ("together.Shared",), _nothing,
         lambda two: two.send(two.bob, "/us/together/<uuid:thing_id>/",
                              {"do": "another", "seen": 1, "day": _today() + timedelta(days=1)}),
         "bob", "/us/together/", "tea"),
)  # fmt: skip


def _today() -> date:
    return datetime.now(UTC).date()


@pytest.fixture
def two(db: object) -> Couple:
    everyone = settle(datetime.now(UTC))
    return Couple(everyone, everyone.observer("alice"), everyone.observer("bob"))


def rows_of(two: Couple, who: str) -> dict[str, dict[object, tuple[object, ...]]]:
    """Return every row of shared words this person wrote, column by column as it lies in the database."""
    me: Caregiver = two.everyone.places[who]
    found = {}
    for label, author in AUTHORS.items():
        model = apps.get_model(label)
        names = COLUMNS.get(label) or tuple(field.attname for field in model._meta.concrete_fields)
        rows = model._default_manager.filter(Q(**{author: me})).values_list("pk", *names)
        found[label] = {row[0]: row[1:] for row in rows}
    return found


@pytest.mark.parametrize("play", PLAYS, ids=lambda play: play.name)
def test_an_edit_leaves_the_words_the_other_has_read(two: Couple, play: Play, figure: Figure) -> None:
    reader = "alice" if play.editor == "bob" else "bob"
    watching = getattr(two, reader)
    path = play.path.replace("<opened>", str(two.opened))
    play.first(two)
    assert play.words in two.page(watching, path)
    before = rows_of(two, reader)
    kept = {label: rows for label, rows in rows_of(two, play.editor).items() if label in play.labels}
    play.edit(two)
    assert play.words in two.page(watching, path)
    after = rows_of(two, reader)
    assert {label: {pk: after[label].get(pk) for pk in rows} for label, rows in before.items()} == before
    for label in set(kept) & {"review.Opened", "asks.Answer", "repair.Repair", "expecting.Opened"}:
        now = rows_of(two, play.editor)[label]
        assert {pk: now.get(pk) for pk in kept[label]} == kept[label], f"{label}: a row was written over"
    figure(f"history of shared words: {len(PLAYS)} edits played, 0 words written over")


def test_the_earlier_words_stand_with_whose_they_were(two: Couple) -> None:
    _item(two, two.alice, "The pharmacy", SAID)
    item = Responsibility.objects.get(pk=two.everyone.ids["item_id"])
    two.send(two.bob, "/holding/<uuid:item_id>/agree/", {"read": item.standard})
    _item(two, two.bob, "The pharmacy", AGAIN)
    page = two.page(two.alice, "/holding/<uuid:item_id>/")
    earlier = page.split("Earlier words")[1].split("</details>")[0]
    assert "Alice" in earlier
    assert "you both agreed" in earlier
    assert SAID in earlier


def test_a_helper_who_holds_a_thing_reads_no_earlier_words(two: Couple) -> None:
    _item(two, two.alice, "The pharmacy", SAID)
    _item(two, two.bob, "The pharmacy", AGAIN)
    gran = two.everyone.places["gran"]
    Responsibility.objects.update(notice=gran, plan=gran, do=gran)
    page = two.page(two.everyone.observer("gran"), "/holding/<uuid:item_id>/")
    assert AGAIN in page
    assert SAID not in page


def test_a_change_from_an_old_page_is_refused_and_what_was_typed_stays(two: Couple) -> None:
    path = "/holding/<uuid:item_id>/change/"
    mark = re.search(r'name="read" value="(\w+)"', two.page(two.bob, path))
    assert mark
    _item(two, two.alice, "The pharmacy", SAID)
    facts = {
        "title": "The pharmacy",
        "kind": "tracking",
        "minutes": 45,
        "mental": 2,
        "fixed_time": "any",
        "taste": 0,
    }
    body = {**facts, "standard": AGAIN, "read": mark[1]}
    refused = two.bob.send("POST", two.everyone.path(path), body, keep=True)
    said = refused.body.decode()
    assert refused.status == 422
    assert "The words changed just now." in said
    assert SAID in said.split("It reads now:")[1]
    assert AGAIN in said
    assert 'value="45"' in said
    assert Responsibility.objects.get(pk=two.everyone.ids["item_id"]).standard == SAID
    fresh = re.search(r'name="read" value="(\w+)"', said)
    assert fresh
    two.send(two.bob, path, {**body, "read": fresh[1]})
    assert Responsibility.objects.get(pk=two.everyone.ids["item_id"]).standard == AGAIN


def test_a_new_plan_leaves_the_earlier_one_and_its_yeses_as_they_were(two: Couple) -> None:
    two.send(two.bob, "/nights/<uuid:night_id>/answer/", {"do": "agree"})
    nights, yeses = list(PlannedNight.objects.values()), list(NightYes.objects.values())
    two.send(two.alice, "/nights/<uuid:night_id>/answer/", {"do": "turn"})
    assert [row for row in PlannedNight.objects.values() if row in nights] == nights
    assert [row for row in NightYes.objects.values() if row in yeses] == yeses
    assert PlannedNight.objects.count() == len(nights) + 1


def test_erasing_takes_ones_own_earlier_words_and_leaves_the_others(two: Couple) -> None:
    _item(two, two.alice, "The pharmacy", SAID)
    _item(two, two.bob, "The pharmacy", AGAIN)
    _item(two, two.alice, "The pharmacy", "again otherwise")
    assert {row.words for row in Before.objects.filter(what="standard")} == {SAID, AGAIN}
    erase_person(person=two.everyone.people["alice"], now=datetime.now(UTC))
    assert {row.words for row in Before.objects.filter(what="standard")} <= {AGAIN}
