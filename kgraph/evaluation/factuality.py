"""How well it is told whether what a predicate says happened, against predicates that people judged.

A gold record names a sentence of a treebank (``sent_id``) and some of its predicates: each the number of a token,
counted from 1, and a value (``factuality``), above 0 where annotators hold that it happened or is so, below 0 where not
(White et al. 2016, Rudinger et al. 2018).  What is read as more likely than not counts as happened; beside that stands
what the statuses alone would give, where only what is asserted and not negated happened.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

from kgraph.errors import FormatError, SourceError
from kgraph.evaluation.counting import interval
from kgraph.evaluation.gold import read_records
from kgraph.extraction.factuality import FactualityReader
from kgraph.extraction.trees import Tree
from kgraph.training.corpora import Sentence, read_conllu

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from spacy.language import Language

    from kgraph.extraction.types import Factuality

_NO_CUE = "(no cue)"
_EVEN = 0.5


@dataclass(frozen=True, slots=True)
class Judged:
    """A predicate, and how it is read.

    Attributes:
        sentence: The sentence it stands in.
        form: The word.
        happened: Whether it happened by gold.
        agreed: How sure the annotators are, 0 to 1.
        status: ``asserted``, ``planned``, ``possible``, or one of them after ``not``, as it was read.
        likely: Whether it is read as more likely than not.
        cues: The words that decided it, or that there are none.
    """

    sentence: str
    form: str
    happened: bool
    agreed: float
    status: str
    likely: bool
    cues: str

    @property
    def right(self) -> bool:
        """Whether it is read as gold has it."""
        return self.likely == self.happened

    @property
    def right_by_status(self) -> bool:
        """Whether its status alone tells."""
        return (self.status == "asserted") == self.happened


@dataclass(slots=True)
class Scores:
    """All predicates that were judged, by sentence."""

    sentences: list[list[Judged]] = field(default_factory=list)

    def __iter__(self) -> Iterator[Judged]:
        return (judged for sentence in self.sentences for judged in sentence)

    def accuracy(self, what: str = "right") -> float:
        """Return the share of predicates that are read as gold has them; of ``right_by_status``, by status alone."""
        return share(counted(self), what)

    def interval(self, what: str = "right") -> tuple[float, float]:
        """Return a bootstrap interval of the accuracy over sentences."""
        return interval([counted(sentence) for sentence in self.sentences], lambda n: share(n, what))

    def by(self, name: str) -> dict[str, Counter[str]]:
        """Return counts by the value of an attribute of `Judged`."""
        groups: dict[str, list[Judged]] = defaultdict(list)
        for judged in self:
            groups[str(getattr(judged, name))].append(judged)
        return {key: counted(group) for key, group in groups.items()}

    def by_agreement(self) -> dict[str, Counter[str]]:
        """Return counts by how sure the annotators are, by tenths."""
        groups: dict[str, list[Judged]] = defaultdict(list)
        for judged in self:
            groups[f"{int(judged.agreed * 10 + 1e-6) / 10:.1f}"].append(judged)
        return {key: counted(groups[key]) for key in sorted(groups, reverse=True)}


def counted(judged: Iterable[Judged]) -> Counter[str]:
    """Return how many predicates there are, how many happened, and how many are read right."""
    counts: Counter[str] = Counter()
    for j in judged:
        counts.update(
            all=1, right=int(j.right), right_by_status=int(j.right_by_status), happened=int(j.happened)
        )  # fmt: skip
    return counts


def share(counts: Counter[str], what: str) -> float:
    """Return how many of all predicates are ``what``, 0 to 1."""
    return counts[what] / counts["all"] if counts["all"] else 0.0


def score(gold: Path, treebank: Path, nlp: Language, *, gold_trees: bool = False) -> Scores:
    """Read the sentences that gold names and compare each predicate.

    Args:
        gold: JSON Lines as described above.
        treebank: CoNLL-U file with the sentences.
        nlp: Pipeline that reads their text.
        gold_trees: Take the treebank's trees and tags instead.

    Raises:
        SourceError: If a file cannot be read.
        FormatError: If a line of one is not what it should be.
    """
    wanted = {record["sent_id"]: record["predicates"] for record in read_gold(gold)}
    scores = Scores()
    for sentence, doc in parsed(treebank, set(wanted), nlp, gold_trees=gold_trees):
        reader = FactualityReader(Tree(doc))
        here = []
        for predicate in wanted[sentence.comments["sent_id"]]:
            token = token_at(doc, sentence, int(predicate["token"]))
            here.append(_judged(doc, token, predicate, reader.at(token)))
        scores.sentences.append(here)
    return scores


def read_gold(path: Path) -> Iterator[Mapping[str, Any]]:
    """Yield the records of a gold file.

    Raises:
        SourceError: If it cannot be read.
        FormatError: If a line is no gold record.
    """
    return read_records(path, _checked, "no judged predicates")


def _checked(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a record, having touched all that is read of it."""
    _ = record["sent_id"], [(int(p["token"]), float(p["factuality"])) for p in record["predicates"]]
    return record


def parsed(treebank: Path, wanted: set[str], nlp: Language, *, gold_trees: bool) -> Iterator[tuple[Sentence, Doc]]:
    """Yield the wanted sentences of a treebank, each with its text as the pipeline reads it, or with its own tree.

    Raises:
        SourceError: If the treebank cannot be read.
        FormatError: If it is no CoNLL-U.
    """
    try:
        sentences = [s for s in read_conllu(treebank) if s.comments.get("sent_id") in wanted]
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{treebank} cannot be read: {getattr(error, 'strerror', None) or error}") from error
    if gold_trees:
        yield from ((s, _as_doc(s, nlp)) for s in sentences)
    else:
        texts = ("".join(t.form + " " * t.space for t in s.tokens) for s in sentences)
        yield from zip(sentences, nlp.pipe(texts), strict=True)


def _as_doc(sentence: Sentence, nlp: Language) -> Doc:
    tokens = sentence.tokens
    return Doc(
        nlp.vocab,
        words=[t.form for t in tokens],
        spaces=[t.space for t in tokens],
        tags=[t.xpos for t in tokens],
        pos=[t.upos for t in tokens],
        morphs=[t.feats for t in tokens],
        lemmas=[t.lemma for t in tokens],
        heads=[t.head for t in tokens],
        deps=["ROOT" if t.dep == "root" else t.dep for t in tokens],
    )


def token_at(doc: Doc, sentence: Sentence, number: int) -> int:
    """Return the token of a document that the treebank's token begins in.

    Args:
        doc: The sentence, as it was read.
        sentence: The sentence, as the treebank has it.
        number: Of the treebank's token, from 1.

    Raises:
        FormatError: If the sentence is not so long.
    """
    if not 0 < number <= len(sentence.tokens):
        raise FormatError(f"sentence {sentence.comments.get('sent_id')} has no token {number}")
    offset = sum(len(t.form) + t.space for t in sentence.tokens[: number - 1])
    return next((t.i for t in doc if t.idx <= offset < t.idx + len(t.text)), len(doc) - 1)


def _judged(doc: Doc, token: int, gold: Mapping[str, Any], read: Factuality) -> Judged:
    return Judged(
        sentence=doc.text.strip(),
        form=doc[token].text,
        happened=float(gold["factuality"]) > 0,
        agreed=float(gold.get("confidence", 1.0)),
        status=("not " if read.polarity == "negative" else "") + read.modality,
        likely=read.happened > _EVEN,
        cues=" ".join(dict.fromkeys(doc[c].lemma_.lower() for c in read.cues)) or _NO_CUE,
    )
