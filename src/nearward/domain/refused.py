"""The one way the domain says no."""


class Refused(Exception):  # noqa: N818  (it is an answer to a person, not an error in the program)
    """Raised with one sentence for the person: what is wrong and what to do next."""
