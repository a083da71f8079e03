"""Where the words of a table stand in a text: many words, found in one pass.

Words of East Asia are found anywhere, long ones also as the end of another (`Softwareentwickler`), others as words.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

from md2moderncv.words import words

COMPOUND = 6
"""Letters from which a word may be the end of another: `Softwareentwickler`, `Fachhochschule`."""
ENDINGS = ("", "s", "es", "n", "en", "in", "innen")
"""What the end of another word may end in."""
_TOKEN = re.compile(r"\w+")
Span = tuple[int, int]


def is_east(text: str) -> bool:
    """Tell whether a text holds a Chinese, Japanese or Korean character: quicker than a pattern of so many is made."""
    return not text.isascii() and any("\u2e80" <= c <= "\ud7ff" or "\uf900" <= c <= "\ufaff" for c in text)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one table, by how they are found."""

    whole: frozenset[str]
    capitals: frozenset[str]
    """Words that the table writes in capitals: found in capitals only."""
    tails: frozenset[str]
    """Long words with their endings."""
    phrases: re.Pattern[str] | None
    """Words with spaces or signs in them."""
    east: re.Pattern[str] | None

    def spans(self, text: str) -> list[Span]:
        """Give where words of the table stand, those that are found first in front."""
        folded = text.lower()
        found = [span for token in _TOKEN.finditer(folded) if (span := self._token(token))]
        found += [token.span() for token in _TOKEN.finditer(text) if token[0] in self.capitals]
        for pattern in (self.phrases, self.east):
            found += [match.span() for match in pattern.finditer(folded)] if pattern else []
        return sorted(found)

    def _token(self, token: re.Match[str]) -> Span | None:
        word, start = token[0], token.start()
        if word in self.whole or (word.endswith("s") and word[:-1] in self.whole):
            return token.span()
        for index in range(len(word) - COMPOUND + 1):
            if word[index:] in self.tails:
                return start + index, token.end()
        return None


def without_accents(word: str) -> str:
    """Give a word of Latin letters without its accents, as many type it; any other word as it is."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
    return bare if bare.isascii() and len(word) > LONGEST_BARE else word


LONGEST_BARE = 5
"""Letters of a word that its accents may tell from another."""


@functools.cache
def vocabulary(key: str) -> Vocabulary:
    """Give the vocabulary of a table of `[evidence]`."""
    capitals = frozenset(word for word in words("evidence", key) if word.isupper())
    listed = [word.lower() for word in words("evidence", key) if word not in capitals]
    east = [word for word in listed if is_east(word)]
    listed += [bare for word in listed if (bare := without_accents(word)) != word]  # `Ingenieria`, `Developpeur`
    plain = {word for word in listed if _TOKEN.fullmatch(word)} - set(east)
    others = [word for word in listed if word not in plain and word not in east]
    phrases = [rf"(?<!\w)(?<!\w\.){re.escape(word)}s?(?!\w)" for word in others]  # `S.A.` is none in `U.S.A.`
    tails = {
        word + ending
        for word in plain - set(words("evidence", "whole"))
        if len(word) >= COMPOUND and word.isalpha()
        for ending in ENDINGS
    }
    return Vocabulary(
        frozenset(plain),
        capitals,
        frozenset(tails),
        re.compile("|".join(phrases)) if phrases else None,
        re.compile("|".join(map(re.escape, east))) if east else None,
    )


@functools.lru_cache(8192)
def spans(key: str, text: str) -> tuple[Span, ...]:
    """Give where the words of a table stand in a text, in order."""
    return tuple(vocabulary(key).spans(text))
