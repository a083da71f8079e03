"""What a piece of a line says of itself: whether it is a role, an organisation or a place."""

from __future__ import annotations

import functools
import re

from md2moderncv.places import (
    STATES,
    capitals,
    ends_in_place,
    is_great,
    is_known,
    is_place,
    long_town_and_state,
    territories,
    town_and_state,
)
from md2moderncv.vocabulary import Span, is_east, spans
from md2moderncv.word_spans import ends_as_name, organisations_in, plain_roles, roles_in
from md2moderncv.words import fold, words


def is_town_and_state(text: str) -> bool:
    """Tell whether a text is a town and its state, whatever else its words say: `Boston MA`, `University Park, PA`."""
    return town_and_state(text) or long_town_and_state(text)


@functools.lru_cache(8192)
def role(text: str) -> int:
    """Tell how much a text looks like a role or a degree, 0 to 3."""
    if is_town_and_state(text) or ends_as_name(text):  # `Boston MA`
        return 0
    roles = plain_roles(text)
    degrees = len(roles_in(text)) > len(roles)
    return min(2 * bool(roles) + 2 * degrees, 3)


@functools.lru_cache(8192)
def organisation(text: str) -> int:
    """Tell how much a text looks like an organisation, 0 to 2."""
    named = organisations_in(text) or ends_as_name(text)
    return 2 * bool(named and not long_town_and_state(text))


def ends_as_organisation(text: str) -> bool:
    """Tell whether the last word of a text is one for an organisation: `Netherlands Institute`."""
    return any(end == len(text) for _, end in spans("organisations", text))


def ends_as_role(text: str) -> bool:
    """Tell whether the last word of a text is one for a role: `NLP算法工程师`."""
    return any(end == len(text) for _, end in spans("roles", text))


def is_school(text: str) -> bool:
    """Tell whether a word for a school stands in a text: such a text names one, and does not tell what was done."""
    return any(word in text.casefold() for word in SCHOOLS)


SCHOOLS = ("universi", "institut", "college", "school", "hochschule", "école", "akadem", "academy", "polit", "polyt")
"""What words for schools begin with or hold."""


def is_role_word(text: str) -> bool:
    """Tell whether a word calls what somebody is, by itself: `Barkeeper`, `Praktikum`."""
    return any(end - start == len(text) for start, end in spans("roles", text))


def is_degree(text: str) -> bool:
    """Tell whether a text holds a word for a degree."""
    return bool(spans("degrees", text)) and not is_town_and_state(text)


def is_study(text: str) -> bool:
    """Tell whether a text is a subject of study, and holds no word for a school or a company."""
    return bool(spans("studies", text)) and not organisation(text) and not is_legal(text)


def starts_as_role(text: str) -> bool:
    """Tell whether a text starts with the word for a role or a degree."""
    return any(start < 2 for start, _ in roles_in(text)[:1])


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
    roles, organisations = roles_in(text), organisations_in(text)
    last_role, last_organisation = (max(end for _, end in found) for found in (roles, organisations))
    if is_east(text):
        return 1.0 if last_role > last_organisation else -1.0
    end = len(text.rstrip(" .)"))
    if last_organisation == end and last_organisation > last_role:
        return 1.0 if _leads(text, roles, organisations) else -1.0
    if last_role >= end and last_role > last_organisation:
        return 1.0
    return 0.5 if roles[0][0] <= organisations[0][0] else -0.5


def _leads(text: str, roles: list[Span], organisations: list[Span]) -> bool:
    """Tell whether a little word joins what follows to a role: `Director of Information Technology`."""
    first = organisations[0][0]
    return any(
        (match := re.match(r"\s+([^\W\d_]+)\s", text[end:])) and match[1].casefold() in JOINING
        for _, end in roles
        if end < first
    )


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
    match = _legal().search(text.strip())
    # `Senior SE` is a software engineer
    return match is not None and not (match[0] == "SE" and spans("roles", text[: match.start()]))


@functools.lru_cache(4096)
def place(text: str) -> bool:
    """Tell whether a text is a place and nothing else."""
    return is_town_and_state(text) or (is_place(text) and not organisation(text) and not role(text))


def great_place(text: str) -> bool:
    """Tell whether a text is a place that no person is called after: some towns are, as Ada and Florence."""
    return place(text) and (is_great(text) or not is_known(text))


def is_initials(name: str, short: str) -> bool:
    """Tell whether a text is a short form of a name before it: `CEAT`, `UNESP`."""
    letters = "".join(word[0] for word in re.findall(r"\w+", name)).casefold()
    return len(short) <= 6 and " " not in short and set(short.casefold()) <= set(letters)


def is_short_form(name: str, short: str) -> bool:
    """Tell whether what stands in brackets is a short form of the name before them: its initials, or an acronym."""
    acronym = short.isupper() and short.isalpha() and len(short) <= LONGEST_ACRONYM
    return is_initials(name, short) or (acronym and balance(name) < 0 and not is_state(short))  # `Acme College (FR)`


LONGEST_ACRONYM = 6
"""Letters of the acronym of an organisation."""


def is_contract(text: str, apart: bool = False) -> bool:
    """Tell whether a text says on what contract somebody worked, `Full-time`; `apart`: in brackets, as `(Intern)`."""
    return text.casefold() in words("line", "contracts") and (apart or not role(text))


def is_state(text: str) -> bool:
    """Tell whether a text is a short form of a state or country, such as stands behind a town: `TX`, `RS`."""
    return text.strip(" .") in STATES


def is_country(text: str) -> bool:
    """Tell whether a text is the name of a country, or a short form of one."""
    return fold(text) in territories() or text.strip(" .") in ("US", "USA", "UK", "MX", "CA", "AU", "IN")


_BRACKET = re.compile(r"(.*?\S)\s*\(([^()]+)\)")


_DEPARTMENT = re.compile(r"\d\d|2[AB]|97\d")
"""The number of a French department, `Rosheim (67)`."""


def says_where(text: str) -> bool:
    """Tell whether a text is a state, a country, a department of France or such a word as `remote`."""
    province = text.isupper() and text in words("evidence", "provinces")  # `San Fior (TV)`
    return province or is_state(text) or bool(_DEPARTMENT.fullmatch(text)) or (place(text) and len(text.split()) <= 3)


@functools.lru_cache(4096)
def sure_place(text: str) -> bool:
    """Tell whether a text is a place, or a town that is not known with its country or state."""
    if (bracket := _BRACKET.fullmatch(text)) and says_where(bracket[2]):  # `Zwolle, Netherlands (Remote)`
        named = (
            is_state(bracket[2])
            or bracket[2] in words("evidence", "provinces")
            or _DEPARTMENT.fullmatch(bracket[2])
            or fold(bracket[2]) in territories()
        )
        return sure_place(bracket[1]) or (bool(named) and may_be_place(bracket[1]))
    return place(text) or (ends_in_place(text) and capitals(text) <= 5 and not organisation(text) and not role(text))


_PLACE_SHAPE = re.compile(r"[^\W\d_][\w.'’\- ]*(?:[,，/]\s*[^\W\d_][\w.'’\- ]*){0,2}")


_DOMAIN = re.compile(r"(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,6}(?:/\S*)?", re.IGNORECASE)


def is_domain(text: str) -> bool:
    """Tell whether a text is an address on the web without `https://`: `acme.com`."""
    return bool(_DOMAIN.fullmatch(text.strip("()")))


_URL = re.compile(r"https?://\S+")


def is_url(text: str) -> bool:
    """Tell whether a text is an address on the web, written out, and nothing else."""
    return bool(_URL.fullmatch(text.strip("<>() ")))


def may_be_place(text: str) -> bool:
    """Tell whether a text has the shape of a place: a few capitalised words, no digits, nothing that says otherwise."""
    if sure_place(text):
        return True
    text = re.sub(r"^(?:г\.|гр\.|м\.|m\.)\s*", "", text.strip())
    shaped = _PLACE_SHAPE.fullmatch(text) and len(text.split()) <= 4 and not text[:1].islower()
    acronym = text.isupper() and len(text) > 3 and text.isascii()
    return bool(shaped) and not acronym and balance(text) == 0 and not organisation(text)


JOINING = frozenset("of in for de da do des der für im em en di del della och na w в по".split())
"""Words that join what a role is about to it."""
