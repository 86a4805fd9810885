"""The one way the domain says no."""

from nearward.domain.sentence import Sentence


class Refused(Exception):  # noqa: N818  (it is an answer to a person, not an error in the program)
    """Raised with one sentence for the person: what is wrong and what to do next.

    `field` names what it concerns, where it is one thing a person filled in; a form shows it there.
    """

    def __init__(self, sentence: str | Sentence, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field
