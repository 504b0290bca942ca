"""What events are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgraph.errors import KnowledgeError
from kgraph.extraction import contexts
from kgraph.extraction.contexts import context_words
from kgraph.lexicon import load_relations
from kgraph.lexicon.plover import load_plover
from kgraph.model import Article

if TYPE_CHECKING:
    from pathlib import Path

    from kgraph.extraction import Reader


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        ("France urged Iran to stop enriching uranium.", "urges", {"cbrn", "diplomatic"}),
        ("Ghana and Togo held talks on fishing rights.", "negotiatesWith", {"diplomatic", "natural_resource"}),
        ("Russian warplanes bombed the Syrian town of Idlib.", "bombs", {"military"}),
        ("Police in Kenya arrested three journalists.", "arrests", {"legal"}),
        ("Norway gave Malawi food aid after the floods.", "givesHumanitarianAidTo", {"human_security", "disasters"}),
        ("Canada accused China of rigging an election.", "accuses", {"election", "diplomatic"}),
        ("The United States imposed sanctions on Belarus.", "imposesSanctionsOn", {"economic", "diplomatic"}),
        ("Turkish police fired tear gas at demonstrators in Ankara.", "attacks", {"legal", "repression"}),
    ],
)
def test_contexts(reader: Reader, text: str, predicate: str, expected: set[str]) -> None:
    found = reader.read(Article("test", text)).statements
    (event,) = {s.event for s in found if s.predicate == predicate and s.event is not None}
    assert set(event.contexts) == expected


def test_the_names_of_people_and_places_say_nothing(reader: Reader) -> None:
    (statement,) = reader.read(Article("test", "Defense Minister Jean Martin met Xi Jinping.")).statements[:1]
    assert statement.event is not None
    assert "military" not in statement.event.contexts


def test_each_context_has_words() -> None:
    words = context_words().by_kind["word"].values()
    assert {context for found in words for context in found} == set(load_plover().contexts)


@pytest.mark.parametrize("kind", ["always", "else", "abroad"])
def test_relations_and_events_are_known(kind: str) -> None:
    plover = load_plover()
    modes = {f"{event} {mode}" for event, entry in plover.events.items() for mode in entry.modes}
    known = {relation.name for relation in load_relations()} | set(plover.events) | modes
    assert set(context_words().by_kind[kind]) - known == set()


@pytest.mark.parametrize("kind", ["acting", "home"])
def test_sectors_are_known(kind: str) -> None:
    assert set(context_words().by_kind[kind]) <= set(load_plover().sectors)


@pytest.mark.parametrize(
    "line", ["word\tmilitary", "word\tculinary\tsoup", "maybe\tmilitary\ttank", "word\tmilitary\t "]
)
def test_broken_lines_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: str) -> None:
    (tmp_path / contexts.FILE).write_text(line + "\n", encoding="utf-8")
    monkeypatch.setattr(contexts, "lexicon_dir", lambda: tmp_path)
    with pytest.raises(KnowledgeError, match="line 1"):
        context_words.__wrapped__()
