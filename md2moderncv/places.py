"""The names of countries and great cities, from CLDR: `python -m md2moderncv.places` rewrites places.json."""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from importlib import resources

from md2moderncv.months import LANGUAGES
from md2moderncv.words import words

STATES = frozenset(
    """AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK
    OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC ON QC BC AB MB NS NB SK UK USA US UAE EUA BR SP RJ MG RS PR D F I
    CH AT FR NL BE DK PT CZ PL JP KR CN HK SG NSW VIC QLD ACT""".split()
)
"""Abbreviations of states and countries, as they follow a town."""


@functools.cache
def names() -> frozenset[str]:
    """Give every known name of a place, folded."""
    listed = json.loads(resources.files("md2moderncv").joinpath("places.json").read_text(encoding="utf-8"))
    return frozenset(listed) | {fold(word) for word in words("evidence", "places")}


def fold(word: str) -> str:
    """Give the form of a name in which it is looked up."""
    return unicodedata.normalize("NFC", word.casefold()).strip(" .")


def is_place(text: str) -> bool:
    """Tell whether a text names a place that is known: a country, a great city, a town with its state."""
    parts = [part.strip() for part in re.split(r"[,，/&·|–-]|\s-\s", text) if part.strip()]
    if not parts or len(text.split()) > 7:
        return False
    return any(fold(re.sub(r"[()（）]", "", part)) in names() for part in parts) or (
        len(parts) > 1 and parts[-1].strip("() .").replace(".", "") in STATES
    )


def from_cldr() -> list[str]:
    """Build the list from babel's copy of CLDR: territories and the cities that time zones are named after."""
    from babel.core import Locale, get_global

    found: set[str] = set()
    for language in (*LANGUAGES, "zh", "zh_Hant", "ja", "ko"):
        locale = Locale.parse(language)
        found |= {fold(name) for code, name in locale.territories.items() if len(code) == 2}
        for zone in locale.time_zones.values():
            if isinstance(zone.get("city"), str):
                found.add(fold(zone["city"]))
    # in English most cities are called as their zone is
    found |= {fold(zone.rpartition("/")[2].replace("_", " ")) for zone in get_global("zone_territories")}
    return sorted(name for name in found if len(name) > 2 or ord(name[:1] or "a") > 0x2E80)


if __name__ == "__main__":
    from pathlib import Path

    listed = json.dumps(from_cldr(), ensure_ascii=False, indent=0)
    Path(__file__).with_name("places.json").write_text(listed + "\n", encoding="utf-8")
