"""Lines judged one by one by the furniture rules: left out whole, or relieved of a piece at their start or end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.knowledge.furniture import FurnitureRule, furniture_rules
from onrecord.text.lines import Line, cut
from onrecord.text.stamps import is_stamp, wire_stamp

_MAX = 2_000
"""Characters of a line that whole-line rules look at; longer lines are prose. It bounds every pattern's work."""
_TAIL = 900
"""Characters before the end of a line where a tail is looked for."""
_MAX_TAILS = 5
_BEFORE_TAIL = re.compile(r"(?:^|[.!?…\"”’'»)\]]|-RRB-|''|\s{2}|[A-Z]/[A-Z]{1,4})\s{0,4}\Z")


def _fits(rule: FurnitureRule, line: Line, bare: str) -> bool:
    if rule.where in ("whole", "section"):
        return rule.pattern.match(bare) is not None or rule.pattern.match(line.text) is not None
    if line.words > rule.words:
        return False
    if rule.where == "ends":
        return rule.pattern.search(line.text, max(0, len(line.text) - 400)) is not None
    return rule.pattern.match(bare) is not None or rule.pattern.match(line.text) is not None


def judge(line: Line) -> None:
    """Leave the line out where a rule of `whole`, `opens`, `ends` or `section`, or a bare date, says so."""
    if len(line.text) > _MAX:
        return
    if is_stamp(line.text):
        line.drop("date-stamp")
        return
    bare, rules = line.bare, furniture_rules()
    for where in ("whole", "section", "opens", "ends"):
        for rule in rules[where]:
            if _fits(rule, line, bare):
                line.drop(rule.name, rule.kind, rule.closes)
                return


def _head(line: Line) -> tuple[int, FurnitureRule] | None:
    for rule in furniture_rules()["head"]:
        if found := rule.pattern.match(line.text):
            return found.end(), rule
    return None


def _tail(line: Line) -> tuple[int, FurnitureRule] | None:
    """Where the earliest tail opens: at the start of the line or after the end of a sentence."""
    best: tuple[int, FurnitureRule] | None = None
    reach = max(0, len(line.text) - _TAIL)
    for rule in furniture_rules()["tail"]:
        for found in rule.pattern.finditer(line.text, reach):
            at = found.start()
            if (best is None or at < best[0]) and _BEFORE_TAIL.search(line.text, max(0, at - 6), at):
                best = at, rule
                break
    return best


def _pieces(line: Line) -> Iterator[Line]:
    """The line in parts: a wire's stamp, a head and a tail taken off, left out; the rest as it was."""
    if stamp := wire_stamp(line.text):
        upto, line = cut(line, stamp[1])
        before, middle = cut(upto, stamp[0])
        if before.text:
            yield before
        middle.drop("wire-stamp")
        yield middle
    if head := _head(line):
        first, line = cut(line, head[0])
        first.drop(head[1].name, head[1].kind)
        yield first
    yield from _untailed(line)


def _untailed(line: Line) -> Iterator[Line]:
    """The line without the tails it ends in, and those tails, left out, in order."""
    tails: list[Line] = []
    while line.text and len(tails) < _MAX_TAILS and (tail := _tail(line)):
        line, last = cut(line, tail[0])
        last.drop(tail[1].name, tail[1].kind, tail[1].closes)
        tails.insert(0, last)
    if line.text:
        yield line
    yield from tails


def judged(lines: list[Line]) -> list[Line]:
    """The lines, or their pieces, each with its verdict by the rules that need no neighbours: whole lines first, then their pieces."""
    pieces: list[Line] = []
    for line in lines:
        judge(line)
        pieces += _pieces(line) if line.kept else [line]
    for piece in pieces:
        if piece.kept:
            judge(piece)
    return pieces
