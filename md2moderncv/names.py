"""A person's name, in first and last."""

from __future__ import annotations

import re
from typing import Any

from md2moderncv import evidence, model
from md2moderncv.richtext import Report
from md2moderncv.values import rich, string
from md2moderncv.vocabulary import is_east


def name(meta: dict[str, Any], report: Report) -> tuple[model.Text, model.Text]:
    """Give first and last name: as stated, or `name` cut before its last word and the particles in front of it."""
    first, last = rich(meta.get("firstname"), report), rich(meta.get("lastname"), report)
    if "name" not in meta:
        return first, last
    value = meta["name"]
    if value["t"] == "MetaMap":  # `name: {first: Ada, last: Lovelace}`, in the order in which it is said
        parts = [(key.casefold().replace("name", ""), rich(part, report)) for key, part in value["c"].items()]
        family = [part for key, part in parts if key in FAMILY]
        given = [part for key, part in parts if key not in FAMILY]
        return _spaced(given), _spaced(family)
    said = " ".join(map(string, value["c"])) if value["t"] == "MetaList" else string(value)
    if not (first or last):
        return split_name(said)
    stated = set(model.plain((*first, " ", *last)).split())
    rest = tuple(word for word in said.split() if word not in stated)
    if not last:
        return first, (" ".join(rest),) if rest else ()
    return first or ((" ".join(rest),) if rest else ()), last


FAMILY = ("last", "family", "sur")
"""What the parts of a name that come last are called, without `name`."""


def _spaced(parts: list[model.Text]) -> model.Text:
    return tuple(piece for part in parts for piece in (" ", *part))[1:]


PARTICLES = {
    "van",
    "von",
    "de",
    "der",
    "den",
    "del",
    "della",
    "di",
    "da",
    "dos",
    "du",
    "la",
    "le",
    "ter",
    "zu",
    "bin",
    "al",
    "el",
}


SUFFIX = re.compile(r"\b(?:[A-Z][A-Za-z]{0,3}\.|[A-Z]\w*[A-Z]\w*|Jr|Sr|Esq|II|III|IV)(?!\w)")
"""Degrees and the like that follow a name after a comma."""


def split_name(written: str) -> tuple[model.Text, model.Text]:
    """Cut a name: `Ludwig van Beethoven` into `Ludwig` and `van Beethoven`; `Lovelace, Ada` is turned round."""
    parts = [part.strip() for part in written.split(",")]
    if len(parts) == 3 and is_turned_title(*parts):
        return (parts[1],), (f"{parts[0]}, {parts[2]}",)
    last, comma, first = written.partition(",") if not re.search(r"[(（][^)）]*,", written) else (written, "", "")
    beside = SUFFIX.search(first) or first.strip()[:1].islower() or is_east(first) != is_east(last)
    beside = beside or (evidence.role(first) > 0 and " " in last.strip())  # `Ada Lovelace, Engineer`
    if comma and beside:  # `Ada Lovelace, née Byron`; the name in another script
        given, family = split_name(last)
        return given, (*family, f",{first.rstrip()}")
    if comma and first.strip() and len(first.split()) <= 3:
        return (first.strip(),), (last.strip(),)
    words = written.split()
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].casefold() in PARTICLES:
        cut -= 1
    return ((" ".join(words[:cut]),) if cut > 0 else ()), ((" ".join(words[cut:]),) if words else ())


def is_turned_title(family: str, given: str, title: str) -> bool:
    """Tell whether parts of a name are a family name, given names and a degree: `Lovelace, Ada Mary, PhD`."""
    degree = SUFFIX.match(title) or re.match(r"(?:[A-Z]\w?\.){2,}", title)
    if " " in family or not degree or SUFFIX.search(given) or evidence.role(given):
        return False
    return len(given.split()) <= 3 and given[:1].isupper()
