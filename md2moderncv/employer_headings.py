"""Which headings are the employers of the dated headings below them."""

from __future__ import annotations

from md2moderncv import evidence
from md2moderncv.blocklines import Block
from md2moderncv.grades import is_grade
from md2moderncv.headings import Found
from md2moderncv.headlines import is_grouping
from md2moderncv.heads import Head
from md2moderncv.inlines import plain
from md2moderncv.pieces import Piece

LONGEST_NAME = 10
"""Words of a heading that may be an employer's name."""


def employers(found: list[Found], blocks: list[Block]) -> dict[int, list[int]]:
    """Give each heading that is the employer of the dated headings right below it, by its index, and their indices.

    It has no dates, or those of all its roles together, and then stays as a heading.
    """
    made: dict[int, list[int]] = {}
    doubtful: dict[int, list[int]] = {}
    """Headings with text below them and one role: an employer each where there are several."""
    for position, group in enumerate(found):
        if group.given or (group.head and (len(group.head.pieces) > 2 or group.rest)):
            continue
        text = plain(blocks[group.index]["c"][2])
        if group.head and names_both(group.head):
            continue
        if len(text.split()) > LONGEST_NAME or is_grouping(text):
            continue  # too long for a name, or what a section is called: `Other projects`
        children = []
        for child in found[position + 1 :]:
            if child.level <= group.level:
                break
            children.append(child)
        direct = [child for child in children if child.level == group.level + 1]
        single = all(child.head and len(names_of(child.head)) + len(child.head.stated) <= 2 for child in direct)
        if not direct or not single:
            continue
        if text_between(group, children[0]) and not holds_roles(group, direct, blocks):
            if not group.head and evidence.balance(text) == 0 and all(says_role(child.head) for child in direct):
                doubtful[group.index] = [child.index for child in direct]
            continue
        if not group.head or all(child.head and len(names_of(child.head)) == 1 for child in direct):
            made[group.index] = [child.index for child in direct]
    return made if len(doubtful) < FEWEST else {**made, **doubtful}


def names_both(head: Head) -> bool:
    """Tell whether a dated heading names a role, and behind a comma who gave it: `Engineer, Acme`."""
    listed = [piece for piece in head.all_pieces() if not evidence.sure_place(piece.text)]
    return len(listed) > 1 and evidence.balance(listed[0].text) > 0 and listed[1].joint in ("comma", "at")


FEWEST = 2
"""Headings with a text and one role below them that are employers."""


def says_role(head: Head | None) -> bool:
    """Tell whether a head is that of one role and nothing else."""
    names = names_of(head) if head else []
    return len(names) == 1 and evidence.balance(names[0].text) > 0


def names_of(head: Head) -> list[Piece]:
    """Give the pieces of a head but where it was, how well it went, how long it took and on what contract."""
    aside = (evidence.sure_place, is_grade, evidence.is_contract)
    return [piece for piece in head.pieces if not any(says(piece.text) for says in aside)]


def text_between(employer: Found, role: Found) -> bool:
    """Tell whether anything stands between an employer's heading and that of its first role."""
    return role.index - role.chained > employer.stop


def holds_roles(group: Found, direct: list[Found], blocks: list[Block]) -> bool:
    """Tell whether a heading with text below it is an employer: it names no role, and the headings below that do."""
    name = group.head.pieces[0].text if group.head and group.head.pieces else plain(blocks[group.index]["c"][2])
    own = evidence.balance(name)
    roles = sum(evidence.balance(piece.text) > 0 for child in direct if child.head for piece in child.head.pieces[:1])
    if (
        group.head
        and evidence.is_legal(name)
        and all(child.head and len(names_of(child.head)) == 1 for child in direct)
    ):
        return True  # projects of a company, within its dates
    return roles * 2 > len(direct) and (own < 0 or (own == 0 and (group.head is not None or len(direct) > 1)))
