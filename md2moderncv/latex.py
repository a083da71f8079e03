"""`latex(value)`: any model value as escaped LaTeX, by its type; the only place that escapes.

Whatever a template prints passes through here, so that no template can forget to escape. `Latex` is text that is
LaTeX already; nothing but this module makes it from an author's text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from md2moderncv import model
from md2moderncv.addresses import without_scheme
from md2moderncv.charset import encoder


class Latex(str):
    """Text that is LaTeX."""

    __slots__ = ()


MARKUP: dict[type, str] = {
    model.Emph: r"\emph",
    model.Strong: r"\textbf",
    model.Underline: r"\cvunderline",
    model.Superscript: r"\textsuperscript",
    model.Subscript: r"\textsubscript",
    model.SmallCaps: r"\textsc",
    model.Strikeout: r"\cvstrike",
    model.Note: r"\cvnote",
}


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes values for one engine."""

    engine: str
    """`pdflatex` or `lualatex`."""

    def latex(self, value: Any) -> Latex:
        """Write a value as LaTeX, escaping by its type; raises `TypeError` for a type that has none."""
        match value:
            case Latex():
                return value
            case model.Url():
                return Latex(url(value))
            case model.Path():
                return Latex(path(value))
            case str():
                return Latex(self.escape(value))
            case bool() | None:
                raise TypeError(f"no LaTeX for {value!r}")
            case int():
                return Latex(str(value))
            case tuple() if value and isinstance(value[0], BLOCKS):
                return Latex("\n\n".join(self.block(block) for block in value))
            case tuple():
                return self.joined(value)
        return self.block(value) if isinstance(value, BLOCKS) else self.inline(value)

    def joined(self, parts: model.Text) -> Latex:
        """Write rich text; TeX ends no line before something is on it."""
        written: list[str] = []
        begun = False
        for part in parts:
            if begun or not isinstance(part, model.LineBreak):
                written.append(self.latex(part))
                begun = begun or bool(_INKLESS.sub("", written[-1]))
        return Latex("".join(written))

    def escape(self, text: str) -> str:
        """Write plain text; a word that no line can hold may break behind its punctuation, or anywhere."""
        text = unicodedata.normalize("NFC", text)
        if text.count("\u00a0") > MOST_TIES:
            text = _TIED.sub(lambda match: match[0].replace("\u00a0", " "), text)
        if len(text) > LONG_WORD and (words := _LONG.split(text))[1:]:
            return "".join(self.broken(word) if index % 2 else self.encode(word) for index, word in enumerate(words))
        return self.encode(text)

    def encode(self, text: str) -> str:
        """Write characters as the engine takes them."""
        encoded: str = encoder(self.engine).unicode_to_latex(text)
        return encoded

    def broken(self, word: str) -> str:
        """Write a long word with places to break at."""
        pieces = [piece for part in re.split(r"(?<=[/.@_?&=#,;:+-])(?=\w)", word) for piece in _SHORT.findall(part)]
        return r"\allowbreak{}".join(map(self.encode, pieces))

    def inline(self, value: Any) -> Latex:
        """Write one part of rich text."""
        match value:
            case model.Markup(content):
                return Latex(f"{MARKUP[type(value)]}{{{self.latex(content)}}}")
            case model.Code(text):
                return Latex(rf"\texttt{{{self.code(text)}}}")
            case model.Math(tex, display):
                # the class compares its arguments with `\equal`, which `\(` breaks
                return Latex(rf"${chr(92)}displaystyle {tex}$" if display else f"${tex}$")
            case model.Link(content, target):
                return Latex(rf"\href{{{url(target)}}}{{{self.breakable(content)}}}")
            case model.Image(file, description):
                return Latex(rf"\cvimage{{{path(file)}}}{{{self.latex(description)}}}")
            case model.LineBreak():
                return Latex("\\newline{}\n")
            case model.Cite(keys, before, after):
                options = f"[{{{self.latex(before)}}}][{{{self.latex(after)}}}]" if before or after else ""
                return Latex(rf"\cite{options}{{{','.join(keys)}}}")
            case model.Tex(tex):
                return Latex(tex)
            case model.Skill(level):
                return Latex(rf"\cvlevel{{{level}}}")
            case model.Command(name):
                return Latex(f"\\{name}{{}}")
        raise TypeError(f"no LaTeX for {type(value).__name__}")

    def breakable(self, content: model.Text) -> Latex:
        """Write the text of a link; an address may break behind its punctuation, like any long word without hyphens."""
        written = self.latex(content)
        if len(content) == 1 and type(content[0]) is str and " " not in content[0]:
            return Latex(self.breaks(content[0], "/.@_?&=#-"))
        return written

    def breaks(self, text: str, after: str) -> str:
        """Write a text that may break after any of the given characters, unless another of them follows."""
        pieces = re.split(f"(?<=[{re.escape(after)}])(?![{re.escape(after)}]|$)", text)
        return r"\allowbreak{}".join(map(self.escape, filter(None, pieces)))

    def code(self, text: str) -> str:
        """Write a code span: its spaces are kept."""
        written = self.breaks(text, "/._-") if len(text) > LONG_CODE else self.escape(text)
        return written.replace("  ", "~ ")

    def block(self, value: Any) -> Latex:
        """Write one block as it stands within an entry's body."""
        match value:
            case model.Paragraph(content):
                return self.latex(content)
            case model.Subsection(title, _, _):
                return Latex(rf"\textbf{{{self.latex(title)}}}")
            case model.BulletList(items):
                return self.environment("itemize", [(r"\item{}", item) for item in items])
            case model.OrderedList(items, start):
                labels = [rf"\item[{number}.]" for number in range(start, start + len(items))]
                return self.environment("enumerate", list(zip(labels, items, strict=True)))
            case model.DefinitionList(definitions):
                terms = [(rf"\item[{{{self.latex(term)}}}]", blocks) for term, blocks in definitions]
                return self.environment("description", terms)
            case model.Item(head, body, _):
                return self.environment("description", [(rf"\item[{{{self.latex(head)}}}]", body)])
            case model.ItemWithComment(head, text, comment, _):
                written = (
                    *((model.Strong(head), ": ") if head else ()),
                    *text,
                    *((" (", *comment, ")") if comment else ()),
                )
                return self.latex(written)
            case model.ListItem(body, _):
                return self.environment("itemize", [(r"\item{}", body)])
            case model.ListPair(first, second):
                return self.environment("itemize", [(r"\item{}", item) for item in (first, second) if item])
            case model.SideBySide(items):
                return self.latex(tuple(items))
            case model.Columns(columns):
                headed = [(rf"\item[{{{self.latex(c.head)}}}]" if c.head else r"\item{}", c.body) for c in columns]
                return self.environment("description", headed)
            case model.SkillMatrix(_, rows):
                return self.latex(tuple(self.skill(row) for row in rows))
            case model.Quotation(blocks):
                return Latex(f"\\begin{{cvquote}}\n{self.latex(blocks)}\n\\end{{cvquote}}")
            case model.CodeBlock(lines):
                return self.verbatim(lines)
            case model.Table():
                return self.table(value)
            case model.Formula(math):
                return Latex(rf"\[{math.tex}\]")
            case model.References():
                return Latex(r"\cvreferences")
            case model.PageBreak():
                return Latex(r"\newpage")
            case model.Entry():
                return self.entry(value)
        raise TypeError(f"no LaTeX for {type(value).__name__}")

    def skill(self, row: model.SkillRow) -> model.Item:
        """Give a row of a matrix as an item, where no matrix can stand."""
        rest = [part for text in (row.category, row.years, row.comment) if text for part in (", ", *text)]
        return model.Item(row.skill, (model.Paragraph((model.Skill(row.level), *rest)),))

    def environment(self, name: str, items: list[tuple[str, model.Blocks]]) -> Latex:
        """Write a list environment, an item a line."""
        rows = [f"  {label} {self.latex(blocks)}".rstrip() for label, blocks in items]
        return Latex("\n".join([rf"\begin{{{name}}}", *rows, rf"\end{{{name}}}"]))

    def verbatim(self, lines: tuple[str, ...]) -> Latex:
        """Write lines as they are; real verbatim can't stand in an argument."""
        rows = [self.code_line(line.expandtabs(4)) for line in lines]
        return Latex("{\\ttfamily\\raggedright\n" + "\\newline{}\n".join(rows) + "\\par}")

    def code_line(self, line: str) -> str:
        """Write a line of code: its indentation and its spaces are kept, and it breaks where it is too long."""
        inner = line.lstrip(" ")
        written = self.escape(inner).replace("  ", "~ ")
        return "~" * (len(line) - len(inner)) + written or "~"

    def table(self, table: model.Table) -> Latex:
        """Write a table whose columns share the width, each line wrapping in its cell."""
        count = max([len(table.columns), *(len(row) for row in (*table.head, *table.rows))])
        width = f"{0.97 / count:.3f}"
        align = {"l": r"\raggedright", "c": r"\centering", "r": r"\raggedleft"}
        columns = "".join(
            rf">{{{align[column]}\arraybackslash}}p{{\dimexpr{width}\linewidth-2\tabcolsep}}"
            for column in table.columns
        )
        rows = [" & ".join(rf"\textbf{{{self.latex(cell)}}}" for cell in row) for row in table.head]
        rule = [r"\hline"] if table.head else []
        # a bracket or a star behind the end of a row would be taken for its option
        written = [[self.latex(cell) for cell in row] for row in table.rows]
        body = [" & ".join("{}" + cell if cell[:1] in ("[", "*") else cell for cell in row) for row in written]
        head = [*(row + r" \\" for row in rows), *rule]
        caption = [rf"{self.latex(table.caption)}\par"] if table.caption else []
        opening, closing = rf"\begin{{tabular}}{{@{{}}{columns}@{{}}}}", r"\end{tabular}"
        if sum(map(len, body)) <= SHORT_TABLE:
            return Latex("\n".join([*caption, opening, *head, *(row + r" \\" for row in body), closing]))
        # the rows of a long one are lines of their own, so that it can break across pages
        lines = [f"{opening}\n{row}\n{closing}" for row in ["\n".join(head)] * bool(head) + body]
        return Latex("\n".join([*caption, "\\\\\n".join(lines) + r"\par"]))

    def entry(self, entry: model.Entry) -> Latex:
        """Write an entry inside another one's body, where no columns are: a promotion, a project."""
        entry = entry.printed()
        head: list[model.Inline] = [model.Strong(entry.role)] if entry.role else []
        for part in (entry.organisation, entry.place, entry.grade, entry.dates):
            if part:
                head += [", ", *part] if head else [*part]
        body = "\n\n" + self.latex(entry.body) if entry.body else ""
        return Latex(self.latex(tuple(head)) + body)


_INKLESS = re.compile(r"\\(?:hspace\{0pt\}|newline\{\}|[-,/])|[\s~]")
"""What may be written without being anything on a line."""
LONG_WORD = 40
"""Characters of a word that may need to break; the longest of a dictionary have fewer."""
MOST_TIES = 3
"""Ties in a row that an author may mean."""
_TIED = re.compile(r"(?:[^\s\u00a0]++\u00a0++){4,}[^\s\u00a0]*")
"""Words that are all tied together by an editor's mishap, and would be one line that never breaks."""
_LONG = re.compile(rf"([!-~\u00a1-\u02ff\u0370-\u1fff]{{{LONG_WORD + 1},}})")
_SHORT = re.compile(r".{1,20}", re.DOTALL)
SHORT_TABLE = 1000
"""Characters of a table that is kept on one page."""
LONG_CODE = 20
"""Characters of a code span that may need to break."""

BLOCKS = (
    model.Paragraph,
    model.Subsection,
    model.BulletList,
    model.OrderedList,
    model.DefinitionList,
    model.Quotation,
    model.CodeBlock,
    model.Table,
    model.Formula,
    model.PageBreak,
    model.Entry,
    model.Item,
    model.ItemWithComment,
    model.ListItem,
    model.ListPair,
    model.SideBySide,
    model.Columns,
    model.SkillMatrix,
    model.References,
)

_URL_SPECIALS = {"%": r"\%", "#": r"\#", "&": r"\&", "_": r"\_", "~": r"\string~"}


def url(address: str) -> str:
    """Write an address for `\\href` and the like: what TeX or a PDF reader might misread is percent-encoded."""
    encoded = quote(unicodedata.normalize("NFC", address), safe="!*();:@&=+,/?#%~-._")
    return "".join(_URL_SPECIALS.get(character, character) for character in encoded)


def bare_url(address: str) -> str:
    """Write an address without `https://`, as `\\homepage` and `\\social` take it."""
    return url(without_scheme(address))


def path(file: str) -> str:
    """Write a file's name for `\\includegraphics`."""
    # a name that starts with a pipe would be a command: keep nothing but letters, digits and harmless marks
    return re.sub(r"[^\w ./+@()=,-]", "", file)
