"""From corpora to a pipeline that ships, in one call."""

from __future__ import annotations

import json
import logging
import random
import shutil
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import torch

from kgraph.errors import SourceError
from kgraph.pipelines.features import WordPieces
from kgraph.training import data, encoder, export
from kgraph.training.data import Corpora
from kgraph.training.dictionary import read_dictionary
from kgraph.training.encoding import Encoder, Labels, Window
from kgraph.training.loop import Schedule, batches, collate, losses
from kgraph.training.loop import train as run
from kgraph.training.network import Network, Shape, imported, load_encoder

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence
    from pathlib import Path

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a pipeline is made; its model card tells the stages in which the shipped one came about.

    Args:
        layers: of the encoder, taken from the lowest up.
        inner: width of each layer's inner part.
        words: words of training in all.
        batch: words a step.
        rate: learning rate of what is new.
        encoder_rate: learning rate of what was pretrained.
        dropout: share of values dropped inside the encoder.
        head_dropout: share of values dropped from what the heads read.
        word_dropout: share of words of which only shape and suffix are seen.
        share: of the new weights in what comes of going on from a pipeline, the rest being its own: the mean of two
            networks that one came of reads better than either (Wortsman et al. 2022).
        seed: of shuffling, of new weights and of dropout.
    """

    layers: int = 4
    inner: int = 1024
    words: int = 6_570_000
    batch: int = 1600
    rate: float = 1.5e-3
    encoder_rate: float = 3e-4
    dropout: float = 0.2
    head_dropout: float = 0.4
    word_dropout: float = 0.12
    share: float = 0.5
    seed: int = 0


def train(
    output: Path,
    *,
    folder: Path | None = None,
    treebanks: Sequence[Path] = (),
    names: Sequence[Path] = (),
    without: Container[str] = (),
    development: Sequence[Path] = (),
    checkpoint: Path | None = None,
    start: Path | None = None,
    recipe: Recipe | None = None,
    seconds: float | None = None,
    threads: int | None = None,
) -> Path:
    """Train a pipeline and write it as a folder that :func:`kgraph.load_pipeline` takes.

    The state of training lies in ``OUTPUT.training`` until the pipeline is written; a call with the same arguments goes
    on from there.

    Args:
        output: folder to be written.
        folder: corpora laid out as ``ud/ ner/ voa/ re3d/ docred/``; what it lacks is left out.
        treebanks: further CoNLL-U files, for sentences, trees, tags and lemmas.
        names: further JSON Lines for names: ``{"text": ..., "names": [{"start": 0, "end": 3, "tag": "PERSON"}]}``.
        without: names of corpora in the folder that are left out.
        development: CoNLL-U files whose loss goes into the log as training goes on.
        checkpoint: folder of the pretrained encoder; the packaged one if not given.
        start: folder of a pipeline of kgraph's to go on from, instead of the encoder; its sizes and labels stay.
        recipe: sizes, rates, seed; those of the shipped pipeline if not given.
        seconds: stop after this time, with a learning rate that has fallen to zero by then.
        threads: of the processor; torch decides if not given.

    Returns:
        The folder.

    Raises:
        SourceError: there is nothing to train on, no encoder, or no pipeline to go on from.
        FormatError: a corpus is not in its format.
    """
    recipe = recipe or Recipe()
    if threads:
        torch.set_num_threads(threads)
    work = output.with_name(output.name + ".training")
    corpora = _corpora(folder, treebanks, names, without)
    if start is None and not any(passage.syntax for passage in corpora):
        raise SourceError("nothing to learn syntax from: give a CoNLL-U treebank, or a folder with ud/ewt_train.conllu")
    if not corpora.passages:
        raise SourceError("nothing to learn from: give corpora, a CoNLL-U treebank or names in JSON Lines")
    work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.seed)
    if start is None:
        network, labels, vocabulary = _new(corpora, checkpoint, recipe, work / "labels.json")
        before = None
    else:
        network, before = _trained(start, recipe)
        labels, vocabulary = export.labels_of(before), before["vocabulary"]
    encode = Encoder(WordPieces(vocabulary), labels)
    windows = [encode.window(p) for path in development for p in data.treebank(path, path.stem)]
    limit = {} if seconds is None else {"seconds": seconds}
    schedule = Schedule(recipe.words, recipe.batch, recipe.rate, recipe.encoder_rate, seed=recipe.seed, **limit)
    run(
        network,
        lambda rng: corpora.epoch(encode, rng),
        schedule,
        checkpoint=work / "state.pt",
        evaluate=_development(windows) if windows else None,
    )
    if start is not None:
        _mix(network, start, recipe)
    description = export.description(network, labels, vocabulary, corpora, read_dictionary(), before)
    export.write(export.exported(network), description, output, _meta(corpora, recipe))
    shutil.rmtree(work)
    return output


def _new(
    corpora: Corpora, checkpoint: Path | None, recipe: Recipe, path: Path
) -> tuple[Network, Labels, list[str]]:
    """Return a network that starts from a pretrained encoder, its labels and its word pieces."""
    begin = encoder.read(checkpoint or encoder.packaged())
    labels = _labels(corpora, path)
    network = Network(_shape(labels, begin, recipe), recipe.dropout, recipe.head_dropout, recipe.word_dropout)
    load_encoder(network, begin.arrays, begin.opening)
    return network, labels, begin.vocabulary


def _trained(folder: Path, recipe: Recipe) -> tuple[Network, dict[str, Any]]:
    """Return the network of a pipeline, and what stands beside its arrays.

    Raises:
        SourceError: the folder holds no pipeline of kgraph's.
    """
    arrays, description = export.stored(folder)
    network = Network(Shape(**description["sizes"]), recipe.dropout, recipe.head_dropout, recipe.word_dropout)
    network.load_state_dict(imported(arrays))
    return network, description


def _mix(network: Network, start: Path, recipe: Recipe) -> None:
    """Move a network's weights back towards those that it went on from."""
    first, _ = _trained(start, recipe)
    with torch.no_grad():
        for own, former in zip(network.parameters(), first.parameters(), strict=True):
            own.lerp_(former, 1 - recipe.share)


def _corpora(
    folder: Path | None, treebanks: Sequence[Path], names: Sequence[Path], without: Container[str]
) -> Corpora:
    """Return all that is trained on."""
    corpora = data.shared(folder, without) if folder else Corpora()
    for path in treebanks:
        corpora.add(path.stem, data.treebank(path, path.stem))
    for path in names:
        corpora.add(path.stem, data.own_names(path))
    return corpora


def _labels(corpora: Corpora, path: Path) -> Labels:
    """Return the label sets, those of the run that is gone on with where there is one."""
    if path.is_file():
        return Labels(**json.loads(path.read_text(encoding="utf-8")))
    labels = Labels.collect(corpora)
    path.write_text(json.dumps(asdict(labels), ensure_ascii=False), encoding="utf-8")
    return labels


def _shape(labels: Labels, start: encoder.Checkpoint, recipe: Recipe) -> Shape:
    return Shape(
        vocabulary=len(start.vocabulary),
        width=start.width,
        heads=start.heads,
        layers=recipe.layers,
        inner=recipe.inner,
        xpos=len(labels.xpos),
        morph=len(labels.morph),
        lemma=len(labels.lemma),
        dep=len(labels.dep),
    )


def _development(windows: list[Window]) -> Callable[[Network], str]:
    """Return what says how a network does on windows that it is not trained on."""

    def line(network: Network) -> str:
        network.eval()
        sums: dict[str, float] = {}
        groups = list(batches(windows, 2400, random.Random(0)))  # noqa: S311
        with torch.no_grad():
            for group in groups:
                for name, value in losses(network, collate(group)).items():
                    sums[name] = sums.get(name, 0.0) + value.item()
        return "development: " + " ".join(f"{name} {value / len(groups):.3f}" for name, value in sums.items())

    return line


def _meta(corpora: Corpora, recipe: Recipe) -> dict[str, object]:
    """Return what the pipeline says of itself in its ``meta.json``."""
    return {
        "name": "news",
        "version": version("kgraph"),
        "spacy_version": ">=3.8.0,<3.9.0",
        "description": "English news: sentences, Universal Dependencies, lemmas, names",
        "license": "CC BY-SA 4.0",
        "kgraph": {
            "recipe": asdict(recipe),
            "words": {name: sum(len(p.tokens) for p in passages) for name, passages in corpora.passages.items()},
            "versions": {name: version(name) for name in ("kgraph", "spacy", "numpy", "torch")},
        },
    }
