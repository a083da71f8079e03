"""Where words for roles and for organisations stand in a text, but for those that are a part of longer ones."""

from __future__ import annotations

import re

from md2moderncv.vocabulary import Span, spans
from md2moderncv.words import words


def roles_in(text: str) -> list[Span]:
    """Find the words for roles and degrees in a text; `Foundation` is a degree where a text starts with it."""
    named = spans("organisations", text)
    return sorted((*plain_roles(text), *(one for one in spans("degrees", text) if one[0] < 2 or one not in named)))


def organisations_in(text: str) -> list[Span]:
    """Find the words for organisations in a text that are no part of a role's or a subject's: `Team Leader`."""
    longer = [one for key in ("roles", "degrees", "studies") for one in spans(key, text)]
    listed = spans("organisations", text)
    return [one for one in listed if not any(a <= one[0] and one[1] <= b and (a, b) != one for a, b in longer)]


_LAST_BRACKET = re.compile(r"\s*\([^()]*\)$")


def ends_as_name(text: str) -> bool:
    """Tell whether a text is a few words in capitals, of which the last is what companies call themselves after.

    `Aura Software`, `Manhattan Associates`; a word for a role or a subject before it makes it none.
    """
    *first, last = _LAST_BRACKET.sub("", text).split() or [""]
    if not 0 < len(first) < 4 or last.casefold() not in words("evidence", "name_ends") or not last[0].isupper():
        return False
    before = " ".join(first)
    said = any(spans(key, before) for key in ("roles", "degrees", "studies"))
    return all(word[0].isupper() or word in "&" for word in first) and not said


def plain_roles(text: str) -> list[Span]:
    """Find the words for roles in a text that are no part of an organisation's: `Secretaria de Estado`."""
    named = spans("organisations", text)
    return [
        one for one in spans("roles", text) if not any(a <= one[0] and one[1] <= b and (a, b) != one for a, b in named)
    ]
