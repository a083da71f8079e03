"""A line `label: value`, about the person or as a field of an entry."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

from md2moderncv import evidence
from md2moderncv.dates import find
from md2moderncv.inlines import Inline, cut, forgotten, plain, strip, unwrap
from md2moderncv.vocabulary import is_east
from md2moderncv.words import columns, labels, networks


@dataclass(frozen=True, slots=True)
class Fact:
    """A line `label: value`."""

    label: str
    """As the author wrote it, without the colon."""
    key: str
    """The canonical key of a personal fact, or a social network; empty where the label is neither."""
    value: list[Inline]


_LABEL = re.compile(
    r"\s*(?::[a-z][a-z_]+:\s*)?([^:：\n【]{1,40}?)\s*[:：]\s*|\s*【([^【】\n]{1,20})】\s*[:：]?\s*(?=\S)"
    r"|\s*[\[［]([\u2e80-\ud7ff]{1,12})[\]］]\s*[:：]?\s*(?=\S)"
    r"|\s*(氏名|名前|お名前|姓名|이름|성명)[ \u3000\t]+(?=\S)"
)


_OPEN = re.compile(r"(?:(?<!\w)[“„«][^“”»]+|[「『][^」』]+)$")
"""A title that begins in a text and does not end there; the mark that ends `„Acme“` begins others."""
PICTURES = ("So", "Sk", "Mn", "Cf", "Zs")
"""Categories of pictograms and what joins them to one."""


def fact(inlines: list[Inline]) -> Fact | None:
    """Read a line as `label: value`; the label may be bold, the colon inside or outside."""
    text = plain(inlines)
    match = _LABEL.match(text)
    if not match or text[match.end() - 1 : match.end() + 2] == "://" or text[match.end() :].startswith("//"):
        return None
    label = (match[1] or match[2] or match[3] or match[4]).strip("*_ ")
    if _OPEN.search(label):
        return None  # `“On engines: a talk”`
    label = label.lstrip("".join(c for c in label if unicodedata.category(c) in PICTURES))
    key = labels().get(label.casefold()) or networks().get(label.casefold(), "")
    value = strip(cut(inlines, match.end(), len(text)))
    return Fact(label, key, [*value, *forgotten(inlines, [value])])


STATED = ("dates", "role", "organisation", "place")
"""The fields that lines name of an entry."""


def field_line(line: list[Inline]) -> tuple[str, list[Inline]] | None:
    """Read a line that names its field, `Position: Engineer`, as the field and its value."""
    stated = fact(line)
    if not stated or not stated.value:
        return None
    label = stated.label.casefold().strip(" *_")
    key = column(label)
    time = is_time(label) and not (" " in label and evidence.role(label))  # `Data scientist: 2019`
    if not key and time and any(found.start <= 1 for found in find(plain(stated.value))[:1]):
        key = "dates"
    return (key, unwrap(strip(stated.value, " ;"))) if key else None


def column(label: str) -> str:
    """Give the field that a folded label calls, in one language or in two: `期間 / Period`; empty for none."""
    if label in columns():
        return columns()[label]
    parts = [part.strip() for part in re.split(r"[/／(（）)]", label) if part.strip()]
    fields = {columns().get(part, "") for part in parts}
    return fields.pop() if len(parts) == 2 and len(fields) == 1 else ""


def calls_column(text: str) -> bool:
    """Tell whether a text is what the column of a table is called, `Year` beside `Name`, or the label of a fact."""
    return bool(column(text.casefold())) or text.casefold() in labels()


def is_time(label: str) -> bool:
    """Tell whether a label, in a word of it or in East Asia at its end, calls a time: `Fecha de incorporación`."""
    return not _times().isdisjoint(label.split()) or (is_east(label) and label.endswith(_eastern_times()))


@functools.cache
def _times() -> frozenset[str]:
    return frozenset(word for word, key in columns().items() if key == "dates" and len(word) > 1)


@functools.cache
def _eastern_times() -> tuple[str, ...]:
    return tuple(filter(is_east, _times()))
