"""What an article says that is so, rather than happens: offices, kin, membership, nationality, places, organs.

States that verbs express ("heads", "joined", "borders") are senses of the trigger lexicon (``triggers/states.tsv``);
here is what nouns and the order of words say: titles, appositions, copulas, possessives, addresses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.extraction.nounphrases import Phrases
from kgraph.extraction.states_bodies import BodyReader
from kgraph.extraction.states_borders import BorderReader
from kgraph.extraction.states_kin import read_kin
from kgraph.extraction.states_members import MemberReader
from kgraph.extraction.states_offices import OfficeReader
from kgraph.extraction.states_places import PlaceReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc

    from kgraph.extraction.types import Candidate, MentionIndex
    from kgraph.knowledge import Knowledge


def find_states(doc: Doc, index: MentionIndex, knowledge: Knowledge, date: str | None) -> list[Candidate]:
    """Return the states that the nouns of an article express.

    What stands inside a noun phrase ("the Iraqi city of Mosul") is taken for granted by whoever says it, so its
    polarity and modality are set here; those of a predicate ("X is the president of Y") are left to be read from its
    anchor.

    Args:
        doc: The parsed article.
        index: Its mentions with who is meant.
        knowledge: Role and kinship nouns, countries, places.
        date: The article's date; it tells which office somebody held then.
    """
    phrases = Phrases(doc, index)
    found = [
        *OfficeReader(doc, phrases, knowledge, date).read(),
        *read_kin(doc, phrases, knowledge),
        *PlaceReader(doc, phrases, knowledge).read(),
        *BorderReader(doc, phrases, knowledge).read(),
        *BodyReader(doc, phrases, knowledge, date).read(),
        *MemberReader(doc, phrases, knowledge).read(),
    ]
    return sorted(_best(found), key=lambda c: (c.anchor, c.trigger))


def _best(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield one candidate for each claim at one place, the most confident."""
    best: dict[tuple[str, str, str, int], Candidate] = {}
    for candidate in candidates:
        if candidate.object is None or candidate.subject.entity.id == candidate.object.entity.id:
            continue
        key = (candidate.subject.entity.id, candidate.predicate, candidate.object.entity.id, candidate.anchor)
        held = best.get(key)
        if held is None or candidate.confidence > held.confidence:
            best[key] = candidate
    yield from best.values()
