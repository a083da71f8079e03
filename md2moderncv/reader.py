"""Read: canonical CV AST to Cv; the one judge of what a CV must have."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from md2moderncv import language, model
from md2moderncv.arrangement import arranged
from md2moderncv.blocks import blocks, line_of
from md2moderncv.canonical import Doc
from md2moderncv.diagnostics import CvError, Diagnostic
from md2moderncv.letters import is_letter, letter, signature
from md2moderncv.messages import empty_source, header_dropped, no_name, no_sender
from md2moderncv.metadata import bibliography, look, person, warn_unknown
from md2moderncv.names import split_name
from md2moderncv.richtext import Report, at, text
from md2moderncv.sectioning import folded, subject
from md2moderncv.values import string
from md2moderncv.words import in_language


def trusted(tree: Any) -> Any:
    """Give an AST whose raw TeX is to be set as TeX: a kind of its own, which no parser makes."""
    if isinstance(tree, list):
        return [trusted(value) for value in tree]
    if not isinstance(tree, dict):
        return tree
    if tree.get("t") in ("RawInline", "RawBlock") and tree["c"][0] in ("tex", "latex"):
        return {**tree, "t": "Tex", "c": tree["c"][1]}
    return {key: trusted(value) for key, value in tree.items()}


YES = ("true", "yes", "on")


def read(doc: Doc, raw_tex: bool = False) -> tuple[model.Cv, list[Diagnostic]]:
    """Give the CV of a canonical CV AST and what there is to say of it; raises `CvError` if it holds nothing.

    `raw_tex`: what is marked as TeX is TeX, and no text.
    """
    diagnostics: list[Diagnostic] = []
    report = diagnostics.append
    meta = doc["meta"]
    if raw_tex:
        doc = {**doc, "blocks": trusted(doc["blocks"])}
    elif "header-includes" in meta:
        report(header_dropped(at(meta["header-includes"])))
    warn_unknown(meta, report)
    if is_letter(meta):
        cv = model.Cv(person(meta, report), look(meta, report), letter=letter(doc, report))
        if not (cv.person.firstname or cv.person.lastname):
            given, family = split_name(model.plain(signature(doc["blocks"], lambda _: None)))
            cv = replace(cv, person=replace(cv.person, firstname=given, lastname=family))
        if not (cv.person.firstname or cv.person.lastname):
            report(no_sender())
        return cv, diagnostics
    preface, sections = _sections(doc["blocks"], report)
    if "sections" in meta:
        sections = arranged(sections, meta["sections"], report)
    listed = bibliography(meta, report)
    bare = model.Cv(look=look(meta, report), preface=preface, sections=sections, bibliography=listed)
    cv = replace(bare, person=person(meta, report, language.of(bare)))
    if "letter" in meta:
        first = string(meta["letter-first"]).casefold() in YES if "letter-first" in meta else False
        cv = replace(cv, letter_file=string(meta["letter"]), letter_first=first)
    if listed:
        cv = with_references(cv)
    if cv.person == model.Person() and not (preface or sections):
        raise CvError([empty_source()])
    if not (cv.person.firstname or cv.person.lastname):
        report(no_name())
    return cv, diagnostics


def with_references(cv: model.Cv) -> model.Cv:
    """Give a CV with a place for its publications: the author's, an empty section of theirs, or one at the end."""
    if any(isinstance(part, model.References) for part in model.walk(cv)):
        return cv
    for index, section in enumerate(cv.sections):
        empty = all(isinstance(block, model.PageBreak) for block in section.blocks)
        if empty and subject(folded(model.plain(section.title))) == "publications":
            filled = replace(section, blocks=(model.References(), *section.blocks))
            return replace(cv, sections=(*cv.sections[:index], filled, *cv.sections[index + 1 :]))
    title = in_language("publications", language.of(cv))
    return replace(cv, sections=(*cv.sections, model.Section((title,), (model.References(),))))


def _sections(values: list[Any], report: Report) -> tuple[model.Blocks, tuple[model.Section, ...]]:
    """Cut a document at its headings of level 1 into what stands before the first, and the sections."""
    starts = [i for i, block in enumerate(values) if block["t"] == "Header" and block["c"][0] == 1]
    ends = [*starts[1:], len(values)][: len(starts)]
    preface = blocks(values[: starts[0] if starts else len(values)], report)
    sections = tuple(
        model.Section(
            text(values[start]["c"][2], report), blocks(values[start + 1 : end], report), line_of(values[start])
        )
        for start, end in zip(starts, ends, strict=True)
    )
    return preface, sections
