"""One date as people write it, in any language: a day, a month, a season, a year, or two years in one word."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from md2moderncv.months import fold, months
from md2moderncv.words import numbers


@dataclass(frozen=True, slots=True)
class Date:
    """A day, a month or a year, as precise as it was written."""

    year: int
    month: int | None = None
    """1 to 12."""
    day: int | None = None
    """1 to 31."""

    def __lt__(self, other: Date) -> bool:
        """Tell whether this is surely before another: `2019` is neither before nor after `2019-05`."""
        for mine, theirs in ((self.year, other.year), (self.month, other.month), (self.day, other.day)):
            if mine is None or theirs is None:
                return False
            if mine != theirs:
                return mine < theirs
        return False

    def iso(self) -> str:
        """Give ISO 8601 in the precision at hand: `2019`, `2019-05` or `2019-05-31`."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])


@dataclass(frozen=True, slots=True)
class Single:
    """One date in a line, before ranges are put together."""

    first: Date
    last: Date
    start: int
    end: int
    month: Date | None = None
    """The other reading of `2007-11`."""

    def in_range(self) -> Single:
        """Give the reading that fits beside another date: in `2007-11 - 2009-03` it is a month."""
        return Single(self.month, self.month, self.start, self.end) if self.month else self


DASH = r"(?:->|[-‐-―−~〜～→⟶➔]{1,5})"
_YEAR = r"(?:1[6-9]|20)\d\d"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
MONTH = r"(?:0?[1-9]|1[0-2])"
NAME = r"[^\W\d_]{3,}\.?"
ROMAN = "I II III IV V VI VII VIII IX X XI XII".split()
_OF = r"(?:\s*,\s*|\s*[/.’'-]\s*|\s+(?:de|del|do|of|di)\s+|\s+)"

_SINGLE = re.compile(
    rf"""
    (?:(?<![\w./])|(?<=[至到]))(?<!\d,)(?:(?<!\d\d\d-)|(?=[^\W\d]))
    (?:
      (?P<cjk_year>{_YEAR})\s*(?:[年년](?=\s*[春夏秋冬])?|(?=[春夏秋冬])|(?<=\s)(?={MONTH}\s*[月월]))(?:(?P<cjk_season>\s*[春夏秋冬])|\s*(?P<cjk_month>{MONTH})\s*[月월](?:\s*(?P<cjk_day>{DAY})\s*[日일])?)?
    | (?P<month_east>{MONTH})\s*[月월]\s*(?P<year_east>{_YEAR})(?!\d)\s*[年년]?
    | (?P<iso_year>{_YEAR})(?P<iso_glue>[-/.])(?P<iso_month>{MONTH})(?P=iso_glue)(?P<iso_day>{DAY})(?!\w)
    | (?P<dmy_day>{DAY})(?P<dmy_glue>[-/.]\s?)(?P<dmy_month>\d\d?)(?P=dmy_glue)(?P<dmy_year>{_YEAR})(?!\w)
    | (?P<span_year>{_YEAR})(?P<span_glue>[/–-])(?P<span_quote>['’])?(?P<span_end>{_YEAR}|\d\d)(?:[学學]年度?)?
      (?![\w/.-]*\d)(?![^\W\u2e80-\ud7ff])
    | (?P<ym_year>{_YEAR})(?P<ym_glue>\s?[./]\s?|-)(?P<ym_month>{MONTH})(?!\w|/{_YEAR})
    | (?P<my_month>{MONTH})\s?(?:[./-])\s?(?P<my_year>{_YEAR})\d?(?!\w)
    | (?:(?P<roman_day>{DAY})[.\s]\s?)?(?P<roman>(?-i:VI{{0,3}}|I{{1,3}}|IV|IX|XI{{0,2}}))
      [.\s/]\s?(?P<roman_year>{_YEAR})(?!\w)
    | (?:(?P<day>{DAY})(?:st|nd|rd|th|er|º|°|\.)?\s*[-/]?\s*(?:(?:de|of|di)\s+)?)?
      (?P<name>{NAME})(?:\s+(?P<us_day>{DAY})(?:st|nd|rd|th)?(?:\s?[–-]\s?(?P<us_end>{DAY})(?:st|nd|rd|th)?)?\s*,)?{_OF}?
      (?:(?P<name_year>{_YEAR})(?:[/–-](?P<name_end>\d\d(?:\d\d)?)(?![\w/.-]))?|['’](?P<short_quoted>\d\d)|(?<=[\s/.-]|[^\W\d_])(?P<short>\d\d))(?!\w)(?:\s*[гр](?:ода|оку|\.)?(?!\w))?\.?(?=\W|$)
    | (?P<yn_year>{_YEAR})\s*[,.]?\s*(?P<yn_name>{NAME})(?!\s*,?\s*{_YEAR})
      (?:\s+(?P<yn_day>{DAY})(?:-?[^\W\d]+)?\.?(?!\w))?
    | Q(?P<quarter>[1-4])[\s/-]*(?P<quarter_year>{_YEAR})(?!\w)
    | (?P<yq_year>{_YEAR})[\s/-]*Q(?P<yq_quarter>[1-4])(?!\w)
    | (?P<year>{_YEAR})(?![\d.,]\d)(?:(?!\w)|(?=[至起]|현재))(?:\s*[гр](?:г|ода|оку|\.)?\.?(?!\w))?
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def month_number(word: str, language: str = "") -> int | None:
    """Give the number of a month's name in any language, that of `language` where languages differ."""
    key = fold(word)
    number = months().get(key) or numbers("months").get(key)
    if isinstance(number, dict):
        return number.get(language) or next(iter(number.values()))
    return number


def has_season(text: str) -> bool:
    """Tell whether a text tells a time by a season or a semester, whose month is only assumed."""
    return any(_season(word) and not month_number(word) for word in re.findall(r"[^\W\d_]+", text))


def _season(word: str) -> int | None:
    return numbers("seasons").get(fold(word))


def singles(text: str) -> Iterator[Single]:
    """Give the single dates of a line from left to right, never overlapping."""
    position = 0
    while position < len(text):
        single = _behind_dash(text, position)
        if single is None:
            match = _SINGLE.search(text, position)
            if not match:
                return
            single = _single(match)
            if single is None:
                # a name that is no month: try again behind it, or a year after it would be missed
                position = match.end("name") if match["name"] else match.start() + 1
                continue
        yield single
        position = single.end


_NEAR = re.compile(rf"{DASH}(?=\d)")


def _behind_dash(text: str, position: int) -> Single | None:
    """Read a date right behind the dash that follows another one: `1.10.2013-31.12.2021`."""
    dash = _NEAR.match(text, position) if position else None
    match = _SINGLE.match(text[dash.end() :]) if dash else None
    single = _single(match) if match else None
    return replace(single, start=single.start + dash.end(), end=single.end + dash.end()) if single and dash else None


def _single(match: re.Match[str]) -> Single | None:
    """Read one match, by the alternative that matched; `None` if it is no date after all."""
    g, start, end = match.groupdict(), match.start(), match.end()
    if g["cjk_year"]:
        season = {"春": 3, "夏": 6, "秋": 9, "冬": 12}.get((g["cjk_season"] or "").strip())
        return _at(start, end, g["cjk_year"], season or g["cjk_month"], g["cjk_day"])
    if g["year_east"]:
        return _at(start, end, g["year_east"], g["month_east"])
    if g["iso_year"]:
        return _at(start, end, g["iso_year"], g["iso_month"], g["iso_day"])
    if g["dmy_year"]:
        day, month = g["dmy_day"], g["dmy_month"]
        if int(month) > 12:  # American order
            day, month = month, day
        return _at(start, end, g["dmy_year"], month, day) if int(month) <= 12 and int(day) <= 31 else None
    if g["span_year"]:
        return _years(match)
    if g["ym_year"]:
        return _at(start, end, g["ym_year"], g["ym_month"])
    if g["my_year"]:
        return _at(start, end, g["my_year"], g["my_month"])
    if g["name"]:
        month = month_or_season(g["name"])
        if month is None:
            return None
        year = g["name_year"] or century(g["short_quoted"] or g["short"])
        if g["name_end"] and not _season(g["name"]):  # `May 2015-16`: the second year is no part of the date
            end = match.end("name_year")
        single = _at(start, end, year, month, g["day"] or g["us_day"])
        return replace(single, last=_at(start, end, year, month, g["us_end"]).last) if g["us_end"] else single
    if g["yn_year"]:
        month = month_or_season(g["yn_name"])
        if month is None:  # `2019 Acme`: the year alone
            return _at(start, match.end("yn_year"), g["yn_year"])
        return _at(start, end, g["yn_year"], month, g["yn_day"])
    if g["roman"]:
        return _at(start, end, g["roman_year"], ROMAN.index(g["roman"]) + 1, g["roman_day"])
    if quarter := g["quarter"] or g["yq_quarter"]:
        return _at(start, end, g["quarter_year"] or g["yq_year"], 3 * int(quarter) - 2)
    return _at(start, end, g["year"])


def _at(start: int, end: int, year: str | int, month: str | int | None = None, day: str | None = None) -> Single:
    date = Date(int(year), int(month) if month else None, int(day) if day and month else None)
    if date.month and date.day and date.day > calendar.monthrange(date.year, date.month)[1]:
        date = Date(date.year, date.month)  # the 31st of April
    return Single(date, date, start, end)


def month_or_season(word: str) -> int | None:
    """Give the number of a month's name, or of the month in which a season is taken to begin."""
    return month_number(word) or _season(word)


def century(two_digits: str) -> int:
    """Read `'17` as 2017 and `'87` as 1987: a CV looks back, seldom ahead."""
    year = int(two_digits)
    return 2000 + year if year < 50 else 1900 + year


def _years(match: re.Match[str]) -> Single | None:
    """Read `2017/2018`, `2019/20`, `2005-’06` as two years, and `2007-11`, which may be a month, with a mark."""
    first, glue, written = int(match["span_year"]), match["span_glue"], match["span_end"]
    last = int(written) if len(written) == 4 else first // 100 * 100 + int(written)
    month = int(written) if len(written) == 2 and 1 <= int(written) <= 12 and not match["span_quote"] else None
    if month and (glue != "–") and (last <= first or (glue == "/" and last != first + 1)):
        return _at(match.start(), match.end(), first, month)
    if last < first:
        return _at(match.start(), match.end("span_year"), first)
    other = Date(first, month) if month and glue == "-" else None
    return Single(Date(first), Date(last), match.start(), match.end(), other)
