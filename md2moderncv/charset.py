"""Which characters an engine can set, and how the special ones are written for it: pylatexenc rules."""

from __future__ import annotations

import functools
import re

_PDFLATEX = """
0020-007E 00A1-00AC 00AE-00B7 00B9-010F 0111-0121 0124-0125 0128 012A 012C 0130-0134 0139-013A 013D-013E 0141-0144
0147-0148 014A-0155 0158-0165 0168-0171 0174-017E 0192 01E2-01E3 01E6-01E9 01F4-01F5 0237 1E02-1E03 1E1E-1E21 1E30-1E31
1E45 1E8E-1E91 1EF2-1EF3 2013-2014 2016 2018-201A 201C-201E 2020-2022 2030 2039-203B 203D 2044 20A1 20A4 20A9 20AB-20AC
2103 2116 2122 212E 25E6 266A
"""
"""Letters of T1 and TS1 that Latin Modern sets and that a PDF reader's text gives back as they were (measured)."""

SPECIALS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    '"': r"\textquotedbl{}",
    "\u00a0": "~",
    "\u202f": r"\,",
    "\u2009": r"\,",
    "\u2011": r"\mbox{-}",
    "\u2010": "-",
    "\u00ad": r"\-",
    "\u200b": r"\hspace{0pt}",
    "\ufffd": "?",
}
"""What TeX takes for something else, and white space that it has other names for."""
INVISIBLE = (
    "\u2060\ufeff\u200e\u200f\u061c\u2061\u2062\u2063\u2064\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Marks without ink; bidirectional controls could make a text read other than it is."""
SPACES = "\t\n\r\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u205f\u3000\u1680\u2028\u2029"

PDFLATEX_SPECIALS = {
    "…": "...",
    "−": r"\ensuremath{-}",
    "≥": r"\ensuremath{\geq}",
    "≤": r"\ensuremath{\leq}",
    "≈": r"\ensuremath{\approx}",
    "∞": r"\ensuremath{\infty}",
    "→": r"\ensuremath{\rightarrow}",
    "←": r"\ensuremath{\leftarrow}",
    "↔": r"\ensuremath{\leftrightarrow}",
    "⇒": r"\ensuremath{\Rightarrow}",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
}
"""What only a formula or other letters can set with T1."""

# two characters that the fonts would join into another one
LIGATURES = r"-(?=-)|,(?=,)|<(?=<)|>(?=>)|[!?](?=`)"


@functools.cache
def pdflatex() -> frozenset[str]:
    """Give every character that pdflatex can set here."""
    ranges = (part.partition("-")[::2] for part in _PDFLATEX.split())
    letters = {chr(code) for first, last in ranges for code in range(int(first, 16), int(last or first, 16) + 1)}
    return frozenset(letters | SPECIALS.keys() | PDFLATEX_SPECIALS.keys() | set(INVISIBLE) | set(SPACES))


def is_ink(character: str) -> bool:
    """Tell whether a font must have a character: not white space, not a control, not a selector of a variant."""
    code = ord(character)
    return not (
        character in INVISIBLE
        or character in SPACES
        or character in ("\u200b", "\u200c", "\u200d", "\u00ad", "\u00a0", "\u202f", "\u2009", "\u2010", "\u2011")
        or code < 0x20
        or code == 0xFFFD
        or 0x7F <= code <= 0x9F
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0000 <= code <= 0xE01EF
    )


@functools.cache
def encoder(engine: str):  # type: ignore[no-untyped-def]
    """Give the pylatexenc encoder of an engine; what has no rule stays as it is."""
    from pylatexenc.latexencode import (
        RULE_DICT,
        RULE_REGEX,
        UnicodeToLatexConversionRule,
        UnicodeToLatexEncoder,
    )

    table = SPECIALS | (PDFLATEX_SPECIALS if engine == "pdflatex" else {})
    table |= dict.fromkeys(SPACES, " ") | dict.fromkeys(INVISIBLE, "")
    table |= {chr(code): "" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in SPACES}
    if engine == "pdflatex":
        table |= {"\u200c": "", "\u200d": ""} | {chr(code): "" for code in range(0xFE00, 0xFE10)}
    rules = [
        UnicodeToLatexConversionRule(RULE_REGEX, [(re.compile(LIGATURES), r"\g<0>\/")]),
        UnicodeToLatexConversionRule(RULE_DICT, {ord(character): tex for character, tex in table.items()}),
    ]
    return UnicodeToLatexEncoder(
        conversion_rules=rules,
        unknown_char_policy="keep",
        replacement_latex_protection="none",
        unknown_char_warning=False,
    )
