"""Reading an article: the one way from text to statements and mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kgraph.extraction.events import find_events
from kgraph.extraction.mentions import find_mentions, mention_records
from kgraph.extraction.statements import StatementMaker
from kgraph.extraction.states import find_states
from kgraph.extraction.trees import Tree
from kgraph.knowledge import Knowledge, load_knowledge
from kgraph.lexicon import load_lexicon
from kgraph.model import Article, Extraction
from kgraph.pipelines import load_pipeline

_BATCH = 16


class Reader:
    """Reads articles with one pipeline and one knowledge base.

    Args:
        pipeline: Name or folder of a spaCy pipeline with Universal Dependencies, or a loaded one; None for the one that
            ships with kgraph.
        knowledge: A file of the user's own entities (JSON Lines or SKOS Turtle) on top of kgraph's, or None.

    Raises:
        PipelineError: If the pipeline cannot be loaded or read.
        KnowledgeError: If the knowledge file is broken.

    >>> reader = Reader()
    >>> for s in reader.read(Article("a", "Russia invaded Ukraine in February 2022.")):
    ...     print(s.subject.label, s.predicate, s.object.label, s.time.value)
    Russia invades Ukraine 2022-02
    """

    def __init__(self, pipeline: str | Path | Language | None = None, *, knowledge: Path | None = None) -> None:
        self.nlp = pipeline if isinstance(pipeline, Language) else load_pipeline(None if pipeline is None else str(pipeline))
        self.knowledge: Knowledge = load_knowledge(knowledge)
        self.lexicon = load_lexicon()

    @property
    def pipeline(self) -> str:
        """Name and version of the pipeline."""
        meta = self.nlp.meta
        return f"{meta['lang']}_{meta['name']} {meta['version']}"

    def read(self, article: Article) -> Extraction:
        """Return what an article says."""
        return self.read_doc(self.nlp(article.text), article)

    def read_all(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Yield what each article says, in their order."""
        pairs = ((article.text, article) for article in articles)
        for doc, article in self.nlp.pipe(pairs, as_tuples=True, batch_size=_BATCH):
            yield self.read_doc(doc, article)

    def read_doc(self, doc: Doc, article: Article) -> Extraction:
        """Return what a parsed article says.

        Args:
            doc: Its text, read by the pipeline.
            article: What is known of it; ``doc.text == article.text``.
        """
        if not len(doc):
            return Extraction(article, pipeline=self.pipeline)
        index = find_mentions(doc, article, self.knowledge)
        tree = Tree(doc)
        candidates = [
            *find_events(tree, index, self.knowledge, self.lexicon),
            *find_states(doc, index, self.knowledge, article.date),
        ]
        candidates.sort(key=lambda c: c.anchor)
        statements = StatementMaker(doc, tree, index, article).statements(candidates)
        mentions = tuple(mention_records(doc, index, article.id))
        return Extraction(article, statements, mentions, self.pipeline)
