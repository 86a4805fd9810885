"""Input nobody should send, made from a seed: for any form, what its fields may be filled with."""

import re
from random import Random
from urllib.parse import quote

TEXTS = (
    "", " ", "\t\n", "\0", "a\0b", "x" * 10_000, "é" * 61, "İ" * 60,
    "👩‍👩‍👧" * 400, "\u202eright to left", "\u2066a",
    "\u200b", "\ufeff", "ﷺ" * 61, "e" + "\u0301" * 900, "\U0010ffff", "\ufffd", "null", "None", "true", "[]", "{}",
    "<script>alert(1)</script>", "{{ 7*7 }}", "{% now %}", "%(name)s", "%s%s%n", "' OR 1=1 --", "../../etc/passwd",
    "a\r\nSet-Cookie: a=b", "http://example.org/", "//example.org", "javascript:alert(1)", "today", "foo", "/\\x",
)  # fmt: skip
NUMBERS = (
    "-1", "0", "5", "11", "99", "1e3", "0x10", "٣", "①", "9" * 30, "9" * 5000, "-" + "9" * 400, "1.5", "1,5", "NaN",
    "Infinity", "-0", "1e999999", "0.0000000001", "+4", " 4 ", "4_0",
)  # fmt: skip
MOMENTS = (
    "02:30", "24:00", "23:59:59", "25:61", "9999-12-31", "0001-01-01", "2026-02-30", "2026-03-29", "2026-10-25",
    "0000-00-00", "10000-01-01", "12:00+02:00", "2026-03-10T12:00", "2026-02-30T00:00:00+00:00",
    "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-03-10T12:00:00Z", "now", "18:30",
)  # fmt: skip
IDS = ("00000000-0000-0000-0000-000000000000", "not-an-id", "1" * 33, "{urn}", "0" * 32)
RAW = ("%ED%A0%80", "%FF%FE", "%00", "%", "%ZZ", "%C3%28", "+" * 50)


def word(chance: Random) -> str:
    """Return something to put into a field: chosen trouble, or random letters of all the world."""
    if chance.random() < 0.8:
        return chance.choice(chance.choice((TEXTS, NUMBERS, MOMENTS, IDS)))
    size = chance.choice((1, 7, 61, 301, 501, 4001))
    return "".join(chr(chance.choice((chance.randrange(32, 0x2FFF), chance.randrange(0x1F300, 0x1F700))))
                   for _ in range(size))  # fmt: skip


def form(chance: Random, good: dict[str, str]) -> tuple[bytes, str, dict[str, str]]:
    """Return a body, its content type, and what was typed, after a few fields went wrong."""
    fields = [(name, str(value)) for name, value in good.items()]
    for _ in range(chance.randint(1, 3)):
        _spoil(chance, fields)
    typed = dict(fields)
    if chance.random() < 0.1:
        return _wrong_kind(chance), chance.choice(KINDS), {}
    encoded = "&".join(f"{quote(name)}={_quoted(chance, value)}" for name, value in fields)
    return encoded.encode(), "application/x-www-form-urlencoded", {} if RAW_MARK in encoded else typed


RAW_MARK = "&raw="
KINDS = (
    "multipart/form-data", "multipart/form-data; boundary=x", "multipart/form-data; boundary=" + "y" * 300,
    "application/json", "text/plain", "", "application/x-www-form-urlencoded; charset=utf-16", "nonsense",
)  # fmt: skip


def _wrong_kind(chance: Random) -> bytes:
    return chance.choice((
        b"", b"{}", b"\xff\xfe\x00", b"--x\r\nContent-Disposition: form-data; name=\"words\"\r\n\r\nhalf",
        b"--x\r\nContent-Disposition: form-data; name=\"note\"; filename=\"a\"\r\n\r\nfile\r\n--x--\r\n",
        b"--x--", b"a=1&" * 1100, b"key=" + b"k" * 1_100_000,
    ))  # fmt: skip


def _spoil(chance: Random, fields: list[tuple[str, str]]) -> None:
    act = chance.random()
    if not fields or act < 0.05:
        fields.append((chance.choice(("extra", "key", "raw")), word(chance)))
        return
    at = chance.randrange(len(fields))
    if act < 0.75:
        fields[at] = (fields[at][0], word(chance))
    elif act < 0.85:
        fields.append((fields[at][0], word(chance)))
    else:
        del fields[at]


def _quoted(chance: Random, value: str) -> str:
    return chance.choice(RAW) + RAW_MARK if chance.random() < 0.01 else quote(value, safe="")


def query(chance: Random) -> str:
    """Return a query for an address that reads one."""
    names = ("before", "with", "part", "country", "need", "kind", "when", "words", "what", "first", "next")
    pairs = [f"{chance.choice(names)}={_quoted(chance, word(chance)[:300])}" for _ in range(chance.randint(1, 3))]
    return "?" + "&".join(pairs)


ERROR = re.compile(r'<p class="error" role="alert">(.*?)</p>', re.DOTALL)


def sentences(page: str) -> list[str]:
    """Return the refusals a page shows."""
    return ERROR.findall(page)
