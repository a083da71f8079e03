"""The digits of other scripts as European ones, and the years of the Persian calendar as those they begin in."""

from __future__ import annotations

import re
import unicodedata

_OTHER = re.compile(r"[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]")
_PERSIAN_YEAR = re.compile(r"(?<!\d)1[34]\d\d(?!\d)")
"""1300 to 1499, the years 1921 to 2120; nobody's dates are Gregorian and as old."""
PERSIAN = 621
"""Years by which the Persian calendar counts less, up to its tenth month."""


def european(text: str) -> str:
    """Give a text of the same length in which every digit is a European one, and years in Persian digits Gregorian."""
    if text.isascii() or not _OTHER.search(text):
        return text
    persian = bool(re.search(r"[\u06f0-\u06f9]", text))
    digits = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)
    return _PERSIAN_YEAR.sub(lambda match: str(int(match[0]) + PERSIAN), digits) if persian else digits
