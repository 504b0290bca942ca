"""The text of queries: names told from what looks like them, values put in the right place."""

from __future__ import annotations

import pytest

from kgraph.errors import QueryError
from kgraph.sparql import bind, named, replace_names, variables
from kgraph.vocabulary import KG


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { ?s a kg:A. ?t a kg:B.C . }", ["A", "B.C"]),
        ("SELECT * { kg:A-1 ?p kg:Côte_d\\'Ivoire }", ["A-1", "Côte_d'Ivoire"]),
        ("SELECT * { ?s ?p <https://w3id.org/kgraph/id/A> }", ["A"]),
        ('SELECT * { ?s ?p "kg:A" , \'kg:B\' , """kg:C "kg:D" """ , "kg:\\"E" }', []),
        ("# kg:A\nSELECT * { ?s ?p ?o } # kg:B", []),
        ("SELECT * { ?s ?p <http://example.org/#kg:A> , _:b ; ?q ?kg }", []),
        ("PREFIX kg: <http://example.org/> SELECT * { ?s ?p kg:A }", []),
        ("prefix x: <https://w3id.org/kgraph/id/> SELECT * { ?s ?p x:A }", ["A"]),
        ("BASE <https://w3id.org/kgraph/id/> SELECT * { ?s ?p ?o }", []),
        ("SELECT * { ?s ?p ?o FILTER(?a<?b && ?c>kg:A) }", ["A"]),
    ],
)
def test_names_of_ours_in_a_query(query, expected):
    assert [iri.removeprefix(KG) for _, iri in named(query) if iri.startswith(KG)] == expected


def test_replacing_leaves_all_else_as_it_is():
    query = 'SELECT ?x # kg:A\nWHERE { ?x kgo:aids kg:A ; rdfs:label "kg:A" }'
    replaced = replace_names(query, lambda iri: "http://example.org/a" if iri == KG + "A" else None)
    assert replaced == query.replace("kgo:aids kg:A", "kgo:aids <http://example.org/a>")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT ?x { ?x a ?y }", "SELECT ?x { VALUES ?y { <y> } ?x a ?y }"),
        ("ASK { { SELECT * WHERE { ?x a ?y } } }", "ASK { VALUES ?y { <y> } { SELECT * WHERE { ?x a ?y } } }"),
        ("CONSTRUCT { ?x a ?y } WHERE { ?x a ?y }", "CONSTRUCT { ?x a ?y } WHERE { VALUES ?y { <y> } ?x a ?y }"),
        ("CONSTRUCT WHERE { ?x a ?y }", "CONSTRUCT WHERE { VALUES ?y { <y> } ?x a ?y }"),
        ('ASK { ?x a "{" } # {', 'ASK { VALUES ?y { <y> } ?x a "{" } # {'),
    ],
)
def test_values_go_to_the_start_of_what_a_query_matches(query, expected):
    assert bind(query, {"y": "<y>"}) == expected


def test_a_query_that_matches_nothing_takes_no_values():
    with pytest.raises(QueryError, match="matches nothing"):
        bind("DESCRIBE <http://example.org/a>", {"y": "<y>"})


def test_variables_are_those_outside_of_strings():
    assert variables('SELECT ?a WHERE { ?a ?b "?c" . $d ?e ?f } # ?g') == {"a", "b", "d", "e", "f"}
