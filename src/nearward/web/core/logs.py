"""What the log does not hold: addresses with a secret in them, and pages of what strangers sent."""

import logging
import re
import time

SECRET = re.compile(r"(/(?:join|calendar|demo)/)[^\s/]+")
ONCE_IN_SECONDS = 60


def without_secrets(record: logging.LogRecord) -> bool:
    """Take the secret out of every address in a line of the log."""
    line = record.getMessage()
    if SECRET.search(line):
        record.msg, record.args = SECRET.sub(r"\1…", line), ()
    return True


class ForeignHost(logging.Filter):
    """Let one short line a minute through about requests for a host name that is not this server's.

    Anyone can send such requests by the thousand, and none is a fault of the server; but whoever set a wrong name
    finds the reason here.
    """

    def __init__(self) -> None:
        super().__init__()
        self.last = -float(ONCE_IN_SECONDS)

    def filter(self, record: logging.LogRecord) -> bool:
        """Shorten a record, or drop it."""
        at = time.monotonic()
        if at < self.last + ONCE_IN_SECONDS:
            return False
        self.last = at
        record.msg, record.args = "A request for another host name was refused; NEARWARD_URL names ours.", ()
        record.exc_info = record.exc_text = record.stack_info = None
        return True
