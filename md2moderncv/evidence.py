"""What a piece of a line says of itself: whether it is a role, an organisation or a place."""

from __future__ import annotations

import functools
import re

from md2moderncv.places import STATES, ends_in_place, is_place
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
    if is_legal(text) and not is_degree(text):
        return -2.0
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


@functools.cache
def _legal() -> re.Pattern[str]:
    """Match a legal form at the end of a name, or in East Asia at either end."""
    forms = "|".join(re.escape(word) for word in words("evidence", "legal"))
    east = "|".join(re.escape(word) for word in words("evidence", "legal_east"))
    return re.compile(rf"(?<![\w.])(?:{forms})\.?$|^(?:{east})|(?:{east})(?:[(（][^()（）]*[)）])?$")


def is_legal(text: str) -> bool:
    """Tell whether a text holds the legal form of a company where names do: `Acme GmbH`, `株式会社アクメ`."""
    return bool(_legal().search(text.strip()))


@functools.lru_cache(4096)
def place(text: str) -> bool:
    """Tell whether a text is a place and nothing else."""
    return is_place(text) and not organisation(text) and not role(text)


def is_initials(name: str, short: str) -> bool:
    """Tell whether a text is a short form of a name before it: `CEAT`, `UNESP`."""
    letters = "".join(word[0] for word in re.findall(r"\w+", name)).casefold()
    return len(short) <= 6 and " " not in short and set(short.casefold()) <= set(letters)


def is_state(text: str) -> bool:
    """Tell whether a text is a short form of a state or country, such as stands behind a town: `TX`, `RS`."""
    return text.strip(" .") in STATES


@functools.lru_cache(4096)
def sure_place(text: str) -> bool:
    """Tell whether a text is a place, or a town that is not known with its country or state."""
    return place(text) or (ends_in_place(text) and len(text.split()) <= 5 and not organisation(text) and not role(text))


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
    if sure_place(text):
        return True
    text = re.sub(r"^(?:г\.|гр\.|м\.|m\.)\s*", "", text.strip())
    shaped = _PLACE_SHAPE.fullmatch(text) and len(text.split()) <= 4 and not text[:1].islower()
    acronym = text.isupper() and len(text) > 3 and text.isascii()
    return bool(shaped) and not acronym and balance(text) == 0 and not organisation(text)
