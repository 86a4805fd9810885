"""`nearward invite-counselor`: a link to a desk, made by the host alone."""

from datetime import timedelta

import pytest
from click.testing import CliRunner, Result

from nearward.cli import main
from nearward.web.core.clock import now
from nearward.web.people.models import Counselor, Invite, Practice
from nearward.web.people.selectors import invite_for


def invite(*said: str) -> Result:
    return CliRunner().invoke(main, ["invite-counselor", *said])


def token_in(shown: str) -> str:
    return shown.strip().split("/join/")[1].rstrip("/")


@pytest.mark.django_db
def test_it_prints_one_link_that_opens_a_desk_within_48_hours_and_makes_the_practice() -> None:
    done = invite("The Harbor", "--phone", "+34 900 000 000")
    assert done.exit_code == 0
    assert done.output.count("\n") == 1
    found = invite_for(token_in(done.output), now=now())
    assert found is not None
    assert found.kind == Invite.For.COUNSELOR
    assert found.family is None
    assert (found.practice.name, found.practice.phone) == ("The Harbor", "+34 900 000 000")  # type: ignore[union-attr]
    assert invite_for(token_in(done.output), now=now() + timedelta(hours=47)) is not None
    assert invite_for(token_in(done.output), now=now() + timedelta(hours=49)) is None
    assert not Counselor.objects.exists()


@pytest.mark.django_db
def test_a_second_counselor_joins_the_same_practice_and_its_number_changes_only_when_given() -> None:
    for said in (("The Harbor", "--phone", "+34 900 000 000"), ("The Harbor",)):
        assert invite(*said).exit_code == 0
    assert [(one.name, one.phone) for one in Practice.objects.all()] == [("The Harbor", "+34 900 000 000")]
    assert invite("The Harbor", "--phone", "+34 911 111 111").exit_code == 0
    assert [one.phone for one in Practice.objects.all()] == ["+34 911 111 111"]


@pytest.mark.django_db
def test_a_practice_without_a_name_is_refused_in_one_sentence() -> None:
    done = invite("  ")
    assert done.exit_code != 0
    assert "Traceback" not in done.output
    assert not Practice.objects.exists()
    assert not Invite.objects.exists()
