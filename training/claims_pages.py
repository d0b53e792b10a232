"""Reads annotated articles with the product's own layers and writes them as pages for the claims model.

    python -m training.claims_pages OUT.jsonl ANNOTATED.jsonl...

Run it in the environment that OnRecord is installed in (training itself needs only the pages). A line of ANNOTATED is an article with
its claims, as `claims_annotations.py` writes it. A line of OUT is the page as the model reads it, the questions that frames raise,
and the claims, each with the question that it answers.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from onrecord.claims.clues import Witness
from onrecord.claims.layers import Layers
from onrecord.claims.proposal import Unit
from onrecord.claims.propose import framed
from onrecord.claims.questions import page_for, question_of
from onrecord.claims.units import Question
from onrecord.claims.windows import MarkedSentence, Page
from onrecord.evaluate.fields import same_time
from onrecord.flow import Reader, home_of
from onrecord.intake.fields import FieldNames
from onrecord.intake.files import read_captures
from onrecord.knowledge.dissolved import as_of
from onrecord.knowledge.parties import PartyForm, is_state, party_gazetteer, roles
from onrecord.knowledge.rebels import the_group
from onrecord.model import Article, Reading, Skip, Span
from onrecord.origins.dating import date_article
from onrecord.text import make_article
from training.claims_gold import homes, read_lines


def row_of(annotated: Mapping[str, Any], article: Article, reading: Reading, home: str | None) -> dict[str, Any]:
    """An article as a line of a pages file."""
    layers = Layers(article, reading, home)
    witness = Witness(layers, framed(layers))
    page = page_for(layers, witness)
    claims = [_claim(layers, witness, page, claim, annotated["set"] != "gold") for claim in annotated["claims"]]
    units = [(unit, question_of(layers, witness, page, unit)) for unit in witness.units()]
    return {
        "id": annotated["id"], "genre": annotated["genre"], "set": annotated["set"], "title": _sentence(page.title), "publisher": page.publisher,
        "names": dict(page.names), "sentences": [_sentence(sentence) for sentence in page.sentences],
        "claims": [claim for claim in claims if claim is not None],
        "framed": [[number, _question(question)] for _, found in units if found is not None for number, question in [found]],
    }


def _claim(layers: Layers, witness: Witness, page: Page, claim: Mapping[str, Any], coded: bool) -> dict[str, Any] | None:
    """A claim with the question it answers; None where no sentence of the page holds it. ``coded``: its parties are to be put as the product does."""
    at_home = sorted(homes(page.sentences, claim), reverse=True)
    if not at_home:
        return None
    kept = {name: claim[name] for name in ("act", "status", "certainty", "items", "start", "end")}
    known = {_plain(code): code for code in layers.ranking}
    coded_as = {side: [_code(name, layers) for name in claim[side]] if coded else claim[side] for side in ("from", "to")}
    kept |= {side: list(dict.fromkeys(known.get(_plain(name), name) for name in names)) for side, names in coded_as.items()}
    kept["question"], kept["times"] = None, []
    words = layers.words_in(_span(claim["head"])) if claim.get("head") is not None else ()
    found = question_of(layers, witness, page, Unit(words[0], claim["act"])) if words else None
    number = found[0] if found else at_home[0][1]
    if found is not None:
        kept["question"] = _question(found[1])
        kept["times"] = _right_times(layers, page.sentences[number], found[1], claim.get("when"))
    return {**kept, "sentence": number, "unsure": [n for _, n in at_home if n != number]}


def _plain(name: str) -> str:
    """A name without what only spelling tells apart."""
    return name.casefold().rstrip(".").removeprefix("the ")


def _code(name: str, layers: Layers) -> str:
    """The party as the product writes it on a page of that day, where the annotation has another of its names."""
    found = party_gazetteer().find(name) if len(name) > 2 else []
    whole = [m.payload.codes for m in found if m.payload.form in ("name", "group", "force") and m.end - m.start >= len(name) - 4]
    code = whole[0][0] if whole and len(whole[0]) == 1 else name
    return _group(name, layers) or as_of(PartyForm((code,), "name"), layers.article.published.date).codes[0]


def _group(name: str, layers: Layers) -> str | None:
    """The group that a state's rebels are ("Angolan rebels") by what else the page names."""
    states = {code for m in party_gazetteer().find(name) for code in m.payload.codes if is_state(code)}
    armed = name.split()[-1:] and name.split()[-1].removesuffix("s") in roles().rebels
    return the_group(states.pop(), layers.ranking, layers.article.published.date) if armed and len(states) == 1 else None


def _span(head: int) -> Span:
    return Span(head, head + 1)


def _right_times(layers: Layers, sentence: MarkedSentence, question: Question, when: str | None) -> list[int]:
    """Which of the question's times are the claim's."""
    resolved = {m.span.start - sentence.start: m.when.iso for m in layers.reading.times if m.when is not None}
    return [n for n, (start, _, _) in enumerate(question.times) if when and start in resolved and same_time(resolved[start], when)]


def _question(question: Question) -> list[Any]:
    def mentions(listed: Sequence[Any]) -> list[Any]:
        return [[start, end, _short(clues)] for start, end, clues in listed]

    return [question.start, question.act, _short(question.unit), {code: _short(clues) for code, clues in question.roles.items()},
            mentions(question.items), mentions(question.times)]


def _short(clues: Sequence[float]) -> dict[int, float]:
    """Clues that are not 0, by place: most are."""
    return {n: round(value, 3) for n, value in enumerate(clues) if value}


def _sentence(sentence: MarkedSentence) -> dict[str, Any]:
    marks = [list(asdict(mark).values()) for mark in sentence.marks]
    return {"text": sentence.text, "start": sentence.start, "marks": marks, "hints": [list(asdict(hint).values()) for hint in sentence.hints]}


def rows(files: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """The lines of a pages file."""
    reader = Reader()
    for path in files:
        annotated = {row["id"]: row for row in read_lines(path)}
        for capture in read_captures([str(path)], FieldNames()):
            article = None if isinstance(capture, Skip) else make_article(capture)
            if article is None or isinstance(article, Skip):
                raise ValueError(f"{path}: an annotated page cannot be read: {article or capture}")
            row = annotated[article.name]
            article = replace(article, published=date_article(article, row["published"]))
            reading = reader.layers(article)
            yield row_of(row, article, reading, row["speaks_for"] or home_of(article, reading))


def main() -> None:
    """Reads the command line and writes the pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("annotated", type=Path, nargs="+")
    options = parser.parse_args()
    with options.out.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows(options.annotated))


if __name__ == "__main__":
    main()
