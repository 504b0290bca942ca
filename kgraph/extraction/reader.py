"""Reading an article: the one way from text to statements and mentions."""

from __future__ import annotations

import gc
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from spacy.language import Language

from kgraph.articles import read_article, read_articles
from kgraph.extraction.answers import with_answers
from kgraph.extraction.attribution import AttributionReader
from kgraph.extraction.confidence import load_confidence
from kgraph.extraction.demands import find_demands
from kgraph.extraction.document import Document
from kgraph.extraction.events import find_events
from kgraph.extraction.mentions import find_mentions, mention_records
from kgraph.extraction.pairs import PairReader, with_pairs
from kgraph.extraction.parts import cut, moved
from kgraph.extraction.statements import StatementMaker, merged, numbered
from kgraph.extraction.states import find_states
from kgraph.extraction.trees import Tree
from kgraph.extraction.types import MentionIndex
from kgraph.knowledge import Knowledge, load_knowledge
from kgraph.lexicon import load_lexicon
from kgraph.model import Article, Extraction, Mention, Statement
from kgraph.pipelines import fingerprint, load_pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from spacy.tokens import Doc

    from kgraph.articles.reading import Report
    from kgraph.extraction.confidence import Basis
    from kgraph.extraction.pairs import Pair
    from kgraph.extraction.types import Candidate
    from kgraph.reconciling import Reconciler

_BATCH = 8


class Reader:
    """Reads articles with one pipeline and one knowledge base.

    Args:
        pipeline: Name or folder of a spaCy pipeline with Universal Dependencies, or a loaded one; None for the one that
            ships with kgraph.
        knowledge: A file of the user's own entities (JSON Lines or SKOS Turtle) on top of kgraph's, or None.
        reconciler: Asks a service on the network for entities that the knowledge base does not know; None asks nobody.

    Raises:
        PipelineError: If the pipeline cannot be loaded or read.
        KnowledgeError: If the knowledge file is broken.

    >>> reader = Reader()
    >>> for s in reader.read(Article("a", "Russia invaded Ukraine in February 2022.")):
    ...     print(s.subject.label, s.predicate, s.object.label, s.time.value)
    Russia invades Ukraine 2022-02
    """

    def __init__(
        self,
        pipeline: str | Path | Language | None = None,
        *,
        knowledge: Path | None = None,
        reconciler: Reconciler | None = None,
    ) -> None:
        self.nlp = (
            pipeline if isinstance(pipeline, Language) else load_pipeline(None if pipeline is None else str(pipeline))
        )
        self.knowledge: Knowledge = load_knowledge(knowledge)
        self.lexicon = load_lexicon()
        self._confidence = load_confidence(fingerprint(self.nlp))
        self.reconciler = reconciler
        _settle()

    @property
    def pipeline(self) -> str:
        """Name and version of the pipeline."""
        meta = self.nlp.meta
        return f"{meta['lang']}_{meta['name']} {meta['version']}"

    def read(self, article: Article) -> Extraction:
        """Return what an article says; a text of book length is read part by part."""
        return next(self.read_all([article]))

    def read_all(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Yield what each article says, in their order; texts of book length are read part by part."""
        read = self._read_all(articles)
        yield from read if self.reconciler is None else self.reconciler.linked(read, self.knowledge)

    def _read_all(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        pairs = ((text, (article, offset)) for article in articles for offset, text in cut(article.text))
        parts: list[Extraction] = []
        for doc, (article, offset) in self.nlp.pipe(pairs, as_tuples=True, batch_size=_BATCH):
            whole = len(doc.text) == len(article.text)
            part = self.read_doc(doc, article if whole else replace(article, text=doc.text))
            parts.append(part if whole else moved(part, article, offset))
            if offset + len(doc.text) == len(article.text):
                yield part if whole else joined(article, parts)
                parts = []

    def read_doc(self, doc: Doc, article: Article) -> Extraction:
        """Return what a parsed article says.

        Args:
            doc: Its text, read by the pipeline.
            article: What is known of it; ``doc.text == article.text``.
        """
        if not len(doc):
            return Extraction(article, pipeline=self.pipeline)
        maker, index, candidates = self._found(doc, article)
        mentions = tuple(mention_records(doc, index, article))
        return Extraction(article, maker.statements(candidates), mentions, self.pipeline)

    def described(self, article: Article) -> Iterator[tuple[Statement, Basis]]:
        """Yield the statements of an article before repeats are merged, with what their confidence rests on."""
        maker, _, candidates = self._found(self.nlp(article.text), article)
        yield from maker.described(candidates)

    def pairs(self, article: Article) -> Iterator[tuple[Pair, list[str]]]:
        """Yield the pairs of mentions of which an article might tell something more, with the features of each."""
        document, attribution, candidates = self._framed(self.nlp(article.text), article)
        yield from PairReader(document, attribution, candidates).described()

    def _found(self, doc: Doc, article: Article) -> tuple[StatementMaker, MentionIndex, list[Candidate]]:
        document, attribution, candidates = self._framed(doc, article)
        pairs = PairReader(document, attribution, candidates)
        maker = StatementMaker(document, attribution, article, self._confidence)
        return maker, document.index, sorted(with_pairs(candidates, pairs), key=lambda c: c.anchor)

    def _framed(self, doc: Doc, article: Article) -> tuple[Document, AttributionReader, list[Candidate]]:
        """Return what frames and noun phrases say, with what it was read from."""
        index = find_mentions(doc, article, self.knowledge)
        tree = Tree(doc)
        attribution = AttributionReader(tree, index, self.knowledge, article.id)
        index = MentionIndex([*index, *attribution.first_persons()])
        document = Document(tree, index, self.knowledge, self.lexicon)
        candidates = [
            *find_events(document),
            *find_demands(document, attribution),
            *find_states(doc, index, self.knowledge, article.date),
        ]
        candidates.sort(key=lambda c: c.anchor)
        return document, attribution, list(with_answers(document, candidates))


@cache
def _settle() -> None:
    """Leave what was loaded out of every further search for garbage: it is large, and lives as long as the process."""
    gc.freeze()


def joined(article: Article, parts: Iterable[Extraction]) -> Extraction:
    """Return one extraction for an article that was read in parts, each `moved` to its place."""
    statements: list[Statement] = []
    mentions: list[Mention] = []
    pipeline = ""
    for part in parts:
        statements += part.statements
        mentions += part.mentions
        pipeline = part.pipeline
    return Extraction(article, tuple(numbered(merged(statements))), tuple(mentions), pipeline)


def extract(
    source: str | Path | Article,
    *,
    date: str | None = None,
    publisher: str | None = None,
    pipeline: str | Path | Language | None = None,
    knowledge: Path | None = None,
    reconciler: Reconciler | None = None,
) -> Extraction:
    """Return the statements and mentions of one article.

    Args:
        source: A file (text, HTML, JSON Lines with one record), ``-``, the text itself, or an `Article`.
        date: Date of publication (``YYYY-MM-DD``), against which "last Tuesday" is reckoned.
        publisher: Who published it.
        pipeline: See `Reader`.
        knowledge: See `Reader`.
        reconciler: See `Reader`.

    Raises:
        SourceError: If the source cannot be read, or holds several articles.

    >>> [s.predicate for s in extract("Kenya sent troops to Haiti.")]
    ['deploysForcesTo']
    """
    article = read_article(source, date=date, publisher=publisher)
    return Reader(pipeline, knowledge=knowledge, reconciler=reconciler).read(article)


def extract_all(
    sources: str | Path | Article | Iterable[str | Path | Article],
    *,
    date: str | None = None,
    publisher: str | None = None,
    pipeline: str | Path | Language | None = None,
    knowledge: Path | None = None,
    reconciler: Reconciler | None = None,
    on_problem: Report | None = None,
) -> Iterator[Extraction]:
    """Yield what each article of files, folders and records says, in their order.

    Args:
        sources: See `kgraph.articles.read_articles`.
        date: Date of articles that give none.
        publisher: Publisher of articles that give none.
        pipeline: See `Reader`.
        knowledge: See `Reader`.
        reconciler: See `Reader`.
        on_problem: Gets what could not be read; by default it becomes a warning.

    Raises:
        SourceError: If nothing could be read.
    """
    articles = read_articles(sources, date=date, source=publisher, on_problem=on_problem)
    yield from Reader(pipeline, knowledge=knowledge, reconciler=reconciler).read_all(articles)
