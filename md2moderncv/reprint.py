"""Dates printed again, all in one form, in the language of the document."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from md2moderncv import language, model
from md2moderncv.date import Date, has_season
from md2moderncv.dates import DateRange
from md2moderncv.words import in_language

FORMS = {"year": "y", "numeric": "MM/y", "short": "MMM y", "long": "MMMM y", "iso": ""}
"""The forms that have a name; any other is a pattern of CLDR, such as `MMM yyyy`."""


def reprinted(cv: model.Cv, form: str) -> model.Cv:
    """Give a CV whose dates are printed in a form, as far as they can be read; others stay as they were written."""
    code = language.of(cv)

    def printed(entry: model.Entry) -> model.Entry:
        if entry.range is None or has_season(entry.written):
            return entry
        return replace(entry, dates=(show(entry.range, form, code),))

    changed: model.Cv = _mapped(cv, printed)
    return changed


def show(dates: DateRange, form: str, code: str) -> str:
    """Print a range; a day or a month that was not written is not made up."""
    start = one(dates.start, form, code) if dates.start else ""
    end = one(dates.end, form, code) if dates.end else present(code)
    return start if start == end else f"{start}\u00a0– {end}".strip("\u00a0 ") if start else f"– {end}"


def present(code: str) -> str:
    """Give what a language says instead of the end of a range that goes on."""
    return in_language("now", code)


def one(date: Date, form: str, code: str) -> str:
    """Print one date: only its year where no more is known, and no day where that is not known."""
    if form == "iso":
        return date.iso()
    from datetime import date as day

    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    if date.month is None:
        return str(date.year)
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en")
    pattern = FORMS.get(form, form)
    if form in ("short", "long") and code in ("zh", "ja", "ko"):
        pattern = "y年M月" if code != "ko" else "y년 M월"
    if date.day is None:
        pattern = re.sub(r"\W*\bd{1,2}\b\W*", " ", pattern).strip() or "y"
    elif form in ("short", "long", "numeric"):
        pattern = {"short": "d MMM y", "long": "d MMMM y", "numeric": "dd/MM/y"}[form]
    if pattern == "MMMM y":  # with the little words of the language: `enero de 2021`
        skeleton = locale.datetime_skeletons.get("yMMMM")
        pattern = str(skeleton.pattern) if skeleton and re.search(r"MMMM|LLLL", skeleton.pattern) else pattern
    # a month that stands without its day has a form of its own in some languages
    pattern = pattern if date.day else pattern.replace("MMMM", "LLLL").replace("MMM", "LLL")
    return format_date(day(date.year, date.month, date.day or 1), pattern, locale=locale)


def is_form(form: str) -> bool:
    """Tell whether a form has a name, or is a pattern that holds a year."""
    if form in FORMS:
        return True
    from babel.dates import format_date

    try:
        format_date(format=form)
    except (KeyError, ValueError, AttributeError, TypeError):
        return False
    return "y" in form.casefold()


def _mapped(value: Any, change: Callable[[model.Entry], model.Entry]) -> Any:
    if isinstance(value, tuple):
        return tuple(_mapped(item, change) for item in value)
    if isinstance(value, model.Entry):
        return change(replace(value, body=_mapped(value.body, change)))
    if is_dataclass(value) and not isinstance(value, (type, DateRange, model.Look)):
        return replace(value, **{part.name: _mapped(getattr(value, part.name), change) for part in fields(value)})
    return value
