"""Trains the claims model: by cross-validation over articles, or on all of them.

    python -m training.claims_train PAGES GOLD OUT --folds 5 [--only 0,1] [--epochs 8] [--seed 1]
    python -m training.claims_train PAGES GOLD OUT --folds 0

With folds, OUT gets `oof.N.jsonl`: what a model that never saw the article says of each of its sentences, and the model, `fold.N.pt`.
Without, OUT gets `model.pt`, learned from all. One thread; everything follows from the seed.
"""

import argparse
import json
import random
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from onrecord.claims.windows import Batch, Window, collate, windows_of
from training.claims_gold import Example, examples
from training.claims_model import FROZEN, ClaimsModel
from training.claims_predict import predict
from training.claims_swap import Swapper, hide_publisher
from training.claims_synthetic import Practice, pages
from training.claims_targets import WEIGHTS, losses, targets
from training.encoder import load_minilm, minilm_folder


@dataclass(frozen=True, slots=True)
class Settings:
    """One run. Rates are of Adam's steps, `batch` counts windows.

    Shares, drawn anew each epoch: `swap` of the articles have their parties and goods exchanged; `hide` are read as if their
    publisher were not told (a page seldom tells it, so answers are taken without); `empty` of the windows without a claim are
    taken; `practice` practice pages are added for each article, in the first epoch `first`.
    """

    epochs: int = 6
    seed: int = 1
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    swap: float = 0.5
    hide: float = 0.7
    batch: int = 2
    empty: float = 0.5
    practice: float = 0.5
    first: float = 1.5
    dropout: float = 0.2


def tokenizer() -> Tokenizer:
    """The encoder's tokenizer, neither cutting nor padding."""
    found = Tokenizer.from_file(str(minilm_folder() / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def tensors(batch: Batch) -> list[torch.Tensor]:
    """The model's inputs, in the order of its `forward`."""
    return [torch.from_numpy(column) for column in (
        batch.ids, batch.mask, batch.marks, batch.part, batch.mention, batch.listed, batch.features)]


def split(articles: Sequence[Example], folds: int, seed: int) -> list[list[int]]:
    """The articles of each fold, shuffled by seed, genres dealt out evenly."""
    order = list(range(len(articles)))
    random.Random(seed).shuffle(order)
    order.sort(key=lambda i: articles[i].genre)
    return [order[fold::folds] for fold in range(folds)]


def train(articles: Sequence[Example], settings: Settings, swapper: Swapper) -> ClaimsModel:
    """A model learned from the articles."""
    torch.manual_seed(settings.seed)
    rng, cutter, practice = random.Random(settings.seed), tokenizer(), Practice(swapper.states, swapper.goods)
    model = ClaimsModel(settings.dropout)
    load_minilm(model.encoder)
    steps, step, started = _steps(articles, cutter, settings), 0, time.time()
    optimiser, schedule = _optimiser(model, settings, steps)
    for epoch in range(settings.epochs):
        model.train()
        total: dict[str, float] = {}
        fresh = pages(practice, rng, int(len(articles) * (settings.practice if epoch else settings.first)))
        for rows in _epoch(articles, cutter, swapper, fresh, settings, rng):
            batch = collate([window for window, _ in rows])
            inputs = tensors(batch)
            wanted = targets([w for w, _ in rows], [e for _, e in rows], batch.features.shape[1], batch.listed.shape[1], batch.ids.shape[1])
            with torch.autocast("cpu", torch.bfloat16):
                scores = model(*inputs)
            parts = losses(type(scores)(*(score.float() for score in scores)), wanted, inputs[3])
            sum((WEIGHTS[name] * loss for name, loss in parts.items()), torch.zeros(())).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            if step < steps - 1:
                schedule.step()
            step += 1
            for name, loss in parts.items():
                total[name] = total.get(name, 0) + float(loss.detach())
        print(epoch, step, {k: round(v / (step / (epoch + 1)), 3) for k, v in total.items()}, f"{time.time() - started:.0f} s", flush=True)
    return model


def _steps(articles: Sequence[Example], cutter: Tokenizer, settings: Settings) -> int:
    """About how many batches the run has."""
    claimed = [{claim.sentence for claim in a.claims} for a in articles]
    windows = sum(1.0 if mine.intersection(w.sentences) else settings.empty for a, mine in zip(articles, claimed, strict=True)
                  for w in windows_of(a.page, cutter))
    fresh = len(articles) * (settings.practice * (settings.epochs - 1) + settings.first)
    return int((windows * settings.epochs + fresh) / settings.batch) + 1


def _optimiser(model: ClaimsModel, settings: Settings, steps: int) -> tuple[torch.optim.AdamW, torch.optim.lr_scheduler.LambdaLR]:
    frozen = {id(p) for layer in model.encoder.layers[:FROZEN] for p in layer.parameters()}
    body = [p for p in model.encoder.parameters() if p.requires_grad and id(p) not in frozen]
    inside = {id(p) for p in model.encoder.parameters()}
    heads = [p for p in model.parameters() if id(p) not in inside]
    groups = [{"params": body, "lr": settings.encoder_rate}, {"params": heads, "lr": settings.head_rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    warm = max(1, steps // 10)
    return optimiser, torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm))))


def _epoch(articles: Sequence[Example], cutter: Tokenizer, swapper: Swapper, fresh: Iterable[Example], settings: Settings,
           rng: random.Random) -> list[list[tuple[Window, Example]]]:
    """Batches of windows of like length, in random order; every article's parties newly exchanged or left."""
    rows = []
    for article in articles:
        if rng.random() < settings.swap:
            article = swapper.swap(article, rng)
        if rng.random() < settings.hide:
            article = hide_publisher(article)
        claimed = {claim.sentence for claim in article.claims}
        rows += [(window, article) for window in windows_of(article.page, cutter)
                 if claimed.intersection(window.sentences) or rng.random() < settings.empty]
    for article in fresh:
        rows += [(window, article) for window in windows_of(article.page, cutter)]
    rng.shuffle(rows)
    size = settings.batch
    pools = [sorted(rows[i:i + 12 * size], key=lambda r: len(r[0].ids)) for i in range(0, len(rows), 12 * size)]
    batches = [pool[i:i + size] for pool in pools for i in range(0, len(pool), size)]
    rng.shuffle(batches)
    return batches


def main() -> None:
    """Reads the command line and trains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", default="")
    for name, value in asdict(Settings()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    options = parser.parse_args()
    settings = Settings(**{name: getattr(options, name) for name in asdict(Settings())})
    torch.set_num_threads(1)
    np.random.default_rng(settings.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    articles = examples(options.pages, options.gold)
    swapper = Swapper.load(articles)
    if options.folds == 0:
        torch.save(train(articles, settings, swapper).state_dict(), options.out / "model.pt")
        return
    for number, fold in enumerate(split(articles, options.folds, 7)):
        if not options.only or str(number) in options.only.split(","):
            held = set(fold)
            model = train([a for i, a in enumerate(articles) if i not in held], settings, swapper)
            torch.save(model.state_dict(), options.out / f"fold.{number}.pt")
            with (options.out / f"oof.{number}.jsonl").open("w", encoding="utf-8") as lines:
                lines.writelines(json.dumps(row) + "\n" for i in fold for row in predict(model, hide_publisher(articles[i]), tokenizer()))


if __name__ == "__main__":
    main()
