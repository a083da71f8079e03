"""Where two names follow each other with nothing between, such as a role and its employer."""

from __future__ import annotations

import functools
import re

from md2moderncv.evidence import JOINING, balance, is_legal, organisation, place, role
from md2moderncv.places import territories
from md2moderncv.vocabulary import is_east, spans
from md2moderncv.word_spans import roles_in
from md2moderncv.words import fold, words

Border = tuple[int, int]
"""Where one name ends and the next begins."""


@functools.lru_cache(8192)
def employer_behind(text: str) -> Border | None:
    """Find where an employer follows a role with nothing between: `Project assistant Robert Gordon University`."""
    roles, organisations = roles_in(text), spans("organisations", text)
    if not roles or not organisations or is_east(text) or re.search(r"[,|/(–—]", text):
        return None
    end = max((end for start, end in roles if end <= organisations[0][0]), default=0)
    if end and (more := re.match(r"(?: (?![A-Z])[^\W\d_]+)+(?= [A-Z])", text[end:])):
        end += more.end()  # `Assistant de projet Robert Gordon University`
    tail = text[end:].lstrip()
    words_behind = tail.split()
    named = len(words_behind) > 1 and words_behind[0][:1].isupper()
    named = named and all(word[:1].isupper() or word in words("line", "little") for word in words_behind)
    last = (text[:end].split() or [""])[-1].casefold()
    # `Chief Technology Office`, `MS in …`
    goes_on = last in JOINING or last in (*words("line", "modifiers"), *words("line", "little"))
    if not end or not named or goes_on or role(tail) or text[end : end + 1] != " ":
        return None
    if is_legal(words_behind[0]):
        return None  # `Weber Maler GmbH & Co. KG`
    return end, len(text) - len(tail)


@functools.lru_cache(8192)
def role_behind(text: str) -> Border | None:
    """Find where a role follows an employer in capitals with nothing between: `ACME Senior Engineer`."""
    if behind := behind_legal_form(text):
        return behind
    match = re.match(r"(?:[A-Z][A-Z0-9&.'’-]+ )+(?=[A-Z][a-z])", text)
    if not match or len(match[0]) < 5 or not role(text[match.end() :]) or role(match[0]):
        return None
    return match.end() - 1, match.end()


def behind_legal_form(text: str) -> Border | None:
    """Find where a role follows an employer's legal form with nothing between: `Acme Ltd Engineer`."""
    for space in re.finditer(r"(?<![,;:]) (?=[^\W\d_])", text):
        before, following = text[: space.start()], text[space.end() :]
        if is_legal(before) and " " in before and balance(following) > 0 and not role(before):
            return space.span()
    return None


@functools.lru_cache(8192)
def town_behind(text: str) -> Border | None:
    """Find where a known town follows a role with nothing between: `Youth worker Clermont-Ferrand`."""
    words_of = text.split(" ")
    if place(text):
        return None  # `Hilton Head Island, SC`
    for count in (1, 2):
        if len(words_of) <= count + 1 or not words_of[-count][:1].isupper():
            continue
        head, town = " ".join(words_of[:-count]), " ".join(words_of[-count:])
        if (
            place(town)
            and fold(town) not in territories()
            and role(head)
            and not organisation(text)
            and head.split()[-1] not in words("line", "little")
        ):
            return len(head), len(head) + 1
    return None
