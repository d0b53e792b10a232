"""Trains the claims model: by cross-validation over the gold articles, or on all of them.

    python -m training.claims_train OUT --pages PAGES... [--folds 2 --only 0] [--epochs 5] [--seed 1] [--encoder mpnet --threads 2]
    python -m training.claims_train OUT --pages PAGES... --folds 0

With folds, the articles of the set "gold" are dealt into folds; each model learns from the other folds and from all other sets, and OUT gets
`fold.N.pt` and `fold.N.ids` (the articles it never saw). Without, OUT gets `model.pt`, learned from all. With one thread everything follows from
the seed.
"""

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from onrecord.claims.units import Columns, columns
from onrecord.claims.windows import Batch, Window, collate, windows_of
from training.claims_gold import Example, examples
from training.claims_model import ClaimsModel, Judged, Read
from training.claims_swap import Swapper, hide_publisher
from training.claims_targets import WEIGHTS, losses, questions, targets
from training.encoder import Encoder, load_minilm, minilm_folder
from training.mpnet import load_mpnet
from training.mpnet import weights as mpnet_weights


@dataclass(frozen=True, slots=True)
class Settings:
    """One run. Rates are of Adam's steps, `batch` counts windows.

    Shares, drawn anew each epoch: `swap` of the articles have their parties and goods exchanged; `hide` are read as if their
    publisher were not told (a page seldom tells it, so answers are taken without); `empty` of the windows without a claim are taken.
    `gold` weighs the gold articles: each is taken that many times an epoch.
    """

    encoder: str = "minilm"
    epochs: int = 5
    seed: int = 1
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    swap: float = 0.5
    hide: float = 0.3
    batch: int = 5
    empty: float = 0.5
    gold: float = 2.0
    dropout: float = 0.2


def tokenizer() -> Tokenizer:
    """The encoder's tokenizer, neither cutting nor padding."""
    found = Tokenizer.from_file(str(minilm_folder() / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def window_tensors(batch: Batch) -> list[torch.Tensor]:
    """The inputs of the model's `read`."""
    sentences = np.arange(1, batch.features.shape[1] + 1)
    return [torch.from_numpy(column) for column in (batch.ids, batch.mask, batch.marks, batch.part, batch.hints, sentences)]


def unit_tensors(found: Columns) -> list[torch.Tensor]:
    """The inputs of the model's `judge` beside the pieces."""
    return [torch.from_numpy(getattr(found, f.name)) for f in fields(found)]


def split(articles: Sequence[Example], folds: int, seed: int) -> list[list[str]]:
    """The gold articles of each fold, shuffled by seed, genres dealt out evenly."""
    order = [a for a in articles if a.kind == "gold"]
    random.Random(seed).shuffle(order)
    order.sort(key=lambda a: a.genre)
    return [[a.id for a in order[fold::folds]] for fold in range(folds)]


def step_losses(model: ClaimsModel, rows: Sequence[tuple[Window, Example]]) -> dict[str, torch.Tensor]:
    """The losses of one batch."""
    windows, articles = [w for w, _ in rows], [e for _, e in rows]
    batch, put = collate(windows), questions(windows, articles)
    width, parties = batch.ids.shape[1], batch.listed.shape[1]
    found = columns(windows, [(p.row, p.asked) for p in put], width, parties)
    wanted = targets(windows, articles, put, (batch.features.shape[1], parties, width, found.item.shape[1], found.time.shape[1]))
    with torch.autocast("cpu", torch.bfloat16):
        read = model.read(*window_tensors(batch))
        judged = model.judge(read.pieces, *unit_tensors(found))
    return losses(Read(*(x.float() for x in read)), Judged(*(x.float() for x in judged)), wanted)


def train(
    articles: Sequence[Example], settings: Settings, swapper: Swapper, model: ClaimsModel | None = None, kept: Path | None = None,
) -> ClaimsModel:
    """A model learned from the articles; after each pass it is in the file ``kept``."""
    torch.manual_seed(settings.seed)
    rng, cutter = random.Random(settings.seed), tokenizer()
    if model is None:
        model = ClaimsModel(settings.encoder, settings.dropout)
        _load_encoder(model)
    steps, step, started = _steps(articles, cutter, settings), 0, time.time()
    optimiser, schedule = _optimiser(model, settings, steps)
    for epoch in range(settings.epochs):
        model.train()
        total: dict[str, float] = {}
        batches = _epoch(articles, cutter, swapper, settings, rng)
        for rows in batches:
            parts = step_losses(model, rows)
            sum((WEIGHTS[name] * loss for name, loss in parts.items()), torch.zeros(())).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            if step < steps - 1:
                schedule.step()
            step += 1
            for name, loss in parts.items():
                total[name] = total.get(name, 0) + float(loss.detach())
        if kept is not None:
            torch.save(model.state_dict(), kept)
        print(epoch, step, steps, {k: round(v / len(batches), 3) for k, v in total.items()}, f"{time.time() - started:.0f} s", flush=True)
    return model


def _load_encoder(model: ClaimsModel) -> None:
    if isinstance(model.encoder, Encoder):
        load_minilm(model.encoder)
    else:
        load_mpnet(model.encoder, mpnet_weights())


def _times(article: Example, settings: Settings, rng: random.Random) -> int:
    """How often an article is taken in one epoch."""
    share = settings.gold if article.kind == "gold" else 1.0
    return int(share) + (rng.random() < share % 1)


def _steps(articles: Sequence[Example], cutter: Tokenizer, settings: Settings) -> int:
    """About how many batches the run has."""
    windows = sum((settings.gold if a.kind == "gold" else 1.0) * (1.0 if {c.sentence for c in a.claims}.intersection(w.sentences) else settings.empty)
                  for a in articles for w in windows_of(a.page, cutter))
    return int(windows * settings.epochs / settings.batch) + 1


def _optimiser(model: ClaimsModel, settings: Settings, steps: int) -> tuple[torch.optim.AdamW, torch.optim.lr_scheduler.LambdaLR]:
    frozen = {id(p) for layer in model.encoder.layers[:model.frozen] for p in layer.parameters()}
    body = [p for p in model.encoder.parameters() if p.requires_grad and id(p) not in frozen]
    inside = {id(p) for p in model.encoder.parameters()}
    heads = [p for p in model.parameters() if id(p) not in inside]
    groups = [{"params": body, "lr": settings.encoder_rate}, {"params": heads, "lr": settings.head_rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    warm = max(1, steps // 10)
    return optimiser, torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm))))


def _epoch(
    articles: Sequence[Example], cutter: Tokenizer, swapper: Swapper, settings: Settings, rng: random.Random,
) -> list[list[tuple[Window, Example]]]:
    """Batches of windows of like length, in random order; every article's parties newly exchanged or left."""
    rows = []
    for article in (a for a in articles for _ in range(_times(a, settings, rng))):
        if rng.random() < settings.swap:
            article = swapper.swap(article, rng)
        if rng.random() < settings.hide:
            article = hide_publisher(article)
        claimed = {claim.sentence for claim in article.claims}
        rows += [(window, article) for window in windows_of(article.page, cutter)
                 if claimed.intersection(window.sentences) or rng.random() < settings.empty]
    rng.shuffle(rows)
    size = settings.batch
    pools = [sorted(rows[i:i + 12 * size], key=lambda r: len(r[0].ids)) for i in range(0, len(rows), 12 * size)]
    batches = [pool[i:i + size] for pool in pools for i in range(0, len(pool), size)]
    rng.shuffle(batches)
    return batches


def begun(path: Path | None, settings: Settings) -> ClaimsModel | None:
    """The model of a file, to go on from."""
    if path is None:
        return None
    model = ClaimsModel(settings.encoder, settings.dropout)
    model.load_state_dict(torch.load(path))
    return model


def main() -> None:
    """Reads the command line and trains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pages", type=Path, nargs="+")
    parser.add_argument("--folds", type=int, default=2)
    parser.add_argument("--only", default="")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--init", type=Path, help="a model to go on from, learned from the same folds")
    for name, value in asdict(Settings()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    options = parser.parse_args()
    settings = Settings(**{name: getattr(options, name) for name in asdict(Settings())})
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    articles = examples(*options.pages)
    swapper = Swapper.load(articles)
    if options.folds == 0:
        train(articles, settings, swapper, begun(options.init, settings), options.out / "model.pt")
        return
    for number, fold in enumerate(split(articles, options.folds, 7)):
        if not options.only or str(number) in options.only.split(","):
            train([a for a in articles if a.id not in fold], settings, swapper, begun(options.init, settings), options.out / f"fold.{number}.pt")
            (options.out / f"fold.{number}.ids").write_text("\n".join(fold) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
