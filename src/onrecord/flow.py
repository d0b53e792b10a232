"""The story end to end, and the only module that strings the stages together.

    capture -> article -> (its true date) -> reading -> (suggestions of a proposer, if one is asked) -> claims -> record -> (origins, entries)

`Reader` does one page; `read` does many into a record. Nothing here knows how a stage works.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from importlib.resources import files
from itertools import chain, islice
from pathlib import Path

from onrecord import origins
from onrecord.claims import read_claims
from onrecord.claims.explain import Explanation, explain
from onrecord.claims.learned import Detector, weights_digest
from onrecord.claims.pages import page_origin
from onrecord.config import SETTINGS, Settings
from onrecord.evaluate import Found, told_of
from onrecord.intake import FieldNames, read_captures
from onrecord.knowledge.frames import may_tell
from onrecord.knowledge.outlets import outlet, publisher_state
from onrecord.ledger import changes, settle, settle_between, settle_part, settle_then, settle_whole
from onrecord.model import Article, Capture, Changes, Claim, LedgerQuery, Origin, Reading, Skip, Suggestion
from onrecord.origins.dating import date_article
from onrecord.proposer import Proposed, Proposer, request_lines
from onrecord.reading import Engine, read_layers, reader_version, retimed
from onrecord.store import Measured, Rules, Store, StoreView, Told, Trial
from onrecord.store.opening import look_before
from onrecord.text import make_article
from onrecord.workers import Limits, Lost, in_workers

FIELDS = FieldNames()

SHORT = 1_500
"""Characters of a page from which one chance word of arms is not enough to parse it."""

UNSURE = "confidence"
"""Reason of the skip of a claim that the reader is less sure of than was asked for."""

def gather(told: Iterable[Told], measured: Iterable[Measured]) -> list[Origin]:
    """The origins of a record's stories, by the tracing rule."""
    return origins.gather((origins.Told(*story) for story in told), (origins.Measured(*pair) for pair in measured))


RULES = Rules(
    prints=origins.prints, measure=origins.measure, kind=origins.Measure, gather=gather, settle=settle, retime=retimed,
    settle_whole=settle_whole, settle_part=settle_part, settle_then=settle_then, settle_between=settle_between, changes=changes,
    version="11", traced="3",
)
"""How a record derives what it does not read. ``traced`` goes up with every change of what prints and measures hold, ``version`` with
every other change of the rules: records are brought up to date by it."""


NOTHING = Proposed()
"""What is proposed of a page that nobody was asked about."""


@dataclass(frozen=True, slots=True)
class Page:
    """What became of one capture: its article and claims, or why it was skipped; and the proposals that were refused.

    ``capture`` is None for what intake could not even carry in (its skip says why). ``proposed``: what a proposer was asked and gave.
    """

    capture: Capture | None
    article: Article | None
    claims: tuple[Claim, ...]
    skips: tuple[Skip, ...]
    proposed: Proposed = NOTHING


@dataclass(slots=True)
class Summary:
    """What a run did: pages seen and read, claims made, refused for lack of evidence or left out as ``unsure`` (under the least confidence
    asked for), skips by reason, seconds; ``entries`` in the record afterwards.

    ``suggestions`` of a proposer, and what was left out of its answers by reason (``unheard``), those refused for lack of words among it.
    """

    pages: int = 0
    read: int = 0
    claims: int = 0
    refused: int = 0
    unsure: int = 0
    new_pages: int = 0
    suggestions: int = 0
    unheard: Counter[str] = field(default_factory=Counter)
    skips: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    entries: int = 0

    def add(self, page: Page) -> None:
        """Counts one page."""
        self.pages += 1
        self.read += page.article is not None
        self.claims += len(page.claims)
        unsure = sum(s.stage == "claims" and s.reason == UNSURE for s in page.skips)
        self.unsure += unsure
        self.refused += sum(s.stage == "claims" for s in page.skips) - unsure
        self.suggestions += len(page.proposed.suggestions)
        self.unheard.update(s.reason for s in page.skips if s.stage == "proposer")
        self.skips.update(s.reason for s in page.skips if s.stage not in ("claims", "proposer"))


class Reader:
    """Reads pages. The engine and the detector load on first use and are kept; one reader serves any number of pages.

    ``proposer``: whoever else is asked about each article that is parsed; nobody unless given.
    """

    def __init__(self, settings: Settings = SETTINGS, proposer: Proposer | None = None) -> None:
        self.settings, self.proposer = settings, proposer

    @property
    def version(self) -> str:
        """The reader's name, kept with every claim (see `reading.reader_version`), with the weights that found it, and the least confidence where
        one is asked for: pages read again with others are another reader's."""
        least = self.settings.min_confidence
        return f"{reader_version(self.engine)}, claims {weights_digest()}" + (f" sure {least:g}" if least else "")

    @cached_property
    def engine(self) -> Engine:
        """The language engine. Raises `EngineError` where its weights are broken."""
        return Engine(threads=self.settings.threads)

    @cached_property
    def detector(self) -> Detector:
        """The learned claim detector, with the engine's tokenizer."""
        return Detector.load(Path(str(files("onrecord.reading") / "weights" / "tokenizer.json")))

    @property
    def apart(self) -> bool:
        """Whether pages are read in workers. Where a proposer is asked, this process reads them: it alone holds what it may ask and has asked."""
        return self.settings.workers > 0 and self.proposer is None

    def outcome(self, found: Capture | Skip) -> Page:
        """What becomes of a page, or of what intake could not even carry in."""
        return Page(None, None, (), (found,)) if isinstance(found, Skip) else self.page(found)

    def page(self, capture: Capture) -> Page:
        """One page, read to its claims."""
        article = self.opened(capture)
        if isinstance(article, Page):
            return article
        proposed = self.proposer.suggest(article) if self.proposer is not None else NOTHING
        made_out, refused = self.claims(article, self.layers(article), proposed.suggestions)
        claims, unsure = self._sure(made_out)
        nothing = () if made_out else (Skip("reading", capture.name, "no-claim", "read; none of the eight acts is told"),)
        return Page(capture, article, claims, proposed.skips + refused + unsure + nothing, proposed)

    def opened(self, capture: Capture) -> Article | Page:
        """The article of a page, if it is worth parsing; else what becomes of the page."""
        made = make_article(capture)
        if isinstance(made, Skip):
            return Page(capture, None, (), (made,))
        article = replace(made, published=date_article(made, capture.declared.get("published")))
        if len(article.kept()) > self.settings.longest:
            return Page(capture, None, (), (Skip("reading", capture.name, "too-large", f"{len(article.kept()):,} characters of text"),))
        if not may_tell(article.kept(), 2 if len(article.kept()) > SHORT else 1):
            return Page(capture, article, (), (Skip("reading", capture.name, "off-topic", "no word of arms, forces or sanctions; not parsed"),))
        return article

    def _sure(self, claims: tuple[Claim, ...]) -> tuple[tuple[Claim, ...], tuple[Skip, ...]]:
        """The claims that the reader is sure enough of; the others as skips."""
        least = self.settings.min_confidence
        left_out = (Skip("claims", c.id, UNSURE, f"{c.confidence:.2f}: {c.quote[:200]}") for c in claims if c.confidence < least)
        return tuple(c for c in claims if c.confidence >= least), tuple(left_out)

    def layers(self, article: Article) -> Reading:
        """The reading of an article."""
        return read_layers(article, self.engine)

    def claims(
        self, article: Article, reading: Reading, suggestions: Sequence[Suggestion] = (),
    ) -> tuple[tuple[Claim, ...], tuple[Skip, ...]]:
        """The claims of an article, with what others suggest weighed in, and the proposals that were refused."""
        return read_claims(article, reading, home_of(article, reading), self.detector, suggestions)

    def explanations(self, article: Article) -> tuple[Explanation, ...]:
        """Why each claim of an article is read as it is; the article is read again, without what others suggest."""
        reading = self.layers(article)
        return explain(article, reading, home_of(article, reading), self.detector)


def home_of(article: Article, reading: Reading) -> str | None:
    """The state that "we" means on an institution's own page or in state media; None on other news pages, where it is whoever speaks.

    Told by the outlet; where the page does not name its own, by whoever it shows to speak on it (`claims.pages.page_origin`).
    """
    known = outlet(article.outlet.value) if article.outlet is not None else None
    if known is not None and known.kind not in ("government", "state-media"):
        return None
    told = publisher_state(article.outlet.value) if article.outlet is not None else None
    origin = page_origin(article, reading) if told is None else None
    return origin.country if origin is not None else told


def open_record(path: str, write: bool = False, trial: bool = False, made: bool = True) -> StoreView:
    """The record at ``path``: a read-only handle, or one to write to (``made`` if it is not there, else that is a `StoreError`); of a ``trial``
    nothing is kept."""
    if trial:
        return Trial.open(path, RULES)
    if write and not made:
        look_before(path, made)
    return Store.open(path, RULES) if write else StoreView.open(path, RULES)


def read(
    paths: Sequence[str],
    record: str,
    fields: FieldNames = FIELDS,
    settings: Settings = SETTINGS,
    seen: Callable[[Page], None] = lambda page: None,
    proposer: Proposer | None = None,
) -> Summary:
    """Reads every page under ``paths`` into the record, a batch a commit, and settles the ledger. ``seen`` is told of each page.
    ``proposer``: whoever else is asked about the articles; what it makes of a page read before takes the place of what stood there.

    Raises `InputError` for a path that is not there, `StoreError` for a record that cannot be written. What was committed stays.
    """
    return take_in(_opened(paths, fields), record, settings, seen, proposer)


def take_in(
    found: Iterator[Capture | Skip],
    record: str,
    settings: Settings = SETTINGS,
    seen: Callable[[Page], None] = lambda page: None,
    proposer: Proposer | None = None,
) -> Summary:
    """The same for pages that come from anywhere, each asked for when the one before it is read."""
    with Store.open(record, RULES) as store:
        return take_into(store, found, settings, seen, proposer)


def take_into(
    store: Store,
    found: Iterator[Capture | Skip],
    settings: Settings = SETTINGS,
    seen: Callable[[Page], None] = lambda page: None,
    proposer: Proposer | None = None,
) -> Summary:
    """The same into a record that is open for writing."""
    summary, start, reader = Summary(), time.monotonic(), Reader(settings, proposer)
    for batch in _batches(_pages(reader, found, summary, seen), settings.batch):
        summary.new_pages += _write(store, batch, reader.version)
    summary.entries = store.settle()
    summary.seconds = time.monotonic() - start
    return summary


def what_changed(record: StoreView, since: str, until: str | None = None, query: LedgerQuery | None = None) -> Changes:
    """What is different in the ledger between two days (`StoreView.changes`)."""
    return record.changes(since, until, query)


def preview(
    paths: Sequence[str],
    fields: FieldNames = FIELDS,
    settings: Settings = SETTINGS,
    seen: Callable[[Page], None] = lambda page: None,
    proposer: Proposer | None = None,
    record: str | None = None,
) -> Summary:
    """Reads every page under ``paths`` and keeps nothing. ``record``: the one that they were for. Raises `InputError` for a path that is not
    there, and `StoreError` where that record could not have been written to, as far as can be seen without."""
    if record is not None:
        look_before(record)
    summary, start = Summary(), time.monotonic()
    for _ in _pages(Reader(settings, proposer), _opened(paths, fields), summary, seen):
        pass
    summary.seconds = time.monotonic() - start
    return summary


def questions(paths: Sequence[str], model: str, fields: FieldNames = FIELDS, settings: Settings = SETTINGS) -> Iterator[str]:
    """The questions to a model about every page under ``paths`` that would be parsed, as lines of the providers' batch form. Nothing is parsed
    and nobody asked. Raises `InputError` for a path that is not there."""
    reader = Reader(settings)
    opened = (reader.opened(found) for found in _opened(paths, fields) if isinstance(found, Capture))
    return request_lines((article for article in opened if isinstance(article, Article)), model)


def answers(paths: Sequence[str], settings: Settings = SETTINGS, seen: Callable[[Page], None] = lambda page: None) -> dict[str, Found]:
    """What the reader finds in the pages under ``paths``, by page name, for scoring. Raises `InputError` for a path that is not there."""
    pages = _pages(Reader(settings), _opened(paths, FieldNames()), Summary(), seen)
    return {p.article.name: _found(p.article, p.claims) for p in pages if p.article is not None}


def kept_answers(record: StoreView) -> dict[str, Found]:
    """What a record holds of each page, by page name, for scoring."""
    return {page.name: _found(page, record.claims(page.id)) for page in record.pages()}


def _found(article: Article, claims: Sequence[Claim]) -> Found:
    ordered = sorted(claims, key=lambda c: (c.span, c.id))
    return Found(tuple(told_of(c) for c in ordered), article.published.date, article.kept(), article.text)


def _opened(paths: Sequence[str], fields: FieldNames) -> Iterator[Capture | Skip]:
    """The pages, the first looked up already: a path that is not there is told before a record is made."""
    found = read_captures(paths, fields)
    return chain(list(islice(found, 1)), found)


def _pages(reader: Reader, captures: Iterator[Capture | Skip], summary: Summary, seen: Callable[[Page], None]) -> Iterator[Page]:
    for page in _read_apart(reader.settings, captures) if reader.apart else map(reader.outcome, captures):
        summary.add(page)
        seen(page)
        yield page


def _read_apart(settings: Settings, captures: Iterator[Capture | Skip]) -> Iterator[Page]:
    """The pages as workers read them; one that a worker was lost on is skipped with the reason."""

    def seconds(found: Capture | Skip) -> float:
        size = len(found.body) if isinstance(found, Capture) else 0
        return settings.page_seconds * (1 + 10 * size / settings.longest)

    limits = Limits(seconds, memory=settings.worker_memory)
    for found, page in in_workers(partial(_outcomes, replace(settings, workers=0)), captures, settings.workers, limits):
        if isinstance(page, Lost):
            capture, name = (found, found.name) if isinstance(found, Capture) else (None, found.subject)
            page = Page(capture, None, (), (Skip("reading", name, page.reason, page.detail),))
        yield page


def _outcomes(settings: Settings) -> Callable[[Capture | Skip], Page]:
    return Reader(settings).outcome


def _batches(pages: Iterator[Page], size: int) -> Iterator[list[Page]]:
    while batch := list(islice(pages, size)):
        yield batch


def _write(store: Store, batch: Sequence[Page], version: str) -> int:
    """Commits a batch; how many of its pages the record did not have. Pages that a proposer answered are another reader's: the record
    replaces claims where the reader changes, so that an answer that comes later is taken up."""
    by: dict[str, list[Page]] = {}
    for page in batch:
        by.setdefault(page.proposed.version, []).append(page)
    return sum(_write_alike(store, pages, f"{version}, {proposer}" if proposer else version) for proposer, pages in by.items())


def _write_alike(store: Store, batch: Sequence[Page], version: str) -> int:
    articles = [p.article for p in batch if p.article is not None]
    read_pages = [(p.article.published.date or "9999", p.article.name, p.article.id, p.claims) for p in batch if p.article is not None]
    # of pages with one text the first published speaks for it, as the store has it; so it is written last here
    claims = {article: made for _, _, article, made in sorted(read_pages, key=lambda r: r[:2], reverse=True)}
    return store.write_batch(
        [p.capture for p in batch if p.capture is not None], articles, claims, [s for p in batch for s in p.skips], version
    ).pages
