"""One grammar: date ranges as people write them, in any language, to start and end.

`find` gives every range in a line of text, `parse` reads a text that is nothing but one range. Nothing here
reprints a date: the author's own words stay what the document shows.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from md2moderncv.date import DASH, DAY, MONTH, NAME, Date, Single, century, month_or_season
from md2moderncv.date import singles as single_dates
from md2moderncv.digits import european
from md2moderncv.words import alternation, words


@dataclass(frozen=True, slots=True)
class DateRange:
    """From when to when; a single date has the same start and end."""

    start: Date | None
    """`None` where only the end is stated (`until 2019`)."""
    end: Date | None
    """`None` while it is still going on."""
    ambiguous: bool = False
    """It could be read otherwise: `2007-11` as a month or as two years."""


@dataclass(frozen=True, slots=True)
class Found:
    """A range and the characters of the line that state it."""

    range: DateRange
    start: int
    end: int


@functools.cache
def _joint() -> re.Pattern[str]:
    """What may stand between the two dates of a range."""
    expected, to = alternation("dates", "expected"), alternation("dates", "to")
    return re.compile(
        rf"\s*[,.]?\s*(?:{DASH}|\\|>|(?:{to}))\s*(?:[(]?(?:{expected})[)]?\s*)?(?:(?:{_prefix()})\s*)?",
        re.IGNORECASE,
    )


@functools.cache
def _prefix() -> str:
    """What may stand before a date as a part of it: the word for month, for a semester, for an academic year."""
    return alternation("dates", "prefix")


@functools.cache
def _prefixed() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[\s(,:;|]))(?:{_prefix()})\s*$", re.IGNORECASE)


@functools.cache
def _present() -> re.Pattern[str]:
    """What stands for the end of a range that goes on: a joint and a word, or in Chinese the word alone."""
    word = alternation("dates", "present")
    article = r"(?:the\s+|el\s+|la\s+|o\s+|l['’])?"
    joint = rf"(?:{DASH}|>|/|,(?=\s)|(?:{alternation('dates', 'to')}))"
    return re.compile(  # the many words once: they take long to compile
        rf"\.?\s*(?:{joint}\s*(?P<bracket>[(\[])?{article}|(?=[^\x00-\u2fff])|(?P<alone>\())"
        rf"(?:{word})(?(bracket)[)\]])(?(alone)\))|\s+(?:{word})\s*$",
        re.IGNORECASE,
    )


@functools.cache
def _before(key: str) -> re.Pattern[str]:
    """A word such as `since` or `until` at the end of what stands before a date."""
    return re.compile(rf"(?:^|(?<=[\s(,:;|])|(?<=[^\x00-\u2fff]))(?:{alternation('dates', key)})\s*$", re.IGNORECASE)


def is_present(text: str) -> bool:
    """Tell whether a text is a word for the present, and nothing else: `Current`, `heute`."""
    return text.casefold() in words("dates", "present") and text not in ("Agora", "Ora", "Kini")


_OPEN = re.compile(rf"\s*{DASH}+\s*(?:…|\.\.\.|\?)?\s*(?=$|[)\]:|,;])")
_MONTH_ALONE = re.compile(
    rf"(?<!\w)(?:({DAY})(?:st|nd|rd|th|\.)?\s+)?({NAME})\s*(?:{DASH}|/|to|bis|à|a|al)\s*$", re.IGNORECASE
)
_DAY_ALONE = re.compile(rf"(?<![\w./])({DAY})(?:st|nd|rd|th|\.)?\s*(?:{DASH}|to|bis)\s*$", re.IGNORECASE)


_MONTH_BEFORE = re.compile(rf"(?:^|(?<=[(|:])\s*)(0?[1-9]|1[0-2])\s*{DASH}\s*$")
"""The month in which a range begins whose year is said once: `05 - 08/2014`."""
_DAY_AND_MONTH = re.compile(rf"(?<![\w./])({DAY})([./])({MONTH})(?:\2\s*|\s*){DASH}\s*$")
"""`29.06` before a day that has its year, `29.06-25.08.1977`."""


_MONTH_BEHIND = re.compile(
    r"\s*(?:[~〜～]\s*(0?[1-9]|1[0-2])\s*月?|[–—-]\s*(0?[1-9]|1[0-2])\s*[月월]"
    r"|(?<=\d[/.]\d\d)\s[–—-]\s(0[1-9]|1[0-2]))(?![\w./年-]|\s*[./年])"
)
"""The month in which a range ends whose year is said once: `2024/2 ~ 5`, `2015/05 – 06`."""
_NAME_BEHIND = re.compile(rf"\s*{DASH}\s*({NAME})(?!\w|\s*[,/.’'-]?\s*\d)", re.IGNORECASE)
"""The same with the month's name: `2007 Aug-Dec`."""
_BETWEEN = re.compile(
    r"(?<!\w)(?:between|entre|zwischen|tra|fra|mellan|mellem|tussen|między|между|між)\s+$", re.IGNORECASE
)
_AND = re.compile(r"\s*(?:and|e|y|et|und|og|och|en|i|и|та)\s*", re.IGNORECASE)


@functools.cache
def _duration() -> re.Pattern[str]:
    """How long a range lasted, behind it: `(2 years and 3 months)`, `· 11 mos`."""
    one = rf"\d+(?:[.,]\d+)?\s*\+?\s*(?:{alternation('dates', 'units')})"
    return re.compile(
        rf"\s*(?:[(\[（]|[·,•|])\s*(?:(?:{alternation('dates', 'about')})\s*)?"
        rf"{one}(?:[\s,]*(?:(?:{alternation('dates', 'and')})\s*)?{one})*\s*(?:[)\]）]|(?=[)\]）]|$))",
        re.IGNORECASE,
    )


_UNDERSCORE = re.compile(r"(?<=\d)_(?=\w)")
"""What some write for a dash: `2018_2019`, `2020_NOW`."""


def find(text: str) -> list[Found]:
    """Find every date range of a line, from left to right; `since`, durations and the like belong to it."""
    text = _UNDERSCORE.sub("-", european(text))
    singles = list(single_dates(text))
    if not singles:
        return short_ranges(text)
    found: list[Found] = []
    index = 0
    while index < len(singles):
        first, last = singles[index], singles[index]
        start, end = first.start, first.end
        index += 1
        ongoing = None
        between = index < len(singles) and _AND.fullmatch(text, end, singles[index].start)
        opened = _BETWEEN.search(text, found[-1].end if found else 0, start) if between else None
        if opened or (index < len(singles) and _joint().fullmatch(text, end, singles[index].start)):
            first, last = first.in_range(), singles[index].in_range()
            end = last.end
            index += 1
        elif (month := _MONTH_BEHIND.match(text, end)) and first.first.month:
            last = replace(first, last=Date(first.first.year, int(month[1] or month[2] or month[3])))
            if last.last < first.first:
                last = first
            else:
                end = month.end()
        elif (named := _NAME_BEHIND.match(text, end)) and (ended := _same_year(first, named)):
            last, end = ended, named.end()
        elif match := _present().match(text, end) or _OPEN.match(text, end):
            first = last = first.in_range()
            ongoing, end = True, match.end()
        floor = found[-1].end if found else 0
        opening, start = _opening(text, floor, first) if last is first else (first.first, first.start)
        start = opened.start() if opened else start
        if (match := _prefixed().search(text, floor, start)) and not match[0].startswith("CA"):  # California
            start = match.start()
        ambiguous = first.month is not None
        if match := _before("since").search(text, floor, start):
            start = match.start()
            ongoing = ongoing or (last is first and match[0].strip().casefold() not in _SOFT)
        elif last is first and not ongoing and (match := _before("until").search(text, floor, start)):
            found.append(Found(DateRange(None, first.last), match.start(), _tail(text, end)))
            continue
        span = DateRange(opening, None if ongoing else last.last, ambiguous)
        found.append(Found(span, start, _tail(text, end)))
    return found


def _same_year(first: Single, named: re.Match[str]) -> Single | None:
    """Give the end of a range that a month's name behind a year and a month is; `None` for any other word."""
    month = month_or_season(named[1])
    if not month or not first.first.month or month < first.first.month:
        return None
    date = Date(first.first.year, month)
    return Single(date, date, named.start(), named.end())


_SHORT = re.compile(r"(?<![\w./])(\d{1,2})/(\d{1,2})(?![\w/]|\.\d)")


def short_ranges(text: str) -> list[Found]:
    """Find ranges whose years have two digits: `03/19 – 10/21`, `16/7 - 17/6`, `07/20 - now`; never a date alone."""
    found: list[Found] = []
    listed = list(_SHORT.finditer(text))
    while listed:
        first, *listed = listed
        if listed and re.fullmatch(rf"\s*{DASH}\s*", text[first.end() : listed[0].start()]):
            last, *listed = listed
            ways = [(_short(first, year), _short(last, year)) for year in (2, 1)]
            right = [DateRange(start, end) for start, end in ways if start and end and not end < start]
            end = last.end()
        elif match := _present().match(text, first.end()):
            right = [DateRange(start, None) for year in (2, 1) if (start := _short(first, year))]
            end = match.end()
        else:
            continue
        found += [Found(span, first.start(), _tail(text, end)) for span in right[:1]]
    return found


def short_month(text: str) -> DateRange | None:
    """Read a month and a year of two digits, `06/20`; `None` for any other text."""
    match = _SHORT.fullmatch(text)
    date = _short(match, 2) if match else None
    return DateRange(date, date) if date else None


def _short(match: re.Match[str], year: int) -> Date | None:
    """Read `03/19` or `19/3`, its year in the group `year`; a year has two digits."""
    month = int(match[3 - year])
    return Date(century(match[year]), month) if len(match[year]) == 2 and 1 <= month <= 12 else None


_SOFT = {
    "from",
    "de",
    "du",
    "da",
    "von",
    "van",
    "di",
    "z",
    "ab",
    "dal",
    "vom",
    "az",
    "с",
    "от",
    "од",
    "fra",
    "od",
    "del",
}
"""Words that open a range but say nothing alone: `from 2019` may be one year."""


def _opening(text: str, floor: int, single: Single) -> tuple[Date, int]:
    """Give where a range begins when its year is said once: `January - August 2008`, `1-5 May 2012`."""
    date = single.first
    if date.month and (match := _MONTH_ALONE.search(text, floor, single.start)):
        month = month_or_season(match[2])
        if month:
            return Date(date.year, month, int(match[1]) if match[1] else None), match.start()
    numbers = re.fullmatch(r"\d\d?[./]\d{4}", text[single.start : single.end])
    if numbers and (match := _MONTH_BEFORE.search(text, floor, single.start)) and int(match[1]) < (date.month or 0):
        return Date(date.year, int(match[1])), match.start()
    if date.day and (match := _DAY_AND_MONTH.search(text, floor, single.start)):
        return Date(date.year, int(match[3]), int(match[1])), match.start()
    if date.day and (match := _DAY_ALONE.search(text, floor, single.start)):
        return Date(date.year, date.month, int(match[1])), match.start()
    return date, single.start


def without_duration(text: str) -> str:
    """Give the words of a date range without how long it lasted: `2019 – 2021 (2 years)`."""
    return _duration().sub("", text).strip() if parse(text) else text


def _tail(text: str, end: int) -> int:
    """Take in what follows in brackets: a duration, `(11 months)`, or that it is only expected, `(est.)`."""
    match = _duration().match(text, end) or _expected().match(text, end)
    return match.end() if match else end


@functools.cache
def _expected() -> re.Pattern[str]:
    return re.compile(rf"\s*[(\[](?:{alternation('dates', 'expected')})[)\]]", re.IGNORECASE)


def parse(text: str) -> DateRange | None:
    """Read a text that is one date range and nothing else, brackets and full stops aside."""
    found = find(text)
    if len(found) != 1:
        return None
    rest = text[: found[0].start] + text[found[0].end :]
    return found[0].range if not rest.strip(" \t\n()[].,:;|*_`–-") else None
