"""Which language a CV is written in: as its front matter says, else by its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter

from md2moderncv import model
from md2moderncv.words import tables

SCRIPTS = {
    "el": "\u0370-\u03ff",
    "he": "\u0590-\u05ff",
    "ar": "\u0600-\u06ff",
    "hi": "\u0900-\u097f",
    "th": "\u0e00-\u0e7f",
    "ka": "\u10a0-\u10ff",
    "hy": "\u0530-\u058f",
    "ko": "\uac00-\ud7af",
    "ja": "\u3040-\u30ff",
    "zh": "\u4e00-\u9fff",
}
"""Scripts that tell the language, or the likeliest one; Japanese before Chinese, whose characters it shares."""
SHARE = 0.15
"""Share of a script's letters from which a document is written in it."""


PERSIAN = 0.05
"""The same for the letters that Arabic does not have."""


def of(cv: model.Cv) -> str:
    """Give the code of the language of a CV: `de`, `pt`, …; English where nothing tells."""
    if cv.look.lang:
        return re.split(r"[-_]", cv.look.lang)[0].casefold()
    letter = cv.letter if cv.letter and not (cv.preface or cv.sections) else None
    said = (letter.opening, letter.body, letter.closing) if letter else (cv.person.title, cv.preface, cv.sections)
    return guess(" ".join(model.strings(said)))


RIGHT_TO_LEFT = {"he": "Hebrew", "yi": "Hebrew", "ar": "Arabic", "fa": "Arabic", "ur": "Arabic"}
"""Set from the right, with the script that each is written in; so are the columns of the class's tables."""
FROM_THE_RIGHT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def babel(code: str, engine: str, both_ways: bool = False) -> str:
    """Give the options by which babel sets a language with its own words; empty where it need not, or cannot.

    `provide=*` takes them from CLDR’s files, which every TeX Live has, and leaves the class’s commands alone.
    `both_ways`: words of the text run from the right.
    """
    name = tables()["babel"].get(code, "english" if both_ways else "")
    if not name or (engine == "pdflatex" and (code == "vi" or code in RIGHT_TO_LEFT)):
        return ""
    options = [f"{name},provide=*"]
    if engine != "pdflatex" and (both_ways or code in RIGHT_TO_LEFT):
        options = ["bidi=basic", *(["layout=tabular"] if code in RIGHT_TO_LEFT else []), *options]
    return ",".join(options)


def runs_both_ways(cv: model.Cv) -> bool:
    """Tell whether a CV holds words that run from the right."""
    return any(FROM_THE_RIGHT.search(text) for text in model.strings(cv))


ADDRESS = re.compile(r"\S*(?:://|@|\w\.\w{2})\S*")
"""What holds no words of a language: `com` is one of Portuguese."""


def guess(text: str) -> str:
    """Give the code of the likeliest language of a text."""
    letters = len(re.findall(r"[^\W\d_]", text)) or 1
    if len(re.findall("[پچژگکی]", text)) / letters > PERSIAN:
        return "fa"
    for code, script in SCRIPTS.items():
        if len(re.findall(f"[{script}]", text)) / letters > SHARE:
            return code
    words = Counter(re.findall(r"[^\W\d_]+", ADDRESS.sub(" ", text.casefold())))
    scores = {
        code: sum(words[word.strip()] for word in listed.split(",")) for code, listed in tables()["languages"].items()
    }
    best = max(scores, key=lambda code: (scores[code], code == "en"))
    told = [word for listed in tables()["languages"][best].split(",") if (word := listed.strip()) in words]
    sure = len(told) > 1 or any(len(word) > 2 or not word.isascii() for word in told)  # `a` is a word of many
    return best if sure else "en"
