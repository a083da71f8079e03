"""What a piece of a line says of itself: whether it is a role, an organisation or a place."""

from __future__ import annotations

import functools
import re

from md2moderncv.places import ends_in_place, is_place
from md2moderncv.words import words

_EAST = re.compile(r"[\u2e80-\ud7ff\uf900-\ufaff]")
COMPOUND = 6
"""Letters from which a word may be the end of another: `Softwareentwickler`, `Fachhochschule`."""


@functools.cache
def _pattern(key: str) -> re.Pattern[str]:
    """Match the words of a table: East Asian ones anywhere, long ones at the end of a word, others as words."""
    parts = []
    for word in words("evidence", key):
        escaped = re.escape(word)
        if _EAST.search(word):
            parts.append(escaped)
        elif len(word) >= COMPOUND and word.isalpha():
            parts.append(rf"{escaped}(?:s|es|n|en|in|innen)?(?!\w)")
        else:
            parts.append(rf"(?<!\w){escaped}(?:s)?(?!\w)")
    return re.compile("|".join(parts), re.IGNORECASE)


@functools.lru_cache(4096)
def role(text: str) -> int:
    """Tell how much a text looks like a role or a degree, 0 to 3."""
    found = 2 * bool(_pattern("roles").search(text)) + 2 * bool(_pattern("degrees").search(text))
    return min(found, 3)


@functools.lru_cache(4096)
def organisation(text: str) -> int:
    """Tell how much a text looks like an organisation, 0 to 2."""
    return 2 * bool(_pattern("organisations").search(text))


def is_degree(text: str) -> bool:
    """Tell whether a text holds a word for a degree."""
    return bool(_pattern("degrees").search(text))


def starts_as_role(text: str) -> bool:
    """Tell whether a text starts with the word for a role or a degree."""
    return any(match and match.start() < 2 for match in (_pattern(key).search(text) for key in ("roles", "degrees")))


@functools.lru_cache(4096)
def balance(text: str) -> float:
    """Tell which of the two a text rather is: above 0 a role, below 0 an organisation."""
    as_role, as_organisation = role(text), organisation(text)
    if as_role and as_organisation:
        # `Lecturer, University of X` and `School of Engineering`: the word that comes first names the thing,
        # but where the noun stands last (`Bank Manager`, `Software Engineering GmbH`), that does
        last_role = max((m.end() for key in ("roles", "degrees") for m in _pattern(key).finditer(text)), default=0)
        last_organisation = max((m.end() for m in _pattern("organisations").finditer(text)), default=0)
        if _EAST.search(text):
            return 1.0 if last_role > last_organisation else -1.0
        first_role = min((m.start() for key in ("roles", "degrees") for m in _pattern(key).finditer(text)), default=0)
        first_organisation = min((m.start() for m in _pattern("organisations").finditer(text)), default=0)
        if last_organisation == len(text.rstrip(" .)")) and last_organisation > last_role:
            return -1.0
        if last_role >= len(text.rstrip(" .)")) and last_role > last_organisation:
            return 1.0
        return 0.5 if first_role <= first_organisation else -0.5
    return float(as_role - as_organisation)


@functools.lru_cache(4096)
def place(text: str) -> bool:
    """Tell whether a text is a place and nothing else."""
    return is_place(text) and not organisation(text) and not role(text)


_GRADE = re.compile(
    r"(?:(?:abschluss)?note|gesamtnote|mention|c?gpa|grade|final grade|average|schnitt|voto|votazione|nota|média|ocena|"
    r"średnia|оценка|"
    r"not ort|arvosana|betyg|cijfer|first.class|second.class|2[:.][12]|distinction|with (?:honou?rs|distinction)|"
    r"(?:summa |magna )?cum laude|110/110|\d[.,]\d{1,2}(?:\s*/\s*\d.*)?)"
    r"\b.*",
    re.IGNORECASE,
)


def is_grade(text: str) -> bool:
    """Tell whether a text is a grade: `Note 1,3`, `GPA 3.8/4.0`, `mention bien`."""
    return len(text.split()) <= 6 and bool(_GRADE.fullmatch(text.strip("() ")))


_PLACE_SHAPE = re.compile(r"[^\W\d_][\w.'’\- ]*(?:[,，/]\s*[^\W\d_][\w.'’\- ]*){0,2}")


def may_be_place(text: str) -> bool:
    """Tell whether a text has the shape of a place: a few capitalised words, no digits, nothing that says otherwise."""
    if place(text) or (ends_in_place(text) and len(text.split()) <= 5 and not organisation(text) and not role(text)):
        return True
    text = re.sub(r"^(?:г\.|гр\.|м\.|m\.)\s*", "", text.strip())
    shaped = _PLACE_SHAPE.fullmatch(text) and len(text.split()) <= 4 and not text[:1].islower()
    acronym = text.isupper() and len(text) > 3 and text.isascii()
    return bool(shaped) and not acronym and balance(text) == 0 and not organisation(text)
