"""Origins the whole way, by the tracing rule that the program uses: a function of the set of pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.strategies import article, capture_of

from onrecord.errors import DamagedStoreError
from onrecord.flow import RULES
from onrecord.model import Article, Origin, Published
from onrecord.store import Store, StoreView

PLACES = ("harbour", "depot", "airfield", "arsenal", "rail yard", "border post")


def text(seed: int) -> str:
    """A story of our own: who sent how many of what through which place, told in eight sentences."""
    place, other, count = PLACES[seed % 6], PLACES[(seed + 1) % 6], 40 + 7 * seed
    return "\n".join((
        f"Castria sent {count} howitzers to Veldmark through the {place} at Port Amsel {seed} last week, two customs officers said.",
        f"The crates were counted by Inspector Nadia Brome {seed}, who found {count // 2} of them without any paper.",
        f"A clerk at the {other} wrote down the numbers of {count + 3} lorries and kept the list in a drawer.",
        f"Rain delayed the convoy for {seed + 2} days, and the drivers slept in a school beside the {place}.",
        f"Veldmark's quartermaster, Ilse Tarn {seed}, signed for the guns and asked for {count * 3} shells more.",
        "Neither capital wished to say what had been paid, or by whom, or when the rest would follow.",
        f"Fishermen near Amsel {seed} watched the last {seed + 9} trailers leave before dawn with their lights out.",
        f"The mayor of Amsel {seed} said that the road past the {other} would be mended by spring.",
    )) + "\n"


def pages() -> list[Article]:
    """Five stories; of each a copy with a banner, a cut and a copy of unknown date."""
    made = []
    for seed in range(5):
        told = text(seed)
        lines = told.splitlines(keepends=True)
        made += [article(told, f"{seed} first", f"2024-01-{10 + seed}", "The Courier"),
                 article("Read the Echo every day for less.\n" + told, f"{seed} banner", "2024-02-01", "The Echo"),
                 article("".join(lines[:5]), f"{seed} cut", "2024-02-03", "The Lantern"),
                 replace(article(told + "All rights are the owner's.\n", f"{seed} undated", None, None),
                         published=Published(None, None, None, "unknown"))]
    return made


def kept(path: Path, order: Sequence[Article], batch: int, settling: bool) -> tuple[list[Origin], dict[str, str | None]]:
    """What a record holds of the pages after reading them in this order and in batches of this size."""
    for start in range(0, len(order), batch):
        some = order[start:start + batch]
        with Store.open(path, RULES) as store:
            store.write_batch([capture_of(a) for a in some], some, {}, [], "r")
            if settling:
                store.settle()
    with Store.open(path, RULES) as store:
        store.settle()
        store.check()
    with StoreView.open(path, RULES) as view:
        return view.origins(), {f.id: f.published for f in view.facts().values()}


def test_origins_are_the_same_whatever_order_batches_and_restarts(tmp_path: Path) -> None:
    every = pages()
    origins, days = kept(tmp_path / "a.db", every, len(every), False)
    assert kept(tmp_path / "b.db", every[::-1], 7, True) == (origins, days)
    assert kept(tmp_path / "c.db", every[1::2] + every[::2], 1, False) == (origins, days)
    names = {a.id: a.name for a in every}
    assert sorted(sorted(names[i][:1] for i in o.articles) for o in origins) == [[str(seed)] * 4 for seed in range(5)]
    assert {names[o.id] for o in origins} == {f"{seed} first" for seed in range(5)}
    assert [days[a.id] for a in every if a.name.endswith("undated")] == [f"2024-01-{10 + seed}" for seed in range(5)]


@pytest.mark.parametrize("kind", ["measures", "prints", "stories", "origins"])
def test_a_row_that_is_not_as_it_was_written_is_found(tmp_path: Path, kind: str) -> None:
    kept(tmp_path / "a.db", pages()[:4], 4, True)
    with Store.open(tmp_path / "a.db", RULES) as store, store._writing() as connection:
        changes = {"measures": "ties = 1 - ties", "prints": "body = body || x\'00\'", "stories": "day = \'2024-01-02\'", "origins": "body = \'{}\'"}
        connection.exec_driver_sql(f"UPDATE {kind} SET {changes[kind]}")
    with StoreView.open(tmp_path / "a.db", RULES) as view, pytest.raises(DamagedStoreError):
        view.check()
