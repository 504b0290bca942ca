"""How well a pipeline reads: sentences, tags, lemmas and trees against treebanks, names against annotated articles.

Everything is measured from raw text, so that what the tokenizer gets wrong counts as wrong. Trees are scored as in
the CoNLL 2018 shared task (Zeman et al. 2018): a word is right if its span, its head's span and its relation are.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kgraph.evaluation.counting import Count
from kgraph.training.corpora import Sentence, documents, read_conllu, read_jsonl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

GROUPS = {"PERSON": "person", "ORG": "organization", "GPE": "location", "LOC": "location", "FAC": "location"}
"""The three kinds of names that every corpus of names tells apart, by the pipeline's labels."""

Span = tuple[int, int, str]
_CONTEXT = 60


@dataclass(slots=True)
class TreebankScores:
    """F1 on a treebank, each between 0 and 1; ``las_words`` leaves punctuation out, ``relations`` are by gold label."""

    tokens: Count = field(default_factory=Count)
    sentences: Count = field(default_factory=Count)
    upos: Count = field(default_factory=Count)
    lemmas: Count = field(default_factory=Count)
    uas: Count = field(default_factory=Count)
    las: Count = field(default_factory=Count)
    las_words: Count = field(default_factory=Count)
    relations: dict[str, Count] = field(default_factory=dict)

    def figures(self) -> dict[str, float]:
        """Return F1 by measure."""
        names = ("tokens", "sentences", "upos", "lemmas", "uas", "las", "las_words")
        return {name: getattr(self, name).f1 for name in names}


@dataclass(slots=True)
class NameScores:
    """Exact spans and types of names: all together, and by type; what was missed and wrong as type, words, context."""

    total: Count = field(default_factory=Count)
    by_type: dict[str, Count] = field(default_factory=dict)
    missed: list[tuple[str, str, str]] = field(default_factory=list)
    wrong: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, text: str, gold: set[Span], found: set[Span]) -> None:
        """Count one text's names."""
        self.missed += [_shown(text, span) for span in sorted(gold - found)]
        self.wrong += [_shown(text, span) for span in sorted(found - gold)]
        self.total.add(gold, found)
        for label in {s[2] for s in gold | found}:
            count = self.by_type.setdefault(label, Count())
            count.add({s for s in gold if s[2] == label}, {s for s in found if s[2] == label})


@dataclass(slots=True)
class PipelineScores:
    """Scores by file, and words read a second by one process."""

    treebanks: dict[str, TreebankScores] = field(default_factory=dict)
    names: dict[str, NameScores] = field(default_factory=dict)
    words_per_second: float = 0.0


def evaluate_pipeline(
    nlp: Language, *, treebanks: Mapping[str, Path] | None = None, names: Mapping[str, Path] | None = None
) -> PipelineScores:
    """Measure a pipeline.

    Args:
        nlp: the pipeline.
        treebanks: CoNLL-U files by name.
        names: JSON Lines by name, one article a line: ``text``, ``mentions`` (``start``, ``end``, ``cluster``, and
            ``kind`` where not all are names) and ``clusters`` (each with a ``type``).

    Returns:
        Scores under the same names.

    Raises:
        FormatError: a file is not in its format.
    """
    scores = PipelineScores()
    words = 0
    begun = time.perf_counter()
    for name, path in (treebanks or {}).items():
        scores.treebanks[name], read = score_treebank(nlp, path)
        words += read
    for name, path in (names or {}).items():
        scores.names[name], read = score_names(nlp, path)
        words += read
    scores.words_per_second = words / (time.perf_counter() - begun)
    return scores


def score_treebank(nlp: Language, path: Path) -> tuple[TreebankScores, int]:
    """Return a treebank's scores and how many words were read."""
    scores, words = TreebankScores(), 0
    gold = [plain_text(document) for document in documents(read_conllu(path))]
    for doc, (_, sentences, offsets) in zip(nlp.pipe(text for text, _, _ in gold), gold, strict=True):
        words += len(doc)
        _score_document(scores, doc, sentences, offsets)
    return scores, words


def plain_text(document: list[Sentence]) -> tuple[str, list[Sentence], list[list[int]]]:
    """Return a document's text, its sentences, and the offset of each word; paragraphs stand apart by an empty line."""
    text = ""
    offsets: list[list[int]] = []
    for sentence in document:
        if text and any(key.startswith("newpar") for key in sentence.comments):
            text = text.rstrip() + "\n\n"
        row = []
        for token in sentence.tokens:
            row.append(len(text))
            text += token.form + (" " if token.space else "")
        offsets.append(row)
    return text, document, offsets


def _score_document(scores: TreebankScores, doc: Doc, sentences: list[Sentence], offsets: list[list[int]]) -> None:
    """Add one document to the counts."""
    gold: list[tuple[Any, ...]] = []
    bounds: set[tuple[int, int]] = set()
    for sentence, row in zip(sentences, offsets, strict=True):
        spans = [(a, a + len(t.form)) for a, t in zip(row, sentence.tokens, strict=True)]
        bounds.add((spans[0][0], spans[-1][1]))
        for span, token in zip(spans, sentence.tokens, strict=True):
            gold.append((span, token.upos, token.lemma, spans[token.head], token.dep, token.upos == "PUNCT"))
    found: list[tuple[Any, ...]] = []
    for word in doc:
        if not word.is_space:
            relation = "root" if word.dep_ == "ROOT" else word.dep_
            found.append((_span(word), word.pos_, word.lemma_, _span(word.head), relation, word.pos_ == "PUNCT"))
    scores.tokens.add({g[0] for g in gold}, {f[0] for f in found})
    scores.sentences.add(bounds, set(_sentences(doc)))
    for name, columns in (("upos", (0, 1)), ("lemmas", (0, 2)), ("uas", (0, 3)), ("las", (0, 3, 4))):
        getattr(scores, name).add(*({tuple(row[c] for c in columns) for row in rows} for rows in (gold, found)))
    gold_arcs, found_arcs = ({(r[0], r[3], r[4]) for r in rows if not r[5]} for rows in (gold, found))
    scores.las_words.add(gold_arcs, found_arcs)
    for relation in {arc[2] for arc in gold_arcs | found_arcs}:
        count = scores.relations.setdefault(relation, Count())
        count.add({a for a in gold_arcs if a[2] == relation}, {a for a in found_arcs if a[2] == relation})


def _span(token: Any) -> tuple[int, int]:
    return token.idx, token.idx + len(token)


def _sentences(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the character spans of sentences, without white space around them."""
    for sentence in doc.sents:
        words = [t for t in sentence if not t.is_space]
        if words:
            yield words[0].idx, words[-1].idx + len(words[-1])


def score_names(nlp: Language, path: Path) -> tuple[NameScores, int]:
    """Return the scores of persons, organisations and locations in annotated articles, and how many words were read."""
    scores, words = NameScores(), 0
    rows = list(read_jsonl(path))
    for doc, row in zip(nlp.pipe(str(row["text"]) for row in rows), rows, strict=True):
        words += len(doc)
        gold = {s for s in _gold_names(row) if s[2] in GROUPS.values()}
        scores.add(doc.text, gold, set(grouped((e.start_char, e.end_char, e.label_) for e in doc.ents)))
    return scores, words


def _shown(text: str, span: Span) -> tuple[str, str, str]:
    """Return a name's type, its words, and what stands around it."""
    start, end, label = span
    around = text[max(0, start - _CONTEXT) : end + _CONTEXT]
    return label, text[start:end], " ".join(around.split())


def grouped(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the persons, organisations and locations among names."""
    for start, end, label in spans:
        if label in GROUPS:
            yield start, end, GROUPS[label]


def _gold_names(row: dict[str, Any]) -> Iterator[Span]:
    clusters = row["clusters"]
    for mention in row["mentions"]:
        if mention.get("kind", "name") == "name":
            yield mention["start"], mention["end"], clusters[mention["cluster"]]["type"]
