"""Questions to a graph and their answers, as a user asks them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from graph_samples import (
    ARMS,
    FRANCE,
    KIM,
    MEETING,
    NORTH_KOREA,
    OFFICE,
    PUTIN,
    RUSSIA,
    SENTENCES,
    SOUTH_KOREA,
    TEXT,
    UKRAINE,
    WD,
    sample_graph,
    statement,
)

from kgraph.errors import QueryError
from kgraph.graph import KnowledgeGraph
from kgraph.model import Argument, Article, Entity, Extraction, Statement, Time
from kgraph.query import Resource, named_queries, rows_to_csv, rows_to_json, run


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    return sample_graph()


def graph_of(*statements: Statement, document: str = "made.txt") -> KnowledgeGraph:
    kg = KnowledgeGraph()
    kg.add(Extraction(Article(document, TEXT), tuple(replace(s, document=document) for s in statements)))
    return kg


def answers(kg: KnowledgeGraph, query: str, parameters: dict[str, str] | None = None) -> list[tuple[str, ...]]:
    return run(kg, query, parameters).texts()


class TestWhatAQuerySees:
    def test_plain_triples_are_facts_alone(self, kg):
        found = run(kg, "SELECT ?a ?b WHERE { ?a kgo:suppliesArmsTo ?b }")
        assert found.texts() == [("South Korea", "Ukraine")]  # not Russia's, claimed; not France's, denied

    def test_sub_relations_count(self, kg):
        assert answers(kg, "SELECT ?a WHERE { ?a kgo:aids ?b }") == [("South Korea",)]

    def test_statements_are_seen_without_naming_a_graph(self, kg):
        query = "SELECT ?a ?b WHERE { ?s kgo:modality kgo:possible ; rdf:subject ?a ; rdf:object ?b }"
        assert answers(kg, query) == [("Russia", "North Korea")]

    def test_statements_of_any_kind_of_aid_are_found_by_relation(self, kg):
        query = "SELECT ?a WHERE { ?s kgo:relation kgo:aids ; rdf:subject ?a } ORDER BY ?a"
        assert sorted(answers(kg, query)) == [("France",), ("France",), ("Russia",), ("South Korea",)]

    def test_graph_tells_articles_apart(self, kg):
        query = "SELECT DISTINCT ?article WHERE { GRAPH ?article { ?s a kgo:Statement } }"
        assert answers(kg, query) == [("Shells and summits",)]

    def test_from_picks_a_graph(self, kg):
        assert len(run(kg, "SELECT * FROM kg:entities WHERE { ?e skos:prefLabel ?label }")) == 10
        assert len(run(kg, "SELECT * FROM <http://example.org/none> WHERE { ?s ?p ?o }")) == 0

    def test_nothing_is_counted_once_per_article(self):
        kg = graph_of(ARMS)
        kg.add(Extraction(Article("other.txt", TEXT), (replace(ARMS, document="other.txt"),)))
        (row,) = run(kg, "SELECT (COUNT(*) AS ?n) WHERE { kg:Ukraine ?p ?o }")
        assert row == (4,)  # type, label, code, sector


class TestNames:
    @pytest.mark.parametrize("name", ["kg:South_Korea", "kg:south_korea", "kg:SouthKorea", "kg:South-Korea"])
    def test_entities_are_known_by_their_labels(self, kg, name):
        expected = name != "kg:SouthKorea"
        assert bool(run(kg, f"ASK {{ {name} kgo:aids kg:Ukraine }}")) == expected

    def test_and_by_their_other_names(self):
        kg = sample_graph()
        kg.describe(SOUTH_KOREA.id, alt_labels=["Republic of Korea", "ROK"])
        assert run(kg, "ASK { kg:Republic_of_Korea kgo:aids kg:Ukraine . kg:ROK kgo:aids ?b }")

    def test_and_by_their_iris(self, kg):
        assert run(kg, "ASK { wd:Q884 kgo:aids <http://www.wikidata.org/entity/Q212> }")
        assert run(kg, r"ASK { ?s kgo:attributedTo kg:person\/olga-petrenko }")

    def test_accents_and_apostrophes_do_not_matter(self):
        kg = graph_of(statement(FRANCE, "aids", Entity(WD + "Q1008", "Côte d'Ivoire", "Country", "CIV")))
        assert run(kg, "ASK { ?a kgo:aids kg:Cote_d_Ivoire }")

    def test_a_prefix_of_the_users_own_is_the_users_own(self, kg):
        assert not run(kg, "PREFIX kg: <http://example.org/> ASK { ?a kgo:aids kg:Ukraine }")
        assert run(kg, "PREFIX mine: <https://w3id.org/kgraph/id/> ASK { ?a kgo:aids mine:Ukraine }")
        assert run(kg, "PREFIX kgo: <https://w3id.org/kgraph/ontology#> ASK { ?a kgo:aids ?b }")

    def test_names_in_strings_and_comments_are_left_alone(self, kg):
        query = 'SELECT ("kg:Ukraine" AS ?text) WHERE { ?a kgo:aids kg:Ukraine } # kg:Nobody'
        found = run(kg, query)
        assert found.texts() == [("kg:Ukraine",)]
        assert found.warnings == ()

    def test_a_name_of_nothing_is_warned_of_with_the_nearest(self, kg):
        found = run(kg, "SELECT ?a WHERE { ?a kgo:aid kg:Ukrainia }")
        assert found.texts() == []
        assert found.warnings == (
            "kgo:aid is no term of the ontology (do you mean kgo:aids?)",
            "kg:Ukrainia names no entity of this graph (do you mean Ukraine?)",
        )

    def test_of_two_with_one_name_the_country_is_taken_and_the_other_told(self):
        state = Entity(WD + "Q1428", "Georgia", "Place", "USA")
        country = Entity(WD + "Q230", "Georgia", "Country", "GEO")
        kg = graph_of(statement(FRANCE, "aids", country), statement(RUSSIA, "visits", state))
        found = run(kg, "SELECT ?a WHERE { ?a ?relation kg:Georgia . ?a kgo:aids ?any }")
        assert found.texts() == [("France",)]
        assert found.warnings == ("kg:Georgia is taken as wd:Q230; also called so: wd:Q1428",)


class TestParameters:
    @pytest.mark.parametrize("value", ["Ukraine", "ukraine", "kg:Ukraine", "wd:Q212", "http://www.wikidata.org/entity/Q212"])
    def test_variables_take_names_of_entities(self, kg, value):
        assert answers(kg, "SELECT ?a WHERE { ?a kgo:aids ?b }", {"b": value}) == [("South Korea",)]

    def test_variables_take_names_of_relations(self, kg):
        assert answers(kg, "SELECT ?a WHERE { ?a ?how kg:Ukraine }", {"how": "aids"}) == [("South Korea",)]

    def test_a_parameter_binds_before_counting(self, kg):
        query = "SELECT (COUNT(?s) AS ?n) WHERE { ?s a kgo:Statement ; rdf:object ?about }"
        assert list(run(kg, query, {"about": "Ukraine"})) == [(3,)]

    def test_a_parameter_binds_in_what_a_construct_query_matches(self, kg):
        query = "CONSTRUCT { ?b kgo:aids ?a } WHERE { ?a kgo:aids ?b }"
        assert answers(kg, query, {"a": "South Korea"}) == [("Ukraine", "aids", "South Korea")]
        assert answers(kg, query, {"a": "Ukraine"}) == []

    def test_a_value_that_names_nothing_is_an_error_with_the_nearest(self, kg):
        with pytest.raises(QueryError, match=r"no entity of this graph is called 'Ukrane' \(do you mean Ukraine\?\)"):
            run(kg, "SELECT ?a WHERE { ?a kgo:aids ?b }", {"b": "Ukrane"})

    def test_an_unknown_parameter_is_an_error_that_names_the_known(self, kg):
        with pytest.raises(QueryError, match=r"no parameter 'whom'; it takes: a, b"):
            run(kg, "SELECT ?a WHERE { ?a kgo:aids ?b }", {"whom": "Ukraine"})


class TestAnswers:
    def test_values_are_pythons_own(self, kg):
        query = """SELECT ?who ?sure ?day ?start ?title ?nothing WHERE {
            ?s rdf:subject ?who ; kgo:place ?where ; kgo:confidence ?sure ; kgo:evidence/nif:beginIndex ?start ;
               kgo:time/time:hasBeginning/time:inXSDDate ?day ; prov:hadPrimarySource/dcterms:title ?title
            OPTIONAL { ?s kgo:theme ?nothing } }"""
        putin = Resource(PUTIN.id, "Vladimir Putin")
        assert list(run(kg, query)) == [(putin, 0.8, date(2019, 4, 1), 57, "Shells and summits", None)]

    def test_resources_tell_their_names_and_labels(self, kg):
        ((who,),) = run(kg, "SELECT ?a WHERE { ?a kgo:aids ?b }")
        assert (who.iri, who.name, who.label, str(who)) == (SOUTH_KOREA.id, "wd:Q884", "South Korea", "South Korea")

    def test_relations_articles_and_evidence_have_labels(self, kg):
        query = """SELECT ?p ?article ?e ?polarity WHERE {
            ?s rdf:predicate ?p ; prov:hadPrimarySource ?article ; kgo:evidence ?e ; kgo:polarity ?polarity .
            ?s kgo:place ?where }"""
        assert answers(kg, query) == [("meets", "Shells and summits", SENTENCES[1], "positive")]

    def test_ask_is_true_or_false(self, kg):
        yes, no = run(kg, "ASK { ?a kgo:aids ?b }"), run(kg, "ASK { ?a kgo:invades ?b }")
        assert (bool(yes), yes.texts(), bool(no), no.texts()) == (True, [("true",)], False, [("false",)])

    def test_construct_and_describe_give_triples(self, kg):
        made = run(kg, "CONSTRUCT { ?b kgo:aids ?a } WHERE { ?a kgo:aids ?b }")
        assert made.columns == ("subject", "predicate", "object")
        assert made.texts() == [("Ukraine", "aids", "South Korea")]
        assert ("Vladivostok", "country code", "RUS") in answers(kg, "DESCRIBE kg:Vladivostok")

    def test_records_are_for_pandas(self, kg):
        assert run(kg, "SELECT ?n ?t WHERE { kg:Ukraine skos:prefLabel ?n }").records() == [{"n": "Ukraine", "t": None}]

    def test_a_notebook_shows_a_table_without_letting_markup_through(self):
        kg = graph_of(statement(FRANCE, "aids", Entity(WD + "Q1", "<b>Bold</b>", "Country")))
        shown = run(kg, "SELECT ?b WHERE { ?a kgo:aids ?b }")._repr_html_()
        assert shown == "<table><tr><th>b</th></tr><tr><td>&lt;b&gt;Bold&lt;/b&gt;</td></tr></table>"


class TestFormats:
    def test_csv_has_iris_or_labels(self, kg):
        found = run(kg, "SELECT ?a ?e WHERE { ?s rdf:subject ?a ; kgo:attributedTo ?w ; kgo:evidence/nif:anchorOf ?e }")
        assert rows_to_csv(found) == f'a,e\n{RUSSIA.id},"{SENTENCES[2]}"\n'
        assert list(csv.reader(io.StringIO(rows_to_csv(found, labels=True))))[1] == ["Russia", SENTENCES[2]]

    def test_csv_of_an_empty_answer_has_its_header(self, kg):
        assert rows_to_csv(run(kg, "SELECT ?a ?b WHERE { ?a kgo:invades ?b }")) == "a,b\n"

    def test_json_is_the_w3cs(self, kg):
        found = run(kg, "SELECT ?a ?sure ?x WHERE { ?s rdf:subject ?a ; kgo:place ?p ; kgo:confidence ?sure }")
        double = "http://www.w3.org/2001/XMLSchema#double"
        assert json.loads(rows_to_json(found)) == {
            "head": {"vars": ["a", "sure", "x"]},
            "results": {"bindings": [{
                "a": {"type": "uri", "value": PUTIN.id},
                "sure": {"type": "literal", "value": "0.8", "datatype": double},
            }]},
        }  # fmt: skip

    def test_json_keeps_languages(self, kg):
        found = run(kg, 'SELECT ("Krieg"@de AS ?word) WHERE {}')
        (binding,) = json.loads(rows_to_json(found))["results"]["bindings"]
        assert binding["word"] == {"type": "literal", "value": "Krieg", "xml:lang": "de"}

    def test_json_of_ask_is_a_boolean(self, kg):
        assert json.loads(rows_to_json(run(kg, "ASK { ?a kgo:aids ?b }"))) == {"head": {}, "boolean": True}


class TestNamedQueries:
    @pytest.mark.parametrize("name", sorted(named_queries()))
    def test_each_says_what_it_is_and_runs_with_and_without_its_optional_parameters(self, kg, name):
        query = named_queries()[name]
        samples = {"entity": "North Korea", "relation": "aids", "number": "0.5"}
        assert query.title
        assert query.description.endswith(".")
        required = {p.name: samples[p.kind] for p in query.parameters if p.required}
        assert run(kg, name, required).columns
        run(kg, name, {p.name: samples[p.kind] for p in query.parameters})

    def test_who_aids_whom(self, kg):
        row = ("South Korea", "supplies arms to", "Ukraine", "artillery shells", "2023", "Shells and summits")
        assert answers(kg, "who-aids-whom") == [row]
        assert answers(kg, "who-aids-whom", {"receiver": "Ukraine"}) == [row]
        assert answers(kg, "who-aids-whom", {"giver": "Ukraine"}) == []

    def test_who_met_whom_where_and_when(self, kg):
        row = ("Vladimir Putin", "meets", "Kim Jong Un", "2019-04", "Vladivostok", "Shells and summits")
        assert answers(kg, "who-met-whom") == [row]
        assert answers(kg, "who-met-whom", {"party": "kim jong un"}) == [row]
        assert answers(kg, "who-met-whom", {"party": "France"}) == []

    def test_claims_of_a_source_about_somebody(self, kg):
        row = ("Russia", "supplies arms to", "North Korea", "positive", "possible", "", SENTENCES[2])
        assert answers(kg, "claims-of", {"source": "Olga Petrenko"}) == [row]
        assert answers(kg, "claims-of", {"source": "Olga Petrenko", "about": "North Korea"}) == [row]
        assert answers(kg, "claims-of", {"source": "Olga Petrenko", "about": "Ukraine"}) == []

    def test_timeline_of_a_pair_is_in_order_and_marks_claims(self):
        def event(number: int, when: str | None, **fields: object) -> Statement:
            made = statement(RUSSIA, "meets", NORTH_KOREA, identifier=str(number), **fields)
            return replace(made, time=Time(when) if when else None)

        kg = graph_of(
            event(1, "2019-04"), event(2, "1961"), event(3, None, attributed_to=Argument(KIM)), event(4, "2000-07-19"),
            statement(NORTH_KOREA, "praises", RUSSIA, time=Time("2023-09-13")), statement(RUSSIA, "aids", UKRAINE),
        )  # fmt: skip
        found = answers(kg, "timeline", {"one": "North Korea", "other": "Russia"})
        assert [row[0] for row in found] == ["1961", "2000-07-19", "2019-04", "2023-09-13", ""]
        assert found[3][1:4] == ("North Korea", "praises", "Russia")
        assert found[4][6] == "Kim Jong Un"

    def test_sanctions_and_conflicts_are_facts_alone(self):
        kg = graph_of(
            statement(FRANCE, "imposesSanctionsOn", RUSSIA),
            statement(FRANCE, "imposesSanctionsOn", NORTH_KOREA, modality="planned"),
            statement(NORTH_KOREA, "invades", SOUTH_KOREA, time=Time("1950")),
            statement(NORTH_KOREA, "attacks", FRANCE, polarity="negative"),
        )
        assert [row[:3] for row in answers(kg, "sanctions")] == [("France", "imposes sanctions on", "Russia")]
        assert [row[:4] for row in answers(kg, "conflicts")] == [("North Korea", "invades", "South Korea", "1950")]

    def test_allies(self):
        kg = graph_of(statement(FRANCE, "alliedWith", UKRAINE), statement(RUSSIA, "exercisesWith", NORTH_KOREA))
        one, other = ("France", "allied with", "Ukraine"), ("Russia", "exercises with", "North Korea")
        assert [row[:3] for row in answers(kg, "allies")] == [one, other]
        assert [row[:3] for row in answers(kg, "allies", {"party": "Ukraine"})] == [one]

    def test_all_about_an_entity_can_be_held_to_a_confidence(self, kg):
        assert len(answers(kg, "about", {"entity": "Ukraine"})) == 3
        assert [row[0] for row in answers(kg, "about", {"entity": "Ukraine", "confidence": "0.9"})] == ["South Korea"]

    def test_people_and_offices(self, kg):
        assert answers(kg, "people-and-offices") == [
            ("Kim Jong Un", "head of state", "North Korea", "", "Shells and summits")
        ]
        assert answers(kg, "people-and-offices", {"body": "France"}) == []

    def test_sources_of_a_relation(self, kg):
        (row,) = answers(kg, "sources", {"subject": "South Korea", "relation": "aids"})
        assert row[:3] == ("Shells and summits", "The Daily Example", "2023-09-13")
        assert row[-1] == SENTENCES[0]

    def test_denied_or_unconfirmed_is_what_facts_leave_out(self, kg):
        assert [row[:5] for row in answers(kg, "denied-or-unconfirmed")] == [
            ("Russia", "supplies arms to", "North Korea", "positive", "possible"),
            ("France", "supplies arms to", "Ukraine", "negative", "asserted"),
            ("France", "trains", "Ukraine", "positive", "planned"),
        ]

    def test_most_active_counts_events_not_states(self):
        kg = graph_of(ARMS, MEETING, OFFICE, statement(SOUTH_KOREA, "meets", UKRAINE))
        assert answers(kg, "most-active")[:2] == [("South Korea", "2", "0"), ("Vladimir Putin", "1", "0")]
        assert answers(kg, "most-active", {"actor": "Ukraine"}) == [("Ukraine", "0", "2")]


class TestErrors:
    @pytest.mark.parametrize(
        ("query", "said"),
        [
            ("SELECT ?x WHERE { ?x kgo:aids }", 'malformed SPARQL at line 1, column 31, near "}"'),
            ("SELECT ?x\nWHERE { ?x foo:p ?y }", "malformed SPARQL at line 2, column 12: unknown prefix foo:"),
            ("SELECT ?x WHERE { ?x a ?y", "malformed SPARQL at line 1, column 26, at its end"),
            ("SELECT ?z (COUNT(?x) AS ?n) WHERE { ?x ?p ?z }", "a variable that is neither grouped by nor aggregated"),
            ("DELETE WHERE { ?s ?p ?o }", "DELETE changes a graph; a query reads"),
            ("PREFIX a: <http://a/> INSERT DATA { a:b a:c 1 }", "INSERT changes a graph"),
            ("  # nothing but a comment", "the query is empty"),
            ("who-aid-whom", r"there is no query 'who-aid-whom' \(do you mean who-aids-whom\?\); known: about, "),
            ("SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE asks another machine"),
        ],
    )
    def test_a_query_that_cannot_be_run_says_why_in_one_line(self, kg, query, said):
        with pytest.raises(QueryError, match=said) as caught:
            run(kg, query)
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize(
        ("name", "parameters", "said"),
        [
            ("claims-of", {}, "the query claims-of needs the parameter 'source': whose claims"),
            ("claims-of", {"who": "X"}, "has no parameter 'who'; it takes: source, about"),
            ("claims-of", {"source": "Nobody At All"}, "no entity of this graph is called 'Nobody At All'"),
            ("sources", {"relation": "aid"}, r"there is no relation 'aid' \(do you mean aids\?\)"),
            ("about", {"entity": "Ukraine", "confidence": "high"}, "'confidence' wants a number, not 'high'"),
        ],
    )
    def test_parameters_of_named_queries_are_checked(self, kg, name, parameters, said):
        with pytest.raises(QueryError, match=said):
            run(kg, name, parameters)
