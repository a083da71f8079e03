"""What a formula may hold: a small grammar, so that no formula can run a TeX primitive, read a file or stop TeX."""

from __future__ import annotations

import re

SYMBOLS = frozenset(
    """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho
    varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi
    Psi Omega sum prod int oint lim limsup liminf sup inf max min log ln lg exp sin cos tan cot sec
    csc arcsin arccos arctan sinh cosh tanh det dim ker deg gcd arg bmod Pr hom le leq ge geq ne neq
    approx sim simeq cong equiv propto ll gg prec succ subset supset subseteq supseteq in ni notin pm mp times
    div cdot cdots ldots dots vdots ddots ast star circ bullet oplus otimes cap cup wedge vee setminus to gets
    rightarrow leftarrow Rightarrow Leftarrow leftrightarrow Leftrightarrow mapsto uparrow downarrow infty
    partial nabla forall exists neg emptyset prime hbar ell Re Im aleph angle perp parallel mid
    langle rangle lfloor rfloor lceil rceil vert Vert lbrace rbrace quad qquad displaystyle textstyle
    """.split()
) | frozenset(",;:! {}%&#_|$")
"""Control sequences without arguments, without their backslash; the one-character ones at the end."""
ONE = frozenset(
    """
    sqrt hat bar vec dot ddot tilde overline underline widehat widetilde overbrace underbrace mathrm mathbf mathit
    mathsf mathtt mathcal pmod
    """.split()
)
"""Control sequences of one argument; a root may have a degree in brackets before it."""
TWO = frozenset("frac dfrac tfrac binom".split())
SINGLE = frozenset(
    """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho
    varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi
    Psi Omega infty prime star ast circ bullet pm mp ell hbar partial nabla emptyset aleph perp parallel
    """.split()
)
"""Symbols that may be an argument without braces: TeX takes them for one character."""
DEEPEST = 20
"""Groups within groups that TeX nests; it has room for some more."""
PLAIN = frozenset('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-*/=<>()[]|.,:;!?@`"')
DELIMITERS = frozenset("()[]|./") | {
    "\\" + name for name in "{ } | langle rangle lfloor rfloor lceil rceil vert Vert".split()
}

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\S|\s+", re.DOTALL)


class _RefusedError(Exception):
    """The formula is none of ours."""


def is_harmless(tex: str) -> bool:
    """Tell whether a formula is nothing but mathematics that TeX, with amsmath, sets without complaint."""
    marks = [mark for mark in _TOKEN.findall(tex) if not mark.isspace()]
    try:
        formula = _Formula(marks)
        formula.list_until(None)
    except (_RefusedError, RecursionError):
        return False
    return bool(marks) and not tex.rstrip().endswith("\\")


class _Formula:
    """Reads marks from left to right; raises `_RefusedError` at the first one that does not belong."""

    def __init__(self, marks: list[str]) -> None:
        self.marks = marks
        self.position = 0
        self.depth = 0

    def peek(self) -> str:
        return self.marks[self.position] if self.position < len(self.marks) else ""

    def take(self) -> str:
        mark = self.peek()
        if not mark:
            raise _RefusedError
        self.position += 1
        return mark

    def list_until(self, end: str | None) -> None:
        """Read items up to a closing mark, or to the end of the formula."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise _RefusedError
        self.items(end)
        self.depth -= 1

    def items(self, end: str | None) -> None:
        """Read items one after the other."""
        while self.peek():
            if self.peek() == end:
                self.take()
                return
            self.item()
        if end is not None:
            raise _RefusedError

    def item(self) -> None:
        """Read a nucleus and its scripts: one superscript and one subscript at most, primes before them."""
        if self.peek() not in ("^", "_"):
            self.nucleus()
        seen: set[str] = set()
        while self.peek() in ("'", "^", "_"):
            script = self.take()
            if script == "'":
                if "^" in seen:
                    raise _RefusedError
                seen.add("'")
                continue
            if script in seen:
                raise _RefusedError
            seen.add(script)
            self.argument()

    def nucleus(self) -> None:
        """Read one thing that may carry scripts."""
        mark = self.take()
        name = mark[1:]
        if mark == "{":
            self.list_until("}")
        elif mark[0] == "\\" and name in TWO:
            self.argument()
            self.argument()
        elif mark == r"\text":
            self.words()
        elif mark[0] == "\\" and name in ONE:
            if name == "sqrt" and self.peek() == "[":
                self.take()
                self.list_until("]")
            self.argument()
        elif mark == r"\left":
            self.delimiter()
            self.list_until(r"\right")
            self.delimiter()
        elif not (mark in PLAIN or mark == "'" or (mark[0] == "\\" and name in SYMBOLS)):
            raise _RefusedError

    def words(self) -> None:
        """Read the argument of `\\text`: letters, digits and spaces in braces."""
        if self.take() != "{":
            raise _RefusedError
        while (mark := self.take()) != "}":
            if mark not in PLAIN and mark != "'":
                raise _RefusedError

    def argument(self) -> None:
        """Read a group, or one character or symbol."""
        mark = self.take()
        if mark == "{":
            self.list_until("}")
        elif not (mark in PLAIN or (mark[0] == "\\" and mark[1:] in SINGLE)):
            raise _RefusedError

    def delimiter(self) -> None:
        """Read what stands behind `\\left` and `\\right`."""
        if self.take() not in DELIMITERS:
            raise _RefusedError
