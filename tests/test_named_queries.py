"""Reading query files: the head says what a query asks."""

from __future__ import annotations

import pytest
from rdflib.plugins.sparql import prepareQuery

from kgraph.errors import KnowledgeError
from kgraph.named_queries import Parameter, named_queries, read_named_query
from kgraph.sparql import variables

HEAD = "# title: Who aids whom\n# description: Aid.\n"
BODY = "SELECT ?a WHERE { ?a kgo:aids ?b }\n"


def test_a_head_gives_title_description_and_parameters(tmp_path):
    path = tmp_path / "who-aids-whom.rq"
    lines = [
        "# parameter: a, entity, optional: who gives",
        "# parameter: least, number, default 0.5: least confidence",
        "# parameter: b, entity: who gets, and nobody else",
    ]
    path.write_text("# title: Who\n# description: Aid\n# description: of all kinds.\n" + "\n".join(lines) + "\n" + BODY)
    query = read_named_query(path)
    assert (query.name, query.title, query.description) == ("who-aids-whom", "Who", "Aid of all kinds.")
    assert query.parameters == (
        Parameter("a", "entity", required=False, default=None, description="who gives"),
        Parameter("least", "number", required=False, default="0.5", description="least confidence"),
        Parameter("b", "entity", required=True, default=None, description="who gets, and nobody else"),
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (BODY, "wants one title and a description"),
        ("# title: x\n" + BODY, "wants one title and a description"),
        (HEAD + "# author: me\n" + BODY, "none of title, description, parameter: # author: me"),
        (HEAD + "# parameter: a, colour: which\n" + BODY, "no parameter as in"),
        (HEAD + "# parameter: a\n" + BODY, "no parameter as in"),
    ],
)
def test_a_head_that_is_not_as_it_should_be_is_said(content, said, tmp_path):
    (tmp_path / "q.rq").write_text(content)
    with pytest.raises(KnowledgeError, match=said):
        read_named_query(tmp_path / "q.rq")


@pytest.mark.parametrize("query", named_queries().values(), ids=lambda query: query.name)
def test_parameters_of_the_shipped_queries_are_variables_of_theirs(query):
    assert {parameter.name for parameter in query.parameters} <= variables(query.sparql)


@pytest.mark.parametrize("query", named_queries().values(), ids=lambda query: query.name)
def test_the_shipped_queries_are_sparql_that_other_engines_read(query):
    prepareQuery(query.sparql)
