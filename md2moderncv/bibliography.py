"""The bibliography files that a CV names: found, made harmless, and what they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from md2moderncv import model
from md2moderncv.bibtex import broken, tamed
from md2moderncv.diagnostics import Diagnostic, Source
from md2moderncv.messages import (
    bad_bibliography,
    bib_command,
    broken_bibliography,
    missing_bibliography,
    unknown_citation,
)

SAFE = re.compile(r"(?!\.|.*\.\.)[\w][\w./-]*\.bib", re.ASCII)
"""What TeX and biber read by its name: a file in the document's folder, or below it."""
ALLOWED = set(
    r"""emph textit textbf textsc textsuperscript textsubscript url href doi LaTeX TeX ss o O aa AA ae AE oe OE l L i j
    c v u H k r b d t dh DH th TH dj DJ ng NG textendash textemdash textquoteright textquoteleft textquotedblleft
    textquotedblright dots ldots slash newblock enquote mkbibquote relax noopsort bibinfo natexlab textcopyright
    textregistered texttrademark textdegree textmu
    alpha beta gamma delta epsilon theta lambda mu nu pi rho sigma tau phi
    chi psi omega Gamma Delta Theta Lambda Pi Sigma Phi Psi Omega times cdot pm leq geq to rightarrow infty sqrt frac
    mathrm mathbf mathit mathcal mathbb ell ensuremath circ sim approx ast star prime""".split()
)
"""Commands that titles and names are written with; whatever else a file says is printed as text."""
COMMAND = re.compile(r"\\([A-Za-z]+)\*?")
ENTRY = re.compile(r"^\s*@(\w+)\s*[{(]\s*([^\s,{}()=]+)\s*,", re.MULTILINE)
NO_ENTRIES = ("comment", "string", "preamble")


@dataclass(frozen=True, slots=True)
class Found:
    """What the files of a bibliography hold."""

    files: dict[str, bytes]
    """The content of each file, by the name that the document calls it by."""
    keys: frozenset[str]


def find(cv: model.Cv, folder: Path, source: Source) -> tuple[model.Cv, Found, list[Diagnostic]]:
    """Give a CV with the bibliography that is there, its files, and what is wrong with them."""
    asked = cv.bibliography
    if asked is None:
        return cv, Found({}, frozenset()), []
    reports: list[Diagnostic] = []
    files: dict[str, bytes] = {}
    keys: set[str] = set()
    for name in asked.files:
        at = source.find(name)
        if not SAFE.fullmatch(name):
            reports.append(bad_bibliography(name, at))
            continue
        try:
            text = Path(folder, name).read_text(encoding="utf-8")
        except (OSError, ValueError):
            reports.append(missing_bibliography(name, at))
            continue
        if broken(text):
            reports.append(broken_bibliography(name, at))
        clean, commands = cleaned(text)
        reports += [bib_command(name, command, at) for command in commands[:1]]
        files[name] = clean.encode()
        keys |= {match[2] for match in ENTRY.finditer(clean) if match[1].casefold() not in NO_ENTRIES}
    unknown = {key for cite in cites(cv) for key in cite.keys if key not in keys}
    if files:
        reports += [unknown_citation(key, source.find(f"@{key}")) for key in sorted(unknown)]
    kept = replace(asked, files=tuple(name for name in asked.files if name in files)) if keys else None
    return replace(cv, bibliography=kept), Found(files, frozenset(keys - unknown)), reports


def cites(cv: model.Cv) -> list[model.Cite]:
    """Give the citations in a CV."""
    return [part for part in model.walk(cv) if isinstance(part, model.Cite)]


def cleaned(text: str) -> tuple[str, list[str]]:
    """Give a BibTeX file in which no command but the allowed ones is left, and those that were printed as text."""
    found = [match[1] for match in COMMAND.finditer(text) if match[1] not in ALLOWED]
    text = tamed(text)
    text = COMMAND.sub(lambda m: m[0] if m[1] in ALLOWED else r"\textbackslash{}" + m[1], text)
    return re.sub(r"\^\^|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", " ", text), found


def without_unknown(cv: model.Cv, keys: frozenset[str]) -> model.Cv:
    """Give a CV in which citations of entries that are not there are text, and no list of none is left."""

    def made(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(made(item) for item in value if cv.bibliography or not isinstance(item, model.References))
        if isinstance(value, model.Cite) and not set(value.keys) <= keys:
            return value.text
        return model.rebuilt(value, made)

    return made(cv)  # type: ignore[no-any-return]


def style(name: str, folder: Path, source: Source) -> tuple[bytes, list[Diagnostic]]:
    """Give the CSL style of that name; pandoc's own where there is none, with a report where one was asked for."""
    if not name:
        return b"", []
    try:
        content = Path(folder, name).read_bytes() if re.fullmatch(r"(?!.*\.\.)\w[\w./-]*\.csl", name) else b""
    except OSError:
        content = b""
    # a dependent style names another one on the web, which is not fetched
    if b"<style" in content and b"independent-parent" not in content:
        return content, []
    return b"", [missing_bibliography(name, source.find(name))]
