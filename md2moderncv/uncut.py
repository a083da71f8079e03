"""Where a separator parts nothing: in the name of a school, before the rank of a certificate, in a bracket."""

from __future__ import annotations

import functools
import re

from md2moderncv import evidence
from md2moderncv.technologies import is_technology
from md2moderncv.words import alternation, words


@functools.cache
def in_town() -> re.Pattern[str]:
    """Match a word such as `in` between an employer and its town."""
    return re.compile(rf"\s+(?:{alternation('line', 'in_town')})\s+(?=[^\W\d_])")


def is_town(text: str, start: int, end: int) -> bool:
    """Tell whether a word such as `in` stands between an employer and its town: `Acme GmbH in Bonn`."""
    before = re.split(r"\s[|–—-]\s|[|,;]|\s(?:at|bei|chez|bei der)\s", text[:start])[-1].strip()
    town = up_to_stop(text[end:])
    if not (0 < len(town.split()) <= LONGEST_TOWN and town[:1].isupper() and evidence.balance(before) < 0):
        return False
    if evidence.is_legal(before):
        return not (evidence.is_study(town) or evidence.role(town))
    # `Universitetet i Oslo` is a name
    words_before = before.split()
    return len(words_before) > 1 and evidence.place(town) and not evidence.organisation(words_before[-1])


def up_to_stop(text: str) -> str:
    """Give a text up to where its first name surely ends."""
    return re.split(r"\s[|–—-]\s|[|,;(\n]", text)[0].strip()


LONGEST_TOWN = 3
"""Words of the name of a town."""


def ranks(text: str, cut: tuple[int, int, str, bool]) -> bool:
    """Tell whether what follows a separator is the level of the certificate before it: `… Architect – Associate`."""
    start, end, joint, _ = cut
    following = re.match(r"[^\W\d_]+(?:\s\w+)?", text[end:])
    return (
        joint in ("dash", "comma", "colon")
        and ("certif" in text[:start].casefold() or (joint == "dash" and text[end:].strip(" )]*_.").isalpha()))
        and following is not None
        and following[0].split()[0].casefold() in words("line", "ranks")
        and not re.match(r"\s*\w", text[end + following.end() :])
    )


def is_campus(text: str, start: int, end: int) -> bool:
    """Tell whether a word such as `at` stands between a university and its town: `University of Texas at Arlington`."""
    before = re.split(r"\s[|–—-]\s|[|,;:(\n]", text[:start])[-1].strip()
    named = evidence.is_school(before) and not evidence.role(before) and not evidence.is_legal(before)
    return named and evidence.place(up_to_stop(text[end:]))


_STATE_UNIVERSITY = re.compile(r"\bUniversity of ([A-Z][a-z]+(?: [A-Z][a-z]+)?)$")


def is_seat(text: str, cut: tuple[int, int, str, bool]) -> bool:
    """Tell whether a separator stands between a state's university and its seat: `University of Wisconsin - Madison`.

    A comma does so for that with the most seats: `University of California, Los Angeles`.
    """
    start, end, joint, _ = cut
    named = _STATE_UNIVERSITY.search(text[:start]) if joint in ("comma", "dash") else None
    if not named or named[1].casefold() not in words("evidence", "regions"):
        return False
    following = text[end:].lstrip()
    seats = [re.match(rf"[A-Z][a-z]+{more}(?!\w|, [A-Z]{{2}})", following) for more in ("", " [A-Z][a-z]+")]
    known = any(seat and evidence.place(seat[0]) for seat in seats)
    return known and (joint == "dash" or named[1] == "California")


def is_remote(text: str) -> bool:
    """Tell whether a text says that the work is done from afar, and where that is follows: `full remote: Leeds`."""
    return text.islower() and evidence.place(text)


def names_owner(text: str) -> bool:
    """Tell whether a text names a company or a school, which a comma parts from its state: `University of X, UK`."""
    return (evidence.is_legal(text) or evidence.balance(text) < 0) and not evidence.place(text)


def names_school(text: str, start: int, end: int) -> bool:
    """Tell whether what follows a word such as `from` begins as an organisation, after a degree or a role.

    Whoever founded or heads something names it so: `Founder of Acme`.
    """
    if re.search(r"\b(?:und|and|et|y|e|og|och|en|i)$", text[:start]):
        return False  # `bei Rewe und der Post`
    if (_heads().search(text[:start])) and text[end : end + 1].isupper():
        return True
    following = text[end:].casefold().removeprefix("the ")
    return following.startswith(words("line", "schools")) and evidence.role(text[:start]) > 0


@functools.cache
def of_subject() -> re.Pattern[str]:
    """Match a word such as `in` between a degree and its subject, or where that was studied."""
    return re.compile(rf"\s+(?:{'|'.join(map(re.escape, words('line', 'subject')))})\s+")


def in_school(text: str, start: int, end: int) -> bool:
    """Tell whether what follows a word such as `in` is the school where a degree was studied.

    `MS in Physics in Acme College`, `Preparatory classes in Lycée Hill`.
    """
    before = re.split(r"\s[|–—-]\s|[|,;:\n]", text[:start])[-1].strip()
    following = up_to_stop(text[end:])
    if not following[:1].isupper() or not evidence.organisation(following) or evidence.role(following):
        return False
    if evidence.is_degree(before):
        return bool(_joining("subject").search(before))
    named = following.casefold().startswith(words("line", "schools")) and len(following.split()) > 1
    return named and not evidence.organisation(before)


@functools.cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation('line', 'heads')})$", re.IGNORECASE)


def goes_on(text: str, start: int, end: int) -> bool:
    """Tell whether a word such as `for` or `in` stands within one name.

    That is a school's (`Institute for Neuroscience`, `Universitetet i Oslo`) or a degree's with its subject
    (`Diplomado en Bases de Datos`).
    """
    before = re.split(r"\s[|–—-]\s|[|,;:\n]", text[:start])[-1].strip()
    following = up_to_stop(text[end:])
    if evidence.ends_as_organisation(before) and not evidence.role(before) and not evidence.is_legal(before):
        return following[:1].isupper()
    if is_technology(following.split(" - ")[0]):
        return True  # `Programming in HTML5 with JavaScript and CSS3`
    if following[:1].islower() and text[start:end].strip().casefold() in ("for", "with", "para", "pour", "für", "per"):
        return True  # `Contributing to pandas for beginners`: what somebody works for has a capital
    if evidence.is_study(following) and not evidence.organisation(following):
        return True  # `Teaching assistant for Discrete Mathematics`
    following, *behind = _joining("in", "at", "of", "subject").split(following, maxsplit=1)
    school = any(map(evidence.organisation, behind))  # `em Análises Clínicas na Escola …`: no clinic
    return (
        text[start:end].strip().casefold() in words("line", "subject")
        and evidence.is_degree(before)
        and not _joining("subject").search(before)  # `MS in Physics in Acme`
        and not evidence.place(following)
        and (school or not evidence.organisation(following))
        and not evidence.is_legal(following)
    )


@functools.cache
def _joining(*keys: str) -> re.Pattern[str]:
    """Match a word of some lists between a subject and where it was studied."""
    listed = sorted({word for key in keys for word in words("line", key)}, key=len, reverse=True)
    return re.compile(rf"\s(?:{'|'.join(re.escape(word) for word in listed)})\s", re.IGNORECASE)


def says_where(text: str, index: int, closing: int) -> bool:
    """Tell whether a bracket says of a town which one it is, or who was there: `London (UK)`, `Bonn (remote)`."""
    said = text[index + 1 : closing].strip()
    parts = re.split(r"\s[|–—-]\s|[|,;(\n\t]", text[:index])
    town = parts[-1].strip()
    if not 0 < len(town.split()) <= LONGEST_TOWN or not town[:1].isupper() or not evidence.says_where(said):
        return False
    return evidence.place(town) or (len(parts) > 1 and evidence.sure_place(f"{town} ({said})"))


def parts_east(text: str, start: int, end: int) -> bool:
    """Tell whether a space beside an East Asian character parts two names: one of them a school, a company, a degree.

    In `iOS デベロッパー` it only parts two scripts, in `株式会社 Acme` it stands in a name.
    """
    before = re.split(r"[\s|,、，・:：(（]", text[:start])[-1]
    if before in words("evidence", "legal_east"):
        return False
    following = re.split(r"[\s|,、，・:：(（]", text[end:])[0]
    return any(
        evidence.organisation(part) or evidence.is_legal(part) or evidence.is_degree(part)
        for part in (before, following)
    )
