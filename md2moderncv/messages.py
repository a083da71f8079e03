"""The words of every diagnostic: one constructor a code, named after it; its docstring is what `explain` prints."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence

from md2moderncv.diagnostics import Diagnostic, Span


def empty_source() -> Diagnostic:
    """The source holds no text, or nothing but white space and comments."""
    return Diagnostic(
        "error",
        "empty-source",
        "the document is empty",
        None,
        "write your name as a heading, `# Ada Lovelace`, to start",
    )


def not_utf8(position: Span, byte: int) -> Diagnostic:
    """The source is not encoded in UTF-8, the one encoding that Markdown has.

    Many editors can save in another encoding (Save with Encoding: UTF-8); `iconv` converts a file.
    """
    message = f"the document is not UTF-8: byte 0x{byte:02x} is part of no character"
    return Diagnostic(
        "error", "not-utf8", message, position, "convert it, for instance with `iconv -f latin1 -t utf-8`"
    )


def bad_front_matter(problem: str, at: Span | None, language: str = "YAML") -> Diagnostic:
    """The block between the `---` lines at the head of the document is not valid YAML, or that between `+++` not TOML.

    A value with `: ` or ` #` in it, or one that starts with a special character such as `@`, `*` or `[`,
    must stand in quotes. In TOML every text must.
    """
    hint = 'put a value with special characters in quotes: `title: "Engineer: C#"`'
    if language == "TOML":
        hint = 'put every text in quotes: `title = "Engineer"`'
    message = f"the front matter is not valid {language}: {problem}"
    return Diagnostic("error", "bad-front-matter", message, at, hint)


def unknown_key(key: str, known: Iterable[str], at: Span | None) -> Diagnostic:
    """The front matter has a key that means nothing here; it is left out of the document."""
    return Diagnostic("warning", "unknown-key", f"unknown key `{key}` in the front matter", at, nearest(key, known))


def unknown_option(style: str, option: str, known: Sequence[str], at: Span | None) -> Diagnostic:
    """`style-options:` in the front matter names one that the style does not have; it is left out."""
    return Diagnostic(
        "warning", "unknown-option", f"the style {style} has no option `{option}`", at, nearest(option, known)
    )


def bad_value(key: str, value: str, hint: str, at: Span | None) -> Diagnostic:
    """The front matter gives a key a value that it does not take; the default is used."""
    return Diagnostic("warning", "bad-value", f"`{key}` can't be `{value}`", at, hint)


def unknown_section(title: str, known: Sequence[str], at: Span | None) -> Diagnostic:
    """`sections:` in the front matter names a section that the document does not have."""
    return Diagnostic("warning", "unknown-section", f"there is no section `{title}`", at, nearest(title, known))


def nearest(word: str, known: Iterable[str]) -> str:
    """Give the hint `did you mean …` for the nearest known word, or all the known words."""
    known = list(known)
    folded = {name.casefold(): name for name in known}
    near = [folded[name] for name in difflib.get_close_matches(word.casefold(), folded, 3, 0.6)]
    near.sort(
        key=lambda name: name[:1].casefold() != word.casefold()[:1]
    )  # a typing error is seldom in the first letter
    if near:
        return f"did you mean `{near[0]}`?"
    return "use one of " + ", ".join(f"`{name}`" for name in known) if known else "leave it out"


def no_name() -> Diagnostic:
    """No name was found: not as the first heading, not in the front matter, not as `Name: …`."""
    hint = "write it as the first heading, `# Ada Lovelace`, or as `name: Ada Lovelace` in the front matter"
    return Diagnostic("warning", "no-name", "the document names no person", None, hint)


def bad_date(written: str, at: Span | None) -> Diagnostic:
    """The dates of an entry can't be read; they are printed as they are, but can't be checked or sorted."""
    return Diagnostic("warning", "bad-date", f"`{written}` is not a date range", at, "write years, such as `2019-2021`")


def reversed_dates(written: str, at: Span | None) -> Diagnostic:
    """An entry ends before it starts."""
    return Diagnostic("warning", "reversed-dates", f"`{written}` ends before it starts", at, "swap the two dates")


def bad_email(written: str, at: Span | None) -> Diagnostic:
    """An e-mail address that no mail can reach; it is printed as it is."""
    return Diagnostic(
        "warning", "bad-email", f"`{written}` is not an e-mail address", at, "write it as `name@host.org`"
    )


def bad_link(target: str, at: Span | None) -> Diagnostic:
    """A link that does not lead to the web, to mail or to a telephone; its text is set without the link.

    A PDF link of another kind could start a program or open a file on the reader's machine.
    """
    hint = "use an address that starts with https://"
    return Diagnostic("warning", "bad-link", f"`{target}` is no address to link to", at, hint)


def missing_picture(path: str, at: Span | None) -> Diagnostic:
    """A picture's file is not there; its description is set instead, and the person goes without a photo."""
    hint = "write its path from the document's folder"
    return Diagnostic("warning", "missing-picture", f"there is no picture at `{path}`", at, hint)


def no_picture(what: str, at: Span | None) -> Diagnostic:
    """A picture of a kind that LaTeX can't set; its description is set instead."""
    hint = "use a PNG, JPEG or PDF file beside the document"
    return Diagnostic("warning", "no-picture", f"the picture `{what}` can't be set", at, hint)


def no_photo_slot(style: str, at: Span | None) -> Diagnostic:
    """The style has no place for a photo: banking, and the class's heads 3 and 6."""
    hint = "use another style, such as `classic`"
    return Diagnostic("warning", "no-photo-slot", f"the style {style} sets no photo", at, hint)


def no_style() -> Diagnostic:
    """The style is not in this machine's moderncv; the nearest one stands in its place."""
    hint = "update moderncv to 2.4 or later, or set the .tex elsewhere: it takes the style where it is"
    message = "this machine's moderncv has no style `contemporary`; `classic` is set"
    return Diagnostic("warning", "no-style", message, None, hint)


def no_option(option: str) -> Diagnostic:
    """This machine's moderncv does not know the option of the style; the style is set without it."""
    hint = "update moderncv to 2.4 or later, or set the .tex elsewhere: it takes the option where it is"
    message = f"this machine's moderncv has no option `{option}`; the style is set without it"
    return Diagnostic("warning", "no-option", message, None, hint)


def no_icons() -> Diagnostic:
    """Font Awesome, which has the icons that were asked for, is not installed; letters stand in their place."""
    hint = "install it (Debian: texlive-fonts-extra; tlmgr install fontawesome5), or use `icons: auto`"
    return Diagnostic("warning", "no-icons", "Font Awesome is not installed; letters are set", None, hint)


def no_font(name: str, reason: str, at: Span | None) -> Diagnostic:
    """The font that was asked for can't be had; the document is set in Latin Modern."""
    hint = "see `fc-list : family` for the fonts of this machine"
    return Diagnostic("warning", "no-font", f"the font `{name}` {reason}", at, hint)


def missing_bibliography(name: str, at: Span | None) -> Diagnostic:
    """A file that `bibliography:` names is not there, or is not UTF-8; its publications are not listed."""
    hint = "write its path from the document's folder"
    return Diagnostic("warning", "missing-bibliography", f"there is no bibliography at `{name}`", at, hint)


def bad_bibliography(name: str, at: Span | None) -> Diagnostic:
    """A bibliography has a name that biber or TeX would not read: it lies elsewhere, or is no `.bib` file."""
    hint = "put a file such as `refs.bib` beside the document"
    return Diagnostic("warning", "bad-bibliography", f"the bibliography `{name}` can't be read", at, hint)


def broken_bibliography(name: str, at: Span | None) -> Diagnostic:
    """A brace in a bibliography is never closed: the entry in which it stands, at least, is left out."""
    hint = "look for an entry without its last `}`"
    return Diagnostic("warning", "broken-bibliography", f"an entry of `{name}` never ends", at, hint)


def bib_command(name: str, command: str, at: Span | None) -> Diagnostic:
    """A bibliography holds a TeX command that titles and names are not written with; it is printed as text."""
    hint = f"remove `\\{command}` from it"
    return Diagnostic("warning", "bib-command", f"`{name}` holds the TeX command `\\{command}`", at, hint)


def unknown_citation(key: str, at: Span | None) -> Diagnostic:
    """A citation `[@key]` names an entry that no bibliography of the document has; it is printed as it is."""
    return Diagnostic("warning", "unknown-citation", f"there is no entry `{key}` in the bibliography", at, "")


def no_biber() -> Diagnostic:
    """Biber or biblatex is not installed: pandoc lists the publications, without groups."""
    hint = "install them (Debian: biber, texlive-bibtex-extra; tlmgr install biber biblatex)"
    return Diagnostic("note", "no-biber", "without biber, pandoc lists the publications", None, hint)


def no_recipient() -> Diagnostic:
    """A letter names nobody whom it goes to."""
    hint = "write `recipient: [Name, Street, Town]` in its front matter"
    return Diagnostic("warning", "no-recipient", "the letter names no recipient", None, hint)


def no_sender() -> Diagnostic:
    """A letter that goes alone says nothing of who wrote it.

    Its front matter takes the person's keys as a CV's does. Where the CV names the letter, `letter: letter.md`, both
    are set from the CV, and the person stands there only.
    """
    hint = "write `name:` and the like in its front matter, or set the CV with `letter:` in its own"
    return Diagnostic("warning", "no-sender", "the letter names no sender", None, hint)


def missing_letter(name: str, reason: str, at: Span | None) -> Diagnostic:
    """The file that `letter:` names can't be read; the CV is set without it."""
    hint = "write its path from the document's folder"
    return Diagnostic("warning", "missing-letter", f"the letter `{name}` {reason}", at, hint)


def bad_template(where: str, problem: str) -> Diagnostic:
    """A template of the author's can't be filled: its language is Jinja's, with `%:` and `\\VAR{…}`."""
    hint = "`md2moderncv templates eject FOLDER` copies the built-in ones, which work"
    return Diagnostic("error", "bad-template", f"the template {where} fails: {problem}", None, hint)


def header_dropped(at: Span | None) -> Diagnostic:
    """`header-includes:` is TeX, and text is never code unless the command line says so; it is left out."""
    hint = "run with `--raw-tex` if you trust it"
    return Diagnostic("note", "header-dropped", "`header-includes` is left out", at, hint)


def raw_tex(command: str, at: Span | None) -> Diagnostic:
    """A TeX command in the source is printed as text: text is never code."""
    hint = "remove it, or write what it stands for in Markdown"
    return Diagnostic("warning", "raw-tex", f"the TeX command `{command}` is printed as text", at, hint)


def missing_character(character: str, at: Span | None, letter: bool = True) -> Diagnostic:
    """No installed font has a character of the document: a letter would leave a hole, a sign or emoji is left out."""
    name = unicodedata.name(character, "unnamed character")
    message = f"no installed font has `{character}` (U+{ord(character):04X} {name.lower()})"
    hint = "install a font that has it (Debian: fonts-noto-core, fonts-noto-cjk, fonts-symbola), or replace it"
    return Diagnostic("error" if letter else "warning", "missing-character", message, at, hint)


def engine_cannot(engine: str, characters: Sequence[str], at: Span | None) -> Diagnostic:
    """The engine that was asked for can't set some characters of the document; `at` is where the first stands."""
    first = f"`{characters[0]}` (U+{ord(characters[0]):04X})"
    others = len(characters) - 1
    message = f"{engine} can't set {first}" + (f" and {others} more characters" if others else "")
    return Diagnostic("error", "engine-cannot", message, at, "use `engine: auto` or `engine: lualatex`")


def too_deep(at: Span | None = None) -> Diagnostic:
    """Lists or quotes are nested deeper than any reader could follow, and than TeX can set."""
    return Diagnostic("error", "too-deep", "lists or quotes are nested too deep", at, "nest them at most fifty deep")


def no_program(name: str, hint: str) -> Diagnostic:
    """A program that is needed is not installed, or not on the PATH."""
    return Diagnostic("error", "no-program", f"the program `{name}` is not there", None, hint)


def machinery_dropped(mark: str, count: int, at: Span) -> Diagnostic:
    """Marks of a site generator, such as `{% include … %}`, `{{ page.title }}` or `{: .date}`, are left out."""
    more = f" and {count - 1} more" if count > 1 else ""
    return Diagnostic("note", "machinery-dropped", f"the template mark `{mark}`{more} is left out", at, "")


def undefined_link(label: str, at: Span) -> Diagnostic:
    """A link by reference, `[Acme][acme]`, has no line `[acme]: https://…` anywhere; it is set as it is written."""
    hint = f"define it on a line of its own: `[{label}]: https://…`"
    return Diagnostic("warning", "undefined-link", f"the link reference `{label}` is not defined", at, hint)


def ambiguous_date(written: str, assumed: str, at: Span | None) -> Diagnostic:
    """A date such as `2007-11` may be a month or two years; the first of them is reported, with what was assumed."""
    parts = re.search(r"(\d\d)(\d\d)[/–-](\d\d)", written)
    century, year, month = parts.groups() if parts else ("20", "07", "11")
    hint = f"write `{month}/{century}{year}` for the month, or `{century}{year}–{century}{month}` for the years"
    return Diagnostic("note", "ambiguous-date", f"`{written}` is read as {assumed}", at, hint)


def unreadable_date(written: str, meant: str, at: Span | None) -> Diagnostic:
    """Beside the dates of an entry stands what is nearly one, `Marhc 2021` or `13/2020`; it is set as it is written."""
    hint = f"did you mean `{meant}`?" if meant else "months are numbers from 1 to 12"
    return Diagnostic("warning", "unreadable-date", f"`{written}` is not read as a date", at, hint)


def gap(start: str, end: str, at: Span | None) -> Diagnostic:
    """Between two jobs more than three months are left out; told only when asked for."""
    return Diagnostic("note", "gap", f"nothing is said of the time from {start} to {end}", at, "")


def not_pandoc(program: str, reason: str) -> Diagnostic:
    """The program named by `--pandoc` or `$MD2MODERNCV_PANDOC` is no pandoc that can be used."""
    hint = "name a pandoc of version 2.17 or later, or none, for the embedded one"
    return Diagnostic("error", "not-pandoc", f"`{program}` is not pandoc: {reason}", None, hint)


def footnote_loop(label: str, at: Span) -> Diagnostic:
    """A footnote refers to itself, or to one that leads back to it; it would never end."""
    hint = "take the reference out of the footnote's text"
    return Diagnostic("error", "footnote-loop", f"the footnote `[^{label}]` refers to itself", at, hint)


def bad_picture(path: str, at: Span | None) -> Diagnostic:
    """A picture's file holds no PNG, JPEG or PDF, whatever its name says; its description is set instead."""
    hint = "save it as a PNG, JPEG or PDF file"
    return Diagnostic("warning", "bad-picture", f"the file `{path}` is no picture that TeX can set", at, hint)


def large_picture(path: str, at: Span | None) -> Diagnostic:
    """A picture has more dots on a side than TeX can measure, or is very much longer than wide: it is left out."""
    hint = "make it smaller: no side over 14000 dots, none 50 times the other"
    return Diagnostic("warning", "large-picture", f"the picture `{path}` is too large for TeX", at, hint)


def too_long_for_link() -> Diagnostic:
    """With its pictures the document is longer than a link can be; `--open` uses a form, which may be longer."""
    hint = "add `--open`, or write `-o cv.zip` and upload it to Overleaf"
    return Diagnostic("error", "too-long-for-link", "the document is too long for a link", None, hint)


def not_now(said: str) -> Diagnostic:
    """While a document is watched its file was gone, or the PDF could not be written; it is tried again at a change."""
    return Diagnostic("error", "not-now", said, None, "")


def parse_failed(said: str) -> Diagnostic:
    """Pandoc could not read the source."""
    return Diagnostic("error", "parse-failed", f"pandoc can't read the document: {said}", None, "")
