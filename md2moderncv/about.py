"""Whether the facts read from a block are about the person, or about somebody or something else."""

from __future__ import annotations

from md2moderncv.inlines import plain
from md2moderncv.namelike import looks_like_name, says_fact
from md2moderncv.personal import LONGEST, Pair

REACHING = {"email", "phone", "mobile"}
"""Keys of what somebody is reached by."""


def sure(found: list[Pair]) -> bool:
    """Tell whether facts in a section of another kind are surely the person's: two ways to reach it, or its name."""
    keys = [key for key, _ in found]
    return sum(key in ("email", "phone", "mobile", "name", "born") for key in keys) >= 2


def reachable(found: list[Pair]) -> bool:
    """Tell whether facts tell one way to reach the person, and two more things known."""
    keys = [key for key, _ in found if key and key != "label"]
    return len(keys) > 2 and not REACHING.isdisjoint(keys)


def telling(found: list[Pair], certain: bool) -> bool:
    """Tell whether facts are about the person: one can't be anything else, and what is unknown is short and little."""
    known = [key for key, _ in found if key and key != "label"]
    strong = [key for key in known if key not in ("address", "title", "quote", "photo", "homepage")]
    unknown = [plain(value).split() for key, value in found if not key]
    if any(len(text) > LONGEST for text in unknown) or not known:
        return False
    if certain:
        return True
    if not strong:
        return (len(known) == len(found) and len(found) > 1) or (
            len(found) == 1 and found[0][0] in ("address", "homepage")
        )
    return len(unknown) <= 2 * len(known) + 1 and sum(map(len, unknown)) <= 12 * len(known)


def calls_name(found: list[Pair]) -> bool:
    """Tell whether the first of facts is a name without a label, and another reaches the person: `Ada Quill | +44`."""
    key, inlines = found[0]
    named = not key and looks_like_name(plain(inlines), sure=True) and not says_fact(plain(inlines))
    return named and any(key in REACHING for key, _ in found[1:])
