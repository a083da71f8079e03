"""The filters, and the canonical CV AST that they make together.

A filter takes a pandoc document (the JSON AST as Python values) and gives one back. Each knows one rule, never
fails, leaves alone what it does not know, and changes nothing the second time. Each runs in-process and as a
script: `pandoc cv.md --filter filters/entries.py -t native`.

The canonical CV AST, itself valid pandoc AST:

- **The person** is metadata: `name` (or `firstname` and `lastname`), `title`, `born`, `email`, `phone`,
  `address`, `homepage`, `social`, `photo`, `quote`, `extrainfo`. A value is inlines, a list of them, or a map:
  `phone` is a list of maps `{type, number}`, `social` a list of maps `{network, handle, url}`.
- **A section** is a heading of level 1 and what follows it; deeper headings are subsections.
- **An entry** is a `Div` of class `cventry`. Its first block is a `Plain` that holds one `Span` a field, of class
  `dates`, `role`, `organisation`, `place` or `grade`, so that a field keeps its links and emphasis. What follows
  is the body. The attributes `start` and `end` hold the dates in ISO form where they parse; `end` is empty while
  the entry goes on. `above` names the fields that the line right above the entry says already, an employer's name
  above several roles: they are not printed again.
- **An item** is a `Div` of class `cvitem` with the Span `head` and a body, or `cvlistitem` with a body.

An author may write these forms by hand, or short, `::: {.cventry dates="2019" role="Engineer"}`, and gets exactly
what was written. A heading or Div of class `plain` is left as it is.
"""

from __future__ import annotations

from md2moderncv.filters.barred import barred
from md2moderncv.filters.bullets import bullets
from md2moderncv.filters.citations import citations
from md2moderncv.filters.definitions import definitions
from md2moderncv.filters.entries import entries
from md2moderncv.filters.explicit import explicit
from md2moderncv.filters.frontmatter import frontmatter
from md2moderncv.filters.halves import halves
from md2moderncv.filters.headed import headed
from md2moderncv.filters.indented import indented
from md2moderncv.filters.items import items
from md2moderncv.filters.labelled import labelled
from md2moderncv.filters.lifted import lifted
from md2moderncv.filters.machinery import machinery
from md2moderncv.filters.money import money
from md2moderncv.filters.name import name
from md2moderncv.filters.pagehead import pagehead
from md2moderncv.filters.paragraphs import paragraphs
from md2moderncv.filters.person import person
from md2moderncv.filters.photo import photo
from md2moderncv.filters.rawtex import rawtex
from md2moderncv.filters.roles import roles
from md2moderncv.filters.sections import sections
from md2moderncv.filters.tables import tables
from md2moderncv.filters.wrapped import wrapped

from md2moderncv.canonical import Doc, Filter

FILTERS: tuple[Filter, ...] = (
    money,
    machinery,
    rawtex,
    lifted,
    indented,
    barred,
    pagehead,
    wrapped,
    halves,
    frontmatter,
    citations,
    explicit,
    photo,
    name,
    person,
    sections,
    entries,
    labelled,
    definitions,
    paragraphs,
    tables,
    bullets,
    roles,
    headed,
    items,
)
"""In the order in which they run."""


LETTER: tuple[Filter, ...] = (money, machinery, rawtex, lifted, frontmatter, citations, explicit)
"""Those for a letter: its text is a text, whatever dates and names stand in it."""


def canonical(doc: Doc, rules: tuple[Filter, ...] = FILTERS) -> Doc:
    """Run filters in order: pandoc's AST in, the canonical CV AST out."""
    for rule in rules:
        doc = rule(doc)
    return doc
