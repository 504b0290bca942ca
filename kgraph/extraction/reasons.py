"""Why words are taken to mean somebody, and who else could have been meant: what a graph keeps of each decision.

Nothing here decides; it puts into words what the steps before decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kgraph.model import RunnerUp

if TYPE_CHECKING:
    from kgraph.extraction.names import Name
    from kgraph.extraction.people import Person
    from kgraph.extraction.types import DocMention
    from kgraph.knowledge import Knowledge
    from kgraph.model import Entity, IdentityReason

_NEAR = 0.5
"""Share of the winner's score from which on the next best is worth remembering."""
_OF_CANDIDATE: Mapping[str, IdentityReason] = {
    "name": "known-name", "alias": "known-alias", "acronym": "known-acronym", "demonym": "demonym", "capital": "seat",
    "metonym": "seat", "surname": "known-surname",
}  # fmt: skip
_OF_KIND: Mapping[str, IdentityReason] = {
    "name": "new-name", "demonym": "demonym", "nominal": "description", "pronoun": "pronoun",
}  # fmt: skip


def runner_up(best: Entity, scored: Iterable[tuple[float, Entity]], confidence: float) -> RunnerUp | None:
    """Return the next best of those who could have been meant, or None if nobody else came near.

    Args:
        best: Whom the words mean.
        scored: All who could be meant with their scores, on any scale that begins at 0; `best` among them.
        confidence: That of `best`; the runner-up's is in proportion to the scores.
    """
    scores: dict[str, tuple[float, Entity]] = {}
    for score, entity in scored:
        if score > scores.get(entity.id, (0.0, entity))[0]:
            scores[entity.id] = (score, entity)
    top = scores.pop(best.id, None)
    if top is None or not scores:
        return None
    score, entity = max(scores.values(), key=lambda s: (s[0], s[1].id))
    if score < _NEAR * top[0]:
        return None
    return RunnerUp(entity.id, entity.label, round(confidence * min(1.0, score / top[0]), 2))


def reason_of_name(
    name: Name, mention: DocMention, person: Person | None, aliases: Mapping[str, str], knowledge: Knowledge
) -> IdentityReason:
    """Return why a name of the article is taken to mean its entity.

    Args:
        name: The name, with what it may mean.
        mention: Whom it was taken to mean.
        person: The person, where it is one's.
        aliases: Acronyms that the article explains.
        knowledge: Tells which entities are the user's own.
    """
    if knowledge.is_own(mention.entity):
        return "own-entry"
    if mention.place is not None:
        return "seat"
    if person is not None and len(name.text.split()) < len(person.fullest.split()):
        return "short-form"
    candidate = next((c for c in name.candidates if c.entity.id == mention.entity.id), None)
    if candidate is not None:
        return _OF_CANDIDATE[candidate.kind]
    if name.text in aliases:
        return "explained-acronym"
    if knowledge.entity(mention.entity.id) is not None:
        return "short-form"  # "the North", "the ministry": known by a longer name of the article
    if mention.entity.type == "Organization" and mention.entity.label != name.text:
        words = name.text.split()
        body = any(knowledge.body_kind(" ".join(words[i:])) for i in range(len(words)))
        return "national-body" if body else "short-form"
    return "new-name"


def reason(mention: DocMention) -> IdentityReason:
    """Return why any mention is taken to mean its entity: as was noted, else by its kind."""
    if mention.reason is not None:
        return mention.reason
    return "apposition" if mention.apposed else _OF_KIND[mention.kind]
