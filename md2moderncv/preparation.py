"""What is mended in a source before pandoc reads it, line for line: what people write and CommonMark misreads."""

from __future__ import annotations

import re

from md2moderncv.admonitions import opened
from md2moderncv.hidden import shown
from md2moderncv.nocode import uncoded
from md2moderncv.sectioning import is_usual
from md2moderncv.shortcodes import written_out

_NUMBER = re.compile(r"^([ >]*)((?:1[89]|20)\d\d|[A-Z])([.)])(?=[ \t]+\S)", re.MULTILINE)


_AREA_CODE = re.compile(r"^((?:[ >\t]|[-*+](?=[ \t]))*)(?=\(\d{2,5}\)[ \t]+\d)", re.MULTILINE)
"""Where the area code of a telephone number starts a line: `(617) 555-0142`."""


def _no_lists(text: str) -> str:
    """Keep years, initials and area codes from being read as the numbers of a list: `2015. Title`, `A. Smith`."""

    def kept(match: re.Match[str]) -> str:
        letter = match[2]
        if len(letter) == 1:
            # A. B. C. is a list, if the neighbours are there
            near = text[max(0, match.start() - 2000) : match.end() + 2000]
            if any(re.search(rf"^[ >]*{chr(ord(letter) + step)}[.)][ \t]", near, re.MULTILINE) for step in (-1, 1)):
                return match[0]
        return f"{match[1]}{letter}\\{match[3]}"

    return _AREA_CODE.sub(r"\1\\", _NUMBER.sub(kept, text))


_RULE = re.compile(
    r"^[ \t]*<hr\b[^<>]*>[ \t]*$|(?:(?<=\n\n)|(?<=\A)|(?<=-\n)|(?<==\n))[ \t]*<br[ \t]*/?>[ \t]*$", re.MULTILINE
)
_RULE_BELOW_HEADING = re.compile(r"^(#{1,6}[ \t][^\n]*\n)[ \t]*<br[ \t]*/?>[ \t]*$", re.MULTILINE)

_HTML_HEADING = re.compile(
    r"^ {0,3}<h([1-6])\b[^<>]*>"
    r"((?:(?!</?h[1-6]\b)[^\n]){0,2000}(?:\n(?:(?!</?h[1-6]\b)[^\n]){1,400}){0,5}\n?)</h\1>[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
"""A heading in HTML, on a few lines at most."""


_WRAPPER = re.compile(
    r"^ {0,3}(?:<(?:section|div|details|article|main|center|aside|header|footer)\b(?![^<>]*(?:hidden|display:\s*none))"
    r"[^<>]*>[ \t]*)+$(?=\n(?:#{1,6}[ \t]|[-*+][ \t]|\d+[.)][ \t]|>[ \t]|\*\*|__\w))",
    re.MULTILINE | re.IGNORECASE,
)
"""A line that opens an HTML block right above Markdown, which would be HTML, too: `<section>` over `### Engineer`."""


_SUMMARY = re.compile(
    r"^ {0,3}(?:<details\b[^<>]*>[ \t]*)?<summary\b[^<>]*>(.{1,200}?)</summary>[ \t]*$", re.MULTILINE | re.IGNORECASE
)


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _section(match: re.Match[str]) -> str:
    """Give a heading for what a browser folds away, where its words are those of a section, or dated as a job is."""
    words = re.sub(r"<[^<>]*>", "", match[1]).strip(" *_")
    if _YEAR.search(words):
        return f"### {words}"
    known = is_usual("".join(c for c in words if ord(c) < 0x2000 or c.isalpha()).strip(" :").casefold())
    return f"## {words}" if known else match[0]


def prepared(text: str) -> str:
    """Give a source with as many lines in which years and initials number no lists, and HTML hides no Markdown.

    What follows `<hr>`, a lone `<br>` or `<h2>…</h2>` directly would be HTML for CommonMark, its lists lost.
    """
    text = opened(uncoded(text))
    text = shown(text, [fence.span() for fence in _FENCE.finditer(text)])
    made, position = "", 0
    for fence in _FENCE.finditer(text):  # code stays as it is
        made += _mended(text[position : fence.start()]) + fence[0]
        position = fence.end()
    return made + _mended(text[position:])


_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)


_TIGHT = re.compile(r"^(#{1,6})(?=[^\s#])", re.MULTILINE)
"""`##Education`, as Markdown was written once; a single `#` may be a hashtag."""
_HEADING = re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE)
_UNNUMBERED = re.compile(r"^(#{1,6}[ \t][^\n]*?[ \t]*)\{-\}[ \t]*$", re.MULTILINE)
"""pandoc's mark of a heading without a number, which none has here."""
_CLOSED = re.compile(r"^(#{1,6}[ \t][^\n]*?[^\s#\\])#{2,6}[ \t]*$", re.MULTILINE)
"""Marks that close a heading without a space: `##Education##`; one alone may be that of `C#`."""
_ENCLOSED = re.compile(r"^#([^\s#][^\n#]*?)#[ \t]*$", re.MULTILINE)
"""The same of level 1, closed: `#Ada Lovelace#`."""
_BROKEN = re.compile(r"^(#{1,6}[ \t][^\n]*?[^\s\\])\\[ \t]*$", re.MULTILINE)
"""A heading with the mark of a line break at its end, where nothing is broken."""
_CLOSE = re.compile(r"(?:(?<=\w[*_])|(?<=\w\*\*)|(?<=\w__)|(?<=</i>)|(?<=</b>)|(?<=</em>)|(?<=</strong>))(?=`\d)")
"""Where dates in a code span stand right behind a name in markup: `*Engineer*` and its dates, no space between."""
_MONEY = re.compile(
    r"`[^`\n]*`|(?<![\\$a-z0-9_])\$(?=\d[\d,.]*(?:\s?(?:[kKMmBb]|MM|bn)\b)?(?![\w$\\^_{]))(?![^$\n\\^_={}]*[\\^_={}][^$\n]*\$)"
)
"""A dollar sign before an amount, outside code: the next one would make a formula of what stands between."""
_VARIABLE = re.compile(r"^\$(?=[a-z]+: \S)", re.MULTILINE)
"""A template's variable, `$name: Ada Lovelace`: a fact like any other."""


_GERSHAYIM = re.compile(r"(?<=[\u05d0-\u05ea])[\"”](?=[\u05d0-\u05ea])")
"""What stands before the last letter of a Hebrew abbreviation, and is no quotation mark."""


def _spaced(text: str) -> str:
    """Part the marks of headings from their words; those of level 1 only where no heading is written as it should."""
    proper = _HEADING.search(text) is not None
    several = len(_TIGHT.findall(text)) > 1
    text = text if proper or not several else _ENCLOSED.sub(r"# \1", text)
    parted = _TIGHT.sub(
        lambda match: match[0] if len(match[1]) == 1 and (proper or not several) else f"{match[1]} ", text
    )
    return _CLOSED.sub(r"\1", parted)


def _heading(match: re.Match[str]) -> str:
    """Give a heading for one in HTML, and as many lines."""
    words = " ".join(line.strip() for line in match[2].split("\n")).strip()
    return f"{'#' * int(match[1])} {words}" + "\n" * match[0].count("\n")


def _mended(text: str) -> str:
    """Mend what stands outside of code."""
    text = _CLOSE.sub(" ", _BROKEN.sub(r"\1", _UNNUMBERED.sub(r"\1", text)))
    text = _spaced(_VARIABLE.sub(" ", _GERSHAYIM.sub("״", text)))
    text = _HTML_HEADING.sub(_heading, written_out(text))
    text = _WRAPPER.sub("", _SUMMARY.sub(_section, text))
    text = _MONEY.sub(lambda match: match[0] if match[0][0] == "`" else "\\$", text)
    return _no_lists(_RULE.sub("", _RULE_BELOW_HEADING.sub(r"\1", text)))
