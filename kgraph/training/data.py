"""Which corpora a pipeline is trained on, and how often each is read."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kgraph.knowledge import load_knowledge
from kgraph.pipelines import load_pipeline
from kgraph.pipelines.features import WINDOW
from kgraph.pipelines.tokenizer import blank
from kgraph.training import gmb, gum_names, written_names
from kgraph.training import name_corpora as nc
from kgraph.training.corpora import Annotated, Marked, documents, join, read_conllu
from kgraph.training.encoding import Encoder, Window, pack, split

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator
    from pathlib import Path

CROSSNER_DOMAINS = ("ai", "literature", "music", "politics", "science")


@dataclass(slots=True)
class Corpora:
    """Passages by corpus, with how often each is read in an epoch; some corpora are written anew for each epoch."""

    passages: dict[str, list[Annotated]] = field(default_factory=dict)
    repeats: dict[str, float] = field(default_factory=dict)
    sources: dict[str, Callable[[random.Random], Iterator[Annotated]]] = field(default_factory=dict)

    def add(self, name: str, passages: Iterable[Annotated], repeat: float = 1.0) -> None:
        """Add a corpus; one without passages is left out."""
        listed = list(passages)
        if listed:
            self.passages[name] = listed
            self.repeats[name] = repeat

    def add_written(self, repeat: float = 3.0) -> None:
        """Add the news items written for this project; each reading fills their slots anew."""
        tokenise = tokeniser()

        def anew(rng: random.Random) -> Iterator[Annotated]:
            return names(written_names.written(rng), tokenise)

        self.add("written", anew(random.Random(0)), repeat)  # noqa: S311
        self.sources["written"] = anew

    def __iter__(self) -> Iterator[Annotated]:
        for passages in self.passages.values():
            yield from passages

    def epoch(self, encoder: Encoder, rng: random.Random) -> list[Window]:
        """Return the windows of one pass; a repeat of 0.5 draws half of a corpus."""
        chosen: list[Window] = []
        for name, passages in self.passages.items():
            repeat = self.repeats[name]
            source = self.sources.get(name)
            for _ in range(int(repeat)):
                read = _shuffled(source(rng), rng) if source else passages
                chosen += [encoder.window(recased(p, rng)) for p in pack(read, rng)]
            if repeat % 1:
                read = _shuffled(source(rng), rng) if source else passages
                some = [p for p in read if rng.random() < repeat % 1]
                chosen += [encoder.window(recased(p, rng)) for p in pack(some, rng)]
        return chosen


def _shuffled(passages: Iterable[Annotated], rng: random.Random) -> list[Annotated]:
    """Return passages in another order, so that other items stand together in a window."""
    listed = list(passages)
    rng.shuffle(listed)
    return listed


def recased(passage: Annotated, rng: random.Random, share: float = 0.05) -> Annotated:
    """Return some passages in the case of headlines, in capitals or in small letters, the rest as they are."""
    if rng.random() >= share:
        return passage
    change = rng.choice([str.upper, str.lower, _headline, _headline])
    tokens = [replace(token, form=change(token.form)) for token in passage.tokens]
    return replace(passage, tokens=tokens)


def _headline(form: str) -> str:
    return form[:1].upper() + form[1:] if len(form) > 3 else form


def treebank(path: Path, source: str) -> Iterator[Annotated]:
    """Yield the documents of a treebank as windows; GUM's come with names."""
    for document in documents(read_conllu(path)):
        passage = gum_names.passage(document) if source == "gum" else join(document, source)
        yield from split(passage)


def tokeniser() -> Callable[[str], list[tuple[str, bool]]]:
    """Return the pipeline's tokenizer as a function from text to words with the space after each."""
    nlp = blank()
    return lambda text: [(t.text, bool(t.whitespace_)) for t in nlp.make_doc(text)]


def names(marked: Iterable[Marked], tokenise: Callable[[str], list[tuple[str, bool]]]) -> Iterator[Annotated]:
    """Yield marked texts as windows."""
    for text in marked:
        yield from split(nc.tokenised(text, tokenise), WINDOW)


def treebanks(folder: Path, without: Container[str] = ()) -> Corpora:
    """Read the treebanks of a data folder, ``ud/``; what it lacks or ``without`` names is left out."""
    corpora = Corpora()
    for source in ("ewt", "gum"):
        path = folder / "ud" / f"{source}_train.conllu"
        if path.is_file() and source not in without:
            corpora.add(source, treebank(path, source))
    return corpora


def shared(folder: Path, without: Container[str] = ()) -> Corpora:
    """Read the training parts of a data folder laid out as ``ud/``, ``ner/``, ``voa/``, ``re3d/``, ``docred/``.

    What a folder lacks is left out, and so are the corpora named in ``without``; the news items written for this
    project (``written``) need no folder. Development and test parts of the yardsticks (EWT and GUM dev and test, UNER
    test, CrossNER politics dev, the development articles) are never read here.
    """
    corpora = treebanks(folder, without)
    tokenise = tokeniser()
    ner = folder / "ner"
    readers: list[tuple[str, Callable[[Path], Iterator[Marked]], list[Path], float]] = [
        ("newswire", nc.newswire, [ner / "newswire.jsonl"], 1.0),
        ("articles", nc.articles, [folder / "voa" / "train_mentions.jsonl"], 2.0),
        ("crossner", nc.crossner, _crossner(ner), 0.3),
        ("uner", nc.uner, [ner / "en_ewt-ud-dev.iob2"], 1.0),
        ("re3d", nc.re3d, [folder / "re3d" / "re3d_train.jsonl"], 1.0),
        ("docred", nc.docred, [folder / "docred" / f"redocred_{p}.json" for p in ("dev", "test")], 0.2),
        ("gmb", _gmb, [ner / "gmb.tsv"], 0.3),
    ]
    for name, reader, paths, repeat in readers:
        found = [p for p in paths if p.is_file() and name not in without]
        corpora.add(name, (a for p in found for a in names(reader(p), tokenise)), repeat)
    if "written" not in without:
        corpora.add_written()
    return corpora


def _gmb(path: Path) -> Iterator[Marked]:
    """Yield GMB without what the knowledge base or the shipped pipeline contradicts."""
    return gmb.agreed(gmb.cleaned(path, load_knowledge()), load_pipeline())


def own_names(path: Path) -> Iterator[Annotated]:
    """Yield the texts of a user's JSON Lines with names, in the form of the annotated newswire."""
    return names(nc.newswire(path, source=path.stem), tokeniser())


def _crossner(folder: Path) -> list[Path]:
    """Return CrossNER's files for training: of politics only the training part, of the other domains all."""
    parts = {domain: ("train",) if domain == "politics" else ("train", "dev", "test") for domain in CROSSNER_DOMAINS}
    return [folder / f"crossner_{domain}_{part}.txt" for domain, names in parts.items() for part in names]
