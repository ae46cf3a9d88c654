"""The learner's zone by its name, which an offset alone does not give: it is stored with each answer."""

from __future__ import annotations

import os
from datetime import tzinfo
from functools import cache
from pathlib import Path

LOCALTIME = Path("/etc/localtime")


@cache
def local_zone() -> tzinfo | None:
    """The zone of this machine; None where its name cannot be found, and the offset has to do."""
    from zoneinfo import ZoneInfo

    name = os.environ.get("TZ", "").removeprefix(":") or _name_of(LOCALTIME)
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # no name of a zone, such as CET-1CEST, or no zone of that name here
        return None


def _name_of(link: Path) -> str:
    _, _, name = str(link.resolve()).partition("/zoneinfo/")
    return name
