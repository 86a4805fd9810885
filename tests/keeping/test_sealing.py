"""Sealing: the backup stream, the backup key on paper, the vault."""

import io
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearward.domain.refused import Refused
from nearward.web.core import vault
from nearward.web.keeping import backup_key
from nearward.web.keeping.stream import Opener, Sealer

KEY = b"k" * 20
keys = st.binary(min_size=20, max_size=20)


def sealed(pieces: list[bytes], chunk: int = 16) -> bytes:
    out = io.BytesIO()
    sealer = Sealer(out, KEY, chunk)
    for piece in pieces:
        sealer.write(piece)
    sealer.finish()
    return out.getvalue()


def opened(file: bytes, key: bytes = KEY) -> bytes:
    return Opener(io.BytesIO(file), key).read()


@given(st.lists(st.binary(max_size=70), max_size=8), st.integers(1, 40))
def test_what_is_sealed_opens_whatever_the_pieces_and_the_chunks(pieces: list[bytes], chunk: int) -> None:
    assert opened(sealed(pieces, chunk)) == b"".join(pieces)


@pytest.mark.parametrize("size", [0, 15, 16, 17, 48, 70])
def test_a_backup_cut_anywhere_is_refused(size: int) -> None:
    whole = sealed([bytes(size)])
    for at in range(len(whole)):
        with pytest.raises(Refused):
            opened(whole[:at])


@given(st.binary(max_size=100), st.data())
def test_a_backup_with_one_byte_changed_is_refused(plain: bytes, data: st.DataObject) -> None:
    whole = bytearray(sealed([plain]))
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Refused):
        opened(bytes(whole))


@given(st.binary(max_size=50))
def test_a_backup_with_something_added_is_refused(plain: bytes) -> None:
    with pytest.raises(Refused):
        opened(sealed([plain]) + b"\0")


def test_two_backups_of_the_same_share_no_chunk() -> None:
    one, other = ({file[at : at + 32] for at in range(29, 150, 32)} for file in (sealed([b"a" * 64]) for _ in "ab"))
    assert len(one) == 4
    assert not one & other


@given(
    keys,
    st.sampled_from([str.lower, str.upper, lambda text: text.replace(" ", "-"), lambda t: t.replace("0", "O")]),
)
def test_a_key_reads_back_however_it_was_written_down(key: bytes, hand: object) -> None:
    assert backup_key.parse(hand(backup_key.written(key))) == key  # type: ignore[operator]


@given(keys, st.integers(0, 35), st.sampled_from(backup_key.ALPHABET))
def test_one_wrong_sign_in_a_key_is_found(key: bytes, at: int, sign: str) -> None:
    signs = backup_key.written(key).replace(" ", "")
    if signs[at] == sign:
        return
    with pytest.raises(Refused, match="group by group"):
        backup_key.parse(signs[:at] + sign + signs[at + 1 :])


@pytest.mark.parametrize("text", ["", "ABCD", "U" * 36, "é" * 36])
def test_what_is_no_key_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(Refused):
        backup_key.parse(text)


@given(st.text(max_size=4000))
def test_a_note_opens_where_it_belongs_and_nowhere_else(text: str) -> None:
    owner, row = uuid4(), uuid4()
    wrapped = vault.new_wrapped_key(owner)
    place = vault.Place("checkins.CheckIn", "note", owner, row)
    kept = vault.seal_text(text, wrapped=wrapped, place=place)
    assert vault.open_text(kept, wrapped=wrapped, place=place) == text
    if text:
        with pytest.raises(vault.UnreadableError):
            vault.open_text(kept, wrapped=wrapped, place=vault.Place("checkins.CheckIn", "note", owner, uuid4()))
