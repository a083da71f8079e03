"""The month names of many languages, from CLDR: `python -m md2moderncv.months` rewrites months.json.

The table is kept in a file because asking babel for sixty languages takes longer than all of our start-up.
"""

from __future__ import annotations

import functools
import json
import unicodedata
from importlib import resources

LANGUAGES = """
    af ar az be bg bs ca cs cy da de el en eo es et eu fa fi fo fr ga gl he hi hr hu hy id is it ka kk lb lt lv mk
    ms mt nb nl nn pl pt rm ro ru sk sl sq sr sr_Latn sv sw tl tr uk uz vi
    """.split()
"""Written with month names; Chinese, Japanese and Korean number their months."""


@functools.cache
def months() -> dict[str, int | dict[str, int]]:
    """Map each month name, folded, to its number, or to one number a language where languages differ."""
    text = resources.files("md2moderncv").joinpath("months.json").read_text(encoding="utf-8")
    table: dict[str, int | dict[str, int]] = json.loads(text)
    return table


def fold(word: str) -> str:
    """Give the form of a word in which it is looked up: NFC, case folded, no full stop at its end."""
    return unicodedata.normalize("NFC", word.casefold()).rstrip(".").replace("i̇", "i")


def from_cldr() -> dict[str, int | dict[str, int]]:
    """Build the table from babel's copy of CLDR: wide and abbreviated names, inflected and alone."""
    from babel import Locale

    names: dict[str, dict[str, int]] = {}
    for language in LANGUAGES:
        months = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    word = fold(name)
                    if len(word) > 2 and not any(c.isdigit() or c.isspace() for c in word):
                        names.setdefault(word, {})[language] = number
    return {
        word: numbers if len(set(numbers.values())) > 1 else next(iter(numbers.values()))
        for word, numbers in sorted(names.items())
    }


if __name__ == "__main__":
    from pathlib import Path

    Path(__file__).with_name("months.json").write_text(
        json.dumps(from_cldr(), ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )
