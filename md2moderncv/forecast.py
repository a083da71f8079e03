"""What TeX will note in its first run of a document, as far as that can be told; where it comes true, a run is saved.

TeX sets the bookmarks of the PDF and the number of pages as its last run noted them. A document that was never set has
no notes; these stand in for them. Whether they were right shows in what TeX notes itself: if not, it runs again.
"""

from __future__ import annotations

import re

_HEADING = re.compile(r"^\\(sub)?section\{(.*)\}$", re.MULTILINE)
_COMMAND = re.compile(r"\\(?:emph|textbf|textit|texttt)\{([^{}\\]*)\}")
PAGE = 3300
"""Characters of LaTeX that fill a page, about."""
_LITERAL = re.compile(r"[A-Za-z0-9,.:;/?!'+*=@-]")
"""What hyperref writes as it is."""


def forecast(tex: str) -> dict[str, str]:
    """Give the notes of a first run by their files: the bookmarks, and the label of the last page.

    There are none where a heading holds more than can be told.
    """
    body = tex.partition("\\begin{document}")[2]
    lines: list[str] = []
    parent = ""
    for number, match in enumerate(_HEADING.finditer(body), 1):
        title = _COMMAND.sub(r"\1", match[2])
        title = re.sub(r"\\([&%#_$])", r"\1", title).replace("~", " ")
        if re.search(r"[\\{}]", title):
            return {}
        level, above = (2, parent) if match[1] else (1, "")
        parent = parent if match[1] else f"section*.{number}"
        written = "".join(map(encoded, title))
        lines.append(f"\\BOOKMARK [{level}][]{{section*.{number}}}{{\\376\\377{written}}}{{{above}}}% {number}\n")
    pages = max(1, round(len(body) / PAGE))
    anchor = f"section*.{len(lines)}" if lines else "Doc-Start"
    return {
        "cv.aux": f"\\relax \n\\newlabel{{lastpage}}{{{{}}{{{pages}}}{{}}{{{anchor}}}{{}}}}\n",
        "cv.out": "".join(lines),
    }


def encoded(character: str) -> str:
    """Give a character as hyperref writes it: UTF-16, each byte in octal figures, but for plain letters and figures."""
    if _LITERAL.match(character):
        return f"\\000{character}"
    return "".join(f"\\{byte:03o}" for byte in character.encode("utf-16-be"))
