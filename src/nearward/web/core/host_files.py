"""What is wrong in the files a host keeps: said by `nearward check`, and in the log when the server starts."""

import logging
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from nearward.data import counselors, helplines
from nearward.data.host_file import HostFile
from nearward.domain.refused import Refused

MOST_NAMED = 10


def helpline_faults() -> list[str]:
    """Return a sentence for each row of NEARWARD_HELPLINES that cannot be used."""
    return _faults(
        "NEARWARD_HELPLINES", settings.HELPLINES, helplines.own_file, "Until then, the lines shipped are shown."
    )


def counselor_faults() -> list[str]:
    """Return a sentence for each row of NEARWARD_COUNSELORS that cannot be used."""
    return _faults("NEARWARD_COUNSELORS", settings.COUNSELORS, counselors.own_file, "Until then, none is named.")


def log_faults() -> None:
    """Write each into the log."""
    for sentence in (*helpline_faults(), *counselor_faults()):
        logging.getLogger("nearward").warning("%s", sentence)


def _faults(setting: str, path: str, read: Callable[[Path], HostFile], without: str) -> list[str]:
    if not path:
        return []
    try:
        faults = read(Path(path)).faults
    except Refused as refusal:
        return [f"{setting}: {refusal} {without}"]
    said = [f"{setting}: {fault} That row is left out." for fault in faults[:MOST_NAMED]]
    more = len(faults) - len(said)
    return [*said, f"{setting}: {more} more rows have a fault and are left out."] if more else said
