"""Demands that reported speech makes without a verb of its own for them: "Merkel said Greece must save"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.extraction.types import ACTING, Candidate
from kgraph.extraction.wordlists import words_of

if TYPE_CHECKING:
    from kgraph.extraction.attribution import AttributionReader
    from kgraph.extraction.document import Document
    from kgraph.extraction.types import DocMention

_DEMAND = 0.7


def find_demands(document: Document, attribution: AttributionReader) -> Iterator[Candidate]:
    """Yield requests: somebody says that another must, should or needs to do something.

    Args:
        document: The article.
        attribution: Says whose claims its predicates are.
    """
    tree, clauses = document.tree, document.clauses
    for token in range(len(tree)):
        if not any(
            tree.dep[c] in ("aux", "aux:pass") and tree.lemma[c] in words_of("modal.demand")
            for c in tree.children[token]
        ):
            continue
        said = attribution.at(token)
        subject = next(iter(clauses.surface(token)), None)
        asked = document.index.at(subject) if subject is not None else None
        source = said.source if said is not None else None
        if said is None or source is None or asked is None or not _of_another(source, asked):
            continue
        cue = said.cue if said.cue >= 0 else token
        yield Candidate(
            source, "requestsOf", asked, cue, (cue, cue + 1), "REQUEST", theme=(token, token + 1),
            confidence=_DEMAND * said.confidence * asked.confidence, extractor="demands",
        )  # fmt: skip


def _of_another(source: DocMention, mention: DocMention) -> bool:
    """Return whether a source speaks of somebody else, of another country than its own."""
    if source.entity.type not in ACTING or mention.entity.type not in ACTING:
        return False
    if source.entity.id == mention.entity.id:
        return False
    return not source.entity.country or source.entity.country != mention.entity.country
