"""Random CVs from a known model: each section in a style of its own, the fields in its own order and typography."""

from __future__ import annotations

import random
from dataclasses import dataclass

ROLES = """Software Engineer|Senior Accountant|Project Manager|Research Assistant|Nurse|Head of Operations|Data Analyst|
Primary School Teacher|Product Designer|Technical Writer|Site Foreman|Consultant""".replace("\n", "").split("|")
EMPLOYERS = """Bramblewick Ltd|Institute of Applied Nonsense|Quillfeather GmbH|Hollow Oak Hospital|Tamarisk Museum|
Fennimore & Daughters LLC|Ministry of Rivers|Saltmarsh Bank|Pebblestone Studios|Greywater Council""".replace(
    "\n", ""
).split("|")
DEGREES = """MSc Marine Biology|BA History|PhD Computer Science|Bachelor of Laws|Diploma in Nursing""".split("|")
SCHOOLS = """University of Wexcombe|Fernhill College|Royal Academy of Weather|Alder Grammar School""".split("|")
PLACES = "Berlin|London|Paris, France|Oakland, CA|Madrid|".split("|")
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@dataclass(frozen=True)
class Made:
    dates: str
    start: str
    end: str
    role: str
    organisation: str
    place: str


def entry(chance: random.Random, education: bool, dash: str, months: bool) -> Made:
    """Make up an entry whose dates run forward."""
    year = chance.randint(1985, 2019)
    first, last = chance.randint(1, 12), chance.randint(1, 12)
    until = year + chance.randint(1, 4)
    now = chance.random() < 0.15
    if months:
        dates = f"{MONTHS[first - 1]} {year}{dash}" + ("present" if now else f"{MONTHS[last - 1]} {until}")
        start, end = f"{year}-{first:02}", f"{until}-{last:02}"
    else:
        dates, start, end = f"{year}{dash}" + ("present" if now else str(until)), str(year), str(until)
    roles, names = (DEGREES, SCHOOLS) if education else (ROLES, EMPLOYERS)
    return Made(dates, start, "" if now else end, chance.choice(roles), chance.choice(names), chance.choice(PLACES))


def at_place(name: str, place: str, brackets: bool) -> str:
    """Give a name with its place behind it."""
    if not place:
        return name
    return f"{name} ({place})" if brackets else f"{name}, {place}"


STYLES = {
    "heading, date last": "### {a}, {b} ({d})\n\nSome text that says more.\n",
    "heading with bars": "### {a} | {b} | {d}\n\n- did things\n- did more\n",
    "heading, date line": "### {a} - {b}\n*{d}*\n\nSome text that says more.\n",
    "heading, date first": "### {d}: {a}, {b}\n\nSome text that says more.\n",
    "bold and dates": "**{a}**, {b}, *{d}*\n\n- did things\n",
    "code date": "`{d}`\n__{a}__, {b}\n\nSome text that says more of it, at some length.\n",
    "bullet, date first": "- {d}: **{a}**, {b}\n",
    "bullet, date last": "- **{a}** – {b} ({d})\n    - did things\n",
    "definition": "{d}\n:   **{a}**, {b}\n",
    "table": "| {d} | **{a}** | {b} |\n",
}


def section(chance: random.Random, education: bool) -> tuple[str, list[Made]]:
    """Make up a section: its text, and what it holds."""
    style = chance.choice(sorted(STYLES))
    dash = chance.choice([" - ", " – ", "-", "–", " to "])
    roles_first, brackets, months = chance.random() < 0.5, chance.random() < 0.5, chance.random() < 0.5
    made = [entry(chance, education, dash, months) for _ in range(chance.randint(3, 6))]
    rows = []
    for one in made:
        name = at_place(one.organisation, one.place, brackets)
        first, second = (one.role, name) if roles_first else (name, one.role)
        if style == "code date" and not roles_first:
            first, second = one.organisation, one.role
        rows.append(STYLES[style].format(a=first, b=second, d=one.dates))
    if style == "code date" and not roles_first:
        made = [Made(m.dates, m.start, m.end, m.role, m.organisation, "") for m in made]
    between = "" if style.startswith(("bullet", "table")) else "\n"
    head = "| Dates | | |\n|---|---|---|\n" if style == "table" else ""
    title = "Education" if education else "Experience"
    return f"## {title}\n\n{head}{between.join(rows)}", made


def cv(seed: int) -> tuple[str, list[Made]]:
    """Make up a CV: the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311
    jobs, worked = section(chance, education=False)
    studies, studied = section(chance, education=True)
    return f"# Ada Example\n\nada@example.org\n\n{jobs}\n{studies}\n", worked + studied
