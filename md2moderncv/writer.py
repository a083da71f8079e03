"""Write: Cv to a LaTeX document, through the templates."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

from md2moderncv import language, model
from md2moderncv.addresses import without_scheme
from md2moderncv.engine import Engine
from md2moderncv.latex import Latex, Writer, bare_url, url

if TYPE_CHECKING:
    from jinja2 import Environment

FORMS = {model.Entry: "cventry", model.Item: "cvitem", model.ItemWithComment: "cvitemwithcomment"} | {
    model.ListItem: "cvlistitem",
    model.Subsection: "subsection",
    model.PageBreak: "pagebreak",
}
"""The blocks that stand in a section by a macro of their own; all others are text in the main column."""


@functools.cache
def environment(engine: str) -> Environment:
    """Give the Jinja environment whose values are escaped for an engine."""
    from jinja2 import DictLoader, Environment, StrictUndefined

    folder = resources.files("md2moderncv.latex_templates")
    templates = {file.name: file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".tex")}
    # design: autoescape is HTML's; finalize sees every value that a template prints
    return Environment(
        loader=DictLoader(templates),
        variable_start_string=r"\VAR{",
        variable_end_string="}",
        block_start_string=r"\BLOCK{",
        block_end_string="}",
        comment_start_string=r"\NOTE{",
        comment_end_string="}",
        line_statement_prefix="%:",
        line_comment_prefix="%#",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=Writer(engine).latex,
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701
    )


def write(cv: model.Cv, engine: Engine, source: str = "", job: str = "cv") -> str:
    """Give the LaTeX document of a CV; `source` is the name that the comments `% cv.md:23` call it by."""
    template = environment(engine.name).get_template("moderncv.tex")
    code = language.of(cv)
    text = template.render(
        cv=cv,
        newline=lambda body: Latex("%\n" if body else ""),
        person=cv.person,
        look=cv.look,
        engine=engine,
        address=(*cv.person.address, (), (), ())[:3],
        job=Latex(re.sub(r"[^\w.-]+", "-", job, flags=re.ASCII).strip("-.") or "cv"),
        source=Latex(comment(source)),
        parts=parts,
        lang=code,
        babel=Latex(language.babel(code, engine.name)),
        narrow=narrow,
        simple=simple,
        bare=lambda address: Latex(bare_url(address)),
        url=lambda address: Latex(url(address)),
        shown=without_scheme,
        slots=slots(cv),
        widest=widest(cv),
        tight=tight(cv),
        mathematics=any(isinstance(part, model.Math) for part in model.walk(cv)),
    )
    return text.strip("\n") + "\n"


def comment(text: str) -> str:
    """Give a text that is safe in a TeX comment: on one line, without control characters."""
    return "".join(c if c.isprintable() else "?" for c in text)


def parts(blocks: model.Blocks) -> Iterator[tuple[str, Any]]:
    """Cut a section into its forms, each with its template's name, and stretches of text, `text`, between them.

    A list whose items are all one line stands as `\\cvlistitem`s.
    """
    stretch: list[model.Block] = []
    for block in (inner for outer in blocks for inner in _spread(outer)):
        form = FORMS.get(type(block))
        if form is None:
            stretch.append(block)
            continue
        if stretch:
            yield "text", tuple(stretch)
            stretch = []
        yield form, block
    if stretch:
        yield "text", tuple(stretch)


def _spread(block: model.Block) -> list[model.Block]:
    """Give a list of lines or of definitions as the items that stand for it in a section."""
    if isinstance(block, model.BulletList) and all(simple(item) for item in block.items):
        return [model.ListItem(item) for item in block.items]
    if isinstance(block, model.ListItem) and not simple(block.body):
        return [model.BulletList((block.body,))]
    if isinstance(block, model.ItemWithComment) and len(model.plain((*block.text, *block.comment))) > LONGEST_ITEM:
        comment = (" (", *block.comment, ")") if block.comment else ()
        return [model.Item(block.head, (model.Paragraph((*block.text, *comment)),), block.line)]
    if isinstance(block, model.DefinitionList):
        return [model.Item(term, body) for term, body in block.definitions]
    return [block]


def simple(blocks: model.Blocks) -> bool:
    """Tell whether blocks are one paragraph that an argument of any macro takes, and that stays on a page."""
    return (
        len(blocks) == 1
        and isinstance(blocks[0], model.Paragraph)
        and len(model.plain(blocks[0].content)) <= LONGEST_BOX
    )


def narrow(head: model.Text) -> bool:
    """Tell whether a label fits into the column of dates, over three lines at most."""
    text = model.plain(head)
    return len(text) <= LONGEST_LABEL and all(len(word) <= LONGEST_LABEL_WORD for word in text.split())


LONGEST_LABEL = 36
"""Characters of a label in the column of dates."""
LONGEST_LABEL_WORD = 15
"""Characters of one of its words."""
LONGEST_BOX = 1500
"""Characters of a text that the class sets in one unbreakable box."""
LONGEST_ITEM = 60
"""Characters of a word and its comment that stand on one line."""


@dataclass(frozen=True, slots=True)
class Slots:
    """What goes into the slots of which the class has one each."""

    email: str
    homepage: model.Url | None
    facts: tuple[Any, ...]
    """Everything else that is short, as one text."""
    rest: tuple[Any, ...]
    """What would not fit beside the name, as one text to stand below it."""


def slots(cv: model.Cv) -> Slots:
    """Share the person's addresses between the class's slots and `\\extrainfo`; nothing is left out."""
    person = cv.person
    email = next((address for address in person.emails if _PLAIN_EMAIL.fullmatch(address)), "")
    homepage = next((page for page in person.homepages if _is_address(page)), None)
    rest: list[model.Text] = []
    for address in person.emails:
        if address != email:
            rest.append((model.Link((address,), model.Url("mailto:" + address)),))
    rest += [(page,) for page in person.homepages if page is not homepage]
    beside, below = fitting([*rest, *person.extrainfo], cv.look.style)
    between = (" ", Latex(r"\textperiodcentered{}"), " ")
    joined = tuple(part for text in below for part in (*between, *text))[3:]
    return Slots(email, homepage.url if homepage else None, facts(beside, cv.look.style), joined)


LONGEST_FACT = 45
"""Characters of a fact that stands beside the name."""
MOST_FACTS = 6
"""Facts below each other beside the name."""
LONGEST_ROW = 60
"""Characters of the facts in styles that set them in one row."""


def fitting(listed: list[model.Text], style: str) -> tuple[list[model.Text], list[model.Text]]:
    """Share facts between what fits beside the name, in order, and what has to stand below it."""
    beside: list[model.Text] = []
    for index, text in enumerate(listed):
        length = sum(len(model.plain(fact)) + 3 for fact in (*beside, text))
        full = len(beside) >= MOST_FACTS if style not in ROWS else length > LONGEST_ROW
        if full or len(model.plain(text)) > LONGEST_FACT:
            return beside, listed[index:]
        beside.append(text)
    return beside, []


ROWS = ("banking", "casual")
"""Styles that set contact data in rows."""


_PLAIN_EMAIL = re.compile(r"[\w.+-]+@[\w.-]+", re.ASCII)
"""What the class's `\\email` takes as it is."""


def _is_address(page: model.Link) -> bool:
    """Tell whether a link's text is its address, so that the address alone says the same."""
    text = re.sub(r"^https?://", "", model.plain(page.content).strip(), flags=re.IGNORECASE).rstrip("/")
    return len(page.url) <= LONGEST_PAGE and bare_url(page.url).rstrip("/") == url(text)


LONGEST_PAGE = 60
"""Characters of an address that stands beside the name."""


def facts(listed: list[model.Text], style: str) -> tuple[Any, ...]:
    """Give facts below each other, or in a row where the style sets contact data in rows."""
    in_rows = style in ROWS
    between = Latex(r" \textperiodcentered{} " if in_rows else r"\makenewline{}")
    return tuple(part for text in listed for part in (between, *text))[1:]


LONGEST_CONTACT = 18
"""Characters of contact data that fit into a column of their own."""


def tight(cv: model.Cv) -> bool:
    """Tell whether contact data is too long for the column that some styles set it in."""
    person = cv.person
    shown = [
        *person.emails,
        *(model.plain(page.content) for page in person.homepages),
        *(s.text for s in person.socials),
    ]
    return cv.look.style in ("fancy", "oldstyle") and any(len(text) > LONGEST_CONTACT for text in shown)


NARROW = 13
"""Characters that fit into moderncv's own column of dates."""


WIDEST = 19
"""Characters of a whole range that may have the column on one line: `04.2009 – 09.2017`."""


def widest(cv: model.Cv) -> str:
    """Give the widest piece of a date that has to fit into the column of dates; empty if the class's width does."""
    if cv.look.style not in ("casual", "classic"):
        return ""  # the others set dates elsewhere
    dates = [
        model.plain(block.dates)
        for section in (cv.preface, *(section.blocks for section in cv.sections))
        for block in section
        if isinstance(block, model.Entry)
    ]
    whole = max(dates, key=len, default="")
    if NARROW < len(whole) <= WIDEST:
        return whole
    pieces = [piece for date in dates for piece in date.split(" ")]
    longest = max(pieces, key=len, default="")
    return longest if len(longest) > NARROW else ""
