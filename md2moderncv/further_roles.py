"""The further roles below an employer's heading, each in a paragraph of its dates and its name.

### Acme
`2021 – 2022`
*Senior Engineer*

`2019 – 2021`
*Engineer*
"""

from __future__ import annotations

from md2moderncv import evidence
from md2moderncv.blocklines import Block, after_lines, text_lines
from md2moderncv.headings import Found
from md2moderncv.headlines import is_marked, is_short, only_dates
from md2moderncv.heads import Head, read_head
from md2moderncv.inlines import plain
from md2moderncv.label_lines import says_label
from md2moderncv.pieces import strong


def further(found: list[Found], blocks: list[Block]) -> list[Found]:
    """Give headings with the paragraphs behind them that are further roles with the employer that they name."""
    made: list[Found] = []
    for number, item in enumerate(found):
        made.append(item)
        if not item.head or item.given or not names_employer(item.head, blocks[item.index]):
            continue
        stop = next((other.index - other.chained for other in found[number + 1 : number + 2]), len(blocks))
        roles = [(index, role) for index in range(item.stop, stop) if (role := role_at(blocks[index]))]
        if not roles or not are_roles([role for _, role in roles]):
            continue
        employer = item.head.lines.pop(0)
        for head in (item.head, *(role for _, role in roles)):
            head.add(employer.inlines, employer=True)
        made += [
            Found(index, index + 1, item.level + 1, role, rest=after_lines(blocks[index], 2)) for index, role in roles
        ]
    return made


def are_roles(heads: list[Head]) -> bool:
    """Tell whether heads name what somebody was, half of them at least: below `Committees` stand none."""
    said = [max((evidence.balance(piece.text) for piece in head.pieces), default=0.0) for head in heads]
    return sum(balance > 0 for balance in said) * 2 >= len(said)


def names_employer(head: Head, heading: Block) -> bool:
    """Tell whether a heading is an employer's name alone, and the lines below it the first role with its dates."""
    names = [piece for piece in strong(heading["c"][2]) if not evidence.sure_place(piece.text)]
    alone = len(names) == 1 and evidence.balance(names[0].text) <= 0
    return alone and head.dated_line > 0 and not head.above and len(head.lines) > 2


def role_at(block: Block) -> Head | None:
    """Read a paragraph that starts with a line of dates and one of a role, in either order, as the head of a role."""
    lines = text_lines(block)[:2] if block["t"] == "Para" else []
    if len(lines) < 2 or only_dates(lines[0]) == only_dates(lines[1]):
        return None
    name = lines[1] if only_dates(lines[0]) else lines[0]
    if not (is_short(name) and is_marked(name)) or says_label(plain(name)) or evidence.balance(plain(name)) < 0:
        return None
    return read_head(lines)
