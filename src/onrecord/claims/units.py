"""Units as columns: what the second half of the claims model is fed for the words that may tell an act.

The first half reads a window and says of each word how likely it tells which act (claims.windows has its inputs); the second
half is asked about single units: does the word tell a claim, of whom, how far, with what, when. A unit is asked with its clues
(claims.clues). Training and running share this file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.claims.clues import ITEM_CLUES, ROLE_CLUES, TIME_CLUES, UNIT_CLUES, Clue
from onrecord.claims.windows import FEATURES, Window

ROLE_FEATURES = len(ROLE_CLUES) + FEATURES
"""Numbers told of a candidate party for a unit: its clues, then where the window mentions it."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

Mention = tuple[int, int, Clue]
"""First character, end, clues."""


@dataclass(frozen=True, slots=True)
class Question:
    """A unit in its sentence: the character its word starts at, the act's place in `ACTS`, and its clues; mentions in characters of the sentence."""

    start: int
    act: int
    unit: Clue
    roles: Mapping[str, Clue]
    items: tuple[Mention, ...]
    times: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question at its place: the ``place``-th sentence predicted of a window, the ``piece`` its word starts at."""

    place: int
    piece: int
    question: Question


def asked(window: Window, place: int, question: Question) -> Asked | None:
    """The question at its place in the window; None where its word was cut off."""
    piece = window.piece_at(place, question.start)
    return None if piece is None else Asked(place, piece, question)


@dataclass(frozen=True, slots=True)
class Columns:
    """Questions of a batch of windows, U of them, padded with 0. `row` [U] the window; `head` [U] the piece; `act` [U]; `inside` [U, S] 1 in
    the unit's sentence; `unit` [U, UNIT_CLUES]; `mention` [U, C, S]; `listed` [U, C]; `roles` [U, C, ROLE_FEATURES]; `item_at` [U, I, S] a piece's
    share of the mention; `item` [U, I, ITEM_CLUES]; `time_at` [U, T, S]; `time` [U, T, TIME_CLUES]; `timed` [U, T] 1 for a real mention."""

    row: Ints
    head: Ints
    act: Ints
    inside: Floats
    unit: Floats
    mention: Floats
    listed: Floats
    roles: Floats
    item_at: Floats
    item: Floats
    time_at: Floats
    time: Floats
    timed: Floats


def columns(windows: Sequence[Window], questions: Sequence[tuple[int, Asked]], width: int, parties: int) -> Columns:
    """The columns of questions (with the number of their window), for windows padded to ``width`` pieces and ``parties`` candidates."""
    count = len(questions)
    goods = max(1, *(len(a.question.items) for _, a in questions)) if questions else 1
    times = max(1, *(len(a.question.times) for _, a in questions)) if questions else 1
    row, head, act = np.zeros((3, count), np.int64)
    inside, unit = np.zeros((count, width), np.float32), np.zeros((count, len(UNIT_CLUES)), np.float32)
    mention, listed = np.zeros((count, parties, width), np.float32), np.zeros((count, parties), np.float32)
    roles = np.zeros((count, parties, ROLE_FEATURES), np.float32)
    item_at, item = np.zeros((count, goods, width), np.float32), np.zeros((count, goods, len(ITEM_CLUES)), np.float32)
    time_at, time = np.zeros((count, times, width), np.float32), np.zeros((count, times, len(TIME_CLUES)), np.float32)
    timed = np.zeros((count, times), np.float32)
    for n, (number, a) in enumerate(questions):
        window, q, known = windows[number], a.question, len(windows[number].candidates)
        row[n], head[n], act[n], unit[n] = number, a.piece, q.act, q.unit
        inside[n, : len(window.part)] = np.array(window.part) == a.place + 1
        mention[n, :known, : len(window.part)], listed[n, :known] = window.mention, 1
        roles[n, :known] = _roles(window, a)
        _place(window, a.place, q.items, item_at[n], item[n])
        _place(window, a.place, q.times, time_at[n], time[n])
        timed[n, : len(q.times)] = time_at[n, : len(q.times)].any(1)
    return Columns(row, head, act, inside, unit, mention, listed, roles, item_at, item, time_at, time, timed)


def _roles(window: Window, a: Asked) -> Floats:
    nothing = (0.0,) * len(ROLE_CLUES)
    clues = np.array([a.question.roles.get(code, nothing) for code in window.candidates], np.float32).reshape(-1, len(ROLE_CLUES))
    return np.concatenate([clues, window.features[a.place]], 1)


def _place(window: Window, place: int, mentions: Sequence[Mention], at: Floats, clues: Floats) -> None:
    for n, (start, end, told) in enumerate(mentions):
        pieces = window.pieces_of(place, start, end)
        clues[n] = told
        if pieces:
            at[n, pieces] = 1 / len(pieces)
