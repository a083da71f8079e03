"""What a piece of a line says of itself: whether it is a role, an organisation or a place."""

from __future__ import annotations

import functools
import re

from md2moderncv.places import STATES, ends_in_place, is_place
from md2moderncv.vocabulary import Span, is_east, spans
from md2moderncv.words import words


def _roles(text: str) -> list[Span]:
    """Find the words for roles and degrees in a text."""
    return sorted((*spans("roles", text), *spans("degrees", text)))


@functools.lru_cache(8192)
def role(text: str) -> int:
    """Tell how much a text looks like a role or a degree, 0 to 3."""
    return min(2 * bool(spans("roles", text)) + 2 * bool(spans("degrees", text)), 3)


@functools.lru_cache(8192)
def organisation(text: str) -> int:
    """Tell how much a text looks like an organisation, 0 to 2."""
    return 2 * bool(spans("organisations", text))


def is_degree(text: str) -> bool:
    """Tell whether a text holds a word for a degree."""
    return bool(spans("degrees", text))


def is_study(text: str) -> bool:
    """Tell whether a text is a subject of study, and holds no word for a school or a company."""
    return bool(spans("studies", text)) and not organisation(text) and not is_legal(text)


def starts_as_role(text: str) -> bool:
    """Tell whether a text starts with the word for a role or a degree."""
    return any(start < 2 for start, _ in _roles(text)[:1])


@functools.lru_cache(8192)
def balance(text: str) -> float:
    """Tell which of the two a text rather is: above 0 a role, below 0 an organisation."""
    as_role, as_organisation = role(text), organisation(text)
    if is_legal(text) and not is_degree(text):
        return -2.0
    if not (as_role and as_organisation):
        return float(as_role - as_organisation)
    # `Lecturer, University of X` and `School of Engineering`: the word that comes first names the thing,
    # but where the noun stands last (`Bank Manager`, `Software Engineering GmbH`), that does
    roles, organisations = _roles(text), spans("organisations", text)
    last_role, last_organisation = (max(end for _, end in found) for found in (roles, organisations))
    if is_east(text):
        return 1.0 if last_role > last_organisation else -1.0
    end = len(text.rstrip(" .)"))
    if last_organisation == end and last_organisation > last_role:
        return -1.0
    if last_role >= end and last_role > last_organisation:
        return 1.0
    return 0.5 if roles[0][0] <= organisations[0][0] else -0.5


@functools.cache
def _legal() -> re.Pattern[str]:
    """Match a legal form at the end of a name, or in East Asia at either end."""
    listed = words("evidence", "legal")
    short, long = ([re.escape(w) for w in listed if (len(w) < 3) == few] for few in (True, False))
    forms = rf"{'|'.join(long)}|(?<![,/]\s)(?:{'|'.join(short)})"  # `Calgary, AB` is a town
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
    r"(?:summa |magna )?cum laude|取得(?:見込み?)?|合格|修了|認定|110/110|\d[.,]\d{1,2}(?:\s*/\s*\d.*)?)"
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
