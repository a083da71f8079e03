"""The first sentence of a line, where that may be the head of an entry."""

from __future__ import annotations

import re

from md2moderncv import evidence
from md2moderncv.dated import dated
from md2moderncv.headlines import LONGEST_SENTENCE, only_dates
from md2moderncv.inlines import Inline, cut, length, plain, strip
from md2moderncv.label_lines import says_label

_SENTENCE = re.compile(r"(?:(?<=[^\W\d_]{4})|(?<=[)\]”»]))\.\s+(?=[^\W_])")
_COLON = re.compile(r":\s")
LEADING = 4
"""Words of a sentence among which one says that it is a degree or what was studied."""


def first_sentence(line: list[Inline]) -> tuple[list[Inline], list[Inline]] | None:
    """Cut a line behind its first sentence, where that starts as a role or a degree does, no longer than heads are."""
    text = plain(line)
    end = next((match.start() for match in _SENTENCE.finditer(text)), len(text.rstrip(" .")))
    if not text[:1].isupper() or not 0 < length(text[:end]) <= LONGEST_SENTENCE or says_label(text[:end]):
        return None
    first = " ".join(text[:end].split()[:LEADING])
    said = evidence.starts_as_role(text) or evidence.is_degree(first) or evidence.is_study(first)
    if not said or re.match(r"(?:I|We|My|Ich|Je|Yo)\b", text) or dated(cut(line, 0, end)):
        return None
    return cut(line, 0, end), strip(cut(line, min(end + 1, len(text)), len(text)))


def dated_sentence(line: list[Inline]) -> tuple[list[Inline], list[Inline]] | None:
    """Cut a long line that starts with dates behind its first sentence: `2018 – 2019: **Tutor**, Acme. Algebra …`.

    Behind dates in a code span a colon ends the names, too.
    """
    text = plain(line)
    if length(text) <= LONGEST_SENTENCE:
        return None
    end = next((match.start() for match in _SENTENCE.finditer(text) if length(text[: match.start()]) > 2), 0)
    if line[0]["t"] == "Code" and (colon := _COLON.search(text, len(plain(line[:1])))):
        end = min(end or colon.start(), colon.start())  # `2019` **Engineer** at Acme: built …
    if not end or length(text[:end]) > LONGEST_SENTENCE:
        return None
    head = cut(line, 0, end)
    found = dated(head, strict=True)
    return (head, strip(cut(line, end, len(text)), " .:")) if found and found.start <= 1 else None


def dated_name(line: list[Inline]) -> tuple[list[Inline], list[Inline]] | None:
    """Cut a line behind names and dates in bold that a colon ends: `**Acme – Engineer (2019 – 2021):** Built …`.

    A role may stand behind them instead, `**Acme (2019):** Engineer`, and belongs to the head.
    """
    if len(line) < 2 or line[0]["t"] != "Strong":
        return None
    text, name = plain(line), plain(line[:1])
    said = text[len(name) :].lstrip(" :")
    if not said or not re.match(r"\s*:\s", text[len(name.rstrip(" :")) :]):
        return None
    if length(said) <= LONGEST_ROLE and not said.endswith(".") and evidence.balance(said) > 0:
        return None
    head = strip(cut(line, 0, len(name)), " :")
    found = dated(head, strict=True)
    last = found is not None and found.end >= len(plain(head)) - 1 and not only_dates(head)
    return (head, strip(cut(line, len(name), len(text)), " :")) if last else None


LONGEST_ROLE = 6
"""Words of a role behind the dates of its employer."""
