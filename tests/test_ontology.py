"""The ontology: that it is whole, that its terms are explained, and that it says what follows from what."""

from __future__ import annotations

import json

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from kgraph import vocabulary as v
from kgraph.lexicon.plover import load_plover
from kgraph.ontology import Fact, load_ontology
from kgraph.resources import ontology_dir
from kgraph.vocabulary import KGO, kgo, term

MAIN = {
    "AGREE": "agreesWith", "CONSULT": "consultsWith", "SUPPORT": "supports", "CONCEDE": "concedesTo",
    "COOPERATE": "cooperatesWith", "AID": "aids", "RETREAT": "retreatsFrom", "REQUEST": "requestsOf",
    "ACCUSE": "accuses", "REJECT": "rejects", "THREATEN": "threatens", "PROTEST": "protestsAgainst",
    "SANCTION": "sanctions", "MOBILIZE": "mobilizesAgainst", "COERCE": "coerces", "ASSAULT": "assaults",
}  # fmt: skip
STATES = {
    "headOfState", "headOfGovernment", "leaderOf", "ministerOf", "holdsPosition", "affiliatedWith", "advisorOf",
    "spokespersonOf", "memberOf", "citizenOf", "basedIn", "locatedIn", "capitalOf", "partOf", "agencyOf", "parentOf",
    "childOf", "spouseOf", "siblingOf", "grandparentOf", "relativeOf", "alliedWith", "borders", "createdBy", "occupies",
}  # fmt: skip


@pytest.fixture(scope="module")
def values() -> dict[str, dict[str, set[str]]]:
    """What the file says of each of its terms."""
    found: dict[str, dict[str, set[str]]] = {}
    for quad in parse(path=ontology_dir() / "kgraph.ttl", format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(KGO):
            node = found.setdefault(quad.subject.value, {})
            node.setdefault(quad.predicate.value, set()).add(getattr(quad.object, "value", ""))
    return found


def is_property(node: dict[str, set[str]]) -> bool:
    return bool({term("owl:ObjectProperty").value, term("owl:DatatypeProperty").value} & node[v.TYPE.value])


def test_every_term_has_a_label_and_is_explained(values):
    for iri, node in values.items():
        assert v.LABEL.value in node or v.PREF_LABEL.value in node, iri
        assert term("rdfs:comment").value in node or term("skos:definition").value in node, iri


def test_every_property_has_domain_and_range(values):
    for iri, node in values.items():
        if is_property(node):
            assert len(node[term("rdfs:domain").value]) == len(node[term("rdfs:range").value]) == 1, iri


def test_domains_ranges_and_super_terms_are_terms(values):
    inside = [term(name).value for name in ("rdfs:domain", "rdfs:range", "rdfs:subPropertyOf", "rdfs:subClassOf")]
    for iri, node in values.items():
        for predicate in (*inside, KGO + "ploverEvent", term("skos:inScheme").value, term("owl:inverseOf").value):
            for other in node.get(predicate, ()):
                assert other in values or not other.startswith(KGO), (iri, other)


def test_every_event_has_its_main_relation_and_cameo_codes(values):
    ontology = load_ontology()
    assert set(ontology.events) == set(MAIN)
    for code, name in MAIN.items():
        assert (ontology[name].event, ontology[name].chain) == (code, (name,))
        assert values[ontology.event_class(code).value][KGO + "cameoCode"]


def test_every_state_is_there():
    ontology = load_ontology()
    assert {p.name for p in ontology if p.event is None} == STATES


def test_a_sub_relation_is_of_its_super_relations_event_and_leads_to_its_main_relation():
    for relation in load_ontology():
        for name in relation.chain:
            assert load_ontology()[name].event == relation.event, relation.name
        if relation.event is not None:
            assert relation.chain[-1] == MAIN[relation.event]


def test_every_mode_context_and_sector_of_plover_is_a_term():
    ontology = load_ontology()
    plover = load_plover()
    for code, event in plover.events.items():
        for mode in event.modes:
            assert ontology.mode_class(code, mode).value in ontology.terms
    for context in plover.contexts:
        assert kgo(f"context-{context}").value in ontology.terms
    for sector in plover.sectors:
        assert kgo(f"sector-{sector}").value in ontology.terms


def test_all_terms_that_the_code_writes_are_in_the_ontology():
    written = {t.value for t in vars(v).values() if isinstance(t, NamedNode) and t.value.startswith(KGO)}
    written |= {kgo(f"{role}{part}").value for role in ("subject", "object", "source", "place")
                for part in ("Mention", "Sector")}  # fmt: skip
    assert written <= load_ontology().terms


def test_alignments_are_of_terms_that_are_there():
    aligned = {quad.subject.value for quad in parse(path=ontology_dir() / "alignments.ttl", format=RdfFormat.TURTLE)
               if isinstance(quad.subject, NamedNode)}  # fmt: skip
    assert aligned <= load_ontology().terms


def test_the_json_ld_context_has_a_short_name_for_every_property(values):
    context = json.loads((ontology_dir() / "context.jsonld").read_text())["@context"]
    expanded = {meaning if isinstance(meaning, str) else meaning["@id"] for meaning in context.values()
                if isinstance(meaning, str | dict)}  # fmt: skip
    for iri, node in values.items():
        if is_property(node):
            assert f"kgo:{iri.removeprefix(KGO)}" in expanded, iri


class TestEntailment:
    @pytest.mark.parametrize(
        ("relation", "forward", "backward"),
        [
            ("suppliesArmsTo", {"suppliesArmsTo", "aids"}, set()),
            ("meets", {"meets", "consultsWith"}, {"meets", "consultsWith"}),
            ("visits", {"visits", "consultsWith"}, {"consultsWith"}),
            ("exercisesWith", {"exercisesWith", "cooperatesMilitarilyWith", "cooperatesWith"},
             {"exercisesWith", "cooperatesMilitarilyWith", "cooperatesWith"}),
            ("parentOf", {"parentOf", "relativeOf"}, {"childOf", "relativeOf"}),
            ("childOf", {"childOf", "relativeOf"}, {"parentOf", "relativeOf"}),
            ("headOfState", {"headOfState", "leaderOf"}, set()),
            ("unheardOf", {"unheardOf"}, set()),
        ],
    )  # fmt: skip
    def test_what_follows_from_a_fact(self, relation, forward, backward):
        found = load_ontology().entailed(Fact("a", relation, "b"))
        assert {f.relation for f in found if f.subject == "a"} == forward
        assert {f.relation for f in found if f.subject == "b"} == backward

    def test_a_relation_has_all_below_it(self):
        assert {"aids", "suppliesArmsTo", "trains"} <= load_ontology().below("aids")
        assert "meets" not in load_ontology().below("aids")
        assert load_ontology().below("unheardOf") == {"unheardOf"}
