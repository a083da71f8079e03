"""Write: Cv to a LaTeX document, through the templates."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from md2moderncv import cache, language, model
from md2moderncv.addresses import without_scheme
from md2moderncv.appearance import appearance
from md2moderncv.diagnostics import CvError
from md2moderncv.engine import Engine
from md2moderncv.latex import Latex, Writer, bare_url, path, url
from md2moderncv.messages import bad_template
from md2moderncv.slots import BORN_FORGOTTEN, slots, tight
from md2moderncv.words import in_language

if TYPE_CHECKING:
    from jinja2 import Environment

FORMS = {model.Entry: "cventry", model.Item: "cvitem", model.ItemWithComment: "cvitemwithcomment"} | {
    model.ListItem: "cvlistitem",
    model.Subsection: "subsection",
    model.PageBreak: "pagebreak",
    model.ListPair: "cvlistdoubleitem",
    model.SideBySide: "cvdoubleitem",
    model.Columns: "cvcolumns",
    model.SkillMatrix: "cvskills",
    model.References: "references",
}
"""The blocks that stand in a section by a macro of their own; all others are text in the main column."""


MAIN = "moderncv.tex"
"""The template of the whole document."""


@dataclass(frozen=True, slots=True)
class Templates:
    """Where the author's own templates are."""

    file: Path | None = None
    """One that stands for the whole document."""
    folder: Path | None = None
    """Those that take the place of ours, by their names."""


def built_in() -> dict[str, str]:
    """Give the templates of this package by their names."""
    folder = resources.files("md2moderncv.latex_templates")
    return {file.name: file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".tex")}


NONE = Templates()


@functools.cache
def environment(engine: str, own: Templates = NONE) -> Environment:
    """Give the Jinja environment that escapes values for an engine, and that finds the author's templates first."""
    from jinja2 import ChoiceLoader, DictLoader, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
    from jinja2.runtime import Context
    from jinja2.sandbox import SandboxedEnvironment

    class LatexContext(Context):
        """Gives what a block holds in the template that it extends as LaTeX, which it is."""

        def super(self, name: str, current: Any) -> Any:
            block: Any = super().super(name, current)
            return lambda: Latex(block())

    def finalize(value: Any) -> Latex:
        return Writer(engine).latex(str(value) if isinstance(value, StrictUndefined) else value)

    ours = built_in()
    folders = [own.folder] if own.folder else []
    loaders = [FileSystemLoader(folders), DictLoader(ours | {f"md2moderncv/{name}": ours[name] for name in ours})]
    # autoescape would be HTML's; finalize sees every value that a template prints
    made = SandboxedEnvironment(
        loader=ChoiceLoader(loaders),
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
        finalize=finalize,
        undefined=StrictUndefined,
        autoescape=False,
        bytecode_cache=FileSystemBytecodeCache(str(kept)) if (kept := cache.part("templates")) else None,
    )
    made.context_class = LatexContext
    return made


def write(
    cv: model.Cv, engine: Engine, source: str = "", job: str = "cv", own: Templates = NONE, includes: str = ""
) -> str:
    """Give the LaTeX document of a CV; `source` is the name that the comments `% cv.md:23` call it by.

    `includes` is LaTeX of the author's for the preamble. Raises `CvError` for a template of the author's that fails.
    """
    from jinja2 import TemplateError

    try:
        return rendered(cv, engine, source, job, own, includes)
    except (TemplateError, TypeError, UnicodeError, OSError) as error:
        if own == NONE:
            raise
        raise CvError([bad_template(*fault(error, own))]) from None


def fault(error: Exception, own: Templates) -> tuple[str, str]:
    """Say where a template of the author's fails, and why."""
    where = getattr(error, "filename", None) or getattr(error, "name", None) or own.file or own.folder
    line = getattr(error, "lineno", None)
    trace = error.__traceback__
    while trace:  # of an error while it is filled, the innermost line of a template
        if trace.tb_frame.f_code.co_filename.endswith(".tex") or trace.tb_frame.f_code.co_filename == "<template>":
            where, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    where = own.file if where == "<template>" and own.file else where
    return f"{where}:{line}" if line else str(where), str(getattr(error, "message", None) or error).split("\n")[0]


def rendered(cv: model.Cv, engine: Engine, source: str, job: str, own: Templates, includes: str) -> str:
    """Fill the templates."""
    made = environment(engine.name, own)
    main = own.file.read_text(encoding="utf-8") if own.file else ""
    template = made.from_string(main) if own.file else made.get_template(MAIN)
    code, texts = language.of(cv), Writer(engine.name)
    groups = cv.bibliography.groups if cv.bibliography else ()
    is_tight = tight(cv)
    text = template.render(
        cv=cv,
        includes=Latex(includes),
        newline=lambda body: Latex("%\n" if body else ""),
        person=cv.person,
        engine=engine,
        address=(*cv.person.address, (), (), ())[:3],
        job=Latex(re.sub(r"[^\w.-]+", "-", job, flags=re.ASCII).strip("-.") or "cv"),
        source=Latex(comment(source)),
        parts=parts,
        lang=code,
        babel=Latex(language.babel(code, engine.name, language.runs_both_ways(cv))),
        right_to_left=language.RIGHT_TO_LEFT.get(code, "") if engine.name != "pdflatex" else "",
        narrow=narrow,
        letter=cv.letter,
        enclosures=Latex("[Enclosures]" if code == "en" and cv.letter and len(cv.letter.enclosures) > 1 else ""),
        alone=cv.letter is not None and not cv.letter_file,
        letter_first=cv.letter_first or not cv.letter_file,
        nothing=Latex("~"),
        newrow=Latex(r"\\"),
        bibliography=cv.bibliography,
        path=lambda name: Latex(path(name)),
        first=(model.plain(cv.person.firstname).split() or [""])[0],
        cites=any(isinstance(part, model.Cite) for part in model.walk(cv)),
        others=in_language("others", code),
        no_group=Latex("".join(f",not{sort_of(key)}={key}" for key, _ in groups)),
        straight=straight(model.plain(cv.person.lastname)),
        sort_of=sort_of,
        initial=model.plain(cv.person.firstname)[:1],
        within=lambda body: Latex(PARAGRAPH.sub(r"\\endgraf{}\n", texts.latex(body))),
        empty=model.Item((), ()),
        share=lambda width: Latex(width or r"\cvcolumnautowidth"),
        simple=simple,
        bare=lambda address: Latex(bare_url(address)),
        url=lambda address: Latex(url(address)),
        shown=without_scheme,
        slots=slots(cv),
        born_forgotten=BORN_FORGOTTEN,
        tight=is_tight,
        contact=lambda text: Latex(texts.breaks(text, PLACES) if is_tight else texts.escape(text)),
        unbroken=lambda text: Latex(texts.encode(text)),
        **appearance(cv),
        mathematics=any(isinstance(part, model.Math) for part in model.walk(cv)),
    )
    return text.strip("\n") + "\n"


def straight(name: str) -> str | Latex:
    """Give a name as BibTeX files write its apostrophe; of anything but letters it is escaped as it is."""
    plain_name = re.fullmatch(r"[^\W\d_]+(?:['’ -][^\W\d_]+)*", name)
    return Latex(name.replace("’", "'")) if plain_name else name


PLACES = "/.@_?&=#-"
"""Characters behind which an address may break in a narrow column."""


def sort_of(name: str) -> str:
    """Tell by what a group of publications is chosen: a type of entries, or a keyword."""
    return "type" if name in TYPES else "keyword"


PARAGRAPH = re.compile(r"\n\n+|\\par(?![A-Za-z])\n?")
"""Ends of paragraphs, as macros that take no `\\par` do not take them."""
TYPES = frozenset(
    """article book mvbook inbook bookinbook suppbook booklet collection mvcollection incollection suppcollection
    dataset manual misc online patent periodical suppperiodical proceedings mvproceedings inproceedings reference
    inreference report set software thesis unpublished""".split()
)
"""The types of entries that biblatex knows; what else a group is called by is a keyword."""


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
    """Give a list of lines or of definitions as the items that stand for it in a section, an entry as it is printed."""
    if isinstance(block, model.BulletList) and all(simple(item) for item in block.items):
        return [model.ListItem(item) for item in block.items]
    if isinstance(block, model.ListItem) and not simple(block.body):
        return [model.BulletList((block.body,))]
    if isinstance(block, model.ItemWithComment) and len(model.plain((*block.text, *block.comment))) > LONGEST_ITEM:
        comment = (" (", *block.comment, ")") if block.comment else ()
        return [model.Item(block.head, (model.Paragraph((*block.text, *comment)),), block.line)]
    if isinstance(block, model.Entry):
        return [block.printed()]
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
