"""Pages and claims as a person holds them: a claim knows its page, its words and its chain; a page shows its evidence marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from onrecord.export.claims import basis
from onrecord.model import Article, Claim, Filled, Item, Money, Published, Quantity, Source, When
from onrecord.record.desk import Desk
from onrecord.record.tables import Rows, safe
from onrecord.record.why import Why
from onrecord.telling.frames import Library, claim_frame
from onrecord.telling.known import was_there
from onrecord.telling.marked import FIELDS, Part, Piece, parts
from onrecord.telling.parties import party_names
from onrecord.telling.why import explained
from onrecord.telling.words import SHORT_ID, chain, chain_links, how_many, how_much, joined, plain, published_words, quoted, status_words

_GREY, _MARK = "color:GrayText", "background:#ffe08a;color:#000"


class Evidence(NamedTuple):
    """Words that a field was read from: characters ``start`` (included) to ``end`` (left out) of the article's text."""

    start: int
    end: int
    words: str


class HeldClaim:
    """One claim of a record. ``noun`` is the bare `Claim`, with the rule of each field."""

    def __init__(self, desk: Desk, noun: Claim) -> None:
        self._desk, self.noun = desk, noun

    @property
    def id(self) -> str:
        """Its id; methods of the record take the head of it too."""
        return self.noun.id

    @property
    def act(self) -> str:
        """What it claims, of `model.ACTS`."""
        return self.noun.act

    @property
    def giver(self) -> tuple[str, ...]:
        """Codes of who gave, sold, imposed..."""
        return self.noun.giver.value

    @property
    def receiver(self) -> tuple[str, ...]:
        """Codes of who received, or was the target."""
        return self.noun.receiver.value

    @property
    def items(self) -> tuple[Item, ...]:
        """Its goods: class, wording and catalogue key."""
        return self.noun.items.value

    @property
    def quantity(self) -> Quantity | None:
        """How many, as an interval."""
        return self.noun.quantity.value

    @property
    def money(self) -> Money | None:
        """How much, as an interval."""
        return self.noun.money.value

    @property
    def status(self) -> str:
        """How far it got, of `model.STATUSES`."""
        return self.noun.status.value

    @property
    def certainty(self) -> str:
        """How sure its source was, of `model.CERTAINTIES`."""
        return self.noun.certainty.value

    @property
    def when(self) -> When | None:
        """The time of the act."""
        return self.noun.when.value

    @property
    def mechanism(self) -> str | None:
        """By what mechanism, where it is told."""
        return self.noun.mechanism.value

    @property
    def confidence(self) -> float:
        """How sure the reader is, 0 to 1."""
        return self.noun.confidence

    @property
    def sources(self) -> tuple[Source, ...]:
        """The chain from the first speaker to the publisher."""
        return self.noun.sources.value

    @property
    def chain(self) -> str:
        """The chain in a line: "officials (unnamed) ← Northern Wire ← Harbour Post"."""
        return chain(self.noun, self.article.noun)

    @property
    def links(self) -> tuple[str, ...]:
        """The links of `chain`."""
        return chain_links(self.noun, self.article.noun)

    @property
    def quote(self) -> str:
        """The words it was read from.

        >>> claim = record.ledger(act="sanction")[0].claims[0]
        >>> claim.quote == claim.article.text[claim.start:claim.end]
        True
        """
        return self.noun.quote

    @property
    def start(self) -> int:
        """Where the quote begins in the article's text, in characters."""
        return self.noun.span.start

    @property
    def end(self) -> int:
        """Where it ends (left out)."""
        return self.noun.span.end

    @property
    def sound(self) -> bool:
        """Whether the page holds the quote at its place. It always should; check it where much depends on it."""
        return self.article.text[self.start:self.end] == self.quote

    @property
    def evidence(self) -> dict[str, tuple[Evidence, ...]]:
        """By field (as `model.Claim` names it) the words it was read from; fields without words of their own are left out.

        >>> claim = record.ledger(act="sanction")[0].claims[0]
        >>> all(claim.article.text[e.start:e.end] == e.words for found in claim.evidence.values() for e in found)
        True
        """
        text = self.article.text
        fields: Mapping[str, Filled[object]] = {name: getattr(self.noun, name) for name, _ in FIELDS}
        return {name: tuple(Evidence(a, b, text[a:b]) for a, b in filled.evidence) for name, filled in fields.items() if filled.evidence}

    @property
    def rules(self) -> dict[str, str]:
        """By field the rule that read it."""
        fields: Mapping[str, Filled[object]] = {name: getattr(self.noun, name) for name, _ in FIELDS}
        return {name: filled.rule for name, filled in fields.items() if filled.value}

    @property
    def article(self) -> HeldArticle:
        """The page it was read in."""
        return HeldArticle(self._desk, self._desk.page_of(self.noun))

    def why(self) -> Why:
        """Why each field is read as it is, and what spoke for and against it. The page is read again, which takes some seconds the first time.

        Raises `NotFoundError` where the reader of now does not make this claim.
        """
        page = self._desk.page_of(self.noun)
        return Why(explained(self._desk.reader.explanations(page), [self.noun], self.id))

    def __repr__(self) -> str:
        parties = f"{party_names(self.giver)} → {party_names(self.receiver)}"
        goods = joined((i.name for i in self.items), "")
        what = " ".join(filter(None, (self.act, parties, goods)))
        return plain(f"<claim {self.id[:SHORT_ID]}: {what}, {status_words(self.status)}: {quoted(self.quote)}>")


class Claims(Rows[HeldClaim]):
    """Claims, in order of publication or of place."""

    called = ("claim", "claims")
    columns = ("claim", "published", "act", "from → to", "goods", "amount", "status", "sure", "on whose word", "words")

    def cells(self, row: HeldClaim) -> Sequence[str]:
        """What is shown of a claim."""
        amounts = [*([how_many(row.quantity)] if row.quantity else []), *([how_much(row.money)] if row.money else [])]
        parties = f"{party_names(row.giver)} → {party_names(row.receiver)}"
        return (row.id[:SHORT_ID], row.article.published.date or "not known", row.act, parties, joined((i.name for i in row.items), ""),
                joined(amounts, ""), status_words(row.status), f"{row.confidence:.2f}", row.chain, quoted(row.quote))

    def frame(self, library: Library = "pandas") -> Any:
        """A row a claim (`telling.frames.CLAIM_TYPES`) as a frame of pandas or polars. Raises `ExtraError` where that is not installed.

        >>> frame = record.ledger(giver="ZA", receiver="PE").claims().frame()
        >>> bool((frame["end"] > frame["start"]).all())
        True
        """
        return claim_frame(((c.noun, c.article.noun) for c in self), library)


def claims_of(desk: Desk, nouns: Iterable[Claim]) -> Claims:
    """The claims as a person holds them."""
    return Claims([HeldClaim(desk, c) for c in nouns])


class HeldArticle:
    """One page of a record. ``noun`` is the bare `Article`. In a notebook its text is shown with the evidence of its claims marked."""

    def __init__(self, desk: Desk, noun: Article, as_of: str | None = None) -> None:
        self._desk, self.noun = desk, noun
        self.was_published = was_there(desk.view, noun.id, as_of)
        """Whether it had been published by the day that was asked for; True where none was."""

    @property
    def id(self) -> str:
        """Its id: the hash of its text."""
        return self.noun.id

    @property
    def name(self) -> str:
        """What the page was called where it came from."""
        return self.noun.name

    @property
    def title(self) -> str:
        """Its headline; its name where it has none."""
        return self.noun.title.value if self.noun.title else self.noun.name

    @property
    def outlet(self) -> str | None:
        """The outlet that first published it, as far as the page tells."""
        return self.noun.outlet.value if self.noun.outlet else None

    @property
    def url(self) -> str | None:
        """Its address."""
        return self.noun.url

    @property
    def text(self) -> str:
        """Its text, into which the offsets of claims point."""
        return self.noun.text

    @property
    def published(self) -> Published:
        """When it was first published as far as is known, how sure that is, and every reason for and against."""
        return self.noun.published

    @property
    def claims(self) -> Claims:
        """Its claims, in order of place; none as of a day before it was published.

        >>> page = record.article("01-howitzers-feared")
        >>> all(claim.sound for claim in page.claims)
        True
        """
        return claims_of(self._desk, self._claims())

    def _claims(self) -> Sequence[Claim]:
        return self._desk.view.claims(self.id) if self.was_published else []

    def _facts(self) -> list[tuple[str, str]]:
        day = f"{published_words(self.published)}: {basis(self.published)}"
        rows = (("page", self.name), ("outlet", self.outlet or "not known"), ("published", day), ("address", self.url or ""), ("id", self.id))
        return [(name, value) for name, value in rows if value]

    def __repr__(self) -> str:
        day = self.published.date or "day not known"
        return plain(f"<article {self.id[:SHORT_ID]}: {self.title} ({self.outlet or 'outlet not known'}, {day})>")

    def __str__(self) -> str:
        return plain("\n".join([self.title, *(f"{name}: {value}" for name, value in self._facts()), "", self.text]))

    def _repr_html_(self) -> str:
        facts = "".join(f"<br><small>{safe(name)}: {safe(value)}</small>" for name, value in self._facts())
        claims = self._claims()
        numbers = {c.id: n for n, c in enumerate(claims, 1)}
        return f"<div><b>{safe(self.title)}</b>{facts}</div>" + "".join(_block(part, numbers) for part in parts(self.noun, claims))


def _block(part: Part, numbers: Mapping[str, int]) -> str:
    """A block of the page: furniture greyed with its reason, the rest with the words of claims marked and numbered."""
    inner = "".join(_stretch(piece, numbers) for piece in part.pieces)
    if not part.kept:
        return f'<div style="{_GREY};white-space:pre-line"><small>{inner} ({safe(part.reason)})</small></div>'
    return f'<p style="white-space:pre-line">{inner}</p>'


def _stretch(piece: Piece, numbers: Mapping[str, int]) -> str:
    if not piece.claims:
        return safe(piece.text)
    signs = "".join(f"<sup>{numbers[claim]}</sup>" for claim in piece.starts)
    read = joined(dict.fromkeys(mark.split()[1] for mark in piece.fields), "")
    words = f"<u>{safe(piece.text)}</u>" if piece.fields else safe(piece.text)
    return f'{signs}<mark style="{_MARK}" title="{safe(read)}">{words}</mark>'
