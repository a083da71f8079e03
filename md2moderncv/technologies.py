"""What something is built with, and the numbers of courses, scores and sums: what no name is."""

from __future__ import annotations

import functools
import re

from md2moderncv.words import words

_LISTED = re.compile(r"\s*(?:[,/、・·+&|;（）()]|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bи\b)\s*")
_VERSION = re.compile(r"\s*v?\d+(?:\.\w+)*\+?$")


@functools.cache
def _technologies() -> frozenset[str]:
    return frozenset(word.casefold() for word in words("evidence", "technologies"))


@functools.cache
def _listed_technologies() -> frozenset[str]:
    return frozenset(word.casefold() for word in words("evidence", "technologies_listed"))


@functools.lru_cache(8192)
def is_technology(text: str) -> bool:
    """Tell whether a text lists what something is built with, and nothing else: `React, TypeScript`, `C++, Qt 4.8`."""
    parts = [part for part in _LISTED.split(text.replace("C++", "C﹢﹢")) if part.strip()]
    plain_parts = [_VERSION.sub("", part.replace("﹢", "+").strip()).casefold() for part in parts]
    known = sum(part in _technologies() for part in plain_parts)
    if len(parts) < 3:
        return bool(parts) and known == len(parts)
    known += sum(part in _listed_technologies() for part in plain_parts)
    share = 2 / 3 if len(parts) < 4 else 1 / 2
    return known >= share * len(parts)


_NUMBER = re.compile(
    r"(?=.*\d)[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*"
    r"|(?:(?:US|AU|CA|NZ|HK|R)?[$€£¥₩]|USD|EUR|GBP|CHF|CAD|AUD)?\s?\d[\d.,]*\s?[kKmM]?\s?(?:[$€£¥₩%]|USD|EUR|GBP|CHF|CAD|AUD)?"
)


def is_number(text: str) -> bool:
    """Tell whether a text is the number of a course or an examination, a score or a sum: `SAA-C02`, `780`, `$3,500`."""
    return bool(_NUMBER.fullmatch(text.strip()))
