"""A person takes along everything of theirs, and nothing of anyone else's."""

from datetime import UTC, datetime

from django.test import Client

from tests.conftest import Cast, say

URL = "/mine/export/"


def test_a_person_takes_all_three_files(cast: Cast, inside) -> None:
    say(cast.alice, at=datetime.now(UTC), levels={"sleep": 3}, room=1, stress=4, note="a word for myself")
    phone: Client = inside(cast.alice)
    assert phone.get(URL).status_code == 200
    for file in ("everything", "paper", "forms"):
        answer = phone.post(URL, {"file": file})
        assert answer.status_code == 200, file
        assert answer.headers["Cache-Control"] == "no-store"
