"""The road: source, AST, canonical CV AST, Cv, .tex, PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from md2moderncv import bibliography, language, letters, model, pictures
from md2moderncv.canonical import Doc
from md2moderncv.choices import STYLE_OPTIONS
from md2moderncv.diagnostics import CvError, Diagnostic, Source, errors
from md2moderncv.engine import Engine, choose
from md2moderncv.files import decode
from md2moderncv.front_matter import VERBATIM
from md2moderncv.messages import missing_letter, no_biber, no_photo_slot, too_deep
from md2moderncv.misread import unreadable
from md2moderncv.model import Cv, Look, strings, translated
from md2moderncv.notes import notes
from md2moderncv.pandoc import parse
from md2moderncv.reader import read
from md2moderncv.timeline import ambiguous
from md2moderncv.writer import NONE, Templates, write

if TYPE_CHECKING:
    from md2moderncv.latexmk import Build


@dataclass(frozen=True, slots=True)
class Document:
    """A LaTeX document, the CV that it was written from, and what there is to say of it."""

    cv: Cv
    tex: str
    engine: Engine
    pictures: dict[model.Path, Path]
    """The file of each picture that the document names."""
    bibliography: dict[str, bytes]
    """The content of each file of publications that it names, made harmless."""
    others: tuple[Path, ...]
    """The other files that it was made from: the letter, publications, templates."""
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line chooses; an empty choice leaves it to the front matter."""

    pandoc: str = ""
    style: str = ""
    color: str = ""
    engine: str = ""
    date_format: str = ""
    settings: tuple[tuple[str, str], ...] = ()
    """Other keys of the look, each with its value as one would write it in the front matter."""
    templates: Templates = NONE
    raw_tex: bool = False
    """What the source marks as TeX is TeX."""


def understood(source: Source, pandoc: str = "") -> tuple[Cv, list[Diagnostic]]:
    """Give the CV of a source, and what there is to say of it; raises `CvError`."""
    return judged(source, parse(source, pandoc))


def judged(source: Source, doc: Doc, raw_tex: bool = False) -> tuple[Cv, list[Diagnostic]]:
    """Give the CV of a canonical AST, and what there is to say of it; raises `CvError`."""
    try:
        cv, diagnostics = read(doc, raw_tex)
    except RecursionError:
        raise CvError([too_deep()]) from None
    return cv, diagnostics + notes(source) + ambiguous(cv) + unreadable(cv, source)


def to_latex(source: Source, folder: Path, options: Options = Options(), biblatex: bool = True) -> Document:
    """Give the LaTeX document of a source whose pictures lie in `folder`; raises `CvError`.

    `biblatex`: whether publications may be left to it, or pandoc has to list them.
    """
    doc = parse(source, options.pandoc)
    cv, diagnostics = judged(source, doc, options.raw_tex)
    includes = doc["meta"][VERBATIM]["c"] if options.raw_tex and VERBATIM in doc["meta"] else ""
    cv = chosen(cv, options)
    if options.date_format:
        from md2moderncv.reprint import reprinted

        cv = reprinted(cv, options.date_format)
    if cv.letter_file:
        cv, unwritten = with_letter(cv, folder, source, options.pandoc)
        diagnostics += unwritten
    cv, sources, unlisted = bibliography.find(cv, folder, source)
    diagnostics += unlisted
    if cv.bibliography and (cv.bibliography.csl or not biblatex):
        style, unread = bibliography.style(cv.bibliography.csl, folder, source)
        diagnostics += unread if cv.bibliography.csl else [no_biber()]
        cv = by_citeproc(cv, sources.files, style, options.pandoc)
    else:
        cv = bibliography.without_unknown(cv, sources.keys)
    files, unset_pictures = pictures.find(cv, folder, source)
    cv = pictures.without(cv, {path for path in strings(cv) if isinstance(path, model.Path) and path not in files})
    besides = "".join(content.decode() for content in sources.files.values()) if cv.bibliography else ""
    engine, unset = choose(cv, source, besides)
    diagnostics += unset + unset_pictures
    cv = translated(cv, dict.fromkeys(map(ord, engine.unset), "")) if engine.unset else cv
    if cv.person.photo and no_photo(cv.look):
        diagnostics.append(no_photo_slot(cv.look.style, source.find(cv.person.photo)))
    if errors(diagnostics):
        raise CvError(diagnostics)
    name = Path(source.name).name if source.name != "<stdin>" else ""
    job = Path(name).stem if name else "cv"
    tex = write(cv, engine, name or "line", job, options.templates, includes)
    return Document(
        cv, tex, engine, files, sources.files, read_besides(cv, sources.files, folder, options), tuple(diagnostics)
    )


def no_photo(look: Look) -> bool:
    """Tell whether a look has no place for a photo."""
    return look.style == "banking" or (look.style == "empty" and look.head in (3, 6))


def rewritten(document: Document, cv: Cv, source: Source, options: Options) -> str:
    """Give the LaTeX of a document whose pictures have other names."""
    doc = parse(source, options.pandoc) if options.raw_tex else {"meta": {}}
    includes = doc["meta"][VERBATIM]["c"] if VERBATIM in doc["meta"] else ""
    return write(cv, document.engine, Path(source.name).name, "cv", options.templates, includes)


def read_besides(cv: Cv, listed: Iterable[str], folder: Path, options: Options) -> tuple[Path, ...]:
    """Give the files that a document is made from besides its source and its pictures."""
    names = [*listed, *([cv.letter_file] if cv.letter else [])]
    own = options.templates
    templates = [own.file] if own.file else []
    return (
        *(folder / name for name in names if name),
        *templates,
        *sorted(own.folder.glob("*.tex") if own.folder else []),
    )


def with_letter(cv: Cv, folder: Path, source: Source, pandoc: str) -> tuple[Cv, list[Diagnostic]]:
    """Give a CV with the letter from the file that it names; what is said of that file has no place in this one."""
    name, at = cv.letter_file, source.find(cv.letter_file)
    file = folder / name
    try:
        text = decode(file.read_bytes(), name) if file.is_file() else None
        doc = parse(text, pandoc) if text else None
    except (OSError, ValueError):
        doc = None
    except CvError as error:
        return cv, [missing_letter(name, f"can't be read: {error}", at)]
    if doc is None:
        return cv, [missing_letter(name, "is not there", at)]
    said: list[Diagnostic] = []
    letter = letters.letter({**doc, "meta": doc["meta"]}, said.append)
    return replace(cv, letter=letter), [elsewhere(one, name) for one in said]


def elsewhere(diagnostic: Diagnostic, name: str) -> Diagnostic:
    """Give a diagnostic of another file than the source."""
    line = f" in line {diagnostic.span.line}" if diagnostic.span else ""
    return replace(diagnostic, message=f"`{name}`{line}: {diagnostic.message}", span=None)


def by_citeproc(cv: Cv, files: dict[str, bytes], style: bytes, pandoc: str) -> Cv:
    """Give a CV whose publications pandoc lists."""
    from md2moderncv.citeproc import listed

    return replace(listed(cv, files, style, language.of(cv), pandoc), bibliography=None)


def chosen(cv: Cv, options: Options) -> Cv:
    """Give the CV with the look that the command line asks for; raises `ValueError` for what can't be."""
    asked = dict(options.settings) | {
        name: value for name in ("style", "color", "engine") if (value := getattr(options, name))
    }
    if not asked:
        return cv
    from md2moderncv.schema import decoded

    look = replace(cv.look, **{key.replace("-", "_"): decoded(key, value) for key, value in asked.items()})
    known = STYLE_OPTIONS[look.style]
    return replace(cv, look=replace(look, style_options=tuple(o for o in look.style_options if o in known)))


def to_zip(source: Source, folder: Path, options: Options) -> tuple[bytes, Document]:
    """Give an archive of the LaTeX document of a source and the files that it names; raises `CvError`."""
    from md2moderncv.bundle import bundle

    document = to_latex(source, folder, options)
    cv, files = pictures.named(document.cv, document.pictures)
    tex = document.tex if cv == document.cv else rewritten(document, cv, source, options)
    job = re.sub(r"[^\w.-]+", "-", Path(source.name).stem, flags=re.ASCII).strip("-.") or "cv"
    return bundle(job, tex, document.engine.name, {**files, **document.bibliography}), document


def to_pdf(source: Source, folder: Path, options: Options, build: Build) -> tuple[bytes, Document]:
    """Give the PDF of a source, with the LaTeX document that it was made from; raises `CvError`."""
    from md2moderncv.latexmk import has_biber, typeset

    document = to_latex(source, folder, options)
    if document.cv.bibliography and not has_biber():
        document = to_latex(source, folder, options, biblatex=False)
    cv, files = pictures.named(document.cv, document.pictures)
    # the same document, but for the names of pictures that TeX would not read where they are
    tex = document.tex if cv == document.cv else rewritten(document, cv, source, options)
    pdf, degraded = typeset(tex, document.engine.name, {**files, **document.bibliography}, source, build)
    return pdf, replace(document, diagnostics=(*document.diagnostics, *degraded))
