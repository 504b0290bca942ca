"""The who-is-who of world politics: countries, places, organisations, people, events, and the words for actors.

Everything is data in ``data/*.tsv``, each file with its source and licence on top; ``python -m kgraph.knowledge.build``
makes the large ones, ``python -m kgraph.knowledge.check`` checks them all.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from kgraph.knowledge.store import Knowledge
from kgraph.knowledge.types import Agent, Candidate, Kinship, Office, Role
from kgraph.resources import knowledge_dir

__all__ = ["Agent", "Candidate", "Kinship", "Knowledge", "Office", "Role", "load_knowledge"]


@lru_cache(maxsize=8)
def load_knowledge(extra: Path | None = None) -> Knowledge:
    """Return the knowledge base, with a file of the user's own on top; kept for the life of the process.

    Args:
        extra: JSON Lines (``.jsonl``) or SKOS in Turtle (``.ttl``): entities to add, or to replace by id.

    Raises:
        KnowledgeError: If a file is missing or breaks its schema.

    >>> kb = load_knowledge()
    >>> kb.lookup("U.S.")[0].entity.label, kb.demonym("Iraqis").label, kb.stands_for(kb.place("Seoul")).label
    ('United States', 'Iraq', 'South Korea')
    """
    knowledge = Knowledge(knowledge_dir())
    if extra is not None:
        from kgraph.knowledge.extra import read_extra  # noqa: PLC0415  # only with a user's file

        read_extra(knowledge, Path(extra))
    return knowledge
