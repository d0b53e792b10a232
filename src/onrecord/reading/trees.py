"""Scores of heads -> the best tree with one root (Chu, Liu and Edmonds)."""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Heads = NDArray[np.int64]

_NEVER = -1e9
_NO_SECOND_ROOT = 1e6


def _find_cycle(heads: Heads) -> list[int]:
    """A cycle of the graph, as a list of nodes; empty when every node reaches node 0."""
    state = np.zeros(len(heads), np.int64)
    state[0] = -1
    for start in range(1, len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = start
            path.append(node)
            node = int(heads[node])
        if state[node] == start:
            return path[path.index(node) :]
        state[path] = -1
    return []


def _best_arborescence(scores: Scores) -> Heads:
    """Best head of each node by `scores[node, head]`, node 0 the root, no cycles; `scores` is changed."""
    np.fill_diagonal(scores, _NEVER)
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    return _without_cycle(scores, heads, cycle) if cycle else heads


def _without_cycle(scores: Scores, heads: Heads, cycle: list[int]) -> Heads:
    """Shrinks the cycle to one node, solves the smaller graph and opens the cycle where its best entry is."""
    rest = np.setdiff1d(np.arange(len(scores)), cycle)
    size = len(rest)
    ring = np.array(cycle)
    leaving = scores[np.ix_(rest, ring)]
    entering = scores[np.ix_(ring, rest)] - scores[ring, heads[ring]][:, None]
    small = np.full((size + 1, size + 1), _NEVER)
    small[:size, :size] = scores[np.ix_(rest, rest)]
    small[:size, size] = leaving.max(1)
    small[size, :size] = entering.max(0)
    solved = _best_arborescence(small)
    for place in range(1, size):
        inside = solved[place] == size
        heads[rest[place]] = cycle[leaving[place].argmax()] if inside else rest[solved[place]]
    entry = int(solved[size])
    heads[cycle[entering[:, entry].argmax()]] = rest[entry]
    return heads


def best_tree(scores: NDArray[np.floating]) -> Heads:
    """The heads 0..n of words 1..n in the best tree in which exactly one word has head 0.

    `scores[dependent, head]` is [n + 1, n + 1] with node 0 the root. The penalty on a second root is larger than any sum
    of scores can be, so the tree found is the best among those with one root.
    """
    usable = scores.astype(np.float64)
    usable[0] = _NEVER
    heads = _best_arborescence(usable.copy())
    if np.count_nonzero(heads[1:] == 0) > 1:
        usable[1:, 0] -= _NO_SECOND_ROOT
        heads = _best_arborescence(usable)
    return heads[1:]
