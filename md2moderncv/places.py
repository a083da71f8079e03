"""The names of countries and great cities, from CLDR: `python -m md2moderncv.places` rewrites places.json."""

from __future__ import annotations

import functools
import json
import re
from importlib import resources

from md2moderncv.months import LANGUAGES
from md2moderncv.towns import towns
from md2moderncv.words import fold, words

STATES = frozenset(
    """AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK
    OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC ON QC BC AB MB NS NB SK UK USA US UAE EUA BR SP RJ MG RS PR D F I
    CH AT FR NL BE DK PT CZ PL JP KR CN HK SG NSW VIC QLD ACT""".split()
)
"""Abbreviations of states and countries, as they follow a town."""
PROVINCES = frozenset(
    """AC AM AP CE DF ES GO MT PB PE PI RN RO RR SE TO AG BE BL BS GE GR JU LU SH SO SZ TG TI UR VD VS ZG ZH
    BG BO BZ CO FI GE MI MN MO NA PA PD PI PR RE RM RN SI TN TS TV UD VE VI VR""".split()
)
"""Those of Brazil, Switzerland and Italy that are much else besides: behind a known town only."""
AMERICAN = frozenset(
    """AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA MD MI MN MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC
    SD TN TX UT VT VA WA WV WI WY DC ON QC BC AB NB NSW VIC QLD""".split()
)
"""Those that stand behind towns without a comma, too."""


@functools.cache
def names() -> frozenset[str]:
    """Give every known name of a country, a state or a great city, folded."""
    return territories() | regions() | frozenset(_listed()["cities"]) | set(map(fold, words("evidence", "places")))


def is_great(name: str) -> bool:
    """Tell whether a name is one of a country, a state or a great city."""
    return fold(name) in names()


def is_known(name: str) -> bool:
    """Tell whether a name is one of a country, a state, a city or a town; those of towns begin with a capital."""
    folded = fold(name)
    listed = folded in towns() or folded.replace(" ", "-") in towns()  # `Le Kremlin Bicêtre`
    return folded in names() or (not name[:1].islower() and listed)


@functools.cache
def territories() -> frozenset[str]:
    """Give every known name of a country, folded."""
    return frozenset(_listed()["territories"])


@functools.cache
def _listed() -> dict[str, list[str]]:
    text = resources.files("md2moderncv").joinpath("places.json").read_text(encoding="utf-8")
    listed: dict[str, list[str]] = json.loads(text)
    return listed


_PARTS = re.compile(r"[,，/·|]|\s&\s|\s[–-]\s|(?<=\w)-(?=[A-Z])")


_DISTRICT = re.compile(
    r"[가-힣]{1,4}(?:도|특별시|광역시|특별자치시|특별자치도)(?:\s?[가-힣]{1,4}[시군구])?"
    r"|[\u4e00-\u9fff]{2,3}[都道府県](?:[\u4e00-\u9fff]{1,4}[市区町村郡])*"
    r"|[\u4e00-\u9fff]{2,3}[省市](?:[\u4e00-\u9fff]{1,4}[市区县縣區])*"
)
"""What a province or a town is called in East Asia, by its last character."""


_DOTTED = re.compile(r"\b((?:[A-Z]\.)+[A-Z])\.(?=\s*$|,)")
"""A short form with its last full stop: `U.S.A.`."""
_BESIDE = re.compile(
    r"(.+?)[\s,]+\(?(?:\d\d|2[AB]|97\d)\)?"
    r"|(.+?)\s*(?:[aiobv]|am|an der|im|in|ob|bei|b)\.?\s*\w{1,4}\."
)
"""A town, and the number of its French department, or the short form of where it lies: `Freiburg i. Br.`."""
_HAN = re.compile(r"[\u4e00-\u9fff]{4,7}")
_POSTCODE = re.compile(r"(?:[A-Z]{1,2}-)?(?:\d{4,5}|\d{3} ?\d\d)(?: [A-Z]{2})?\s+(?=[^\W\d])")


def is_place(text: str) -> bool:
    """Tell whether a text names a place that is known: each of its parts, or a town with its state or country."""
    if _DISTRICT.fullmatch(text.strip()):
        return True
    if _HAN.fullmatch(text) and any(is_known(text[:i]) and is_known(text[i:]) for i in range(2, len(text) - 1)):
        return True  # `山东济宁`: a province and its town
    if (code := _POSTCODE.match(text)) and len(text) < 60:
        return is_place(text[code.end() :])
    if (beside := _BESIDE.fullmatch(text.strip())) and is_known(beside[1] or beside[2]):
        return True
    text = _DOTTED.sub(r"\1", text)
    parts = [re.sub(r"[()（）]", "", part).strip() for part in _PARTS.split(text) if part.strip("() ")]
    if not parts or len(text.split()) > 7:
        return False
    if town_and_state(text) or town_and_country(text):
        return True
    if is_known(text) or all(map(is_known, parts)) or (is_great(parts[0]) and len(parts) == 2):
        return True
    if len(parts) > 2 and is_known(parts[0]) and all(map(is_beside, parts[1:])):
        return True
    last = parts[-1].strip(" .").replace(".", "")
    return len(parts) == 2 and len(parts[0].split()) <= 3 and (last in STATES or in_region(parts[0], last))


def is_beside(text: str) -> bool:
    """Tell whether a text is the short form of a state, a province or a country: `Roma, RM, IT`."""
    return text in STATES or text in PROVINCES or text == "IT" or fold(text) in territories()


def in_region(town: str, region: str) -> bool:
    """Tell whether a known town stands beside the short form of a province."""
    return region in PROVINCES and is_known(town)


_TOWN_STATE = re.compile(r"([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}) ([A-Z]{2})(?: USA?)?")
DEGREES = frozenset(("MA", "MS", "MD", "ME", "BA", "AB"))
"""What may also be a degree behind its subject, or a company's legal form."""


def town_and_state(text: str) -> bool:
    """Tell whether a text is a town and the short form of its state, without a comma: `Boston MA`, `Salvador-BA`."""
    town, hyphen, state = text.strip(" .").rpartition("-")
    if hyphen and state in STATES | {"BA"} and is_known(town):
        return True
    match = _TOWN_STATE.fullmatch(text.strip())
    if not match or match[2] not in STATES:
        return False
    return is_known(match[1]) or (match[2] in AMERICAN and match[2] not in DEGREES)


def town_and_country(text: str) -> bool:
    """Tell whether a text is a great city and its country without a comma: `Copenhagen Denmark`."""
    words_of = text.split()
    return any(
        fold(" ".join(words_of[count:])) in territories() and is_great(" ".join(words_of[:count]))
        for count in range(1, min(len(words_of), 4))
        if words_of[count][:1].isupper()
    )


def long_town_and_state(text: str) -> bool:
    """Tell whether a text is a known town of several words and the short form of its state: `University Park, PA`."""
    town, comma, state = text.strip().partition(", ")
    return bool(comma) and " " in town and state.strip(" .") in STATES and is_known(town)


def ends_in_place(text: str) -> bool:
    """Tell whether a text is an unknown town with its country or state."""
    parts = [part.strip("() .") for part in re.split(r"[,，/]|\s[–-]\s", text)]
    if not 2 <= len(parts) <= 3 or any(capitals(part) > 3 or re.search(r"\d", part) for part in parts):
        return False
    last = parts[-1]
    if len(parts) == 3 and any(part[:1].islower() for part in parts):
        return False
    return fold(last) in territories() | regions() or last.replace(".", "") in STATES


def capitals(text: str) -> int:
    """Count the words of a text but the little ones within it: two of `Rio de la Plata`."""
    _, *others = text.split() or [""]
    return 1 + sum(word not in words("line", "little") for word in others)


@functools.cache
def regions() -> frozenset[str]:
    """Give every known name of a state or province, folded."""
    return frozenset(fold(word) for word in words("evidence", "regions"))


def from_cldr() -> dict[str, list[str]]:
    """Build the list from babel's copy of CLDR: territories and the cities that time zones are named after."""
    from babel.core import Locale, get_global

    countries: set[str] = set()
    # in English most cities are called as their zone is
    cities = {fold(zone.rpartition("/")[2].replace("_", " ")) for zone in get_global("zone_territories")}
    for language in (*LANGUAGES, "zh", "zh_Hant", "ja", "ko"):
        locale = Locale.parse(language)
        countries |= {fold(name) for code, name in locale.territories.items() if len(code) == 2}
        cities |= {fold(zone["city"]) for zone in locale.time_zones.values() if isinstance(zone.get("city"), str)}
    return {"territories": sorted(filter(_long, countries)), "cities": sorted(filter(_long, cities))}


def _long(name: str) -> bool:
    """Tell whether a name is long enough not to be a word of something else."""
    return len(name) > 2 or ord(name[:1] or "a") > 0x2E80


if __name__ == "__main__":
    from pathlib import Path

    listed = json.dumps(from_cldr(), ensure_ascii=False, indent=0)
    Path(__file__).with_name("places.json").write_text(listed + "\n", encoding="utf-8")
