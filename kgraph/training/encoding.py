"""Turns annotated passages into the arrays that training reads: windows of words with what is known of each."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kgraph.pipelines.features import MAX_PIECES, WINDOW, WordPieces, shape_row, suffix_row
from kgraph.pipelines.lemmas import script
from kgraph.training.corpora import NAME_LABELS, Annotated, Token

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

Ints = npt.NDArray[np.int64]
NAME_TAGS = ("O", *(f"{p}-{label}" for label in NAME_LABELS for p in "BIES"))
"""Outside, then beginning, inside, end and single of each label."""

_ALL_TAGS = (1 << len(NAME_TAGS)) - 1


@dataclass(slots=True)
class Labels:
    """The label sets of a pipeline, each in the order of its weights."""

    xpos: list[str]
    morph: list[str]
    lemma: list[str]
    dep: list[str]

    @classmethod
    def collect(cls, passages: Iterable[Annotated], min_count: int = 2) -> Labels:
        """Collect the labels of the passages that have syntax.

        Args:
            passages: training passages.
            min_count: how often a feature bundle or lemma script must occur.
        """
        counts: dict[str, Counter[str]] = {name: Counter() for name in ("xpos", "morph", "lemma", "dep")}
        for passage in passages:
            for token in passage.tokens if passage.syntax else ():
                counts["xpos"][token.xpos] += 1
                counts["morph"][f"{token.upos}|{token.feats}"] += 1
                counts["lemma"][script(token.form, token.lemma)] += 1
                counts["dep"][token.dep] += 1
        keep = {name: sorted(k for k, n in c.items() if n >= min_count) for name, c in counts.items()}
        return cls(**keep)


@dataclass(slots=True)
class Window:
    """Arrays of one window of ``n`` words; -1 marks what is not known.

    ``pieces`` is (n, MAX_PIECES) with -1 for padding; ``allowed`` holds a bit for each tag of ``NAME_TAGS`` that a
    word may have.
    """

    pieces: Ints
    shapes: Ints
    suffixes: Ints
    spaces: Ints
    xpos: Ints
    morph: Ints
    lemma: Ints
    starts: Ints
    heads: Ints
    deps: Ints
    allowed: Ints
    sentence: Ints

    def __len__(self) -> int:
        return len(self.shapes)


class Encoder:
    """Encodes passages with fixed vocabularies.

    Args:
        pieces: the splitter.
        labels: label sets.
    """

    def __init__(self, pieces: WordPieces, labels: Labels) -> None:
        self.labels = labels
        names = ("xpos", "morph", "lemma", "dep")
        self._index = {name: {label: i for i, label in enumerate(getattr(labels, name))} for name in names}

        @lru_cache(maxsize=200_000)
        def word(form: str) -> tuple[list[int], int, int]:
            rows = pieces.rows(form)
            return rows + [-1] * (MAX_PIECES - len(rows)), shape_row(form), suffix_row(form)

        self._word = word

    def inputs(self, forms: list[str], spaces: list[bool]) -> tuple[Ints, Ints, Ints, Ints]:
        """Return pieces, shapes, suffixes and whether a space precedes each word."""
        rows = [self._word(form) for form in forms]
        before = [1, *(int(s) for s in spaces[:-1])]
        return (
            np.array([r[0] for r in rows], dtype=np.int64),
            np.array([r[1] for r in rows], dtype=np.int64),
            np.array([r[2] for r in rows], dtype=np.int64),
            np.array(before, dtype=np.int64),
        )

    def window(self, passage: Annotated) -> Window:
        """Encode a passage that fits a window."""
        tokens = passage.tokens
        n = len(tokens)
        inputs = self.inputs([t.form for t in tokens], [t.space for t in tokens])
        unknown = np.full(n, -1, dtype=np.int64)
        columns = {name: unknown.copy() for name in ("xpos", "morph", "lemma", "dep")}
        starts, heads, sentence = unknown.copy(), unknown.copy(), np.zeros(n, dtype=np.int64)
        if passage.syntax:
            for i, token in enumerate(tokens):
                for name, value in _values(token):
                    columns[name][i] = self._index[name].get(value, -1)
                heads[i], starts[i] = token.head, int(token.sent_start)
            sentence = np.cumsum(starts)
        return Window(
            *inputs,
            columns["xpos"],
            columns["morph"],
            columns["lemma"],
            starts,
            heads,
            columns["dep"],
            allowed_tags(passage),
            sentence,
        )


def _values(token: Token) -> tuple[tuple[str, str], ...]:
    return (
        ("xpos", token.xpos),
        ("morph", f"{token.upos}|{token.feats}"),
        ("lemma", script(token.form, token.lemma)),
        ("dep", token.dep),
    )


def allowed_tags(passage: Annotated) -> Ints:
    """Return for each token the bits of the tags that its corpus leaves possible."""
    n = len(passage.tokens)
    if passage.names is None:
        return np.full(n, _ALL_TAGS, dtype=np.int64)
    outside = 1
    for i, tag in enumerate(NAME_TAGS):
        if i and tag[2:] not in passage.covered:
            outside |= 1 << i
    allowed = np.full(n, outside, dtype=np.int64)
    for i in passage.unknown:
        allowed[i] = _ALL_TAGS
    for name in passage.names:
        for i in range(name.start, name.end):
            single = name.end - name.start == 1
            position = "S" if single else "B" if i == name.start else "E" if i == name.end - 1 else "I"
            allowed[i] = sum(1 << NAME_TAGS.index(f"{position}-{label}") for label in name.labels)
    return allowed


def split(passage: Annotated, limit: int = WINDOW) -> list[Annotated]:
    """Cut a passage into windows at sentence starts (at the limit where a sentence is longer)."""
    tokens = passage.tokens
    cuts = [0]
    last = 0
    for i, token in enumerate(tokens):
        if passage.syntax and token.sent_start:
            if i - cuts[-1] > limit and last > cuts[-1]:
                cuts.append(last)
            last = i
    if len(tokens) - cuts[-1] > limit and last > cuts[-1]:
        cuts.append(last)
    cuts.append(len(tokens))
    spans = [(a, min(a + limit, end)) for start, end in itertools.pairwise(cuts) for a in range(start, end, limit)]
    return [_part(passage, start, end) for start, end in spans]


def _part(passage: Annotated, start: int, end: int) -> Annotated:
    """Return the tokens from ``start`` to ``end``; a head outside becomes unknown."""
    tokens = []
    for token in passage.tokens[start:end]:
        head = token.head - start if start <= token.head < end else -1
        tokens.append(replace(token, head=head))
    names = passage.names
    unknown = {i - start for i in passage.unknown if start <= i < end}
    if names is not None:
        names = [type(m)(m.start - start, m.end - start, m.labels) for m in names if start <= m.start and m.end <= end]
        for m in passage.names or ():
            if m.start < start < m.end or m.start < end < m.end:
                unknown |= set(range(max(m.start, start) - start, min(m.end, end) - start))
    return Annotated(tokens, passage.source, names, passage.covered, frozenset(unknown), passage.syntax)


def pack(passages: list[Annotated], rng: random.Random, limit: int = WINDOW) -> list[Annotated]:
    """Put short neighbouring passages of one source together, so that a window looks like running text."""
    packed: list[Annotated] = []
    target = 0
    for passage in passages:
        last = packed[-1] if packed else None
        fits = last is not None and len(last.tokens) + len(passage.tokens) <= target
        if last is None or not fits or last.source != passage.source or last.syntax != passage.syntax:
            target = rng.choice([limit, limit, limit // 2, 1])
            packed.append(passage)
        else:
            packed[-1] = _joined(last, passage)
    return packed


def _joined(first: Annotated, second: Annotated) -> Annotated:
    base = len(first.tokens)
    tokens = list(first.tokens)
    if tokens:
        tokens[-1] = replace(tokens[-1], space=True)
    tokens += [replace(t, head=t.head + base if t.head >= 0 else -1) for t in second.tokens]
    names = None
    if first.names is not None and second.names is not None:
        moved = [type(m)(m.start + base, m.end + base, m.labels) for m in second.names]
        names = [*first.names, *moved]
    unknown = first.unknown | {i + base for i in second.unknown}
    return Annotated(tokens, first.source, names, first.covered, frozenset(unknown), first.syntax)
