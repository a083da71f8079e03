"""What a text says of how well something was done, or how long it took."""

from __future__ import annotations

import functools
import re

from md2moderncv.vocabulary import is_east
from md2moderncv.words import words

_GRADE = re.compile(
    r"(?:(?:nivel|nível|niveau|livello|level|stufe|poziom|úroveň|уровень|рівень|ниво)\s+(?:[abc]?\d|[abc]\d|i{1,3}\b).*|"
    r"cursando|en curso|em curso|em andamento|in corso|en cours|laufend|in progress|ongoing|concluíd[oa]|complet[oa]|"
    r"on hold|transferred|withdrawn|deferred|dropped out|not completed|not finished|"
    r"(?:credential|certificat\w*|licen[cs]e|registration|badge|diploma)\s*(?:id|no\.?|number|url|n[r°º]\.?)|"
    r"expir\w*|valid(?:ity| until| through)?|gültig bis|vence|vencimiento|validade|caducidad|scadenza|scade|"
    r"completed|finalizad[oa]|finished|pénsum cerrado|egresad[oa]|titulad[oa]|abgeschlossen|terminé|"
    r"(?:abschluss)?note|gesamtnote|mention|c?gpa|ipk|grade|final grade|average|schnitt|voto|votazione|nota|média|"
    r"ocena|średnia|оценка|"
    r"not ort|arvosana|betyg|cijfer|first.class|second.class|2[:.][12]|distinction|with (?:honou?rs|distinction)|"
    r"(?:summa |magna )?cum laude|取得(?:見込み?)?|合格|修了|認定|110/110|\d[.,]\d{1,2}(?:\s*/\s*\d.*)?)"
    r"\b.*|\d{1,3}(?:[.,]\d+)?\s?%|\d+\s*(?:pts|points|punkte|puntos|pontos|punti|点)\.?|\d{1,3}(?:[.,]\d+)?\s*(?:hp|ects|credits?|poäng|högskolepoäng|op|cp|lp|sp)|"
    r"(?:incomplete|unfinished|interrompid[oa]|trancad[oa]|abgebrochen|ohne abschluss|befejezetlen|incomplet[oa]|"
    r"inachevé|niet afgerond|не ?оконченное|незаконченное|keskeytetty|nedokončeno|niedokończone|yarım bırakıldı)",
    re.IGNORECASE,
)


@functools.cache
def _duration() -> re.Pattern[str]:
    units = "|".join(re.escape(unit) for unit in words("dates", "units") if len(unit) > 2 or is_east(unit))
    return re.compile(rf"\d+(?:[.,]\d+)?\s*\+?\s*(?:{units})(?:[\s,]+.{{1,12}})?", re.IGNORECASE)


def is_grade(text: str) -> bool:
    """Tell whether a text is a grade or how long something took: `Note 1,3`, `GPA 3.8/4.0`, `mention bien`, `3 ans`."""
    text = text.strip("()（） ")
    return len(text.split()) <= 6 and bool(_GRADE.fullmatch(text) or _duration().fullmatch(text))
