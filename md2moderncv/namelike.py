"""What in a line can be a person's name, and what calls the document a CV."""

from __future__ import annotations

import functools
import re
import unicodedata

from md2moderncv import evidence
from md2moderncv.cuts import depth
from md2moderncv.dates import find
from md2moderncv.inlines import Inline, cut, cut_apart, inkless, plain, strip, unwrap
from md2moderncv.pieces import at_commas, strong
from md2moderncv.sectioning import is_usual
from md2moderncv.technologies import is_technology
from md2moderncv.vocabulary import is_east
from md2moderncv.words import alternation, labels, words

Line = list[Inline]


@functools.cache
def greeting() -> re.Pattern[str]:
    """Match what somebody says before their own name: `👋 Hi, I am`, `Hola, soy`, `Mein Name ist`.

    One word counts behind a greeting only: `Sou` and `Sono` are names, too.
    """
    greeted = rf"(?:{alternation('person', 'greetings')})\W+(?:{alternation('person', 'introductions')}|i['’]?m)"
    longer = [re.escape(word) for word in words("person", "introductions") if " " in word or is_east(word)]
    alone = rf"{'|'.join(longer)}|i['’]m|im|soy|я|(?:sono|sou)(?=\s\S+\s+\S)"
    return re.compile(rf"^\W*(?:{greeted}|{alone})\s+", re.IGNORECASE)


PARTICLES = "van von de der den del della di da dos du la le ter zu bin al el ibn y e af av i".split()


ACADEMIC = re.compile(
    r"^(?:(?:(?:Prof|Dr|Mag|Mgr|Bc|Ing|Dipl|MUDr|PhDr|RNDr|JUDr|Doc|Mr|Mrs|Ms|Eng|Engº|Lic|Arq|Sr|Sra|Rev|inż|hab|med|rer|nat|phil)(?:[.ª](?:-\w+\.?)?|-\w+\.?|(?=\s)))\s*)+",
)
"""What stands before a name and is no part of it."""


def document_title() -> re.Pattern[str]:
    """Match what calls the document a CV, at the start or the end of a heading."""
    listed = alternation("sections", "document")
    east = "|".join(re.escape(word) for word in words("sections", "document") if ord(word[0]) > 0x2E80)
    return re.compile(
        rf"^(?:{listed})(?:\s+(?:of|von|de|di|för|for|od))?(?=\W|$)\W*|(?:['’]s)?[^\w()（）]+(?:{listed})(?:\s+[-–—|:]\s+\w+)?$"
        rf"|\s*的?\s*(?:个人)?(?:{east})$",
        re.IGNORECASE,
    )


def looks_like_name(text: str, sure: bool = False) -> bool:
    """Tell whether a text can be a person's name; `sure`: nothing else speaks for it, so it has to have two parts."""
    text = re.sub(r",\s*\S+(?:\s\S+)?$|[(（].*[)）]\s*$", "", text).strip(' .,·*_“”"')
    if text.startswith("["):
        return False
    text = _NICKNAME.sub(" ", re.sub(r"^[^\w]+", "", text))
    text = re.sub(r"\b(?:junior|senior|jr|sr)\b\.?", "", ACADEMIC.sub("", text), flags=re.IGNORECASE)
    tokens = text.split()
    if any(unicodedata.category(c) == "So" for c in text) and sure is False and len(tokens) < 3:
        return False
    if not 1 <= len(tokens) <= 6 or re.search(r"[\d:：|@/\\{}<>=+#?!;_]", text) or is_usual(text.casefold()):
        return False
    if text.casefold() in words("sections", "pages") or not _papers().isdisjoint(text.casefold().split()):
        return False
    if (evidence.role(text) and not is_called_after_trade(tokens)) or evidence.great_place(text):
        return False
    if evidence.organisation(text) and (len(tokens) != 2 or evidence.organisation(tokens[0])):
        return False
    if len(tokens) > 1 and tokens[-1].islower() and tokens[-1] not in PARTICLES:
        return False
    letters = re.sub(r"\s", "", text)
    if re.fullmatch(r"[\u2e80-\ud7ff·・\s]+", text):
        return east_asian(letters, spaced=len(tokens) == 2, sure=sure)
    if not sure:
        return text[:1].isupper() or len(tokens) > 1 or not text[:1].isascii()
    return len(tokens) >= 2 and all(t[:1].isupper() or t.casefold() in PARTICLES for t in tokens) and len(text) < 45


@functools.cache
def _papers() -> frozenset[str]:
    """Give the words that call a document or a kind of file, and are in no name: `PDF versions`, `CV Recherche`."""
    return frozenset(word for word in (*words("sections", "document"), *words("line", "files")) if " " not in word)


def is_called_after_trade(tokens: list[str]) -> bool:
    """Tell whether two words are a given name and a trade that people are called after, and no job: `Ada Porter`."""
    if len(tokens) != 2 or tokens[1].casefold() not in words("line", "trades") or not tokens[0][:1].isupper():
        return False
    return tokens[0].casefold() not in words("line", "of_trades") and not evidence.balance(tokens[0])


def says_fact(text: str) -> bool:
    """Tell whether a word of a text is one of a label, and the text no name: `Email Address`, `Marital Status`."""
    return not _fact_words().isdisjoint(text.casefold().split())


@functools.cache
def _fact_words() -> frozenset[str]:
    return frozenset(words("line", "fact_words")).union(*map(str.split, labels()))


_NICKNAME = re.compile(r"(?<=\w)\s+(?:\([\w.]+\)|[“\"'][\w.]+[”\"'])\s+(?=\w)")
"""What somebody is called, within the name: `Ada (Addie) Lovelace`."""
SURNAMES = (
    "闫髙﨑濵齋齊斎佐鈴木伊渡山加藤小林中村田松井上清池橋阿部森石前長後岡近遠青坂西福太三原大竹野平菅今河桜横宮内本丸関柴酒工新渕岩島柳浅吉川王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵"
    "孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文欧歐简簡김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변염추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용"
    "丛褚卫尤施戚喻柏窦葛奚鲁韦苗俞鲍费廉岑倪滕殷毕邬卞齐伍卜穆祁狄臧戴茅庞屈阮蓝闵席季麻娄颜梅刁骆樊凌霍虞柯管裘缪宗郁杭洪左吉钮嵇邢裴荣翁荀甄芮储靳糜焦巫隗谷宓班仇栾甘厉戎符詹幸"
)
"""The characters that most Chinese and Korean surnames begin with."""


def east_asian(letters: str, spaced: bool, sure: bool) -> bool:
    """Tell whether a text in East Asian characters can be a name: a known surname first, or in two parts."""
    if not 2 <= len(letters) <= 8:
        return False
    return spaced or (len(letters) <= 4 and letters[0] in SURNAMES) or (not sure and len(letters) <= 5)


LONGEST_HEADING = 200
"""Characters of a heading that may hold a name."""


DECORATION = " \n-–—|·,:!<>«»‹›❮❯~"
"""What stands around a name and is no part of it."""
QUOTED = '“”„"'
"""The same, of what is said besides in a heading."""


def pictograms(text: str) -> str:
    """Give the pictograms of a text, and what joins them to one: no part of a name."""
    return "".join(
        c for c in dict.fromkeys(text) if unicodedata.category(c) in ("So", "Sk", "Cf", "Mn") and c > "\u1fff"
    )


_LANGUAGE = re.compile(r"\s*\[(?:[a-z]{2}|[A-Z]{2})\]\s*$")
"""What says in which language a page is."""


def without_document(inlines: Line) -> tuple[Line, Line]:
    """Give a heading without the words that call it a CV, and those words; without a greeting, too."""
    text = plain(inlines)
    if len(text) > LONGEST_HEADING:
        return inlines, []
    if tag := _LANGUAGE.search(text):  # `Ada Lovelace [en]`
        inlines, text = cut(inlines, 0, tag.start()), text[: tag.start()]
    match = document_title().search(text.strip())
    said = []
    if match and match[0]:
        offset = len(text) - len(text.lstrip()) if match.start() == 0 else text.rindex(match[0].strip())
        start, end = (offset, offset + len(match[0])) if match.start() == 0 else (offset, len(text))
        said = strip(cut(inlines, start, end), " \n-–—|·,:()'’")
        inlines = [*cut(inlines, 0, start), *cut(inlines, end, len(text))]
    if said and (again := document_title().search(plain(inlines).strip())) and again[0] == plain(inlines).strip():
        return [], [*said, {"t": "Space"}, *strip(inlines)]  # `履歷表 Resume`: in two languages
    if said and (
        depth(plain(inlines)) or re.match(r"[(（]", plain(inlines).strip())
    ):  # `Resume (short)`: all of it calls the document
        return [], [*said, {"t": "Space"}, *inlines]
    if said_before := greeting().match(plain(inlines)):
        inlines = cut(inlines, said_before.end(), len(plain(inlines)))
    return strip(inlines, DECORATION + pictograms(plain(inlines))), said if re.sub(
        r"^['’]s\s+", "", plain(said)
    ) else []


def split_heading(inlines: Line, sure: bool = False) -> tuple[Line | None, list[Line]]:
    """Give the name in a heading, and what else it says; `None` for the name where it holds none."""
    rest, said = without_document(inlines)
    beside = [said] if said else []
    if not plain(rest).strip():
        return None, beside
    if said and plain(rest)[:1].islower():  # `Lebenslauf eines Programmierers`
        return None, [unwrap(inlines)]
    behind = plain(rest).partition(", ")[2]
    titled = evidence.role(behind) > 0 and not evidence.is_degree(behind)  # `Ada Lovelace, Engineer`
    if not find(plain(rest)) and looks_like_name(plain(rest), sure) and not inkless(rest) and not titled:
        return bracket(unwrap(rest), beside)
    if is_turned(rest) and " " in behind and " " not in plain(rest).partition(",")[0]:  # `Lovelace, Ada Mary`
        return unwrap(rest), beside
    ways = [[piece.inlines for piece in cutter(rest)] for cutter in (strong, at_commas)]
    for parts in (*ways, at_bars(rest), at_colon(rest)):
        for index, part in enumerate(parts[:2]):
            part = strip(part, DECORATION + QUOTED + pictograms(plain(part)))
            if said_before := greeting().match(plain(part)):
                part = cut(part, said_before.end(), len(plain(part)))
            if len(parts) > 1 and looks_like_name(plain(part), True):
                return part, [*parts[:index], *parts[index + 1 :], *beside]
    return None, [unwrap(inlines)] if said else []  # `# Curriculum Vitae: Engineer`


def is_turned(line: Line) -> bool:
    """Tell whether a line is a family name, a comma and given names: `Lovelace, Ada`; no place, and nothing known."""
    match = _TURNED.fullmatch(plain(line).strip())
    if not match or evidence.sure_place(plain(line)):
        return False
    return not any(
        evidence.role(part)
        or evidence.organisation(part)
        or evidence.is_study(part)
        or evidence.great_place(part)
        or is_technology(part)
        or is_usual(part.casefold())
        for part in match.groups()
    )


_TURNED = re.compile(
    r"((?:[^\W\d_][\w'’-]+ ){0,2}[^\W\d_][\w'’-]+), "
    r"([A-Z\u00c0-\u024f\u0400-\u042f][\w.'’-]*(?: [A-Z]\.| [A-Z][\w'’-]+){0,2})"
)


def at_colon(inlines: Line) -> list[Line]:
    """Cut a line behind a name, where a colon and what somebody is follow: `Ada Lovelace: Software Engineer`."""
    text = plain(inlines)
    colon = re.search(r":\s+", text)
    if not colon or "@" in text or evidence.role(text[colon.end() :]) <= 0:
        return []
    return cut_apart(inlines, [colon.span()])


def at_bars(inlines: Line) -> list[Line]:
    """Cut a line at its bars, whatever stands behind them: `Ada Lovelace | (617) 555-0142`."""
    return cut_apart(inlines, (match.span() for match in re.finditer(r"\s*[|｜•·]\s*", plain(inlines))))


def bracket(inlines: Line, beside: list[Line]) -> tuple[Line, list[Line]]:
    """Take the name in another script, or what starts small, `(she/her)`, off a name."""
    text = plain(inlines)
    match = re.fullmatch(r"(.*\S)\s*[(（](.+)[)）]\s*", text)
    other_script = match and is_east(match[1]) != is_east(match[2])
    said = match and (match[2][:1].islower() or evidence.role(match[2]) > 0)  # `(she/her)`, `(Engineer)`
    if not match or not (other_script or said):
        return inlines, beside
    return strip(cut(inlines, 0, match.end(1))), [strip(cut(inlines, match.start(2), match.end(2))), *beside]
