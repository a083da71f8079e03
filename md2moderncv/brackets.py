"""Brackets whose content is a piece of its own, and what is cut within them."""

from __future__ import annotations

import re

from md2moderncv import evidence
from md2moderncv.cuts import PAIRS, Cut, depths, glue, separators
from md2moderncv.uncut import says_where


def bracketed(text: str, gap: tuple[int, int] | None) -> list[Cut]:
    """Find the brackets whose content is a piece of its own, and those that dates stand in with something else."""
    found: list[Cut] = []
    inside = depths(text)
    for index, character in enumerate(text):
        if character in PAIRS and not inside[index] and inside[index + 1]:
            closing = next((i for i in range(index + 1, len(text)) if not inside[i + 1]), -1)
            if closing < 0:
                continue
            # a short form at the end of a word, `Entwickler(in)`, is part of it
            if index and text[index - 1].isalpha() and re.fullmatch(r"[a-z/*:]{1,5}", text[index + 1 : closing]):
                continue
            if text[closing + 1 : closing + 2].isalnum():
                continue  # `精博电子(南京)有限公司`: it is within a name
            if not text[:index].strip(glue(text)) or text[index - 1] in "])}" or text[closing + 1 : closing + 2] == "[":
                continue  # what starts with a bracket, or is the target of a link
            if says_where(text, index, closing) or is_within_name(text, index, closing):
                continue
            found += [(len(text[:index].rstrip()), index + 1, "bracket", False), (closing, closing + 1, "after", False)]
            if gap and index < gap[0] < closing:
                found += [(s, e, j, t) for s, e, j, t in _within(text, index + 1, closing)]
            elif where := before_town(text[index + 1 : closing]):
                found.append((index + 1 + where[0], index + 1 + where[1], "comma", False))
    return found


def is_within_name(text: str, index: int, closing: int) -> bool:
    """Tell whether an acronym in brackets stands within a name: `Technische Universität (TU) Dresden`."""
    behind = re.match(r" [^\W\d_][\w-]+", text[closing + 1 :])
    short = text[index + 1 : closing]
    if not behind or not behind[0][1].isupper() or not short.isupper():
        return False
    return evidence.balance(text[:index]) < 0 and evidence.is_initials(text[:index], short)


def before_town(said: str) -> tuple[int, int] | None:
    """Find the comma in a bracket between an organisation and where it is: `Master (INALCO, Paris)`."""
    for comma in re.finditer(r",\s+", said):
        name, where = said[: comma.start()], said[comma.end() :]
        if (evidence.balance(name) < 0 or (name.isupper() and len(name) > 2)) and evidence.sure_place(where):
            return comma.span()
    return None


def _within(text: str, start: int, end: int) -> list[Cut]:
    """Find the separators in a bracket."""
    part = text[start:end]
    return [
        (start + m.start(), start + m.end(), "bracket", False)
        for joint, pattern in separators()
        if joint in ("mark", "dash", "comma", "slash")
        for m in pattern.finditer(part)
    ]
