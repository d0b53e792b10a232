"""Claims out in the guide's form."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from tests.strategies import article, claim, source

from onrecord.export import write_claims
from onrecord.export.claims import page_fields
from onrecord.model import Block, Claim, PrintedDate, Published, Reason, Span

TEXT = "Menu\nSubscribe now\n\nIran sent 400 drones, she said.\nMore of it.\nCopyright 2024\n"
LEFT_OUT = [Block(Span(0, 18), False, "furniture", "menu"), Block(Span(64, 78), False, "furniture", "copyright")]


def told() -> Claim:
    quote = "Iran sent 400 drones, she said."
    speaker = source("Ada Stone", "US")
    return claim(items=("uav",), quantity=(400.0, 400.0), when_iso="2024-02", source=speaker, at=TEXT.index(quote), quote=quote,
                 confidence=0.81239)


def page_of() -> dict[str, object]:
    made = article(TEXT, "page 7")
    kept = [Block(Span(20, 51), True, "paragraph"), Block(Span(52, 63), True, "paragraph")]
    dated = Published("2024-02-22", None, None, "likely", (Reason("week", "a Thursday", 0.4), Reason("stamp", "printed so", 0.9)))
    made = replace(made, blocks=(LEFT_OUT[0], *kept, LEFT_OUT[1]), published=dated,
                   printed=(PrintedDate("2025-04-08", "stamp", None), PrintedDate("2024", "copyright", None)))
    return page_fields(made, [told()])


def test_a_page_in_the_guides_form() -> None:
    assert page_of() == {
        "id": "page 7", "published": {"date": "2024-02-22", "basis": "printed so; a Thursday"}, "page_date": "2025-04-08",
        "copied": "original", "outlet": "The Courier", "noise": ["Menu", "Subscribe now", "Copyright 2024"],
        "kept": "Iran sent 400 drones, she said.\nMore of it.",
        "claims": [{
            "id": told().id, "quote": "Iran sent 400 drones, she said.", "start": 20, "end": 51, "act": "transfer", "from": ["IR"],
            "to": ["RU"], "items": [{"class": "uav", "name": "uav"}], "quantity": {"low": 400, "high": 400, "text": "some"}, "money": None,
            "status": "done", "certainty": "certain", "when": "2024-02", "mechanism": None,
            "sources": [{"name": "Ada Stone", "role": None, "country": "US", "anonymous": False}], "said_when": None,
            "confidence": 0.8124,
        }],
    }


def test_quotes_and_left_out_lines_are_in_the_text() -> None:
    fields = page_of()
    for one in fields["claims"]:  # type: ignore[attr-defined]
        assert TEXT[one["start"]:one["end"]] == one["quote"]
    assert all(line in TEXT and line not in str(fields["kept"]) for line in fields["noise"])  # type: ignore[attr-defined]


def test_a_page_without_claims_is_a_line_with_none() -> None:
    full = article("Other.\n", "full")
    lines = list(write_claims([article(name="empty"), full], lambda key: [told()] if key == full.id else []))
    assert [len(json.loads(line)["claims"]) for line in lines] == [0, 1]


def test_lines_are_utf_8_whatever_the_page_held() -> None:
    line = next(iter(write_claims([article("a\ud800b é\n")], lambda _: [])))
    assert json.loads(line.encode().decode())["kept"] == "a\ud800b é"


def test_open_ends_units_money_and_unknown_sources() -> None:
    made = claim(quantity=(401, None), money=(None, 8e8), when_iso="2024-01/")
    bare = replace(made, sources=replace(made.sources, value=()), quantity=replace(made.quantity, value=None))
    one, two = page_fields(article(), [made])["claims"][0], page_fields(article(), [bare])["claims"][0]
    assert (one["quantity"], one["money"]["low"], one["money"]["high"]) == ({"low": 401, "high": None, "text": "some"}, None, 800000000)
    assert one["when"] == "2024-01/"
    assert (two["quantity"], two["sources"]) == (None, [{"name": None, "role": None, "country": None, "anonymous": False}])


def test_every_date_is_one_the_guide_allows() -> None:
    for iso in ("2024", "2024-02", "2024-02-22", "2024-01/2024-02-21", "/2023-05", "2024-01/"):
        when = page_fields(article(), [claim(when_iso=iso)])["claims"][0]["when"]
        assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", part) for part in when.split("/") if part)
