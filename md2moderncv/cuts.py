"""Where a line may be cut: at separators, where its typography changes, at brackets and at words such as `at`."""

from __future__ import annotations

import functools
import re
import unicodedata

from md2moderncv import evidence
from md2moderncv.grades import is_grade
from md2moderncv.places import is_great
from md2moderncv.technologies import is_technology
from md2moderncv.uncut import (
    goes_on,
    in_school,
    in_town,
    is_campus,
    is_remote,
    is_seat,
    is_town,
    names_owner,
    names_school,
    of_subject,
    parts_east,
    ranks,
)
from md2moderncv.words import alternation, columns, words

GLUE = " \n\t\u00a0\u3000,:;：，；、،؛|｜丨•·/‐‑‒–—―−-→⇒>~〜〉*_▪●■◆◦‣⋅∙"
"""What is left over beside a piece when a line is cut."""


@functools.lru_cache(4096)
def glue(text: str) -> str:
    """Give the characters that are no part of a piece at its ends: separators, and the pictograms in the text."""
    return GLUE + "".join({c for c in text if ord(c) > 0x20FF and unicodedata.category(c) in ("So", "Sk", "Mn", "Cf")})


PAIRS = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "〔": "〕", "［": "］"}
_DONE = r"(?:合格|取得|修了|認定|受賞|获得|通过)"
_COUNT = r"\d+\s*[級级点點位名人回期]"
_HAN = r"\u2e80-\u9fff\uff00-\uffef"
"""Chinese and Japanese characters: what writes no spaces between words."""
_STATE = r"(?:[A-Z]{2}|D\.C\.?)(?=\.?\s*(?:$|[,)|·•–—-]|\d{5}))"
_LEGAL = r"(?:Inc|Ltd|LLC|LLP|GmbH|AG|S\.?A|S\.?L|Corp|Co|PLC|Pty|B\.?V|Oy|AB|SE|KG|Jr|Sr)\b"
SEPARATORS = {
    "mark": r"\u3000{2,}|\s+-{4,}\s+|\s+::\s+|\s{3,}|\s+(?:~|»|>|→|⇒)\s+|"
    r"\s*[|｜丨／•·▪●◆‣⋅∙⚬◦○]\s*|[ \t]*\n\s*|\t+\s*|\s*[;；؛]\s+",
    "dash": r"\s+ー\s+|\s+(?:[‐-―−]|-{1,3}>?)\s+|\s*—\s*|\s+[-–](?=[^\W\d])|(?<=\w)–\s+|(?<=[^\W\d])-\s+(?=[A-Z])",
    "slash": r"(?<!\d)\s+//?\s+|\s+//?\s+(?!\d)|(?<=[^\W\d_]{3})/\s+(?=[A-Z])",
    "colon": r":\s+|：\s*",
    "comma": rf"\s*(?<!\d),(?!\d)(?!\s*{_LEGAL})(?!\s*{_STATE})|(?<=\d),\s+|\s*[，、،]\s*",
    "stop": r"(?:(?<=, [A-Z]{2})|(?<=[^\W\d_]{5})|(?<=[^\W\d_]{4}\))|(?<=\d\d\))|(?<=[”»\"])|(?<=[А-ЯЁ]{3}))\.\s+"
    r"(?=[^\W\d_])|。",
    "space": rf"(?<=[{_HAN}])\s+(?=\S)(?!{_DONE}|{_COUNT})"
    rf"|(?<=[^\s\d])\s+(?=[{_HAN}])(?!{_DONE})|(?<=公司)(?=[{_HAN}])",
}
"""What parts pieces, by the joint that it makes; a comma not in a number, and not before a legal form or a state."""
_BEFORE_STATE = re.compile(rf"\s*,\s*(?={_STATE})(?!\w+-\w)")
APOSTROPHES = "'’"
RANK = ("at", "te", "tail", "bracket", "mark", "dash", "colon", "slash", "stop", "comma", "in", "of", "space", "after")
"""Of two joints at one place the first counts."""


@functools.cache
def separators() -> list[tuple[str, re.Pattern[str]]]:
    """Give what parts pieces, by the joint that it makes, the words among it included."""
    at = alternation("line", "at")
    of, within = (
        "|".join(re.escape(word) + ("" if word[-1] in APOSTROPHES else r"\s+") for word in words("line", key))
        for key in ("of", "in")
    )
    patterns = {
        **SEPARATORS,
        "at": rf"\s+(?:{at})\s+(?:the\s+(?=[A-Z]))?|^(?i:{at})\s+|\s*(?<![\w.])@\s*|(?<=\w)@(?=[A-Z\u2e80-\ud7ff])",
        "te": rf"(?:^|\s+)(?:{alternation('line', 'town')})\s+(?=[A-Z])",
        "in": rf"\s+(?:{within})",
        "of": rf"\s+(?:{of})",
        "tail": rf"\s*[にをへ]?\s*(?=(?:中途)?(?:{alternation('line', 'tails')})(?:見込み?|予定)?(?:。|\s*$))",
    }
    return [(joint, re.compile(pattern)) for joint, pattern in patterns.items()]


@functools.lru_cache(1024)
def depths(text: str) -> tuple[int, ...]:
    """Count the brackets that are open before each character of a text, and at its end."""
    found, now = [0], 0
    closing = set(PAIRS.values())
    for character in text:
        now = now + 1 if character in PAIRS else max(0, now - 1) if character in closing else now
        found.append(now)
    return tuple(found)


def depth(text: str) -> int:
    """Count the brackets that are open at the end of a text."""
    return depths(text)[-1]


Cut = tuple[int, int, str, bool]
"""Start and end of a separator, the joint that it makes, and whether the typography changes there."""


def written(text: str) -> list[Cut]:
    """Find the separators outside brackets."""
    inside = depths(text)
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    found = [
        (m.start(), m.end(), joint, False)
        for joint, pattern in separators()
        for m in pattern.finditer(text)
        if (joint != "of" or names_school(text, m.start(), m.end()))
        and (joint != "in" or not goes_on(text, m.start(), m.end()))
        and (joint != "at" or not is_campus(text, m.start(), m.end()))
        and (joint != "space" or parts_east(text, m.start(), m.end()))
    ]
    found += [(m.start(), m.end(), "of", False) for m in of_subject().finditer(text) if in_school(text, *m.span())]
    found += [(m.start(), m.end(), "te", False) for m in in_town().finditer(text) if is_town(text, m.start(), m.end())]
    found += [(m.start(), m.end(), "comma", False) for m in _SLASH.finditer(text) if parts_town(text, *m.span())]
    states = _BEFORE_STATE.finditer(text)
    found += [(*m.span(), "comma", False) for m in states if names_owner(last_name(text[: m.start()]))]
    return [
        cut
        for cut in found
        if not inside[cut[0]]
        and not inside[cut[1]]
        and not ranks(text, cut)
        and not is_seat(text, cut)
        and not (cut[2] == "colon" and is_before_colon(last_name(text[: cut[0]])))
        and not (cut[2] == "comma" and in_list(text, cut))
        and not any(start < cut[0] and cut[1] < end for start, end in quoted)
    ]


_SLASH = re.compile(r"(?<=[^\W\d_])/(?=[A-Z])")


def parts_town(text: str, start: int, end: int) -> bool:
    """Tell whether a slash without spaces stands between an organisation and its place: `ESO/Paranal/Chile`."""
    name, where = last_name(text[:start]), re.split(r"\s[|•·–—-]\s|[|•·,;()\n]", text[end:])[0].strip()
    last = where.split("/")[-1]
    told = (
        evidence.is_country(last)
        or (is_great(last) and not last.isupper())
        or ("/" in where and evidence.is_state(last))
    )
    return told and "/" not in name and not evidence.place(name) and not is_technology(name) and not evidence.role(name)


def is_before_colon(name: str) -> bool:
    """Tell whether a colon behind a name parts nothing: it is a grade's, a remote place's, a label's, or a number's."""
    label = name.casefold() in columns() or name.casefold() in words("line", "theses")
    return bool(is_grade(name) or is_remote(name) or label or _NUMBERED.search(name))


def in_list(text: str, cut: Cut) -> bool:
    """Tell whether a comma stands in a list whose last part `and` joins: `Switching, Routing, and Networks`."""
    following = text[cut[1] :].lstrip()
    if _DEPARTMENT.search(text[: cut[0]]) and _LAST_TWO.match(following):
        return True  # `Department of Biodiversity, Conservation and Attractions`
    before = _CAPITALS.search(text[: cut[0]])
    if before and _CAPITALS.fullmatch(following):  # `category B, C`, `MIG, TIG`
        return not (evidence.balance(before[0]) or evidence.balance(following) or evidence.is_state(following))
    return bool(re.match(r"(?:and|&)\s", following) or re.match(r"[\w-]+(?: [\w-]+)?, (?:and|&)\s", following))


_DEPARTMENT = re.compile(
    r"\b(?:dept|department|ministry|faculty|school|institute|division|ministerio|ministério|faculté|facultad|faculdade)"
    r"\.?\s+(?:of|for|de)\s+[\w-]+$",
    re.IGNORECASE,
)
"""A department and the first subject that it is called after."""
_LAST_TWO = re.compile(r"[\w-]+ (?:and|&|et|y|e) [\w-]+")
_CAPITALS = re.compile(r"\b[A-Z]{1,4}$")
"""A few capitals at the end of a text."""
_NUMBERED = re.compile(r"^(?=[^\W\d_])(?!.*\b(?:19|20)\d\d$).*\s(?:\d+|[A-Z]{2,3}-\d+)$")
"""What a number stands behind: `Exam 487: Developing Web Services` is one name."""


def last_name(text: str) -> str:
    """Give what stands behind the last strong separator of a text."""
    return re.split(r"\s[|•·–—-]\s|[|•·,，、;(\n]", text)[-1].strip()


_QUOTED = re.compile("[“„«「『《][^“”„«»「」『』《》\n]{1,160}[”“»」』》]")
"""A title in quotation marks, which is one name."""


def stronger(first: str, second: str) -> str:
    """Give the joint of two that counts."""
    return min((first, second), key=lambda joint: RANK.index(joint) if joint in RANK else -1 if joint else len(RANK))


def joined(cuts: list[Cut]) -> list[Cut]:
    """Join cuts that touch or overlap; the stronger joint wins."""
    merged: list[Cut] = []
    for start, end, joint, styled in sorted(cuts):
        if merged and start <= merged[-1][1]:
            before = merged[-1]
            merged[-1] = (before[0], max(end, before[1]), stronger(before[2], joint), styled or before[3])
        else:
            merged.append((start, end, joint, styled))
    return [(s, e, joint or "mark", styled) for s, e, joint, styled in merged]
