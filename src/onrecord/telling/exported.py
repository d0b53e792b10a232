"""What each format of `onrecord export` is made of: the record's entries, claims and pages that pass the filters, one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.export.cells import Table
    from onrecord.export.told import Cited, Told
    from onrecord.model import Claim
    from onrecord.model.entry import LedgerQuery
    from onrecord.store import StoreView


class Format(StrEnum):
    """The formats of an export, each described in docs/reference/formats.md."""

    claims = "claims"
    claims_csv = "claims-csv"
    claims_xlsx = "claims-xlsx"
    claims_parquet = "claims-parquet"
    entries_json = "entries-json"
    entries_csv = "entries-csv"
    entries_xlsx = "entries-xlsx"
    entries_parquet = "entries-parquet"
    sipri = "sipri"
    sipri_xlsx = "sipri-xlsx"
    kiel = "kiel"
    kiel_xlsx = "kiel-xlsx"
    ftm = "ftm"
    stix = "stix"
    graphml = "graphml"
    gexf = "gexf"
    bibtex = "bibtex"
    csl = "csl"

    @property
    def binary(self) -> bool:
        """Whether it is no text."""
        return self.value.endswith(("-xlsx", "-parquet"))


def text(view: StoreView, form: Format, asked: LedgerQuery, accessed: str | None) -> Iterable[str]:
    """The pieces of a text format. ``accessed``: the ISO day that citations name as the last look at a page."""
    return _TEXTS[form](view, asked, accessed)


def binary(view: StoreView, form: Format, asked: LedgerQuery, path: Path) -> None:
    """Writes a binary format to ``path``."""
    from onrecord.export.parquet import CLAIM_TYPES, ENTRY_TYPES, claim_records, entry_records, write_parquet
    from onrecord.export.xlsx import write_xlsx

    if form is Format.claims_parquet:
        write_parquet(claim_records(claims_told(view, asked)), CLAIM_TYPES, path)
    elif form is Format.entries_parquet:
        write_parquet(entry_records(view.entries(asked)), ENTRY_TYPES, path)
    else:
        write_xlsx(_table(view, form, asked), path)


def _table(view: StoreView, form: Format, asked: LedgerQuery) -> Table:
    from onrecord.export.kiel import kiel_table
    from onrecord.export.sipri import sipri_table
    from onrecord.export.tables import claim_table, entry_table

    if form in (Format.claims_csv, Format.claims_xlsx):
        return claim_table(claims_told(view, asked))
    if form in (Format.entries_csv, Format.entries_xlsx):
        return entry_table(view.entries(asked))
    return (sipri_table if form in (Format.sipri, Format.sipri_xlsx) else kiel_table)(told(view, asked))


def told(view: StoreView, asked: LedgerQuery) -> Iterator[Told]:
    """The entries that pass, each with its claims and pages."""
    from onrecord.export.told import gather

    return gather(view.entries(asked), view.claims_of, view.article)


def claims_told(view: StoreView, asked: LedgerQuery) -> Iterator[tuple[Claim, Cited, list[str]]]:
    """The claims of the entries that pass; without filters all that stand, those in no entry too."""
    from onrecord.export.tables import told_claims
    from onrecord.model.entry import LedgerQuery

    narrowed = replace(asked, min_confidence=0.0) != LedgerQuery()
    of: dict[str, list[str]] = {}
    for entry in view.entries(asked):
        for claim in entry.claims:
            of.setdefault(claim, []).append(entry.id)

    def entries_of(claim: Claim) -> list[str] | None:
        if narrowed:
            return of.get(claim.id)
        return of.get(claim.id, []) if claim.confidence >= asked.min_confidence else None

    return told_claims(view.articles(), view.claims, entries_of)


Maker = Callable[["StoreView", "LedgerQuery", str | None], Iterable[str]]


def _claims(view: StoreView, asked: LedgerQuery, accessed: str | None) -> Iterable[str]:
    from onrecord.export import write_claims

    def sure(page: str) -> list[Claim]:
        return [c for c in view.claims(page) if c.confidence >= asked.min_confidence]

    return _lines(write_claims(view.pages(), sure))


def _entries_json(view: StoreView, asked: LedgerQuery, accessed: str | None) -> Iterable[str]:
    from onrecord.export import write_json

    return _lines(write_json(view.entries(asked)))


def _entries_csv(view: StoreView, asked: LedgerQuery, accessed: str | None) -> Iterable[str]:
    from onrecord.export import write_csv

    return write_csv(view.entries(asked))


def _rows(form: Format) -> Maker:
    def lines(view: StoreView, asked: LedgerQuery, accessed: str | None) -> Iterable[str]:
        from onrecord.export.cells import csv_lines

        return csv_lines(_table(view, form, asked))

    return lines


def _ftm(view: StoreView, asked: LedgerQuery, accessed: str | None) -> Iterable[str]:
    from onrecord.export.ftm import write_ftm

    return _lines(write_ftm(told(view, asked)))


def _stix(view: StoreView, asked: LedgerQuery, accessed: str | None) -> Iterable[str]:
    from onrecord.export.stix import write_stix

    return write_stix(told(view, asked))


def _graphml(view: StoreView, asked: LedgerQuery, accessed: str | None) -> Iterable[str]:
    from onrecord.export.network import write_graphml

    return write_graphml(view.entries(_supplies(asked)))


def _gexf(view: StoreView, asked: LedgerQuery, accessed: str | None) -> Iterable[str]:
    from onrecord.export.network import write_gexf

    return write_gexf(view.entries(_supplies(asked)))


def _supplies(asked: LedgerQuery) -> LedgerQuery:
    """A network is of transfers, unless another act is asked for."""
    return asked if asked.act else replace(asked, act="transfer")


def _bibtex(view: StoreView, asked: LedgerQuery, accessed: str | None) -> Iterable[str]:
    from onrecord.export.cite import pages_of, write_bibtex

    return write_bibtex(pages_of(told(view, asked)), accessed)


def _csl(view: StoreView, asked: LedgerQuery, accessed: str | None) -> Iterable[str]:
    from onrecord.export.cite import pages_of, write_csl

    return write_csl(pages_of(told(view, asked)), accessed)


def _lines(lines: Iterable[str]) -> Iterable[str]:
    return (f"{line}\n" for line in lines)


_TEXTS: dict[Format, Maker] = {
    Format.claims: _claims, Format.claims_csv: _rows(Format.claims_csv), Format.entries_json: _entries_json, Format.entries_csv: _entries_csv,
    Format.sipri: _rows(Format.sipri), Format.kiel: _rows(Format.kiel), Format.ftm: _ftm, Format.stix: _stix, Format.graphml: _graphml,
    Format.gexf: _gexf, Format.bibtex: _bibtex, Format.csl: _csl,
}
