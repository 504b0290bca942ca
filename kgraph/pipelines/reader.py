"""The pipeline's component: one network reads the text, and its answers become spaCy's annotations.

White space is not read. A token of white space hangs on the word before it, so that it is never a head, and an empty
line always ends a sentence.
"""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc, Span

from kgraph.errors import PipelineError
from kgraph.pipelines import decode, network
from kgraph.pipelines.datelines import dateline_ends
from kgraph.pipelines.features import windows
from kgraph.pipelines.lemmas import Lemmatiser
from kgraph.pipelines.network import Floats, Network, Outputs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.vocab import Vocab

Ints = npt.NDArray[np.int64]
_WORDS_AT_ONCE = 1600
_LINE_BREAK = 4.0
"""What a line break adds to the log-odds of a sentence's beginning; a headline has no full stop."""
_QUOTE = 3.0
"""What an opening quotation mark after a full stop adds to them."""
_SAY, _LEAST = 0.2, 1e-6
"""How much a word's relation weighs in its tag, against the network's own scores; the least share of a pair."""
_FULL_STOPS = frozenset({".", "!", "?"})
_NEVER = np.float32(-1e4)


@dataclass(slots=True)
class Words:
    """The words of a document, white space left out.

    Args:
        index: (n,) position of each in the document.
        forms: the words.
        spaces: whether white space stands before each.
        breaks: (n,) what ends before each: 0 nothing, 1 a line, 2 a paragraph or a dateline.
    """

    index: Ints
    forms: list[str]
    spaces: list[bool]
    breaks: Ints

    @classmethod
    def of(cls, doc: Doc) -> Words:
        """Return the words of a document."""
        index, forms, spaces, breaks = [], [], [], []
        lines, space = 0, True
        strings, begun = doc.vocab.strings, frozenset(dateline_ends(doc.text))
        for i, (key, offset, spacy) in enumerate(doc.to_array(["ORTH", "IDX", "SPACY"]).tolist()):
            text = strings[key]
            if text.isspace():
                lines, space = lines + text.count("\n"), True
                continue
            index.append(i)
            forms.append(text)
            spaces.append(space)
            # A line that goes on in small letters was only wrapped.
            breaks.append(2 if offset in begun else 0 if lines == 1 and text[0].islower() else min(lines, 2))
            lines, space = 0, bool(spacy)
        return cls(np.array(index, dtype=np.int64), forms, spaces, np.array(breaks, dtype=np.int64))


@dataclass(slots=True)
class Reading:
    """What the network says of the ``n`` words of a document, as rows of the label lists.

    Args:
        heads: (n,) index of each word's head among the words, its own for a root.
        relations: (n,) relation to it.
        xpos: (n,) Penn tag.
        morph: (n,) part of speech with features.
        lemmas: of the n words.
        names: ``(start, end, label)`` over the words.
        vectors: (n, width) each word in its context.
    """

    heads: Ints
    relations: Ints
    xpos: Ints
    morph: Ints
    lemmas: list[str]
    names: list[tuple[int, int, int]]
    vectors: Floats


class Reader:
    """Writes sentences, trees, tags, lemmas and names on documents.

    Args:
        vocab: the pipeline's vocabulary.
        name: of the component.
    """

    def __init__(self, vocab: Vocab, name: str = "kgraph_reader") -> None:
        self.vocab, self.name = vocab, name
        self._labels: dict[str, list[str]] = {}
        self._network: Network | None = None
        self._fingerprint = ""
        self._description: dict[str, Any] = {}

    @property
    def dep_labels(self) -> tuple[str, ...]:
        """Relations that the trees are made of."""
        return tuple(self._labels.get("dep", ()))

    @property
    def labels(self) -> tuple[str, ...]:
        """All relations and labels of names."""
        return self.dep_labels + self.ent_labels

    @property
    def ent_labels(self) -> tuple[str, ...]:
        """Labels of names."""
        return tuple(self._labels.get("names", ()))

    @property
    def fingerprint(self) -> str:
        """What tells this network from any other: what was fitted to its vectors reads no others."""
        if not self._fingerprint and self._network is not None:
            digest = hashlib.blake2b(digest_size=8)
            for name, array in sorted(self._network.weights.items()):
                digest.update(name.encode())
                digest.update(np.ascontiguousarray(array).data)
            self._fingerprint = digest.hexdigest()
        return self._fingerprint

    def load(self, weights: dict[str, npt.NDArray[Any]], description: dict[str, Any]) -> Reader:
        """Take a trained network.

        Args:
            weights: arrays by name.
            description: as :func:`kgraph.training.export.description` makes it.

        Returns:
            The component itself.

        Raises:
            PipelineError: a part is missing.
        """
        self._description, self._fingerprint = description, ""
        try:
            self._labels = {name: list(labels) for name, labels in description["labels"].items()}
            self._network = Network(weights, description["vocabulary"], description["sizes"])
            self._pairs = np.array(description["pairs"], dtype=np.int64)
            self._lemmatiser = Lemmatiser(
                self._labels,
                description["forms"],
                description["words"],
                description["vocabulary"],
                description.get("choices"),
            )
            self._of_relation = _shares(description.get("relations", {}), self._labels["dep"], len(self._pairs))
        except KeyError as error:
            raise PipelineError(f"the reader's weights lack {error}; train the pipeline again") from error
        self._prepare()
        return self

    def _prepare(self) -> None:
        """Enter the labels in the vocabulary and find which of them belong together."""
        strings, morphology = self.vocab.strings, self.vocab.morphology
        labels = self._labels
        self._dep = np.array([strings.add("ROOT" if d == "root" else d) for d in labels["dep"]], dtype=np.uint64)
        self._root = labels["dep"].index("root")
        self._tag = np.array([strings.add(tag) for tag in labels["xpos"]], dtype=np.uint64)
        parts = [label.partition("|") for label in labels["morph"]]
        self._pos = np.array([strings[upos] for upos, _, _ in parts], dtype=np.uint64)
        self._morph = np.array([morphology.add(feats) for _, _, feats in parts], dtype=np.uint64)
        self._pronoun = np.array([upos == "PRON" for upos, _, _ in parts])
        self._space = [strings.add("dep"), strings.add("_SP"), strings["SPACE"], morphology.add("")]

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document in place."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Annotate documents, several at a time."""
        for docs in _batches(stream, batch_size):
            read = [Words.of(doc) for doc in docs]
            for doc, words, reading in zip(docs, read, self.predict(read), strict=True):
                self.set_annotations(doc, words, reading)
                yield doc

    def predict(self, documents: Sequence[Words]) -> list[Reading]:
        """Read documents.

        Args:
            documents: their words.

        Returns:
            A reading of each.

        Raises:
            PipelineError: no weights have been loaded.
        """
        if self._network is None:
            raise PipelineError(f"the component {self.name!r} has no weights; load a trained pipeline from its folder")
        spans = [(d, s) for d, words in enumerate(documents) for s in windows(words.forms, words.breaks > 0)]
        parts: list[list[Reading]] = [[] for _ in documents]
        for group in _groups(spans):
            forms = [documents[d].forms[a:b] for d, (a, b) in group]
            out = self._network(forms, [documents[d].spaces[a:b] for d, (a, b) in group])
            breaks = np.concatenate([documents[d].breaks[a:b] for d, (a, b) in group])
            bounds = np.cumsum([0, *map(len, forms)])
            flat = [form for words in forms for form in words]
            reading = self._decode(self._network, out, _starts(out, flat, breaks, bounds), flat)
            for (d, (offset, _)), a, b in zip(group, bounds, bounds[1:], strict=False):
                parts[d].append(_slice(reading, int(a), int(b), offset))
        return [_joined(pieces) for pieces in parts]

    def _decode(self, net: Network, out: Outputs, starts: npt.NDArray[np.bool_], forms: list[str]) -> Reading:
        """Return a reading of the words of several windows together."""
        n = len(forms)
        cuts = [*np.flatnonzero(starts).tolist(), n]
        heads = np.empty(n, dtype=np.int64)
        for a, b in itertools.pairwise(cuts):
            heads[a:b] = decode.tree(net.arcs(out, a, b)) + a
        relations = net.relations(out, heads)
        relations[:, self._root] = _NEVER
        chosen = relations.argmax(1)
        chosen[heads == np.arange(n)] = self._root
        # Only tags that the treebanks put together are given together: no plural noun is a verb in the past. Among them
        # the relation has a say.
        pairs = out.xpos[:, self._pairs[:, 0]] + out.morph[:, self._pairs[:, 1]]
        pairs += self._of_relation[chosen]
        xpos, morph = self._pairs[pairs.argmax(1)].T
        scores = _log_shares(out.names)
        # A pronoun is no name; "US" and "IT" are not pronouns.
        pronoun = self._pronoun[morph] & np.array([len(f) == 1 or not f.isupper() for f in forms], dtype=bool)
        scores[pronoun, 0], scores[pronoun, 1:] = 0, _NEVER
        lemmas = self._lemmatiser.lemmas(forms, xpos, out.lemma)
        return Reading(heads, chosen, xpos, morph, lemmas, decode.names(scores, starts), out.vectors)

    def set_annotations(self, doc: Doc, words: Words, reading: Reading) -> None:
        """Write a reading on its document."""
        n = len(doc)
        index = words.index
        table = np.zeros((n, 6), dtype=np.uint64)
        table[:, :4] = np.array(self._space, dtype=np.uint64)
        table[index, 0] = self._dep[reading.relations]
        table[index, 1] = self._tag[reading.xpos]
        table[index, 2] = self._pos[reading.morph]
        table[index, 3] = self._morph[reading.morph]
        table[:, 4] = doc.to_array("ORTH")
        table[index, 4] = [self.vocab.strings.add(lemma) for lemma in reading.lemmas]
        table[:, 5] = _offsets(n, index, reading.heads).astype(np.uint64)
        doc.from_array(["DEP", "TAG", "POS", "MORPH", "LEMMA", "HEAD"], table)  # type: ignore[arg-type]
        doc.tensor = np.zeros((n, reading.vectors.shape[1]), dtype=np.float32)
        doc.tensor[index] = reading.vectors
        labels = self._labels["names"]
        doc.ents = tuple(
            Span(doc, int(index[a]), int(index[b - 1]) + 1, label=labels[label]) for a, b, label in reading.names
        )

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 (spaCy passes it)
        """Write the network into a folder."""
        if self._network is not None:
            network.write(Path(path), self._network.weights, self._description)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Reader:  # noqa: ARG002 (spaCy passes it)
        """Read the network from a folder.

        Raises:
            PipelineError: the folder holds no network, or a broken one.
        """
        try:
            weights, description = network.read(Path(path))
        except (OSError, ValueError, BadZipFile) as error:
            raise PipelineError(f"{path} holds no network that can be read ({error}); install kgraph again") from error
        return self.load(weights, description)


_ASSIGNS = ("dep", "head", "tag", "pos", "morph", "lemma", "is_sent_start")


@Language.factory("kgraph_reader", assigns=["doc.ents", *(f"token.{name}" for name in _ASSIGNS)])
def make_reader(nlp: Language, name: str) -> Reader:
    """Return an empty reader, to be filled from disk."""
    return Reader(nlp.vocab, name)


def _starts(out: Outputs, forms: list[str], breaks: Ints, bounds: Ints) -> npt.NDArray[np.bool_]:
    """Return (n,) where sentences begin: at an empty line and at a window's first word always."""
    quote = [form == "“" and last in _FULL_STOPS for last, form in itertools.pairwise(["", *forms])]
    odds = out.starts + _LINE_BREAK * (breaks > 0) + _QUOTE * np.array(quote)
    starts: npt.NDArray[np.bool_] = (odds > 0) | (breaks > 1)
    starts[bounds[:-1]] = True
    return starts


def _log_shares(logits: Floats) -> Floats:
    """Return the logarithms of the shares (softmax) of each row."""
    shares: Floats = logits - logits.max(1, keepdims=True)
    shares -= np.log(np.exp(shares).sum(1, keepdims=True))
    return shares


def _batches(stream: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
    """Yield documents in lists of a size."""
    documents = iter(stream)
    while batch := list(itertools.islice(documents, size)):
        yield batch


def _groups(spans: list[tuple[int, tuple[int, int]]]) -> Iterator[list[tuple[int, tuple[int, int]]]]:
    """Yield windows, as many as are read at once."""
    group: list[tuple[int, tuple[int, int]]] = []
    words = 0
    for span in spans:
        size = span[1][1] - span[1][0]
        if group and words + size > _WORDS_AT_ONCE:
            yield group
            group, words = [], 0
        group.append(span)
        words += size
    if group:
        yield group


def _shares(counts: dict[str, list[tuple[int, int]]], relations: list[str], pairs: int) -> Floats:
    """Return (relations, pairs) what a relation adds to the score of each pair of a tag and features.

    Args:
        counts: by relation rows of pairs and how often words have them.
        relations: in the order of their weights.
        pairs: how many there are.
    """
    table = np.zeros((len(relations), pairs))
    for row, relation in enumerate(relations):
        for pair, often in counts.get(relation, ()):
            table[row, pair] = often
    if not table.any():
        return np.asarray(table, dtype=np.float32)
    # A pair that a relation was not seen with keeps a little of what it has elsewhere.
    table += table.sum(0) / table.sum()
    shares = np.log(table / table.sum(1, keepdims=True) + _LEAST)
    return np.asarray(_SAY * shares, dtype=np.float32)


def _slice(reading: Reading, start: int, end: int, offset: int) -> Reading:
    """Return the part of a reading that is one window; in its document the window begins at ``offset``."""
    shift, part = offset - start, slice(start, end)
    return Reading(
        heads=reading.heads[part] + shift,
        relations=reading.relations[part],
        xpos=reading.xpos[part],
        morph=reading.morph[part],
        lemmas=reading.lemmas[part],
        names=[(a + shift, b + shift, label) for a, b, label in reading.names if start <= a < end],
        vectors=reading.vectors[part],
    )


def _joined(parts: list[Reading]) -> Reading:
    """Return the windows of one document as one reading."""

    def column(name: str) -> Ints:
        return np.concatenate([np.zeros(0, dtype=np.int64), *(getattr(part, name) for part in parts)])

    return Reading(
        heads=column("heads"),
        relations=column("relations"),
        xpos=column("xpos"),
        morph=column("morph"),
        lemmas=[lemma for part in parts for lemma in part.lemmas],
        names=[name for part in parts for name in part.names],
        vectors=np.concatenate([part.vectors for part in parts] or [np.zeros((0, 0), dtype=np.float32)]),
    )


def _offsets(n: int, index: Ints, heads: Ints) -> Ints:
    """Return (n,) how far each token's head is from it; white space hangs on the word before it, or on the first."""
    own = np.arange(n)
    if not len(index):
        return np.zeros(n, dtype=np.int64)
    before = np.searchsorted(index, own, side="right") - 1
    target = index[np.maximum(before, 0)]
    target[index] = index[heads]
    result: Ints = target - own
    return result
