"""Standing: how a matter stands, by rules that never let a later report overrule an earlier one of another speaker.

A *word* is one speaker's status in one text on its first day (`words`). Words fall into

    happened    done, underway
    committed   agreed
    open        planned, possible, sought
    negative    denied, no_evidence, halted

**Who may take back what.** A speaker known by name (a person, an institution, a paper in its own voice) who says "denied" or "no evidence"
after having said more has taken it back, and the other way round: only that speaker's later word counts. Unnamed speakers ("officials")
take nothing back, since the next article may mean others.

**Conflicts** are between words of two speakers that cannot both hold (`conflicts`).

**Standing**, from the words not taken back:

1. a conflict: ``contested``, until a judgement says that a claim is right (then the words against it do not count) or wrong (it is gone);
2. else something happened: ``halted`` if that was published last, else ``done`` if anyone says done, else ``underway``;
3. else something was agreed: ``agreed``, or the halt or refusal published on the day of the last agreement or later;
4. else the furthest of planned, possible, sought that was published after the last negative word; if none was, that negative word
   (of one day: no_evidence, then denied, then halted). A possibility and a lack of evidence can both hold, so the latest here overrules
   nobody: both stay in the history.

A word of unknown day counts as earlier than all others, and as unordered in a conflict.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from onrecord.ledger.conflicts import DENIALS, HAPPENED, Against, conflict
from onrecord.ledger.voices import Speaker
from onrecord.ledger.words import Word

CONTESTED = "contested"
NEGATIVE = ("no_evidence", "denied", "halted")
FURTHEST = ("done", "underway", "agreed", "planned", "possible", "sought", *reversed(NEGATIVE))


def standing(words: Iterable[Word], parties: Collection[str], right: Collection[str] = ()) -> str:
    """How the matter stands: ``contested`` or a status. ``parties`` are its givers and receivers, ``right`` claim ids judged right.

    Raises ValueError where there is no word at all.
    """
    live = live_words(words, parties, right)
    against = Against(live, parties)
    if any(True for w in live if w.status not in NEGATIVE for _ in against.of(w)):
        return CONTESTED
    for decide in (_happened, _agreed):
        status = decide(live)
        if status:
            return status
    return _open(live)


def furthest(words: Iterable[Word]) -> str:
    """The furthest status among these words. Possible stands before sought: it says that the act may come, not that it is wished for."""
    return min((w.status for w in words), key=FURTHEST.index)


def live_words(words: Iterable[Word], parties: Collection[str], right: Collection[str] = ()) -> list[Word]:
    """The words that count: not taken back, and not against a claim that a person judged right. Of two judged right that are against each other, both
    stand."""
    every = list(words)
    judged = [w for w in every if any(c in right for c in w.claims)]
    kept = [w for w in every if w in judged or not any(_against(w, j, parties) for j in judged)]
    last = {denies: _last_days(kept, denies) for denies in (True, False)}
    return [w for w in kept if not _taken_back(w, last[w.status not in DENIALS])]


def _against(word: Word, judged: Word, parties: Collection[str]) -> bool:
    pair = (judged, word) if word.status in DENIALS else (word, judged)
    return pair[1].status in DENIALS and pair[0].status not in DENIALS and conflict(*pair, parties)


def _last_days(words: Iterable[Word], denies: bool) -> dict[Speaker, int]:
    """The last day on which each named speaker denied (or said more than a denial; a halt is neither)."""
    last: dict[Speaker, int] = {}
    for w in words:
        if w.speaker.named and w.status != "halted" and (w.status in DENIALS) == denies:
            last[w.speaker] = max(last.get(w.speaker, 0), w.day or 0)
    return last


def _taken_back(word: Word, others: dict[Speaker, int]) -> bool:
    return word.status != "halted" and others.get(word.speaker, 0) > (word.day or 0)


def _last(live: list[Word], statuses: Collection[str]) -> int:
    """The last day on which one of these was said; -1 where none was (an unknown day is 0)."""
    return max((w.day or 0 for w in live if w.status in statuses), default=-1)


def _happened(live: list[Word]) -> str | None:
    last = _last(live, HAPPENED)
    if last < 0:
        return None
    if _last(live, {"halted"}) >= last:
        return "halted"
    return "done" if _last(live, {"done"}) >= 0 else "underway"


def _agreed(live: list[Word]) -> str | None:
    last = _last(live, {"agreed"})
    if last < 0:
        return None
    ends = [w for w in live if w.status in {"halted", "denied"} and (w.day or 0) >= last]
    return max(ends, key=lambda w: (w.day or 0, w.status)).status if ends else "agreed"


def _open(live: list[Word]) -> str:
    last = _last(live, NEGATIVE)
    since = [w for w in live if w.status not in NEGATIVE and (w.day or 0) > last]
    if since:
        return furthest(since)
    final = {w.status for w in live if w.status in NEGATIVE and (w.day or 0) == last}
    return next(s for s in NEGATIVE if s in final)
