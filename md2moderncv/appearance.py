"""The look of a document in the words of the class: its options, and what else the templates ask of a look."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from md2moderncv import model
from md2moderncv.choices import CHOICES
from md2moderncv.latex import Latex
from md2moderncv.words import tables

BODIES = {"casual": "classic", "classic": "classic", "1": "classic", "2": "classic", "3": "banking"} | {
    "4": "oldstyle",
    "5": "fancy",
}
"""Which style's body another style or a number of the class means."""
ICONS = {"address": "Address", "born": "Born", "mobilephone": "Mobile", "fixedphone": "Phone", "faxphone": "Fax"} | {
    "email": "E-mail",
    "homepage": "Web",
}
"""What the icon of each kind of contact data says."""
NAMES = {"linkedin": "LinkedIn", "xing": "XING", "github": "GitHub", "gitlab": "GitLab", "orcid": "ORCID"} | {
    "stackoverflow": "Stack Overflow",
    "researchgate": "ResearchGate",
    "researcherid": "ResearcherID",
    "googlescholar": "Google Scholar",
    "whatsapp": "WhatsApp",
    "youtube": "YouTube",
    "tiktok": "TikTok",
    "soundcloud": "SoundCloud",
    "playstation": "PlayStation",
    "battlenet": "Battle.net",
    "arxiv": "arXiv",
    "inspire": "INSPIRE",
    "simplex": "SimpleX",
}
"""How networks write themselves, where not with one capital."""


def appearance(cv: model.Cv) -> dict[str, Any]:
    """Give the values by which the templates set the look of a CV; all of them come from fixed words and lengths."""
    look = replace(cv.look, style_options=options(cv))
    person = cv.person
    paper = f"{look.paper}paper" + (",landscape" if look.landscape else "")
    return {
        "look": look,
        "class_options": Latex(f"{look.fontsize},{paper},{look.family}"),
        "geometry": Latex(",".join(look.geometry) or "scale=0.8"),
        "options": Latex(",".join(look.style_options)),
        "own_color": look.color not in CHOICES["color"],
        "body": body(look),
        "photo_options": Latex(photo_options(look)),
        "symbols": symbols(person),
        "widest": widest(cv),
        "large_name": look.style not in ("banking", "fancy") and is_large(person, look),
    }


def is_large(person: model.Person, look: model.Look) -> bool:
    """Tell whether a word of a name is too long for the room that the class's letters leave it."""
    name = model.plain((*person.firstname, " ", *person.lastname))
    longest = max(map(len, name.split()), default=0)
    return longest > (SMALL_PAPER if look.paper in ("a5", "b5") else LONGEST_WORD)


LONGEST_WORD, SMALL_PAPER = 14, 7
"""Letters of a word of a name in the class's own size, on large paper and on small."""
CASUAL_LINE, CASUAL_LINES = 55, 4
"""Characters of a line of contact data in the foot of the style casual, and how many lines fit on the page."""


def options(cv: model.Cv) -> tuple[str, ...]:
    """Give the options of the style; contact data that would run out of casual's foot goes into its head."""
    person, asked = cv.person, cv.look.style_options
    texts: list[model.Text] = [*person.address, person.born, *person.extrainfo]
    texts += [page.content for page in person.homepages]
    said = [*map(model.plain, texts), *person.emails, *(one.number for one in person.phones)]
    said += [one.text for one in person.socials]
    length = sum(len(text) + 5 for text in said)
    if cv.look.style == "casual" and length > CASUAL_LINE * CASUAL_LINES and "details" not in asked:
        return (*(option for option in asked if option != "nodetails"), "details")
    return asked


def body(look: model.Look) -> str:
    """Give the style whose body a look has."""
    name = str(look.body) if look.style == "empty" else look.style
    return BODIES.get(name, name)


def photo_options(look: model.Look) -> str:
    """Give the options of `\\photo`; a frame alone stands around the class's own width."""
    if look.photo_frame:
        return f"[{look.photo_width or '64pt'}][{look.photo_frame}]"
    return f"[{look.photo_width}]" if look.photo_width else ""


def symbols(person: model.Person) -> list[tuple[Latex, str]]:
    """Give the icons that a person's contact data has, each as the class calls it, with what it says."""
    used = [
        (f"{profile.network}social", NAMES.get(profile.network, profile.network.title())) for profile in person.socials
    ]
    known = [(name, word) for name, word in used if name.removesuffix("social") in tables()["networks"]]
    return [(Latex(name), word) for name, word in dict.fromkeys((*ICONS.items(), *known))]


NARROW = 12
"""Characters that fit into moderncv's own column of dates."""


WIDEST = 22
"""Characters of a whole range that may have the column on one line: `Sept. 2019 – Dec. 2021`; a longer one breaks."""
DASH = re.compile(r"(?<=[–—―-])\s+|(?<=\w)\s+(?=[–—―-]\s)")
"""Where a range breaks."""


def widest(cv: model.Cv) -> tuple[str, ...]:
    """Give the longest lines that have to fit into the column of dates, some of like length; none if they surely do."""
    if body(cv.look) not in ("classic", "contemporary"):
        return ()  # the others set dates elsewhere
    dates = [
        model.plain(block.dates)
        for section in (cv.preface, *(section.blocks for section in cv.sections))
        for block in section
        if isinstance(block, model.Entry)
    ]
    long = [date for date in dates if len(date) > NARROW]
    most = WIDEST if 2 * sum(len(date) <= WIDEST for date in long) >= len(long) else NARROW  # where most break, all do
    lines = [line for date in dates for line in ([date] if len(date) <= most else DASH.split(date))]
    words = [line if len(line) <= WIDEST else max(line.split(), key=len, default="") for line in lines]
    longest = max(map(len, words), default=0)
    near = [word for word in dict.fromkeys(words) if len(word) >= longest - ALIKE]
    return tuple(sorted(near, key=len, reverse=True)[:MOST_ALIKE]) if longest > NARROW else ()


ALIKE, MOST_ALIKE = 2, 6
"""Characters by which a line may be shorter than the longest and yet be wider, and how many such lines are measured."""
