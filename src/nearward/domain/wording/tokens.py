"""WordPiece: a sentence as numbers of a vocabulary, the way the encoder was taught to read.

Source: BERT's own (Devlin et al. 2018, uncased): lower case, accents off, marks apart, longest piece first.
"""

import unicodedata
from collections.abc import Iterator, Mapping

START, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
MOST = 128  # pieces of a sentence that are read
LONGEST = 100  # letters of a word that is still looked up
CHINESE = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))


def pieces(text: str, vocabulary: Mapping[str, int], most: int = MOST) -> list[int]:
    """Return the numbers of a sentence between its start and end marks, at most `most` of them."""
    found = [vocabulary[piece] for word in _words(text) for piece in _split(word, vocabulary)]
    return [vocabulary[START], *found[: most - 2], vocabulary[END]]


def _words(text: str) -> Iterator[str]:
    for word in "".join(map(_spaced, text)).split():
        plain = unicodedata.normalize("NFD", word.lower())
        start = 0
        letters = [letter for letter in plain if unicodedata.category(letter) != "Mn"]
        for at, letter in enumerate(letters):
            if _is_mark(letter):
                if at > start:
                    yield "".join(letters[start:at])
                yield letter
                start = at + 1
        if start < len(letters):
            yield "".join(letters[start:])


def _spaced(letter: str) -> str:
    code = ord(letter)
    if letter.isspace():
        return " "
    if code in (0, 0xFFFD) or unicodedata.category(letter).startswith("C"):
        return ""
    return f" {letter} " if any(first <= code <= last for first, last in CHINESE) else letter


def _is_mark(letter: str) -> bool:
    code = ord(letter)
    ascii_mark = code < 128 and not letter.isalnum() and not letter.isspace() and code > 32
    return ascii_mark or unicodedata.category(letter).startswith("P")


def _split(word: str, vocabulary: Mapping[str, int]) -> list[str]:
    if len(word) > LONGEST:
        return [UNKNOWN]
    found, start = [], 0
    while start < len(word):
        mark = "##" if start else ""
        end = next((end for end in range(len(word), start, -1) if mark + word[start:end] in vocabulary), 0)
        if not end:
            return [UNKNOWN]
        found.append(mark + word[start:end])
        start = end
    return found
