"""How a page may speak: no scorekeeping, no pressure, plain words, names in place of he and she."""

import re
from html.parser import HTMLParser

BLOCKS = {
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "button",
    "label",
    "legend",
    "summary",
    "a",
    "div",
    "section",
    "option",
    "span",
}
SILENT = {"script", "style", "option"}

# Each rule: what it forbids, and how it is recognised.
RULES: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "a share": r"\d\s?%|\bper ?cent|\bpercentage",
        "a count of acts": r"\b\d+ (?:times|asks|check-ins|answers|hand-overs|days? in a row|minutes? more)\b",
        "a comparison": r"\b(?:more|less|fewer|better|worse) (?:often )?than (?:you|your|\w+'s)\b|\bout of \d",
        "a comparison of two": r"\b(?:carr|do|did|does|done|g[ai]ve|sle[ep]\w*)\w* (?:more|less|fewer) than\b",
        "a score": r"\b(?:score|scores|points|streak|rank|ranking|average|on average|leader|level up|badge)\b",
        "a total": r"\b(?:total|in all|altogether|so far this week)\b",
        "pressure": r"don't forget|remember to|you should|you must|you may be missing|overdue|hurry|last chance",
        "seen or online": r"\b(?:last seen|online now|has read|read receipt|is typing)\b",
        "a word we avoid": r"\b(?:users?|tasks?|chores?|assign(?:ed|s)?|compliance)\b",
        "a name for a person": r"\b(?:avoidant|withdrawer|babysit\w*)\b",
        "a role by merit": r"\b(?:primary parent|default parent|helps? out|helping out)\b",
        "an exclamation": r"!",
        "he or she": r"\b(?:he|she|him|his|her|hers|himself|herself)\b",
        "typing a person": r"\byou(?:'re| are) (?:avoidant|anxious|distant|needy|cold|clingy)\b",
        "emoji": r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F]",
    }.items()
}


class _Words(HTMLParser):
    """Collect what a person sees or hears of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note where a sentence ends, and what a screen reader says."""
        if tag in {"script", "style", "select"}:
            self.silent += 1
        if tag in BLOCKS:
            self.parts.append("\n")
        for name, value in attributes:
            if name in {"aria-label", "placeholder", "alt", "title"} and value:
                self.parts.append(f"\n{value}\n")

    def handle_endtag(self, tag: str) -> None:
        """End a sentence."""
        if tag in {"script", "style", "select"}:
            self.silent -= 1
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep visible words."""
        if not self.silent:
            self.parts.append(data)


def visible(html: str) -> list[str]:
    """Return the lines of text of a page."""
    reader = _Words()
    reader.feed(html)
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return [line for line in lines if line]


def breaches(lines: list[str], allowed: dict[str, str]) -> list[str]:
    """Return every line that breaks a rule and is not allowed with a reason."""
    found = []
    for line in lines:
        rest = line
        for words in allowed:
            rest = rest.replace(words, "")
        found += [f"{name}: {line}" for name, rule in RULES.items() if rule.search(rest)]
    return found


def syllables(word: str) -> int:
    """Estimate the syllables of an English word."""
    groups = len(re.findall(r"[aeiouy]+", word.lower()))
    silent = word.lower().endswith("e") and not word.lower().endswith("le") and groups > 1
    return max(1, groups - silent)


def grade(lines: list[str]) -> float:
    """Return the Flesch-Kincaid grade of running text (lines of four words or more)."""
    running = [line for line in lines if len(line.split()) >= 4]
    sentences = [part for line in running for part in re.split(r"[.?:;]+\s", line + " ") if part.split()]
    words = [word for part in sentences for word in re.findall(r"[A-Za-z']+", part)]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
