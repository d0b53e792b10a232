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


_WORD = re.compile(r"[^\W_](?:[\w'’-]*[^\W_])?")
_SCREEN_WORDS = 10
"""Most words of a line that is judged word by word."""
_SENTENCE_END = re.compile(r"[.!?][”\"’]? [A-Z“\"]")
_PARAGRAPH = 3
"""Sentences that end before the last in a line that is a paragraph with a credit at its end, and no caption."""
_SAID = re.compile(r"[,”\"’'] (?:[\w.’'-]{1,20} ){0,5}(?:said|says|told|tells|asked|added|urged|demanded|insisted|"
                   r"warned|joked|quipped|begged|heard|shouted)\b[^.]{0,80}\.\Z")
"""A sentence given to a speaker, which no call to the reader is."""


def _fits(rule: FurnitureRule, line: Line, shapes: tuple[str, ...]) -> bool:
    if rule.where in ("whole", "section"):
        return any(rule.pattern.match(shape) for shape in shapes)
    if line.words > rule.words:
        return False
    if rule.where == "ends":
        if rule.kind == "caption" and len(_SENTENCE_END.findall(line.text)) >= _PARAGRAPH:
            return False
        return rule.pattern.search(line.text, max(0, len(line.text) - 400)) is not None
    if not any(rule.pattern.match(shape) for shape in shapes):
        return False
    return rule.kind == "caption" or _SAID.search(line.text[-160:]) is None


def _on_screen(line: Line) -> FurnitureRule | None:
    """The rule of screen words where the line is nothing but words of buttons, forms and bars."""
    words = [word.lower() for word in _WORD.findall(line.bare)] if line.words <= _SCREEN_WORDS else []
    strong, half, plain = (furniture_rules()[where][0] for where in ("screen", "half", "plain"))
    marks = [2 if strong.pattern.match(w) else 1 if half.pattern.match(w) else 0 if plain.pattern.match(w) else -1 for w in words]
    told = 2 not in marks and line.text[-1] == "."
    return strong if words and not told and min(marks) >= 0 and sum(marks) > 1 else None


def judge(line: Line) -> None:
    """Leave the line out where a rule of `whole`, `opens`, `ends` or `section`, or a bare date, says so."""
    if len(line.text) > _MAX or line.kind == "title":
        return
    if is_stamp(line.text):
        line.drop("date-stamp")
        return
    shapes, rules = line.shapes, furniture_rules()
    for where in ("whole", "section", "opens", "ends"):
        for rule in rules[where]:
            if _fits(rule, line, shapes):
                line.drop(rule.name, rule.kind, rule.closes)
                return
    if screen := _on_screen(line):
        line.drop(screen.name)


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
    yield from _parted(line)


def _parted(line: Line) -> Iterator[Line]:
    """The line without the insets in its midst, which are left out, and without its tails."""
    rule = furniture_rules()["inset"][0]
    for _ in range(_MAX_TAILS):
        found = next((m for m in rule.pattern.finditer(line.text) if _BEFORE_TAIL.search(line.text, max(0, m.start() - 6), m.start())), None)
        if not found:
            break
        upto, line = cut(line, found.end())
        before, inset = cut(upto, found.start())
        inset.drop(rule.name, rule.kind)
        yield from (piece for piece in (before, inset) if piece.text)
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
