"""Choosing statements by what they say, how sure they are and whom they are about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.ontology import load_ontology

if TYPE_CHECKING:
    from kgraph.model import Argument, Modality, Polarity, Statement

Ids = Collection[str] | None


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted of statements; None where it does not matter.

    Attributes:
        min_confidence: Least confidence, 0 to 1.
        predicate: A relation; its sub-relations count too.
        subject: Ids of entities of which the subject is one.
        object: Ids of entities of which the object is one.
        entity: Ids of entities of which the subject or the object is one.
        attributed_to: Ids of entities of which the source is one.
        polarity: ``positive`` or ``negative``.
        modality: ``asserted``, ``possible`` or ``planned``.
        facts_only: Only what articles state in their own voice as having happened or being so.
    """

    min_confidence: float = 0.0
    predicate: str | None = None
    subject: Ids = None
    object: Ids = None
    entity: Ids = None
    attributed_to: Ids = None
    polarity: Polarity | None = None
    modality: Modality | None = None
    facts_only: bool = False

    def takes(self, s: Statement) -> bool:
        """Whether a statement is wanted."""
        return self._is_sure(s) and self._says(s) and self._is_about(s)

    def _is_sure(self, s: Statement) -> bool:
        return (
            s.confidence >= self.min_confidence
            and self.polarity in {None, s.polarity}
            and self.modality in {None, s.modality}
            and (s.is_fact or not self.facts_only)
        )

    def _says(self, s: Statement) -> bool:
        return self.predicate is None or self.predicate in load_ontology().chain(s.predicate)

    def _is_about(self, s: Statement) -> bool:
        return (
            _is_one(s.subject, self.subject)
            and _is_one(s.object, self.object)
            and _is_one(s.attributed_to, self.attributed_to)
            and (_is_one(s.subject, self.entity) or _is_one(s.object, self.entity))
        )


def _is_one(argument: Argument | None, ids: Ids) -> bool:
    return ids is None or (argument is not None and argument.id in ids)
