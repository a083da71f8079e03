"""Headings for the shortcodes of site generators that are a section's, or hold the facts of a job.

`{{< job name="Acme" title="Engineer" date="2019 – 2021" >}}` would be one on the page. Other shortcodes are machinery.
"""

from __future__ import annotations

import re

from md2moderncv.facts import column
from md2moderncv.sectioning import is_usual

_CALL = re.compile(r"^[ \t]*\{\{[%<]\s*([\w./-]{1,60})((?:[^{}\"]|\"[^\"{}]*\"){1,1500}?)\s*/?[%>]\}\}", re.MULTILINE)
_NAMED = re.compile(r"([\w-]+)\s*=\s*\"([^\"]*)\"")
_ALONE = re.compile(r"\s*(?:\"([^\"]{1,60})\"|([\w-]{1,60}))\s*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def written_out(text: str) -> str:
    """Give a source with such headings, and as many lines."""
    return _CALL.sub(_heading, text) if "{{" in text else text


def _heading(match: re.Match[str]) -> str:
    lines = "\n" * match[0].count("\n")
    if (alone := _ALONE.fullmatch(match[2])) and is_usual((alone[1] or alone[2]).casefold()):
        return f"## {alone[1] or alone[2]}{lines}"
    named = {key.casefold(): value.strip() for key, value in _NAMED.findall(match[2]) if value.strip()}
    dates = [value for key, value in named.items() if _calls(key) == "dates" and _YEAR.search(value)]
    names = [
        value for field in ("role", "organisation", "place") for key, value in named.items() if _calls(key) == field
    ]
    return f"### {', '.join(names)} ({' – '.join(dates)}){lines}" if dates and names else match[0]


def _calls(key: str) -> str:
    """Give the field that an attribute holds: `name` is the employer's."""
    return CALLED.get(key) or column(key.replace("_", " ").replace("-", " "))


CALLED = {"name": "organisation", "header": "role", "subheader": "organisation", "badge": "dates"}
"""The fields of attributes that are called by what they look like, `timelineItem header="Engineer"`."""
