"""Which entities a service is asked for, which of its answers are believed, and what they change."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgraph.errors import ReconciliationError
from kgraph.knowledge.ids import MINTED, WIKIDATA
from kgraph.knowledge.names import squeeze
from kgraph.knowledge.tables import read_table
from kgraph.model import Entity, Extraction, RunnerUp
from kgraph.reconciling.cache import Cache, default_folder
from kgraph.reconciling.service import Found, Manifest, Pace, Service, candidates

if TYPE_CHECKING:
    from kgraph.knowledge import Knowledge

_ASKED = frozenset({"Person", "Organization", "Place", "NamedEvent"})
_LIMIT = 5
_CLEARLY = 0.8
"""Share of the best score that the next may have at most for the best to be believed without the service's word."""
_ARTICLES_AT_ONCE = 32
_ANY = "*"
_MANIFEST = "manifest"


class Reconciler:
    """Asks a service for entities that the knowledge base does not know.

    Answers are kept on disk, so that no question is asked twice.  A service that is away, slow or answers nonsense
    costs one message; from then on nothing is asked, and the articles are read as without it.

    Args:
        url: The service's endpoint.
        cache: Folder for its answers; None for the platform's.
        on_problem: Gets the message.
        pace: How patient to be.
        agent: Name of the program, for the service's operators.

    Raises:
        ReconciliationError: If the address is not one of the web.
    """

    def __init__(
        self,
        url: str,
        *,
        cache: Path | None = None,
        on_problem: Callable[[str], None],
        pace: Pace | None = None,
        agent: str = "kgraph",
    ) -> None:
        self._service = Service(url, agent, pace or Pace())
        self._url = url
        self._cache: Cache | None = Cache(cache or default_folder(), url)
        self._on_problem = on_problem
        self._manifest: Manifest | None = None
        self._away = False
        self._answers: dict[str, list[Found]] = {}

    def linked(self, extractions: Iterable[Extraction], knowledge: Knowledge) -> Iterator[Extraction]:
        """Yield extractions with the entities that the service knows under its IRIs; several are asked for at once."""
        waiting: list[Extraction] = []
        questions: dict[str, None] = {}
        for extraction in extractions:
            waiting.append(extraction)
            questions.update(dict.fromkeys(self._questions(extraction, knowledge).values()))
            batch = self._manifest.batch if self._manifest is not None else 1
            if self._away or len(questions) >= batch or len(waiting) >= _ARTICLES_AT_ONCE:
                yield from self._settled(waiting, questions, knowledge)
                waiting, questions = [], {}
        yield from self._settled(waiting, questions, knowledge)

    def _settled(
        self, extractions: Iterable[Extraction], questions: Iterable[str], knowledge: Knowledge
    ) -> Iterator[Extraction]:
        self._ask(questions)
        for extraction in extractions:
            found: dict[str, Entity] = {}
            runners_up: dict[str, RunnerUp | None] = {}
            for entity, question in self._questions(extraction, knowledge).items():
                answer = self._answer(entity, self._answers.get(question, ()), knowledge)
                if answer is not None:
                    found[entity.id], runners_up[entity.id] = answer
            yield extraction.with_entities(found, "reconciled", runners_up) if found else extraction

    # Asking

    def _questions(self, extraction: Extraction, knowledge: Knowledge) -> dict[Entity, str]:
        """Return the unknown entities of an article with what to ask for each, as JSON."""
        named = {replace(m.entity, sector=None) for m in extraction.mentions if m.kind == "name"}
        unknown = [e for e in named if _is_unknown(e, knowledge)]
        manifest = self._known_manifest() if unknown else None
        if manifest is None:
            return {}
        ordered = sorted(unknown, key=lambda e: (e.id, e.country or ""))
        return {e: json.dumps(query_for(e, manifest, knowledge), ensure_ascii=False, sort_keys=True) for e in ordered}

    def _known_manifest(self) -> Manifest | None:
        if self._manifest is None and not self._away:
            kept = self._kept(_MANIFEST)
            try:
                record = self._service.manifest() if kept is None else json.loads(kept)
                self._manifest = Manifest.from_json(record)
            except (ReconciliationError, ValueError) as error:
                self._give_up(error)
                return None
            if kept is None:
                self._keep({_MANIFEST: json.dumps(record)})
        return self._manifest

    def _ask(self, questions: Iterable[str]) -> None:
        open_questions: list[str] = []
        for question in questions:
            if question in self._answers:
                continue
            kept = self._kept(question)
            if kept is None:
                open_questions.append(question)
            else:
                self._answers[question] = candidates(json.loads(kept))
        manifest = self._manifest
        while open_questions and manifest is not None and not self._away:
            batch, open_questions = open_questions[: manifest.batch], open_questions[manifest.batch :]
            try:
                results = self._service.ask([json.loads(question) for question in batch])
            except ReconciliationError as error:
                self._give_up(error)
                return
            self._answers.update(zip(batch, map(candidates, results), strict=True))
            self._keep({q: json.dumps(r, ensure_ascii=False) for q, r in zip(batch, results, strict=True)})

    def _give_up(self, error: Exception) -> None:
        self._away = True
        self._on_problem(f"{self._url} is not asked any more: {error}")

    def _kept(self, question: str) -> str | None:
        try:
            return self._cache.get(question) if self._cache is not None else None
        except OSError as error:
            self._without_cache(error)
            return None

    def _keep(self, answers: Mapping[str, str]) -> None:
        try:
            if self._cache is not None:
                self._cache.keep(answers)
        except OSError as error:
            self._without_cache(error)

    def _without_cache(self, error: OSError) -> None:
        self._cache = None
        self._on_problem(f"answers of {self._url} cannot be kept: {error}")

    # Believing

    def _answer(
        self, entity: Entity, offered: Sequence[Found], knowledge: Knowledge
    ) -> tuple[Entity, RunnerUp | None] | None:
        """Return whom the service takes an entity for, and the next best."""
        chosen = choose(offered, entity.label)
        iri = self._manifest.iri(chosen[0].id) if chosen is not None and self._manifest is not None else None
        if chosen is None or iri is None or self._manifest is None:
            return None
        known = knowledge.entity(iri)
        if known is not None and known.type != entity.type:
            return None
        label = known.label if known is not None else chosen[0].name or entity.label
        other = None
        if chosen[1] is not None and chosen[0].score > 0:
            share = round(min(1.0, chosen[1].score / chosen[0].score), 2)
            other = RunnerUp(self._manifest.iri(chosen[1].id) or chosen[1].id, chosen[1].name, share)
        return replace(entity, id=iri, label=label), other


def choose(offered: Sequence[Found], label: str) -> tuple[Found, Found | None] | None:
    """Return the candidate to believe with the next best, or None if there is none.

    The one that the service is sure of; else the best if the next is far behind; of a lone one the name must agree.
    """
    ranked = sorted(offered, key=lambda f: -f.score)
    sure = [f for f in ranked if f.match]
    if len(sure) == 1:
        return sure[0], next((f for f in ranked if f is not sure[0]), None)
    if not ranked or ranked[0].score <= 0:
        return None
    best, *others = ranked
    if others:
        return (best, others[0]) if others[0].score <= _CLEARLY * best.score else None
    return (best, None) if squeeze(best.name) == squeeze(label) else None


def _is_unknown(entity: Entity, knowledge: Knowledge) -> bool:
    """Whether an entity has an id made from its name, and a name that says who is meant."""
    if entity.type not in _ASKED or not entity.id.startswith(MINTED) or knowledge.entity(entity.id) is not None:
        return False
    return entity.type != "Person" or " " in entity.label


def query_for(entity: Entity, manifest: Manifest, knowledge: Knowledge) -> dict[str, Any]:
    """Return the query for an entity: its name, its type as the service calls it, and its country where that helps."""
    query: dict[str, Any] = {"query": entity.label, "limit": _LIMIT}
    known = services()
    kind, property_ = known.get((manifest.space, entity.type), ("", ""))
    if not kind:
        names = set(known.get((_ANY, entity.type), ("", ""))[0].split("|"))
        kind = next((i for i, name in manifest.types.items() if name.casefold() in names), "")
    if kind:
        query["type"] = kind
    country = knowledge.country(entity.country) if entity.country else None
    if property_ and country is not None and country.id.startswith(WIKIDATA):
        query["properties"] = [{"pid": property_, "v": {"id": country.id.removeprefix(WIKIDATA)}}]
    return query


@lru_cache(maxsize=1)
def services() -> Mapping[tuple[str, str], tuple[str, str]]:
    """Return by identifier space and class the type to ask for and the property for the country.

    >>> services()["http://www.wikidata.org/entity/", "Person"]
    ('Q5', 'P27')
    """
    rows = read_table(Path(__file__).parent / "data" / "services.tsv").rows
    return {(space, kind): (type_, country) for space, kind, type_, country in rows}
