"""Makes the reader's model: a multi-task fine-tune of MiniLM on EWT (with names) and the open part of GUM.

    python -m training.train_parser --data ../shared/data --out build/syntax --minutes 60

writes `syntax.pt` (weights) and `syntax.labels.json`; `training.export` turns them into the files OnRecord ships.
"""

import argparse
import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from onrecord.reading.pieces import Encoded, Pieces, batches, collate
from training.augment import hide, recase
from training.encoder import load_minilm, minilm_folder
from training.labels import IGNORED, Example, Labels, pad
from training.measure import evaluate, predict
from training.parser import TAGGED, Parser
from training.treebanks import Sources

LOSS_WEIGHTS = {"upos": 1.0, "xpos": 0.5, "feats": 0.5, "lemma": 0.5, "names": 1.0, "rel": 1.0, "head": 1.0}
BATCH_PIECES = 1000
POOL = 2000
"""Sentences sorted by length together; small enough that batches stay mixed."""
LONGEST = 150
"""Sentences over this many words are left out of training (a handful)."""
HEAD_RATE = 1e-3
WARM_UP = 0.05
MASKED = -1e4


@dataclass(frozen=True)
class Plan:
    """What one run does. Progress is counted in epochs when `epochs` is given, else in minutes of clock."""

    data: Path
    out: Path
    minutes: float
    epochs: float | None
    init: Path | None
    encoder_rate: float
    seed: int
    bf16: bool


def arguments() -> Plan:
    """The plan as the command line states it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, required=True, help="path without ending, e.g. build/syntax")
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--epochs", type=float, default=None, help="count progress in epochs, so that a run can be repeated")
    parser.add_argument("--init", type=Path, default=None, help="an earlier run's path without ending; default: MiniLM")
    parser.add_argument("--encoder-rate", type=float, default=1.5e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bf16", action=argparse.BooleanOptionalAction, default=True, help="bfloat16 arithmetic")
    return Plan(**vars(parser.parse_args()))


class Run:
    """One training run: the model, its data and its optimiser."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.chance = plan, random.Random(plan.seed)
        torch.manual_seed(plan.seed)
        self.sources = Sources(plan.data)
        self.pieces = Pieces(Tokenizer.from_file(str(minilm_folder() / "tokenizer.json")))
        gold = self.sources.train()
        self.labels = Labels.read(plan.init.with_suffix(".labels.json")) if plan.init else Labels.of(gold)
        self.examples = [
            Example(s, self.labels.targets(s), self.pieces.encode(s.words)) for s in gold if len(s.words) <= LONGEST
        ]
        self.model = Parser(self.labels.sizes)
        load_minilm(self.model.encoder)
        if plan.init:
            self.model.load_state_dict(torch.load(plan.init.with_suffix(".pt")))
        self.optimiser, self.rates = self._optimiser()
        self.steps, self.pieces_read, self.losses = 0, 0, Counter[str]()

    def _optimiser(self) -> tuple[torch.optim.Optimizer, list[float]]:
        """Two rates: a low one for what MiniLM brought, a high one for what starts from nothing."""
        brought: list[Tensor] = []
        new: list[Tensor] = []
        for name, parameter in self.model.named_parameters():
            if parameter.requires_grad:
                fresh = not name.startswith("encoder.") or name in ("encoder.mix", "encoder.shapes.weight")
                (new if fresh else brought).append(parameter)
        rates = [self.plan.encoder_rate, HEAD_RATE * self.plan.encoder_rate / 1.5e-4]
        groups = [{"params": brought, "lr": rates[0]}, {"params": new, "lr": rates[1]}]
        return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True), rates

    def epoch(self) -> Iterator[list[int]]:
        """The examples of one epoch in batches, shuffled."""
        order = list(range(len(self.examples)))
        self.chance.shuffle(order)
        out = []
        for start in range(0, len(order), POOL):
            pool = order[start : start + POOL]
            groups = batches([len(self.examples[i].encoded.ids) for i in pool], BATCH_PIECES)
            out += [[pool[place] for place in group] for group in groups]
        self.chance.shuffle(out)
        yield from out

    def loss(self, group: list[int]) -> Tensor:
        """The weighted sum of the layers' cross entropies on one batch, recast by chance."""
        examples = [self.examples[i] for i in group]
        batch = collate([self._read(example.sentence.words) for example in examples])
        width = batch.first.shape[1]
        gold = {layer: pad([e.targets[layer] for e in examples], width) for layer in LOSS_WEIGHTS}
        with torch.autocast("cpu", torch.bfloat16, enabled=self.plan.bf16):
            scores = self._scores(tuple(map(torch.from_numpy, batch)), gold["head"])
        total = torch.zeros(())
        for layer, weight in LOSS_WEIGHTS.items():
            flat = gold[layer].reshape(-1)
            if bool((flat >= 0).any()):
                one = F.cross_entropy(scores[layer].float().flatten(0, -2), flat, ignore_index=IGNORED)
                total = total + weight * one
                self.losses[layer] += one.item()
        self.pieces_read += int(batch.mask.sum())
        return total

    def _read(self, words: list[str]) -> Encoded:
        return hide(self.pieces.encode(recase(words, self.chance)), self.chance)

    def _scores(self, batch: tuple[Tensor, ...], heads: Tensor) -> dict[str, Tensor]:
        x = self.model.words(*batch)
        here = heads != IGNORED
        here[:, 0] = True  # the root has no head of its own but may be one
        scores = {layer: self.model.tags[layer](x) for layer in TAGGED}
        scores["head"] = self.model.arcs(x).float().masked_fill(~here[:, None, :], MASKED)
        dependent, head = self.model.roles(x)
        chosen = torch.gather(head, 1, heads.clamp(min=0)[:, :, None].expand(-1, -1, head.shape[2]))
        scores["rel"] = self.model.relations(dependent.flatten(0, 1), chosen.flatten(0, 1))
        return scores

    def step(self, group: list[int], progress: float) -> None:
        """One step of the optimiser; the rate rises over the first 5 % and falls to zero in a line."""
        scale = min(1.0, progress / WARM_UP if progress < WARM_UP else (1 - progress) / (1 - WARM_UP)) + 1e-3
        for settings, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            settings["lr"] = rate * scale
        self.optimiser.zero_grad()
        self.loss(group).backward()
        torch.nn.utils.clip_grad_norm_([p for g in self.optimiser.param_groups for p in g["params"]], 2.0)
        self.optimiser.step()
        self.steps += 1

    def save(self) -> None:
        """Keeps weights and labels."""
        self.plan.out.parent.mkdir(parents=True, exist_ok=True)
        torch.save(self.model.state_dict(), self.plan.out.with_suffix(".pt"))
        self.labels.write(self.plan.out.with_suffix(".labels.json"))

    def measure(self, part: str) -> dict[str, float]:
        """The scores on a part of EWT with gold words."""
        gold = self.sources.ewt(part)
        return evaluate(gold, predict(self.model, self.labels, self.pieces, gold))


def train(run: Run) -> None:
    """Runs to the end of the plan, reporting every 100 steps and measuring on dev after each fifth."""
    plan, start, report = run.plan, time.monotonic(), 0.2
    total = sum(len(example.encoded.ids) for example in run.examples)
    while True:
        for group in run.epoch():
            seconds, epochs = time.monotonic() - start, run.pieces_read / total
            progress = epochs / plan.epochs if plan.epochs else seconds / (plan.minutes * 60)
            if progress >= 1:
                return
            run.step(group, progress)
            if run.steps % 100 == 0:
                means = {layer: round(loss / 100, 3) for layer, loss in run.losses.items()}
                print(f"{seconds:.0f} s, {epochs:.2f} epochs, {run.pieces_read / seconds:.0f} pieces/s", means, flush=True)
                run.losses.clear()
            if progress >= report:
                began, report = time.monotonic(), report + 0.2
                run.save()
                print(f"dev after {epochs:.2f} epochs", run.measure("dev"), flush=True)
                start += time.monotonic() - began


def main() -> None:
    """Trains, saves, and prints the scores on EWT dev."""
    plan = arguments()
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    run = Run(plan)
    print(plan, run.labels.sizes, len(run.examples), "sentences", flush=True)
    train(run)
    run.save()
    print("dev", run.measure("dev"), flush=True)


if __name__ == "__main__":
    main()
