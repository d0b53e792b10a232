"""ENTRIES -> OTHERS' FORMATS, one a file, and registers read back to be compared.

    claims, entries           JSON lines and CSV                  sipri, kiel      rows in the shape of registers
    tables, xlsx, parquet     tables of claims and entries        ftm, stix        for investigators and threat intelligence
    network                   GraphML and GEXF                    cite             BibTeX and CSL-JSON of the pages
    register, compare         a register read back and held against the record
    judgements                what people decided, out and in

What several need: `told` (an entry with its claims and pages), `lots` (its goods apart), `figures`, `cells`, `plain`, `lines`.
"""

from onrecord.export.claims import write_claims
from onrecord.export.entries import write_csv, write_json

__all__ = ["write_claims", "write_csv", "write_json"]
