"""What goes into the slots beside the name, of which the class has one each, and what has to stand below it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from md2moderncv import model
from md2moderncv.latex import Latex, bare_url, url


@dataclass(frozen=True, slots=True)
class Slots:
    """What goes into the slots of which the class has one each."""

    email: str
    homepage: model.Url | None
    facts: tuple[Any, ...]
    """Everything else that is short, as one text."""
    rest: tuple[Any, ...]
    """What would not fit beside the name, as one text to stand below it."""


def slots(cv: model.Cv) -> Slots:
    """Share the person's addresses between the class's slots and `\\extrainfo`; nothing is left out."""
    person = cv.person
    email = next((address for address in person.emails if _PLAIN_EMAIL.fullmatch(address)), "")
    homepage = next((page for page in person.homepages if _is_address(page)), None)
    rest: list[model.Text] = []
    for address in person.emails:
        if address != email:
            rest.append((model.Link((address,), model.Url("mailto:" + address)),))
    rest += [(page,) for page in person.homepages if page is not homepage]
    born: list[model.Text] = []
    if cv.look.style in BORN_FORGOTTEN and person.born:
        born.append((Latex(r"\bornsymbol{}"), *person.born))
    beside, below = fitting([*born, *rest, *person.extrainfo], cv.look.style)
    between = (" ", Latex(r"\textperiodcentered{}"), " ")
    joined = tuple(part for text in below for part in (*between, *text))[3:]
    return Slots(email, homepage.url if homepage else None, facts(beside, cv.look.style), joined)


BORN_FORGOTTEN = ("contemporary",)
"""Styles that print no `\\born` in every version of the class that has them."""
LONGEST_FACT = 45
"""Characters of a fact that stands beside the name."""
MOST_FACTS = 6
"""Facts below each other beside the name."""
LONGEST_ROW = 60
"""Characters of the facts in styles that set them in one row."""


def fitting(listed: list[model.Text], style: str) -> tuple[list[model.Text], list[model.Text]]:
    """Share facts between what fits beside the name, in order, and what has to stand below it."""
    beside: list[model.Text] = []
    for index, text in enumerate(listed):
        length = sum(len(model.plain(fact)) + 3 for fact in (*beside, text))
        full = len(beside) >= MOST_FACTS if style not in ROWS else length > LONGEST_ROW
        if full or len(model.plain(text)) > LONGEST_FACT:
            return beside, listed[index:]
        beside.append(text)
    return beside, []


ROWS = ("banking", "casual")
"""Styles that set contact data in rows."""


_PLAIN_EMAIL = re.compile(r"[\w.+-]+@[\w.-]+", re.ASCII)
"""What the class's `\\email` takes as it is."""


def _is_address(page: model.Link) -> bool:
    """Tell whether a link's text is its address, so that the address alone says the same."""
    text = re.sub(r"^https?://", "", model.plain(page.content).strip(), flags=re.IGNORECASE).rstrip("/")
    return len(page.url) <= LONGEST_PAGE and bare_url(page.url).rstrip("/") == url(text)


LONGEST_PAGE = 60
"""Characters of an address that stands beside the name."""


def facts(listed: list[model.Text], style: str) -> tuple[Any, ...]:
    """Give facts below each other, or in a row where the style sets contact data in rows."""
    in_rows = style in ROWS
    between = Latex(r" \textperiodcentered{} " if in_rows else r"\makenewline{}")
    return tuple(part for text in listed for part in (between, *text))[1:]


LONGEST_CONTACT = 18
"""Characters of contact data that fit into a column of their own."""


def tight(cv: model.Cv) -> bool:
    """Tell whether contact data is too long for the column that some styles set it in."""
    person = cv.person
    shown = [
        *person.emails,
        *(model.plain(page.content) for page in person.homepages),
        *(s.text for s in person.socials),
    ]
    return cv.look.style in ("fancy", "oldstyle") and any(len(text) > LONGEST_CONTACT for text in shown)
