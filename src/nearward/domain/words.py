"""Words for people."""


def N_(message: str) -> str:  # noqa: N802  (the usual name for "translate this later")
    """Mark a message for translation; the web translates it when it is shown."""
    return message
