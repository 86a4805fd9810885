"""What the help lines' terse columns mean, in plain words and as ways to call or text."""

import re
from dataclasses import dataclass

from nearward.domain.sentence import Sentence, say
from nearward.domain.words import N_

DAYS = {
    "Mon": say(N_("Monday")), "Tue": say(N_("Tuesday")), "Wed": say(N_("Wednesday")), "Thu": say(N_("Thursday")),
    "Fri": say(N_("Friday")), "Sat": say(N_("Saturday")), "Sun": say(N_("Sunday")),
}  # fmt: skip
LANGUAGES = {"EN": say(N_("English")), "ES": say(N_("Spanish")), "FR": say(N_("French"))}
# What a note in the column means, in the order it is said. A note we do not know is never shown as it stands.
NOTES = (
    (r"call\+text 24/7", N_("Call or text, day and night.")),
    (r"call 24/7", N_("Call, day and night.")),
    (r"^text 24/7", N_("Text, day and night.")),
    (r"call(?! ?\+| 24/7)", N_("Its hours are not known here.")),
    (r"free", N_("Free.")),
    (r"anonymous", N_("You need not say who you are.")),
    (r"not on bill", N_("It does not show on the phone bill.")),
    (r"silent: press 55", N_("If you cannot speak, press 55 when asked.")),
    (r"signposting", N_("They tell you who can help.")),
    (r"\+ chat", N_("There is a chat on their site too.")),
    (r"EN/ES \+60 languages", N_("In English, Spanish and about 60 more languages.")),
    (r"EN/FR$", N_("In English and French.")),
    (r"(?i:not (a )?crisis)", N_("For talking, not for an emergency.")),
)
HOURS = re.compile(r"(?P<first>[A-Z][a-z]{2})(?:-(?P<last>[A-Z][a-z]{2}))? (?P<start>[\d:]+)-(?P<end>[\d:]+)")
TEXT_TO = re.compile(r"text (?P<word>[A-Z]{3,}) to (?P<number>\d+)")
TEXT_IN = re.compile(r"(?P<language>EN|ES|FR) (?P<number>\d[\d-]{6,})")
TEXT_AT = re.compile(r"text (?P<number>0[\d ]{8,})")


@dataclass(frozen=True)
class Way:
    """One way to reach a line: what the button says, and where it leads."""

    says: Sentence
    href: str
    number: str


def plain_words(hours: str) -> tuple[str | Sentence, ...]:
    """Return the column of channels and hours as sentences; what it does not say is not said."""
    known = [meaning for note, meaning in NOTES if re.search(note, hours)]
    open_ = [_hours(found) for found in HOURS.finditer(hours)]
    east = [N_("Times in eastern Australia.")] if "AEST" in hours else []
    return (*known, *open_, *east)


def _hours(found: re.Match[str]) -> Sentence:
    first, last, start, end = (found[part] for part in ("first", "last", "start", "end"))
    if last:
        return say(N_("%(first)s to %(last)s, %(start)s to %(end)s."), first=DAYS[first], last=DAYS[last],
                   start=_clock(start), end=_clock(end))  # fmt: skip
    return say(N_("%(day)s, %(start)s to %(end)s."), day=DAYS[first], start=_clock(start), end=_clock(end))


def _clock(text: str) -> str:
    return text if ":" in text else f"{text}:00"


def ways(number: str, hours: str) -> tuple[Way, ...]:
    """Return the buttons of a line: each number to call, then each to text."""
    return (*_calls(number), *_texts(number, hours))


def _calls(number: str) -> list[Way]:
    numbers = [part.strip() for part in number.split("/")]
    return [
        Way(say(N_("Call %(number)s"), number=part), f"tel:{_digits(part)}", part)
        for part in numbers
        if _digits(part).isdecimal()
    ]


def _texts(number: str, hours: str) -> list[Way]:
    found = [
        _text(say(N_("Text %(word)s to %(number)s"), **to.groupdict()), to["number"], f"?&body={to['word']}")
        for to in TEXT_TO.finditer(f"{number}; {hours}")
    ]
    for spoken in TEXT_IN.finditer(hours):
        language = LANGUAGES[spoken["language"]]
        says = say(N_("Text %(number)s in %(language)s"), number=spoken["number"], language=language)
        found.append(_text(says, spoken["number"]))
    plain = [number] if "call+text" in hours else [at["number"].strip() for at in TEXT_AT.finditer(hours)]
    return found + [_text(say(N_("Text %(number)s"), number=at), at) for at in plain]


def _text(says: Sentence, number: str, body: str = "") -> Way:
    return Way(says, f"sms:{_digits(number)}{body}", number)


def _digits(number: str) -> str:
    return number.replace(" ", "").replace("-", "")
