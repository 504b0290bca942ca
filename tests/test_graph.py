"""The graph in memory and on disk."""

from __future__ import annotations

import gc
from dataclasses import replace

import pytest
import rdflib
from graph_samples import (
    ANALYST,
    ARMS,
    ARTICLE,
    CLAIM,
    DENIAL,
    EXTRACTION,
    FRANCE,
    KIM,
    MARCH,
    MEETING,
    OFFICE,
    PUTIN,
    RUSSIA,
    SOUTH_KOREA,
    STATEMENTS,
    TEXT,
    UKRAINE,
    one_statement,
    sample_graph,
    statement,
)  # fmt: skip
from pyoxigraph import Literal, NamedNode, Quad, Store

from kgraph import vocabulary as v
from kgraph.errors import OutputError, SourceError
from kgraph.graph import KnowledgeGraph
from kgraph.model import Article, Entity, Extraction, Statement
from kgraph.opening import open_graph
from kgraph.rdf import in_reading_order
from kgraph.vocabulary import kgo


def article_of(*statements: Statement, document: str, text: str = TEXT) -> Extraction:
    return Extraction(Article(document, text), tuple(replace(s, document=document) for s in statements))


def says(kg: KnowledgeGraph, subject: Entity, relation: str, obj: Entity) -> bool:
    """Whether the asserted graph holds a plain triple."""
    return Quad(NamedNode(subject.id), kgo(relation), NamedNode(obj.id)) in kg.store


def labels(kg: KnowledgeGraph, entity: Entity, predicate: NamedNode = v.PREF_LABEL) -> set[str]:
    return {q.object.value for q in kg.store.quads_for_pattern(NamedNode(entity.id), predicate, None)}


class TestAdding:
    def test_statements_come_back_in_the_order_of_the_text(self):
        kg = sample_graph()
        assert list(kg) == sorted(STATEMENTS, key=in_reading_order)
        assert len(kg) == len(STATEMENTS)
        assert repr(kg) == "<KnowledgeGraph: 7 statements from 1 article>"

    def test_an_article_added_twice_is_there_once(self):
        kg = sample_graph()
        before = set(kg.store)
        kg.add(EXTRACTION, version="0.1.0")
        assert set(kg.store) == before

    def test_an_article_read_anew_replaces_what_was_read_before(self):
        kg = sample_graph()
        kg.add(replace(EXTRACTION, statements=(MEETING,)))
        assert list(kg) == [MEETING]
        assert not says(kg, SOUTH_KOREA, "aids", UKRAINE)
        assert says(kg, PUTIN, "meets", KIM)

    def test_an_entity_that_is_named_otherwise_when_read_anew_has_the_new_name(self):
        kg = one_statement(ARMS)
        renamed = replace(ARMS, subject=replace(ARMS.subject, entity=replace(SOUTH_KOREA, label="Republic of Korea")))
        kg.add(Extraction(Article(ARMS.document, TEXT), (renamed,)))
        assert labels(kg, SOUTH_KOREA) == {"Republic of Korea"}

    def test_an_entity_that_two_articles_name_differently_has_one_label_and_another_name(self):
        kg = one_statement(ARMS)
        renamed = replace(ARMS, subject=replace(ARMS.subject, entity=replace(SOUTH_KOREA, label="Republic of Korea")))
        kg.add(article_of(renamed, document="other.txt"))
        assert labels(kg, SOUTH_KOREA) == {"South Korea"}
        assert labels(kg, SOUTH_KOREA, v.ALT_LABEL) == {"Republic of Korea"}


class TestRemoving:
    def test_nothing_of_an_article_that_was_alone_stays(self):
        kg = sample_graph()
        kg.describe(UKRAINE.id, latitude=49.0, longitude=32.0)
        assert kg.remove(ARTICLE.id)
        assert list(kg.store) == []

    def test_removing_what_is_not_there_says_so(self):
        assert not KnowledgeGraph().remove("nowhere.txt")

    def test_facts_stay_that_another_article_states(self):
        kg = sample_graph()
        kg.add(article_of(ARMS, document="other.txt"))
        kg.remove(ARTICLE.id)
        assert says(kg, SOUTH_KOREA, "suppliesArmsTo", UKRAINE)
        assert not says(kg, PUTIN, "meets", KIM)
        assert {e.label for e in kg.entities()} == {"South Korea", "Ukraine"}

    def test_a_broader_relation_stays_that_another_article_states(self):
        kg = one_statement(ARMS)
        kg.add(article_of(statement(SOUTH_KOREA, "aids", UKRAINE), document="other.txt"))
        kg.remove(ARMS.document)
        assert says(kg, SOUTH_KOREA, "aids", UKRAINE)
        assert not says(kg, SOUTH_KOREA, "suppliesArmsTo", UKRAINE)

    def test_a_mutual_fact_stays_that_another_article_states_the_other_way_round(self):
        kg = one_statement(MEETING)
        kg.add(article_of(statement(KIM, "meets", PUTIN), document="other.txt"))
        kg.remove(MEETING.document)
        assert says(kg, PUTIN, "meets", KIM)
        assert says(kg, KIM, "meets", PUTIN)

    def test_a_denial_elsewhere_does_not_support_a_fact(self):
        kg = one_statement(ARMS)
        kg.add(article_of(replace(ARMS, polarity="negative"), document="other.txt"))
        kg.remove(ARMS.document)
        assert not says(kg, SOUTH_KOREA, "aids", UKRAINE)


class TestDescribing:
    def test_what_is_known_of_an_entity_is_kept_when_its_article_is_read_anew(self):
        kg = sample_graph()
        kg.describe(UKRAINE.id, latitude=49.0, longitude=32.0, exact_match=["https://sws.geonames.org/690791/"],
                    alt_labels=["Ukrayina"])  # fmt: skip
        kg.add(EXTRACTION)
        node = NamedNode(UKRAINE.id)
        assert Quad(node, v.LATITUDE, Literal(49.0), v.ENTITIES) in kg.store
        assert Quad(node, v.EXACT_MATCH, NamedNode("https://sws.geonames.org/690791/"), v.ENTITIES) in kg.store
        assert labels(kg, UKRAINE, v.ALT_LABEL) >= {"Ukrayina"}


class TestReading:
    @pytest.mark.parametrize(
        ("wanted", "expected"),
        [
            ({"predicate": "aids"}, {ARMS.id, CLAIM.id, DENIAL.id, "France-trains-Ukraine"}),
            ({"predicate": "suppliesArmsTo", "facts_only": True}, {ARMS.id}),
            ({"subject": "south korea"}, {ARMS.id}),
            ({"object": UKRAINE.id}, {ARMS.id, DENIAL.id, "France-trains-Ukraine"}),
            ({"entity": "North Korea"}, {CLAIM.id, OFFICE.id}),
            ({"attributed_to": "Olga Petrenko"}, {CLAIM.id}),
            ({"polarity": "negative"}, {DENIAL.id}),
            ({"modality": "planned"}, {"France-trains-Ukraine"}),
            ({"min_confidence": 0.8}, {ARMS.id, MEETING.id}),
            ({"article": "other.txt"}, set()),
        ],
        ids=lambda value: str(sorted(value) if isinstance(value, set) else value),
    )
    def test_statements_by_what_is_asked(self, wanted, expected):
        assert {s.id for s in sample_graph().statements(**wanted)} == expected

    def test_statements_by_another_name_of_an_entity(self):
        kg = sample_graph()
        kg.describe(SOUTH_KOREA.id, alt_labels=["Republic of Korea", "Ukraine"])
        assert [s.id for s in kg.statements(subject="republic of korea")] == [ARMS.id]
        assert list(kg.statements(subject="Ukraine")) == []  # a label comes before another's other name

    def test_statements_by_an_unknown_name_are_none(self):
        assert list(sample_graph().statements(entity="Atlantis")) == []

    def test_entities_by_label(self):
        found = sample_graph().entities()
        assert [e.label for e in found][:3] == ["France", "Kim Jong Un", "North Korea"]
        assert ANALYST in found

    def test_articles_are_described(self):
        (source,) = sample_graph().articles()
        assert (source.id, source.title, source.date) == (ARTICLE.id, "Shells and summits", "2023-09-13")
        assert (source.length, source.pipeline, source.version) == (len(TEXT), "test 1.0", "0.1.0")

    def test_provenance_names_article_and_agreeing_statements(self):
        kg = sample_graph()
        kg.add(article_of(ARMS, replace(DENIAL, id="denied"), document="other.txt"))
        found = kg.provenance(ARMS)
        assert found.source is not None
        assert found.source.publisher == "The Daily Example"
        assert [s.document for s in found.agreeing] == ["other.txt"]
        assert kg.provenance(MARCH).agreeing == ()

    def test_the_same_act_the_other_way_round_agrees_only_if_it_is_mutual(self):
        kg = sample_graph()
        back = [statement(UKRAINE, "suppliesArmsTo", SOUTH_KOREA), statement(KIM, "meets", PUTIN)]
        kg.add(article_of(*back, document="other.txt"))
        assert kg.provenance(ARMS).agreeing == ()
        assert [s.id for s in kg.provenance(MEETING).agreeing] == [back[1].id]


class TestMerging:
    def test_articles_of_both_are_there(self):
        kg = sample_graph()
        kg.merge(one_statement(replace(ARMS, document="other.txt")))
        assert len(kg) == len(STATEMENTS) + 1
        assert [a.id for a in kg.articles()] == [ARTICLE.id, "other.txt"]

    def test_an_article_that_both_hold_is_the_others(self):
        kg = sample_graph()
        kg.merge(one_statement(MEETING))
        assert list(kg) == [MEETING]
        assert not says(kg, SOUTH_KOREA, "aids", UKRAINE)


class TestOnDisk:
    def test_a_saved_graph_is_opened_as_it_was(self, tmp_path):
        kg = sample_graph()
        kg.save(tmp_path / "store")
        back = open_graph(tmp_path / "store")
        assert set(back.store) == set(kg.store)
        assert list(back) == list(kg)

    def test_what_is_added_to_an_opened_store_stays_there(self, tmp_path):
        KnowledgeGraph().save(tmp_path / "store")
        kg = open_graph(tmp_path / "store")
        kg.add(EXTRACTION)
        del kg
        gc.collect()
        assert len(open_graph(tmp_path / "store", read_only=True)) == len(STATEMENTS)

    def test_several_can_read_one_store(self, tmp_path):
        sample_graph().save(tmp_path / "store")
        one = open_graph(tmp_path / "store", read_only=True)
        other = open_graph(tmp_path / "store", read_only=True)
        assert list(one) == list(other)

    def test_a_store_that_is_in_use_is_said_to_be(self, tmp_path):
        sample_graph().save(tmp_path / "store")
        held = open_graph(tmp_path / "store")
        with pytest.raises(SourceError, match="is in use"):
            open_graph(tmp_path / "store")
        assert len(held) == len(STATEMENTS)

    @pytest.mark.parametrize("read_only", [False, True])
    def test_a_broken_store_is_an_error_of_one_line(self, read_only, tmp_path):
        (tmp_path / "CURRENT").write_text("no such thing")
        with pytest.raises(SourceError, match="cannot be opened as a graph store") as caught:
            open_graph(tmp_path, read_only=read_only)
        assert "\n" not in str(caught.value)

    def test_an_older_store_is_replaced(self, tmp_path):
        sample_graph().save(tmp_path / "store")
        one_statement(MEETING).save(tmp_path / "store")
        assert list(open_graph(tmp_path / "store")) == [MEETING]

    def test_a_folder_with_other_files_is_not_replaced(self, tmp_path):
        (tmp_path / "thesis.txt").write_text("years of work")
        with pytest.raises(OutputError, match="holds other files"):
            sample_graph().save(tmp_path)
        assert (tmp_path / "thesis.txt").read_text() == "years of work"

    def test_a_folder_without_a_store_is_said_to_be_none(self, tmp_path):
        with pytest.raises(SourceError, match="holds no graph store"):
            open_graph(tmp_path)

    def test_a_store_of_the_users_own_can_be_used(self):
        store = Store()
        KnowledgeGraph(store).add(EXTRACTION)
        assert len(KnowledgeGraph(store)) == len(STATEMENTS)


class TestOtherLibraries:
    def test_networkx_has_entities_as_nodes_and_statements_as_edges(self):
        network = sample_graph().to_networkx()
        assert network.nodes[UKRAINE.id] == {"label": "Ukraine", "type": "Country", "country": "UKR", "sector": "GOV"}
        edge = network.edges[SOUTH_KOREA.id, UKRAINE.id, ARMS.id]
        assert (edge["predicate"], edge["label"], edge["time"]) == ("suppliesArmsTo", "supplies arms to", "2023")
        assert network.number_of_edges() == len(STATEMENTS) - 1  # the march has no object
        assert "attributed_to" not in edge

    def test_networkx_leaves_out_what_is_unsure(self):
        network = sample_graph().to_networkx(min_confidence=0.75)
        assert {key for *_, key in network.edges(keys=True)} == {ARMS.id, MEETING.id, OFFICE.id}

    def test_rdflib_answers_sparql_over_all_graphs(self):
        dataset = sample_graph().to_rdflib()
        helpers = {str(row.a) for row in dataset.query("SELECT ?a WHERE { ?a kgo:aids ?b }")}
        assert helpers == {SOUTH_KOREA.id}
        sources = {str(row.who) for row in dataset.query("SELECT ?who WHERE { ?s kgo:attributedTo ?who }")}
        assert sources == {ANALYST.id}

    def test_rdflib_shares_the_store(self):
        kg = KnowledgeGraph()
        dataset = kg.to_rdflib()
        dataset.graph(rdflib.URIRef("http://example.org/g")).add(
            (rdflib.URIRef(FRANCE.id), rdflib.URIRef(kgo("aids").value), rdflib.URIRef(RUSSIA.id))
        )
        assert len(list(kg.store)) == 1
