"""A letter: its front matter and its text to the model."""

from __future__ import annotations

import re
from typing import Any

from md2moderncv import model
from md2moderncv.blocks import blocks
from md2moderncv.canonical import Doc
from md2moderncv.language import guess
from md2moderncv.messages import no_recipient
from md2moderncv.metadata import picture
from md2moderncv.richtext import Report
from md2moderncv.values import rich, string, values
from md2moderncv.words import in_language, words

LONGEST_LINE = 80
"""Characters of a salutation, or of a close."""


def is_letter(meta: dict[str, Any]) -> bool:
    """Tell whether a document is a letter: its front matter names a recipient."""
    return "recipient" in meta


def letter(doc: Doc, report: Report) -> model.Letter:
    """Give the letter of a document; what its front matter does not say is taken from its text, or its language."""
    meta = doc["meta"]
    body = blocks(doc["blocks"], report)
    stated = {key: rich(meta.get(key), report) for key in ("opening", "closing")}
    opening, closing = stated["opening"], stated["closing"]
    if not opening and body and (said := salutation(body[0])):
        opening, body = said, body[1:]
    sender = " ".join(string(meta[key]) for key in ("firstname", "lastname", "name") if key in meta)
    if not closing:
        closing, body = close(body, sender)
    lang = string(meta["lang"])[:2] if "lang" in meta else guess(" ".join(model.strings((opening, body, closing))))
    name, *address = recipient(meta.get("recipient"), report) or [()]
    if not name:
        report(no_recipient())
    return model.Letter(
        name,
        tuple(address),
        rich(meta.get("date"), report),
        rich(meta.get("subject"), report),
        opening or (in_language("opening", lang),),
        closing or (in_language("closing", lang),),
        picture(meta.get("signature"), report),
        tuple(rich(value, report) for key in ("enclosures", "enclosure") for value in values(meta.get(key))),
        rich(meta.get("postscript"), report),
        body,
    )


def recipient(value: Any, report: Report) -> list[model.Text]:
    """Give the lines of a recipient: of a list, of a map in its order, or of a text with line breaks."""
    if value is None:
        return []
    parts = list(value["c"].values()) if value["t"] == "MetaMap" else values(value)
    flat = [inner for part in parts for inner in values(part)]
    lines: list[model.Text] = []
    for part in flat:
        line: list[model.Inline] = []
        for inline in (*rich(part, report), model.LineBreak()):
            if isinstance(inline, model.LineBreak):
                lines.append(tuple(line))
                line = []
            else:
                line.append(inline)
    return [line for line in lines if line]


def salutation(block: model.Block) -> model.Text:
    """Give the text of a block that opens a letter, a short line that ends in a comma or the like; else nothing."""
    if not isinstance(block, model.Paragraph):
        return ()
    text = model.plain(block.content).strip()
    return block.content if len(text) <= LONGEST_LINE and text.endswith((",", "!", ":", "，", "：")) else ()


def close(body: model.Blocks, sender: str = "") -> tuple[model.Text, model.Blocks]:
    """Give the close of a letter, and the text without it and without the sender's name below it.

    What stands below it and is no name stays: below the close, on lines of their own.
    """
    for count in (1, 2, 3):
        block = body[-count] if len(body) > count else None
        if not isinstance(block, model.Paragraph):
            continue
        first, *rest = _lines(block.content)
        if not is_close(model.plain(first).strip()):
            continue
        below = [part.content for part in body[len(body) - count + 1 :] if isinstance(part, model.Paragraph)]
        kept = [text for text in (*rest, *below) if not is_signed(text, sender)]
        if len(below) < count - 1 or sum(len(model.plain(text)) for text in kept) > LONGEST_CLOSE:
            break
        return tuple(part for text in (first, *kept) for part in (model.LineBreak(), *text))[1:], body[:-count]
    return (), body


def is_close(text: str) -> bool:
    """Tell whether a line closes a letter: a short one that ends in a comma, or that begins as closes do."""
    folded = text.lower().replace("'", "’")
    if folded.startswith(tuple(word.replace("'", "’") for word in words("closings", "all"))):
        return len(text) <= LONGEST_CLOSE
    return len(text) <= LONGEST_LINE and text.endswith(",")


LONGEST_CLOSE = 140
"""Characters of a close that is a sentence, as in French."""


def is_signed(content: model.Text, sender: str) -> bool:
    """Tell whether a text is the sender's name, or can be nothing but a name where the sender is not known."""
    text = model.plain(content).strip()
    said, known = ({*re.findall(r"\w+", name.casefold())} for name in (text, sender))
    if known:
        return bool(said) and said <= known
    words_of = text.split()
    return 1 < len(words_of) <= 4 and all(re.fullmatch(r"[^\W\d_][\w'’.-]*", word) for word in words_of)


def signature(blocks: list[Any], report: Report) -> model.Text:
    """Give the name below the close of a letter that names no sender; nothing where there is none."""
    text = [part for part in blocks if part["t"] in ("Para", "Plain")]
    if len(text) < 2:
        return ()
    last = rich({"t": "MetaInlines", "c": text[-1]["c"]}, report)
    first, *rest = _lines(last)
    if rest and is_close(model.plain(first).strip()):
        last = rest[-1]
    return last if is_signed(last, "") else ()


def _lines(content: model.Text) -> list[model.Text]:
    """Cut rich text at its line breaks."""
    lines: list[list[model.Inline]] = [[]]
    for part in content:
        if isinstance(part, model.LineBreak):
            lines.append([])
        else:
            lines[-1].append(part)
    return [tuple(line) for line in lines]
