#!/usr/bin/env python3
"""Turn a list in which every item is `Label: text` into items with a label.

    - **Languages:** Python, Go       →   ::: {.cvitem}
    - Tools: Git                          the Span head; Python, Go
                                          :::

Among languages the level counts as the text: `English (fluent)`, `French – B2`; a remark behind it as a comment,
`German: C1 (Goethe-Zertifikat)`. Other lists stay lists, and lists inside an entry are its body.
"""

import re

from pandocfilters import Plain

from md2moderncv.canonical import Doc, form, run
from md2moderncv.facts import fact
from md2moderncv.inlines import cut, plain, strip, unwrap
from md2moderncv.sectioning import sections

LONGEST_LABEL = 4
"""In words; what stands before a colon and is longer is a sentence."""
LEVEL = re.compile(
    r"\s*(?P<name>[^\d:：()（）]{2,30}?)\s*(?:[:：]|\s[-–—]+\s|(?=[(（]))\s*(?P<level>.+?)\s*", re.DOTALL
)
COMMENT = re.compile(r"(?P<level>[^()（）]+?)\s*[(（](?P<comment>[^()（）]+)[)）]")
LONGEST_LEVEL = 8
"""Words of a level of a language."""


def labelled(item):
    """Give the cvitem of a list item `Label: text …`, `None` for any other."""
    if not item or item[0]["t"] not in ("Plain", "Para"):
        return None
    stated = fact(item[0]["c"])
    if not stated or not (stated.value or item[1:]) or len(stated.label.split()) > LONGEST_LABEL:
        return None
    text = plain(item[0]["c"])
    start = text.index(stated.label)
    head = unwrap(cut(item[0]["c"], start, start + len(stated.label)))
    body = [Plain(stated.value)] if stated.value else []
    return form("cvitem", {"head": head}, [*body, *item[1:]])


def language(item):
    """Give the form of a language with its level, `None` for an item that is more, or other."""
    if len(item) != 1 or item[0]["t"] not in ("Plain", "Para"):
        return None
    inlines = item[0]["c"]
    match = LEVEL.fullmatch(plain(inlines))
    if not match or len(match["level"].split()) > LONGEST_LEVEL:
        return None
    head = unwrap(strip(cut(inlines, *match.span("name"))))
    level = strip(cut(inlines, *match.span("level")), " \n()（）") if match["level"][0] in "(（" else None
    if level is not None:
        return form("cvitem", {"head": head}, [Plain(level)]) if match["level"][-1] in ")）" else None
    said = unwrap(strip(cut(inlines, *match.span("level"))))
    comment = COMMENT.fullmatch(plain(said))
    if not comment:
        return form("cvitem", {"head": head}, [Plain(said)])
    text, remark = (strip(cut(said, *comment.span(name))) for name in ("level", "comment"))
    return form("cvitemwithcomment", {"head": head, "text": text, "comment": remark}, [])


def items(doc: Doc) -> Doc:
    """Replace each list of labelled items that stands in a section by its items."""
    kept = []
    for section in sections(doc["blocks"]):
        if section.heading:
            kept.append(section.heading)
        rules = (language, labelled) if section.is_kind("languages") else (labelled,)
        for block in doc["blocks"][section.start : section.stop]:
            found = next((made for rule in rules if (made := every(rule, block))), [block])
            kept += found
    return {**doc, "blocks": kept}


def every(rule, block):
    """Give what a rule makes of each item of a list, nothing where it fails for one."""
    found = [rule(item) for item in block["c"]] if block["t"] == "BulletList" else []
    return found if found and all(found) else []


if __name__ == "__main__":
    run(items)
