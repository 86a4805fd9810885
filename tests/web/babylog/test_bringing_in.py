"""From files to a log, through the real pages."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from nearward.web.babylog.models import Import, LogEntry, Preview
from nearward.web.people import services as people
from nearward.web.people.models import Caregiver
from tests.conftest import Cast
from tests.web.babylog.logs import FEED, bring_in, choices, count, file, look, nights, upload

Phone = Callable[[Caregiver], Client]
ROUTES = ("/log/", "/log/previews/{preview}/", "/log/imports/{made}/", "/log/imports/{made}/left-out.csv")


def test_files_are_looked_at_then_come_in_with_their_provenance(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    day = f"{datetime.now(UTC) - timedelta(days=3):%Y-%m-%d}"
    feeds = file("feeds.csv", f"1,Kit,,{day} 10:00:00,{day} 10:20:00,formula,bottle,90,x", header=FEED)
    url = look(alice, file("sleep.csv", *nights(3, 2)), feeds)
    page = alice.get(url).content.decode()
    assert "8 rows would come in" in page
    assert count(cast.kit) == 0
    done = alice.post(url, choices(alice.get(url)) | {"do": "in"})
    made = Import.objects.get()
    assert done["Location"].startswith(f"/log/imports/{made.pk}/")
    assert (count(cast.kit), made.source, made.zone, made.by) == (8, "baby buddy", "Europe/Madrid", cast.alice)
    assert [(row["file"], row["new"], len(row["sha256"])) for row in made.files] == [
        ("sleep.csv", 7, 64), ("feeds.csv", 1, 64),
    ]  # fmt: skip
    assert "8 rows" in alice.get(done["Location"]).content.decode()


def test_a_second_run_adds_nothing(cast: Cast, phone: Phone) -> None:
    bring_in(phone(cast.alice), file("sleep.csv", *nights(3)))
    before = count(cast.kit)
    bob = phone(cast.bob)
    url = look(bob, file("other name.csv", *nights(3)))
    page = bob.get(url).content.decode()
    assert "Nothing new to bring in" in page
    assert "All that can come in is here already." in page
    assert bob.post(url, choices(bob.get(url)) | {"do": "in"}).status_code == 200
    assert (count(cast.kit), Import.objects.count()) == (before, 1)


def test_pressing_the_button_twice_shows_what_came_in(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    url = look(alice, file("sleep.csv", *nights(3)))
    sent = choices(alice.get(url)) | {"do": "in"}
    assert alice.post(url, sent)["Location"] == alice.post(url, sent)["Location"]
    assert Import.objects.count() == 1


def test_nothing_private_of_the_file_is_kept(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    url = look(alice, file("sleep.csv", *nights(3)))
    assert b"secret words" not in b"".join(bytes(kept.files) for kept in Preview.objects.all())
    page = alice.get(url).content.decode()
    assert "Left out: notes, amounts, tags, and the names of adults." in page
    assert "secret words" not in page


def test_undo_takes_all_of_one_import_and_nothing_of_another(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    bring_in(alice, file("a.csv", *nights(3, 2)))
    first = Import.objects.get()
    bring_in(alice, file("b.csv", *nights(4, 5)))
    second = Import.objects.exclude(pk=first.pk).get()
    kept = LogEntry.objects.filter(brought_in=first).count()
    answer = phone(cast.bob).post(f"/log/imports/{second.pk}/undo/", follow=True)
    assert "Nothing of it is left here." in answer.content.decode()
    assert (count(cast.kit), list(Import.objects.all()), Preview.objects.count()) == (kept, [first], 0)


def test_another_zone_moves_the_times_and_is_looked_at_before_it_comes_in(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    url = look(alice, file("sleep.csv", *nights(3)))
    sent = choices(alice.get(url)) | {"zone": "America/New_York"}
    page = alice.post(url, sent | {"do": "in"}).content.decode()
    assert "You changed a choice. This is what would come in now." in page
    assert 'value="America/New_York" selected' in page
    assert count(cast.kit) == 0
    assert alice.post(url, choices(alice.post(url, sent | {"do": "look"})) | {"do": "in"}).status_code == 302
    assert Import.objects.get().zone == "America/New_York"


def test_twins_are_two_imports_from_the_same_files(cast: Cast, phone: Phone) -> None:
    born = cast.kit.born_on
    kai = people.save_child(
        me=cast.alice, facts=people.ChildFacts("Kai", born_on=born), now=datetime.now(UTC)
    )  # fmt: skip
    alice = phone(cast.alice)
    both = file("sleep.csv", *nights(3, 2), *nights(5, 4, child="2,Kai,"))
    done = bring_in(alice, both)
    page = alice.get(done["Location"]).content.decode()
    assert "Go on with Kai" in page
    assert (count(cast.kit), count(kai)) == (7, 0)
    url = f"{done['Location'].split('?preview=')[1]}/?child={kai.pk}"
    sent = choices(alice.get(f"/log/previews/{url}"))
    assert (sent["child"], sent["who"]) == (str(kai.pk), "2")
    alice.post(f"/log/previews/{url}", sent | {"do": "in"})
    assert (count(cast.kit), count(kai)) == (7, 13)


def test_rows_left_out_can_be_taken_home(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    bad = ["1,Kit,,2020-01-01 10:00:00,2020-01-01 11:00:00,0,secret", "1,Kit,,=HYPERLINK(1),,0,secret"]
    url = look(alice, file("sleep.csv", *nights(3, 2), *bad))
    sent = choices(alice.get(url))
    before = alice.post(url, sent | {"do": "rows"})
    done = alice.post(url, sent | {"do": "in"})
    after = alice.get(f"{done['Location'].split('?')[0]}left-out.csv")
    assert before["Content-Type"] == after["Content-Type"] == "text/csv; charset=utf-8"
    assert before.content == after.content
    lines = after.content.decode().splitlines()
    assert lines[0].startswith("file,row,reason,child_id")
    assert "sleep.csv,9,It lies before the birth.," in lines[1]
    assert ",'=HYPERLINK(1)," in lines[2]
    assert "secret" not in after.content.decode()


def test_it_is_not_there_for_a_helper_or_a_stranger(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    preview = look(alice, file("sleep.csv", *nights(3))).split("/")[3]
    made = bring_in(alice, file("sleep.csv", *nights(3)))["Location"].split("/")[3]
    for route in ROUTES:
        url = route.format(preview=preview, made=made)
        assert alice.get(url).status_code == 200
        assert phone(cast.gran).get(url).status_code == 404
        if url != "/log/":
            assert phone(cast.zed).get(url).status_code == 404
    assert phone(cast.bob).get(f"/log/previews/{preview}/").status_code == 404
    for who in (cast.gran, cast.zed):
        assert phone(who).post(f"/log/imports/{made}/undo/").status_code == 404
        assert phone(who).post(f"/log/previews/{preview}/", {"do": "in"}).status_code == 404
    assert Import.objects.count() == 1


def test_another_familys_child_cannot_be_chosen(cast: Cast, phone: Phone) -> None:
    facts = people.ChildFacts("Zoe", born_on=cast.kit.born_on)
    zoe = people.save_child(me=cast.zed, facts=facts, now=datetime.now(UTC))
    alice = phone(cast.alice)
    url = look(alice, file("sleep.csv", *nights(3)))
    answer = alice.post(url, choices(alice.get(url)) | {"child": str(zoe.pk), "do": "in"})
    assert answer.status_code == 422
    assert "Choose one of your children." in answer.content.decode()
    assert not LogEntry.objects.exists()


def test_a_lost_or_expected_child_has_no_log(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    url = look(alice, file("sleep.csv", *nights(3)))
    sent = choices(alice.get(url)) | {"do": "in"}
    made = bring_in(alice, file("sleep.csv", *nights(3, 3)))["Location"].split("?")[0]
    people.record_loss(me=cast.alice, child=cast.kit, now=datetime.now(UTC))
    assert alice.get(url).status_code == alice.post(url, sent).status_code == alice.get(made).status_code == 404
    page = alice.get("/log/").content.decode()
    assert "A log belongs to a baby who is born." in page
    assert "Kit" not in page
    assert upload(alice, file("sleep.csv", *nights(3))).status_code == 200
    assert Import.objects.count() == 1


def test_a_preview_is_gone_after_an_hour(cast: Cast, phone: Phone) -> None:
    alice = phone(cast.alice)
    url = look(alice, file("sleep.csv", *nights(3)))
    Preview.objects.update(made_at=datetime.now(UTC) - timedelta(minutes=61))
    assert alice.get(url).status_code == 404
    look(alice, file("sleep.csv", *nights(3)))
    assert Preview.objects.count() == 1


@pytest.mark.parametrize("children", [1, 2])
def test_the_queries_of_a_preview_do_not_grow_with_rows(
    cast: Cast, phone: Phone, django_assert_max_num_queries: object, children: int
) -> None:
    alice = phone(cast.alice)
    url = look(alice, file("sleep.csv", *nights(3, 5 * children)))
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        alice.get(url)
