"""What a typographer mends in an author's text without changing a word."""

from __future__ import annotations

import re

from md2moderncv.dates import DateRange
from md2moderncv.model import Text

NO_BREAK = "\u00a0"
_BETWEEN = re.compile(r"(?<=\S) +(?:-{1,3}|[‐-―−]) +(?=\S)| +(?:-{1,3}|[‐-―−])$")
_TIGHT = re.compile(r"(?<=\d{4})-(?=\d{4}|[^\W\d]|$)|(?:(?<=[/.]\d)|(?<=[/.]\d\d))-(?=\d{4}[/.]|[^\W\d])")
_SHORT = re.compile(r"(?<=\d{4})-(?=\d\d$)")


def dashed(dates: Text, range: DateRange | None) -> Text:
    """Set the dash of a date range as an en dash, and keep `May 2019` on one line; the words stay as they are."""
    years = range and range.start and range.end and range.start.year != range.end.year
    return tuple(_dashed(part, bool(years)) if type(part) is str else part for part in dates)


def _dashed(written: str, years: bool) -> str:
    text = _TIGHT.sub("–", _BETWEEN.sub(" – ", written).rstrip())
    if years and not re.search(r"\d{4}-\d\d\D.*\d{4}-\d\d", text):
        text = _SHORT.sub("–", text)
    return _TIED.sub(NO_BREAK, text)


_TIED = re.compile(
    r" (?=–)"
    r"|(?<!–) (?=(?:19|20)\d\d(?!\d))"
    r"|(?<=(?<!\d)\d) (?=[^\W\d])|(?<=(?<!\d)\d\d) (?=[^\W\d])|(?<=\d\.) (?=[^\W\d])"
)
"""The spaces before a dash, before a year and after a day: no line breaks there."""
