"""Which lines begin with a label."""

from __future__ import annotations

import re

from md2moderncv import evidence
from md2moderncv.cuts import depth

_BRACKETED = re.compile(r"\s*[【\[［〔〈][^【】\[\]]{1,20}[】\]］〕〉]\s*")


def is_bracketed(text: str) -> bool:
    """Tell whether a text is in brackets such as labels have: `【業務内容】`."""
    return _BRACKETED.fullmatch(text) is not None


def says_label(text: str) -> bool:
    """Tell whether a text is a label in brackets, or a colon outside brackets parts one from its text.

    Behind a role, a degree or a school a label is that of what goes with it: `Master of Science | GPA: 3.9`.
    """
    if is_bracketed(text):
        return True
    colons = [match.start() for match in re.finditer(r":\s|：", text) if depth(text[: match.start()]) == 0]
    owner = text[: colons[0]] if colons else ""
    if len(owner.split()) > 1 and evidence.balance(owner) < 0 and evidence.is_school(owner):
        return False  # `University of X: Institute of Y`
    name, *others = text.split(" | ", 1) if " | " in text else re.split(r", |[，、]", owner, maxsplit=1)
    return bool(colons) and not (others and len(name) < colons[0] and evidence.balance(name))
