"""What statements become in RDF, and that they come back as they were."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from graph_samples import (
    ARMS,
    ARTICLE,
    CLAIM,
    DENIAL,
    EXTRACTION,
    FRANCE,
    KIM,
    MARCH,
    MEETING,
    MENTIONS,
    NORTH_KOREA,
    OFFICE,
    PLAN,
    PUTIN,
    RUSSIA,
    SENTENCES,
    SOUTH_KOREA,
    STATEMENTS,
    TEXT,
    UKRAINE,
    WD,
    span,
    statement,
)  # fmt: skip
from pyoxigraph import Literal, NamedNode, Quad

from kgraph import vocabulary as v
from kgraph.model import Argument, Article, Entity, Extraction, Statement
from kgraph.rdf import Nodes, asserted, in_reading_order, names, quads
from kgraph.vocabulary import kgo, term


def facts_of(*statements: Statement) -> set[tuple[str, str, str]]:
    """Return the plain triples that statements put into the asserted graph, as local names."""
    return {
        (q.subject.value.removeprefix(WD), names.local_name(q.predicate.value), q.object.value.removeprefix(WD))
        for q in asserted(statements)
        if isinstance(q.subject, NamedNode) and isinstance(q.object, NamedNode)
    }


def read_back(extraction: Extraction) -> list[Statement]:
    written = list(quads(extraction))
    graph = names.article_iri(extraction.article.id)
    entities = Nodes(q for q in written if q.graph_name == v.ENTITIES)
    return list(Nodes((q for q in written if q.graph_name == graph), entities).statements())


def values(node: NamedNode, predicate: NamedNode, written: list[Quad]) -> set[object]:
    return {q.object for q in written if q.subject == node and q.predicate == predicate}


class TestAssertedGraph:
    def test_a_fact_is_there_with_its_super_relations(self):
        assert facts_of(ARMS) == {("Q884", "suppliesArmsTo", "Q212"), ("Q884", "aids", "Q212")}

    def test_a_mutual_act_is_there_in_both_directions(self):
        assert {("Q7747", "meets", "Q56226"), ("Q56226", "meets", "Q7747")} <= facts_of(MEETING)
        assert ("Q56226", "consultsWith", "Q7747") in facts_of(MEETING)

    def test_a_one_sided_act_under_a_mutual_relation_makes_only_the_latter_mutual(self):
        made = facts_of(statement(PUTIN, "visits", NORTH_KOREA))
        assert ("Q423", "consultsWith", "Q7747") in made
        assert ("Q423", "visits", "Q7747") not in made

    def test_an_inverse_relation_is_there_too(self):
        father = Entity(WD + "Q10665", "Kim Jong Il", "Person", "PRK")
        made = facts_of(statement(father, "parentOf", KIM))
        assert {("Q10665", "parentOf", "Q56226"), ("Q56226", "childOf", "Q10665")} <= made
        assert {("Q10665", "relativeOf", "Q56226"), ("Q56226", "relativeOf", "Q10665")} <= made

    @pytest.mark.parametrize("made", [CLAIM, DENIAL, PLAN], ids=["claimed", "denied", "planned"])
    def test_what_is_not_stated_as_a_fact_is_not_there(self, made):
        assert facts_of(made) == set()

    @pytest.mark.parametrize(
        "change",
        [
            {"polarity": "negative"},
            {"modality": "possible"},
            {"modality": "planned"},
            {"attributed_to": Argument(PUTIN)},
        ],
    )
    def test_each_kind_of_doubt_alone_keeps_a_fact_out(self, change):
        assert facts_of(replace(ARMS, **change)) == set()

    def test_an_event_without_recipient_makes_no_triple(self):
        assert facts_of(MARCH) == set()

    def test_a_relation_that_the_ontology_does_not_know_is_kept_as_it_is(self):
        assert facts_of(statement(FRANCE, "teases", RUSSIA)) == {("Q142", "teases", "Q159")}


class TestStatementNodes:
    def test_an_event_is_a_sem_event_of_its_plover_class_and_mode(self):
        visit = statement(PUTIN, "visits", NORTH_KOREA, event=replace(MEETING.event, mode="visit"))
        written = list(quads(Extraction(ARTICLE, (visit,))))
        node = names.statement_iri(names.article_iri(ARTICLE.id), visit.id)
        assert values(node, v.TYPE, written) == {v.STATEMENT, term("sem:Event"), kgo("Consult"), kgo("ConsultVisit")}

    def test_a_state_is_no_event(self):
        written = list(quads(Extraction(ARTICLE, (OFFICE,))))
        node = names.statement_iri(names.article_iri(ARTICLE.id), OFFICE.id)
        assert values(node, v.TYPE, written) == {v.STATEMENT}

    def test_it_has_its_parts_its_certainty_and_its_source(self):
        written = list(quads(Extraction(ARTICLE, (CLAIM,))))
        graph = names.article_iri(ARTICLE.id)
        node = names.statement_iri(graph, CLAIM.id)
        assert values(node, v.SUBJECT, written) == {NamedNode(RUSSIA.id)}
        assert values(node, v.PREDICATE, written) == {kgo("suppliesArmsTo")}
        assert values(node, v.RELATION, written) == {kgo("suppliesArmsTo"), kgo("aids")}
        assert values(node, v.OBJECT, written) == {NamedNode(NORTH_KOREA.id)}
        assert values(node, v.MODALITY, written) == {kgo("possible")}
        assert values(node, v.ATTRIBUTED_TO, written) == {NamedNode("https://w3id.org/kgraph/id/person/olga-petrenko")}
        assert values(node, v.PRIMARY_SOURCE, written) == {graph}

    def test_its_time_is_an_owl_time_interval_of_the_days_that_it_allows(self):
        written = list(quads(Extraction(ARTICLE, (MEETING,))))
        days = {q.object.value for q in written if q.predicate == v.IN_XSD_DATE}
        assert days == {"2019-04-01", "2019-04-30"}

    def test_its_evidence_is_a_nif_sentence_with_offsets_and_a_quote_selector(self):
        written = list(quads(Extraction(ARTICLE, (ARMS,))))
        sentence = names.span_iri(names.article_iri(ARTICLE.id), ARMS.evidence.start, ARMS.evidence.end)
        assert sentence.value.endswith("#char=0,56")
        assert values(sentence, v.ANCHOR_OF, written) == {Literal(SENTENCES[0])}
        (selector,) = values(sentence, v.HAS_SELECTOR, written)
        assert values(selector, v.QUOTE_EXACT, written) == {Literal(SENTENCES[0])}
        assert values(selector, v.QUOTE_SUFFIX, written) == {Literal(TEXT[56 : 56 + 32])}

    def test_all_of_an_article_lies_in_its_own_graph_except_entities_and_facts(self):
        graphs = {q.graph_name for q in quads(EXTRACTION)}
        assert graphs == {names.article_iri(ARTICLE.id), v.ENTITIES, v.ASSERTED}

    def test_an_article_is_described_with_the_digest_of_its_text_and_the_run_that_read_it(self):
        written = list(quads(EXTRACTION, version="0.1.0"))
        graph = names.article_iri(ARTICLE.id)
        assert values(graph, v.PUBLISHER, written) == {Literal("The Daily Example")}
        assert values(graph, v.DATE, written) == {Literal("2023-09-13", datatype=v.XSD_DATE)}
        assert values(graph, v.TEXT_DIGEST, written) == {Literal(hashlib.sha256(TEXT.encode()).hexdigest())}
        assert values(names.inside(graph, "run"), v.PIPELINE, written) == {Literal("test 1.0")}
        assert values(names.inside(graph, "software"), v.VERSION, written) == {Literal("0.1.0")}

    def test_an_entity_has_type_label_and_code_and_other_names_from_its_mentions(self):
        written = list(quads(EXTRACTION))
        korea = NamedNode(SOUTH_KOREA.id)
        assert values(korea, v.TYPE, written) == {kgo("Country")}
        assert values(korea, v.PREF_LABEL, written) == {Literal("South Korea")}
        assert values(korea, v.ISO3, written) == {Literal("KOR")}
        seoul = replace(MENTIONS[0], span=replace(MENTIONS[0].span, text="Seoul"))
        union = replace(
            MENTIONS[0],
            span=replace(MENTIONS[0].span, text="the A.U."),
            entity=replace(SOUTH_KOREA, id="wd:Q7159", label="African Union", type="Organization"),
        )
        again = list(quads(replace(EXTRACTION, mentions=(seoul, union))))
        assert values(korea, v.ALT_LABEL, again) == set()  # a capital stands for its country without being its name
        assert values(names.entity_iri("wd:Q7159"), v.ALT_LABEL, again) == {Literal("the A.U.")}


class TestReadingBack:
    def test_statements_are_as_they_were(self):
        assert read_back(EXTRACTION) == sorted(STATEMENTS, key=in_reading_order)

    def test_mentions_are_as_they_were(self):
        written = list(quads(EXTRACTION))
        entities = Nodes(q for q in written if q.graph_name == v.ENTITIES)
        back = Nodes((q for q in written if q.graph_name == names.article_iri(ARTICLE.id)), entities).mentions()
        assert list(back) == sorted(MENTIONS, key=lambda m: m.span.start)

    def test_an_entity_acts_in_each_sector_that_its_statement_says(self):
        army = replace(ARMS, id="army", subject=Argument(replace(SOUTH_KOREA, sector="MIL"), span("South Korea")))
        back = {s.id: s.subject.entity.sector for s in read_back(Extraction(ARTICLE, (ARMS, army)))}
        assert back == {ARMS.id: "GOV", "army": "MIL"}

    def test_ids_that_are_no_iris_come_back(self):
        odd = Entity("no iri: <ä> %20", "Oddland", "Country")
        made = replace(statement(odd, "aids", UKRAINE), id="1/ä #?", document="folder/a b.txt")
        assert read_back(Extraction(Article("folder/a b.txt", TEXT), (made,))) == [made]

    def test_a_claim_with_several_evidences_keeps_them_all(self):
        made = replace(ARMS, evidences=(span(SENTENCES[0]), span(SENTENCES[3])))
        assert read_back(Extraction(ARTICLE, (made,))) == [made]


def test_two_articles_of_the_same_name_in_different_folders_are_two():
    assert names.article_iri("a/x.txt") != names.article_iri("b/x.txt")
