#!/usr/bin/env python3
"""Turn citations in the text into pandoc's own, where the front matter names a bibliography.

As `[@lovelace1843, p. 3]` says   →   the same, a Cite
"""

import re

from md2moderncv.canonical import Doc, run
from md2moderncv.inlines import INLINE_LISTS, as_words, cut, plain

KEY = r"@([A-Za-z0-9_][\w:.#$%&+?<>~/-]*\w|\w)"
CITATION = re.compile(rf"\[([^\[\]]*(?<!\w){KEY}[^\[\]]*)\]")


def citation(part):
    """Give one citation of a group: `see @key, p. 3` is a prefix, a key and a suffix."""
    match = re.search(rf"(-?){KEY}", part)
    if not match:
        return None
    before, after = part[: match.start()].strip(), part[match.end() :].strip(" ,")
    return {
        "citationId": match[2],
        "citationPrefix": as_words(before),
        "citationSuffix": as_words(after),
        "citationMode": {"t": "SuppressAuthor" if match[1] else "NormalCitation"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }


def line(inlines):
    """Give a line with its citations."""
    text = plain(inlines)
    made, end = [], 0
    for match in CITATION.finditer(text):
        group = [citation(part) for part in match[1].split(";")]
        if all(group):
            written = cut(inlines, match.start(), match.end())
            made += [*cut(inlines, end, match.start()), {"t": "Cite", "c": [group, written]}]
            end = match.end()
    return [*made, *cut(inlines, end, len(text))] if end else inlines


def cited(tree):
    """Find the citations in every line of a tree."""
    if isinstance(tree, list):
        return [cited(value) for value in tree]
    if not isinstance(tree, dict):
        return tree
    if tree.get("t") in INLINE_LISTS:
        value = tree["c"]
        return {**tree, "c": [*value[:2], line(value[2])] if tree["t"] == "Header" else line(value)}
    return {key: cited(value) for key, value in tree.items()}


def citations(doc: Doc) -> Doc:
    """Find the citations of a document that has a bibliography."""
    return {**doc, "blocks": cited(doc["blocks"])} if "bibliography" in doc["meta"] else doc


if __name__ == "__main__":
    run(citations)
