"""Publications listed by pandoc's citeproc, in a CSL style: where biblatex is not wanted, or not there."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from md2moderncv import model
from md2moderncv.blocks import blocks
from md2moderncv.diagnostics import CvError
from md2moderncv.messages import parse_failed
from md2moderncv.pandoc import find
from md2moderncv.richtext import text

LONGEST_LINE = 200
"""Characters of what is quoted of pandoc's complaint."""


def listed(cv: model.Cv, files: Mapping[str, bytes], style: bytes, lang: str, pandoc: str) -> model.Cv:
    """Give a CV in which citations are text and the list of publications is paragraphs; raises `CvError`."""
    cites = list(dict.fromkeys(part for part in model.walk(cv) if isinstance(part, model.Cite)))
    with tempfile.TemporaryDirectory(prefix="md2moderncv-") as scratch:
        names = []
        for number, content in enumerate(files.values()):
            names.append(f"{number}.bib")
            Path(scratch, names[-1]).write_bytes(content)
        if style:
            Path(scratch, "style.csl").write_bytes(style)
        doc = document(cites, names, bool(style), lang)
        command = [find(pandoc), "--citeproc", "-f", "json", "-t", "json"]
        done = subprocess.run(command, input=json.dumps(doc).encode(), capture_output=True, cwd=scratch, check=False)
    if done.returncode:
        raise CvError([parse_failed(done.stderr.decode(errors="replace").strip().split("\n")[0][:LONGEST_LINE])])
    *shown, references = json.loads(done.stdout)["blocks"]
    written = {
        cite: text(paragraph["c"][0]["c"][1], lambda _: None) for cite, paragraph in zip(cites, shown, strict=True)
    }
    made: model.Cv = replaced(cv, written, blocks(references["c"][1], lambda _: None))
    return made


def document(cites: list[model.Cite], names: list[str], styled: bool, lang: str) -> dict[str, Any]:
    """Give the document that pandoc is asked with: a paragraph a citation, and the place for the list."""
    meta: dict[str, Any] = {
        "bibliography": {"t": "MetaList", "c": [{"t": "MetaString", "c": name} for name in names]},
        "lang": {"t": "MetaString", "c": lang},
        "nocite": {"t": "MetaInlines", "c": [citation(model.Cite(("*",)))]},
    }
    if styled:
        meta["csl"] = {"t": "MetaString", "c": "style.csl"}
    paragraphs = [{"t": "Para", "c": [citation(cite)]} for cite in cites]
    return {
        "pandoc-api-version": [1, 23],
        "meta": meta,
        "blocks": [*paragraphs, {"t": "Div", "c": [["refs", [], []], []]}],
    }


def citation(cite: model.Cite) -> dict[str, Any]:
    """Give pandoc's form of a citation."""
    last = len(cite.keys) - 1
    group = [
        {
            "citationId": key,
            "citationPrefix": [{"t": "Str", "c": cite.before}] if cite.before and index == 0 else [],
            "citationSuffix": [{"t": "Str", "c": f", {cite.after}"}] if cite.after and index == last else [],
            "citationMode": {"t": "NormalCitation"},
            "citationNoteNum": 0,
            "citationHash": 0,
        }
        for index, key in enumerate(cite.keys)
    ]
    return {"t": "Cite", "c": [group, []]}


def replaced(value: Any, written: Mapping[model.Cite, model.Text], references: model.Blocks) -> Any:
    """Give a model value with citations and the place of the list replaced by what pandoc made of them."""
    if isinstance(value, tuple):
        made: list[Any] = []
        for item in value:
            if isinstance(item, model.Cite):
                made += written.get(item, (item.text,))
            elif isinstance(item, model.References):
                made += references
            else:
                made.append(replaced(item, written, references))
        return tuple(made)
    return model.rebuilt(value, lambda part: replaced(part, written, references))
