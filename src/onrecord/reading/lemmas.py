"""Lemma rules: how a lemma is made from a word form, as a label a tagger can learn; and a check of what it learnt."""

import re
from collections.abc import Callable
from functools import cache

from onrecord.knowledge.frames import act_verbs
from onrecord.knowledge.loader import load


def lemma_rule(form: str, lemma: str) -> str:
    """The rule that makes `lemma` from `form`: case kept or lowered, then so many letters cut and some added.

    `l3|y` lowers, cuts three letters and adds y (Supplies: supply); `k0|` keeps the form; `l!be` is the word itself.
    """
    lowered = lemma == lemma.lower()
    source, mode = (form.lower(), "l") if lowered else (form, "k")
    shared = 0
    while shared < min(len(source), len(lemma)) and source[shared] == lemma[shared]:
        shared += 1
    if shared == 0:
        return f"{mode}!{lemma}"
    return f"{mode}{len(source) - shared}|{lemma[shared:]}"


def apply_rule(form: str, rule: str) -> str:
    """The lemma that a rule of `lemma_rule` makes from a form; the form itself where a rule made for longer words leaves nothing."""
    source = form.lower() if rule[0] == "l" else form
    if rule[1] == "!":
        return rule[2:]
    cut, _, added = rule[1:].partition("|")
    return source[: len(source) - int(cut)] + added or source


@cache
def _irregular(kind: str) -> dict[str, frozenset[str]]:
    """Irregular form -> base forms, for `verbs` or `nouns`."""
    bases: dict[str, set[str]] = {}
    for base, forms in load("inflections")[kind].items():
        for form in forms:
            bases.setdefault(form, set()).add(base)
    return {form: frozenset(found) for form, found in bases.items()}


def _ending(upos: str, feats: str) -> str:
    """The regular ending a word with these features bears: ed, ing, s, er, est, or "" for a base form."""
    if upos == "VERB":
        if "Tense=Past" in feats:
            return "ed"
        if "VerbForm=Ger" in feats or "VerbForm=Part" in feats:
            return "ing"
        return "s" if "Person=3" in feats and "Number=Sing" in feats and "Tense=Pres" in feats else ""
    if upos == "NOUN":
        return "s" if "Number=Plur" in feats or "Number=Ptan" in feats else ""
    return "er" if "Degree=Cmp" in feats else "est" if "Degree=Sup" in feats else ""


def bases(form: str, ending: str) -> list[str]:
    """The words whose regular inflection with `ending` is spelt `form`, the likeliest spelling first.

    `supplied`, ed -> supply, supplie; `shipped`, ed -> ship, shipp, shippe. Empty when the form does not bear the ending.
    """
    if not ending or not form.endswith(ending) or len(form) < len(ending) + 2:
        return []
    return _of_s(form) if ending == "s" else _of_vowel(form, ending)


def _of_s(form: str) -> list[str]:
    if form.endswith("ies") and len(form) > 4:
        return [form[:-3] + "y", form[:-1]]
    if form.endswith("ves"):
        return [form[:-1], form[:-3] + "f", form[:-3] + "fe"]
    if form.endswith(("sses", "xes", "zes", "ches", "shes", "oes", "ses")):
        return [form[:-2], form[:-1]]
    return [form[:-1]]


def _of_vowel(form: str, ending: str) -> list[str]:
    stem = form[: -len(ending)]
    if ending == "ing":
        if stem.endswith("y") and len(stem) == 2:
            return [stem[:-1] + "ie"]
        if stem.endswith("i"):
            return [stem]
    elif stem.endswith("i"):
        return [stem[:-1] + "y", stem + "e"]
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeious"
    return [stem[:-1], stem, stem + "e"] if doubled else [stem, stem + "e"]


_NO_WORD_ENDS = re.compile(r"(?:[vuj]|[^aeiou][i]|[^aeiou]l(?<![rl]l)|dg|rs|ns|[^aeiou]s(?<![spkx]s))$")
"""Endings that English base forms avoid: receiv(e), suppli, handl(e), pledg(e), endors(e), respons(e)."""


def checked_lemma(form: str, lemma: str, upos: str, feats: str, rank: Callable[[str], int | None]) -> str:
    """The lemma a tagger gave, mended where no English word can be so inflected (`suppli` of `supplied`).

    `rank` tells how common a word is (lower is commoner, None for unknown). Irregular verbs and nouns are looked up. Else
    a known lemma that is a base of the form stands (but of -ie and -y the commoner wins: lorries are not lorrie), and so
    does one that no rule could make (better: good). Else the commonest base of the form is taken, and among unknown ones
    the first that ends as English words do.
    """
    if upos not in ("VERB", "NOUN", "ADJ", "ADV") or not lemma.islower() or not (form + lemma).isalpha():
        return lemma
    lowered, ending = form.lower(), _ending(upos, feats)
    if not ending:
        return _checked_base(lowered, lemma, upos, rank)
    irregular = _irregular("verbs" if upos == "VERB" else "nouns").get(lowered) if upos in ("VERB", "NOUN") else None
    if irregular:
        return lemma if lemma in irregular or lemma in bases(lowered, ending) else min(irregular)
    possible = bases(lowered, ending)
    known = {word: place for word in possible if (place := rank(word)) is not None}
    if not possible or (lemma in known and not lowered.endswith("ies")) or (_suppletive(upos, lowered, lemma, rank)):
        return lemma
    if known:
        return min(known, key=known.__getitem__)
    if lemma in possible and not _NO_WORD_ENDS.search(lemma) and not lowered.endswith("ies"):
        return lemma
    return next((word for word in possible if not _NO_WORD_ENDS.search(word)), lemma)


def act_verb_lemma(form: str, lemma: str) -> str:
    """A verb's lemma that the tagger spelt wrong ("sanctione" of sanctioned, "allocat" of allocated), where a frame has the right one."""
    if lemma in act_verbs():
        return lemma
    undoubled = lemma[:-2] if re.search(r"([^aeiou])\1e$", lemma) else lemma[:-1]  # "barre" of barred
    spelt = (lemma + "e", lemma[:-1], undoubled, lemma[:-2] + "y", lemma.removesuffix("ed"))
    return next((x for x in spelt if x in act_verbs() and form.lower().startswith(x[:-1])), lemma)


def _suppletive(upos: str, form: str, lemma: str, rank: Callable[[str], int | None]) -> bool:
    """Whether a known lemma may stand though no rule makes it: better of good, and plurals of their own (troops)."""
    return rank(lemma) is not None and (upos in ("ADJ", "ADV") or lemma == form)


def _checked_base(form: str, lemma: str, upos: str, rank: Callable[[str], int | None]) -> str:
    """The lemma of a form without an ending: itself, unless the tagger's is a known word (a mended misspelling)."""
    if upos == "VERB" and form in _irregular("verbs"):
        return lemma
    return lemma if rank(lemma) is not None else form
