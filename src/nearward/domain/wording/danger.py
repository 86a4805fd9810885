"""Danger said in so many words. This is no guarantee; the link to help stands on the page whatever is found."""

import re

SELF_HARM, FEAR, HARM_BABY = "self_harm", "fear_partner", "harm_baby"
INTRUSIVE, PSYCHOSIS, URGENT = "intrusive", "psychosis", "urgent_body"
KINDS = (SELF_HARM, FEAR, HARM_BABY, INTRUSIVE, PSYCHOSIS, URGENT)

_CHILD = r"(?:(?:the|my|our|his|her) )?(?:baby|bub|newborn|child|kids?|son|daughter|twins?|wean|pikin)"
_WHO = r"(?:he|she|you|they|(?:my |the )?(?:husband|wife|partner|boyfriend|girlfriend|bf|gf|man|ex|father|mother)(?: in law)?)"
_BLOW = (
    r"(?:hit|hits|hitting|punch\w*|slap\w*|chok(?:e|es|ed|ing)|strangl\w*|beats?|beating|kick\w*|shov\w*|rap(?:e|es|ed|ing)"
    r"|burn(?:t|ed|s)|bit(?:es)?|headbutt\w*|stabb?\w*|assault\w*)"
)
_SAID: dict[str, tuple[str, ...]] = {
    URGENT: (
        r"\b(?:not|isn'?t|stopped|stops|no longer) breathing\b",
        r"\b(?:won'?t|can'?t|cannot|doesn'?t|not) (?:be )?(?:wake|waking|woken|respond\w*)(?: (?:him|her|the baby))?(?: up)?[.!]?$",
        r"\b(?:he|she|baby)(?:'s| is| has| went)?(?: gone| turned| going)? (?:blue|floppy|limp|unconscious|unresponsive)(?: and\b|[.!]?$)",
        r"\blips are blue\b|\bis choking\b|^he'?s choking|^she'?s choking",
        r"\b(?:seizures?|convuls\w+|haemorrhag\w*|hemorrhag\w*|unconscious)\b",
        r"\bchest pains?\b|\bcan'?t (?:breathe|catch my breath)\b.*\bchest\b|\bchest\b.*\bcan'?t breathe\b",
        r"\b(?:bleeding|blood)\b.*\b(?:won'?t stop|doesn'?t stop|clots|pouring|pours)\b|\bsoak\w* (?:a|two|three|\d) pads?\b",
    ),
    PSYCHOSIS: (
        r"\bhear(?:ing)? voices\b|\bvoices? (?:is |are |keeps? )?(?:telling|tells?|saying|says?)\b",
        r"\bseeing things (?:that|others|nobody)\b|\b(?:baby|he|she) is (?:the devil|evil|possessed)\b",
        r"\bgod (?:told|tells|is telling|wants) me\b",
    ),
    INTRUSIVE: (
        r"\b(?:thoughts?|images?|pictures?|flashes)\b.*\b(?:of|about) (?:me )?(?:hurt|harm|stab|drop|drown|kill|smother|throw|shak|suffocat)\w*\b",
        r"\b(?:imagin\w*|pictur\w*|seeing|see) (?:myself |me )?(?:hurt|harm|stab|drop|drown|kill|smother|throw|suffocat)\w*\b",
        r"\bintrusive thoughts?\b",
    ),
    HARM_BABY: (
        rf"\b(?:hurt|harm|hit|shake|shook|shaken|shakes|kill|smother|smothered|suffocate|slap|slapped|drown|throw|threw) (?:{_CHILD})\b",
        r"\bi (?:nearly |almost |just )?(?:shook|slapped|smothered|threw) (?:him|her)\b(?! (?:the|a|some)\b)",
        r"\b(?:want|going|gonna|like|afraid|scared)\b[^.]*\b(?:to|i'll|of) (?:hurt|harm|shake|smother|drown|kill|suffocat\w*) (?:him|her|it)\b",
        r"\b(?:pillow|hand) (?:over|on|near) (?:his|her|the baby'?s) (?:face|mouth)\b|\bdropped (?:him|her) on purpose\b",
    ),
    FEAR: (
        rf"\b{_WHO}(?: \w+){{0,3}}? {_BLOW} (?:me|us)\b",
        rf"\b{_WHO} (?:\w+ ){{0,2}}(?:puts? (?:his|her|your) hands (?:on|around|round) (?:me|my)|grab\w* (?:me|my (?:throat|neck|hair|arm)))",
        r"\b(?:threatens?|threatened|threatening) (?:to (?:kill|hurt|harm)|me\b)|\b(?:he|she|you|they|who)(?:'s|'d| is| was| are| said \w+)? ?(?:will|going to|gonna|would|'ll|'d) (?:kill|hurt) me\b",
        rf"\b(?:scared|afraid|frightened|terrified|fear) of (?:you|him|her|{_WHO})\b(?!'s)",
        r"\b(?:push|throw|threw|slam|drag)\w* me (?:against|down|into|across|on(?:to)?|to the)\b",
        r"\bforced (?:me|himself on me|herself on me)\b|\braped?\b.*\bme\b|\bmy \w+ is violent\b",
        r"\b(?:locks?|locked) me (?:in|out|up)\b",
    ),
    SELF_HARM: (
        r"\bsuicid\w*|\bkill(?:ing)? myself\b|\bkms\b|\bunaliv\w*",
        r"\b(?:end|ending|take|taking|finish) my (?:own )?life\b|\bend(?:ing)? it all\b",
        r"\b(?:want|wanna|wanted|wish|rather)\b(?: \w+)? (?:to )?(?:die|be dead|were dead|was dead)\b",
        r"\b(?:don'?t|do not|no longer|no) (?:want|wan|wanna)(?: to)? (?:live|be alive|exist|be here any ?more)\b",
        r"\b(?:hurt|hurting|harm|harming|cut|cutting|stab|hang|hanging|burned|burnt) myself\b|\bcut my (?:arms?|wrists?|legs?)\b",
        r"\boverdos\w*|\b(?:took|taken|swallowed|take) (?:too many|all (?:the|my|of the|of them)) ?(?:pills|tablets)?\b",
        r"\bjump(?:ed)? (?:off|in front of|from)\b|\bgoodbye letters?\b|\bbetter off (?:without me|if i (?:wasn'?t|were|was) (?:not )?(?:here|around|gone|dead))\b",
        r"\bgo(?:ing to|nna) (?:end it|jump)(?: (?:now|tonight|today))?[.!]?$|\bno reason to (?:live|be here|go on|keep (?:living|going))\b",
    ),
}  # fmt: skip
_READ = {kind: tuple(re.compile(pattern) for pattern in patterns) for kind, patterns in _SAID.items()}


def said_outright(text: str) -> str:
    """Return the kind of danger that a sentence says in so many words, or nothing."""
    plain = re.sub(r"\s+", " ", re.sub("[’‘]", "'", text.lower())).strip()
    return next((kind for kind, found in _READ.items() if any(pattern.search(plain) for pattern in found)), "")
