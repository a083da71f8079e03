"""Which fonts this machine has for characters that Latin Modern lacks; alone knows that there is a fontconfig."""

from __future__ import annotations

import functools
import shutil
import subprocess
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

BASE = "Latin Modern Sans"
SAME_DESIGN = "CMU Sans Serif"
"""Computer Modern too, with Greek and Cyrillic: takes the place of Latin Modern where it can."""
PREFERRED = (
    SAME_DESIGN,
    "Noto Sans",
    "Noto Sans CJK SC",
    "Noto Sans CJK TC",
    "Noto Sans CJK JP",
    "Noto Sans CJK KR",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "DejaVu Sans",
    "Symbola",
    "Noto Sans Symbols",
    "Noto Sans Symbols2",
    "Noto Sans Math",
)
"""Tried first, in this order; then any font, by name."""
EAST_ASIA = {"ja": "Noto Sans CJK JP", "ko": "Noto Sans CJK KR", "zh": "Noto Sans CJK SC"}
AVOIDED = ("Noto Color Emoji", "Noto Emoji")
"""Bitmaps that LuaTeX can't embed well."""

SHAPED = {
    "ARABIC": "arab",
    "HEBREW": "hebr",
    "SYRIAC": "syrc",
    "DEVANAGARI": "deva",
    "BENGALI": "beng",
    "GURMUKHI": "guru",
    "GUJARATI": "gujr",
    "ORIYA": "orya",
    "TAMIL": "taml",
    "TELUGU": "telu",
    "KANNADA": "knda",
    "MALAYALAM": "mlym",
    "SINHALA": "sinh",
    "THAI": "thai",
    "LAO": "laoo",
    "TIBETAN": "tibt",
    "MYANMAR": "mymr",
    "KHMER": "khmr",
}
"""Scripts whose letters join or change places, by the names of their characters, and their ISO 15924 codes."""


@dataclass(frozen=True, slots=True)
class Fallback:
    """A family for characters that the main fonts lack."""

    family: str
    script: str = ""
    """The code of the script that it is taken for, where its letters have to be shaped as that says."""


Ranges = tuple[tuple[int, ...], tuple[int, ...]]


@functools.cache
def installed() -> dict[str, Ranges]:
    """Map each installed family to the sorted starts and ends of the character ranges that all its faces have."""
    if not shutil.which("fc-list"):
        return {}
    query = ["fc-list", ":outline=true", "--format", "%{family[0]}|%{style[0]}|%{charset}\n"]
    listed = subprocess.run(query, capture_output=True, text=True, errors="replace", check=False)
    fonts: dict[str, Ranges] = {}
    for line in sorted(listed.stdout.split("\n")):
        family, _, rest = line.partition("|")
        style, _, charset = rest.partition("|")
        if family and charset and (family not in fonts or style in ("Regular", "Book", "Medium", "Roman")):
            parts = [part.partition("-") for part in charset.split()]
            starts = tuple(int(first, 16) for first, _, _ in parts)
            fonts[family] = (starts, tuple(int(last or first, 16) for first, _, last in parts))
    return fonts


def has(family: str, character: str) -> bool:
    """Tell whether an installed family has a character."""
    starts, ends = installed().get(family, ((), ()))
    index = bisect_right(starts, ord(character)) - 1
    return index >= 0 and ord(character) <= ends[index]


def choose(characters: set[str], language: str = "", font: str = "") -> tuple[str, tuple[Fallback, ...], set[str]]:
    """Choose fonts: the main family, `font` if it is given, those to fall back on in order, and what none has."""
    main = font or BASE
    lacking = {c for c in characters if not (has(main, c) if installed() else ord(c) < 0x250)}
    if not font and any(_is_greek_or_cyrillic(c) for c in lacking) and has(SAME_DESIGN, "я"):
        main = SAME_DESIGN
        lacking = {c for c in characters if not has(main, c)}
    families: dict[str, str] = {}
    first = EAST_ASIA.get(language) or guess_east_asia(lacking)
    for character in sorted(lacking):
        if not any(has(family, character) for family in families):
            family = find(character, first)
            if family:
                families[family] = ""
        for family in families:
            families[family] = families[family] or (shaping(character) if has(family, character) else "")
    missing = {c for c in lacking if not any(has(family, c) for family in families)}
    return main, tuple(Fallback(family, script) for family, script in families.items()), missing


def shaping(character: str) -> str:
    """Give the code of a character's script where its letters have to be shaped; else nothing."""
    return SHAPED.get(unicodedata.name(character, "").partition(" ")[0], "")


def find(character: str, first: str) -> str | None:
    """Give the family to take a character from."""
    for family in (first, *PREFERRED):
        if has(family, character):
            return family
    return next(
        (f for f in installed() if f not in AVOIDED and not f.startswith("Latin Modern") and has(f, character)), None
    )


def guess_east_asia(characters: set[str]) -> str:
    """Give the font of the country whose own letters occur: kana are Japanese, hangul Korean."""
    if any(0x3040 <= ord(c) <= 0x30FF for c in characters):
        return EAST_ASIA["ja"]
    if any(0xAC00 <= ord(c) <= 0xD7AF for c in characters):
        return EAST_ASIA["ko"]
    return EAST_ASIA["zh"]


def _is_greek_or_cyrillic(character: str) -> bool:
    return 0x370 <= ord(character) <= 0x52F
