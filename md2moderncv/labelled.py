"""Entries whose lines all name what they are: `Company: Acme`, `Position: Engineer`, `Period: 2019 – 2021`."""

from __future__ import annotations

from md2moderncv.facts import STATED, fact, field_line
from md2moderncv.halving import whole
from md2moderncv.heads import Head, read_head
from md2moderncv.inlines import Inline

FEWEST = 2
"""Fields that lines name, the dates among them."""


def groups(lines: list[list[Inline]]) -> list[list[int]]:
    """Cut lines into those of one entry each: give their indices; a field that comes again starts the next one."""
    made: list[list[int]] = []
    seen: set[str] = set()
    first = ""
    for number, line in enumerate(lines):
        named = field_line(line)
        key = named[0] if named and named[0] in STATED else ""
        first = first or key
        if not made or (key and key == first and key in seen):
            made.append([])
            seen = set()
        seen.add(key)
        made[-1].append(number)
    return made


def read_labelled(lines: list[list[Inline]]) -> tuple[Head, list[int]] | None:
    """Read lines as the head of an entry: give it and which of them it takes, `None` where they name no entry."""
    if not all(fact(line) for line in lines):
        return None
    taken: list[int] = []
    keys: list[str] = []
    written = list(lines)
    for number, line in enumerate(lines):
        named = field_line(line)
        if not named or named[0] not in STATED:
            continue
        if named[0] not in keys:
            keys.append(named[0])
            taken.append(number)
        elif named[0] == "dates" and (one := whole(written[first := taken[keys.index("dates")]], line)):
            written[first], written[number] = one, []
    if "dates" not in keys or len(keys) < FEWEST or not {"role", "organisation"} & set(keys):
        return None
    head = read_head([written[number] for number in taken])
    taken += [number for number, line in enumerate(written) if not line]
    return (head, taken) if head and head.stated and not head.pieces else None
