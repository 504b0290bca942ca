"""Files of every format: what they hold, that they come back, and what happens when they cannot be written."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from graph_samples import (
    ANALYST,
    ARMS,
    FRANCE,
    KIM,
    NORTH_KOREA,
    PROTESTERS,
    PUTIN,
    RUSSIA,
    SOUTH_KOREA,
    TEXT,
    UKRAINE,
    VLADIVOSTOK,
    one_statement,
    sample_graph,
)  # fmt: skip
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from kgraph.errors import FormatError, OutputError, SourceError
from kgraph.export import FORMATS, export, to_bytes
from kgraph.graph import KnowledgeGraph
from kgraph.model import Argument, Article, Event, Extraction, Span, Statement, Time
from kgraph.ontology import load_ontology
from kgraph.opening import open_graph

RDF = [".ttl", ".trig", ".nq", ".nt", ".jsonld", ".rdf", ".xml"]
RDFLIB = {".ttl": "turtle", ".nt": "nt", ".rdf": "xml", ".trig": "trig", ".nq": "nquads", ".jsonld": "json-ld"}

#: rdflib's own parsers and `Dataset.quads` use what rdflib itself has deprecated.
RDFLIB_WARNS = pytest.mark.filterwarnings(
    "ignore:Dataset:DeprecationWarning", "ignore:ConjunctiveGraph:DeprecationWarning"
)


@pytest.fixture
def kg() -> KnowledgeGraph:
    made = sample_graph()
    made.add(Extraction(Article("other.txt", TEXT), (replace(ARMS, document="other.txt"),)))
    made.describe(UKRAINE.id, latitude=49.0, longitude=32.0, exact_match=["https://sws.geonames.org/690791/"],
                  alt_labels=["Ukrayina"])  # fmt: skip
    return made


def plain(node: rdflib.term.Node) -> rdflib.term.Node:
    """Return a string as rdflib's own parsers give it, for which it is another node than one typed xsd:string."""
    return rdflib.Literal(str(node)) if getattr(node, "datatype", None) == rdflib.XSD.string else node


class TestRoundTrips:
    @pytest.mark.parametrize("suffix", RDF)
    def test_an_rdf_file_brings_back_the_whole_graph(self, kg, suffix, tmp_path):
        kg.export(tmp_path / f"graph{suffix}")
        back = open_graph(tmp_path / f"graph{suffix}")
        assert set(back.store) == set(kg.store)
        assert list(back) == list(kg)
        assert list(back.mentions()) == list(kg.mentions())
        assert back.entities() == kg.entities()
        assert back.articles() == kg.articles()

    @pytest.mark.parametrize("suffix", [".jsonl", ".ndjson"])
    def test_statement_records_bring_back_the_statements(self, kg, suffix, tmp_path):
        kg.export(tmp_path / f"graph{suffix}")
        assert list(open_graph(tmp_path / f"graph{suffix}")) == list(kg)

    @RDFLIB_WARNS
    @pytest.mark.parametrize("suffix", [".ttl", ".nt", ".rdf"])
    def test_rdflib_reads_the_union_of_all_graphs(self, kg, suffix):
        read = rdflib.Graph().parse(data=to_bytes(kg, suffix), format=RDFLIB[suffix])
        union = rdflib.Graph()
        for subject, predicate, obj, _ in kg.to_rdflib().quads():
            union.add((subject, predicate, plain(obj)))
        assert isomorphic(read, union)

    @RDFLIB_WARNS
    @pytest.mark.parametrize("suffix", [".trig", ".nq", ".jsonld"])
    def test_rdflib_reads_the_same_named_graphs(self, kg, suffix):
        read = rdflib.Dataset()
        read.parse(data=to_bytes(kg, suffix).decode(), format=RDFLIB[suffix])
        graphs = {str(g.identifier): g for g in read.graphs() if len(g)}
        names = {q.graph_name.value for q in kg.store if hasattr(q.graph_name, "value")}
        assert {name for name in graphs if not name.startswith("urn:x-rdflib")} == names
        for name in names:
            assert len(graphs[name]) == sum(1 for q in kg.store if getattr(q.graph_name, "value", None) == name)

    def test_the_same_graph_gives_the_same_file(self, kg):
        again = KnowledgeGraph()
        for quad in sorted(kg.store, key=str, reverse=True):
            again.store.add(quad)
        for suffix in RDF:
            assert to_bytes(again, suffix) == to_bytes(kg, suffix)


_ENTITIES = [SOUTH_KOREA, NORTH_KOREA, UKRAINE, RUSSIA, FRANCE, PUTIN, KIM, VLADIVOSTOK, ANALYST, PROTESTERS]
_RELATIONS = sorted(load_ontology().properties)
_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn"))
_TEXTS = st.text(st.one_of(_LETTERS, st.sampled_from("\n\t")), min_size=12)


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """Make an article with statements whose spans are parts of its text."""
    text = draw(_TEXTS)
    document = draw(st.text(_LETTERS, min_size=1, max_size=8))

    def span() -> Span:
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        return Span(text[start:end], start, end)

    def argument() -> Argument:
        sector = draw(st.sampled_from([None, "GOV", "MIL"]))
        return Argument(replace(draw(st.sampled_from(_ENTITIES)), sector=sector), draw(st.sampled_from([None, span()])))

    def made(number: int) -> Statement:
        relation = load_ontology()[draw(st.sampled_from(_RELATIONS))]
        contexts = tuple(sorted(draw(st.sets(st.sampled_from(["military", "economic", "cyber"])))))
        theme = draw(st.none() | _TEXTS)
        evidences = tuple(sorted({span(), span()}, key=lambda s: (s.start, s.end)))
        maybe = st.booleans()
        when = draw(st.sampled_from(["2023", "2019-04", "1950-06-25/1953", "../2022", "199X", "2010~"]))
        return Statement(
            id=f"{number}-{draw(st.text(max_size=3))}",
            document=document,
            subject=argument(),
            predicate=relation.name,
            predicates=relation.chain,
            object=argument() if relation.event is None or draw(maybe) else None,
            event=Event(relation.event, None, contexts, theme) if relation.event else None,
            evidence=draw(st.sampled_from(evidences)),
            evidences=evidences,
            trigger=span() if draw(maybe) else None,
            polarity=draw(st.sampled_from(["positive", "negative"])),
            modality=draw(st.sampled_from(["asserted", "possible", "planned"])),
            attributed_to=argument() if draw(maybe) else None,
            time=Time(when, span() if draw(maybe) else None) if draw(maybe) else None,
            place=argument() if draw(maybe) else None,
            confidence=draw(st.floats(0, 1)),
            extractor=draw(st.sampled_from(["clauses", "nouns"])),
        )

    statements = tuple(made(number) for number in range(draw(st.integers(1, 3))))
    return Extraction(Article(document, text), statements)


@settings(max_examples=15, deadline=None)
@given(extraction=extractions())
def test_whatever_statements_say_comes_back_from_every_rdf_format(extraction: Extraction) -> None:
    kg = KnowledgeGraph()
    kg.add(extraction)
    wanted = sorted(extraction.statements, key=lambda s: s.id)
    assert sorted(kg, key=lambda s: s.id) == wanted
    with tempfile.TemporaryDirectory() as folder:
        for suffix in RDF:
            kg.export(Path(folder) / f"graph{suffix}")
            assert sorted(open_graph(Path(folder) / f"graph{suffix}"), key=lambda s: s.id) == wanted


class TestFormats:
    def test_turtle_is_readable(self, kg):
        turtle = to_bytes(kg, ".ttl").decode()
        assert turtle.startswith("@prefix a1: <https://w3id.org/kgraph/id/article/")
        assert "\nwd:Q884 a kgo:Country ;\n\tskos:prefLabel \"South Korea\" ;\n\tkgo:aids wd:Q212 ;" in turtle
        assert turtle.index("wd:Q884 a") < turtle.index("a kgo:Article") < turtle.index("a kgo:Statement")

    def test_jsonld_is_readable_as_plain_json(self, kg):
        document = json.loads(to_bytes(kg, ".jsonld"))
        korea = next(node for node in document["@graph"] if node["@id"] == "wd:Q884")
        assert korea == {"@id": "wd:Q884", "aids": "wd:Q212", "suppliesArmsTo": "wd:Q212"}
        entities = next(g for g in document["@graph"] if g["@id"] == "kg:entities")["@graph"]
        assert {"@id": "wd:Q959", "type": "Place", "label": "Vladivostok", "countryCode": "RUS"} in entities

    def test_graphml_is_a_network_that_networkx_reads(self, kg, tmp_path):
        kg.export(tmp_path / "graph.graphml")
        network = nx.read_graphml(tmp_path / "graph.graphml")
        assert network.nodes[UKRAINE.id]["label"] == "Ukraine"
        assert network.number_of_edges() == kg.to_networkx().number_of_edges()

    def test_rdf_1_2_adds_the_triple_that_a_statement_is_about(self, kg, tmp_path):
        export(kg, tmp_path / "graph.ttl", rdf12=True)
        written = (tmp_path / "graph.ttl").read_text()
        assert "rdf:reifies <<( wd:Q884 kgo:suppliesArmsTo wd:Q212 )>>" in written
        assert list(open_graph(tmp_path / "graph.ttl")) == list(kg)

    def test_rdf_1_2_needs_a_format_that_holds_it(self, kg, tmp_path):
        with pytest.raises(FormatError, match=r"RDF/XML cannot hold RDF 1\.2"):
            export(kg, tmp_path / "graph.rdf", rdf12=True)

    @pytest.mark.parametrize("suffix", [".rdf", ".graphml"])
    def test_characters_that_xml_cannot_hold_do_not_spoil_the_file(self, suffix, tmp_path):
        text = "Form feed \x0c and null \x00 in a sentence."
        odd = replace(ARMS, evidence=Span(text, 0, len(text)), evidences=(Span(text, 0, len(text)),))
        one_statement(odd).export(tmp_path / f"graph{suffix}")
        if suffix == ".rdf":
            (back,) = open_graph(tmp_path / "graph.rdf")
            assert back.evidence.text == text.replace("\x0c", "\ufffd").replace("\x00", "\ufffd")
        else:
            assert nx.read_graphml(tmp_path / "graph.graphml").number_of_edges() == 1

    @pytest.mark.parametrize("suffix", sorted(FORMATS))
    def test_an_empty_graph_can_be_written(self, suffix, tmp_path):
        KnowledgeGraph().export(tmp_path / f"graph{suffix}")
        if suffix != ".graphml":
            assert len(open_graph(tmp_path / f"graph{suffix}")) == 0


class TestBadOutput:
    @pytest.mark.parametrize("name", ["graph.docx", "graph"])
    def test_an_unknown_suffix_names_the_known_ones(self, kg, name, tmp_path):
        with pytest.raises(FormatError, match=r"\.ttl \(Turtle\).*\.graphml \(GraphML\)"):
            kg.export(tmp_path / name)
        assert list(tmp_path.iterdir()) == []

    def test_a_folder_that_does_not_exist_is_said(self, kg, tmp_path):
        with pytest.raises(OutputError, match="its folder does not exist"):
            kg.export(tmp_path / "nowhere" / "graph.ttl")

    def test_a_folder_is_not_overwritten(self, kg, tmp_path):
        (tmp_path / "graph.ttl").mkdir()
        with pytest.raises(OutputError, match="is a folder"):
            kg.export(tmp_path / "graph.ttl")

    def test_a_failure_leaves_the_old_file_and_nothing_else(self, kg, tmp_path, monkeypatch):
        (tmp_path / "graph.ttl").write_text("old")

        def full(path: Path, data: bytes) -> int:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Path, "write_bytes", full)
        with pytest.raises(OutputError, match="No space left"):
            kg.export(tmp_path / "graph.ttl")
        assert [p.name for p in tmp_path.iterdir()] == ["graph.ttl"]
        assert (tmp_path / "graph.ttl").read_text() == "old"


class TestBadInput:
    def test_a_missing_file(self, tmp_path):
        with pytest.raises(SourceError, match="does not exist"):
            open_graph(tmp_path / "graph.ttl")

    def test_an_unknown_suffix_names_the_known_ones(self, tmp_path):
        (tmp_path / "graph.docx").write_text("")
        with pytest.raises(FormatError, match=r"none of .*\.ttl"):
            open_graph(tmp_path / "graph.docx")

    @pytest.mark.parametrize("suffix", [".ttl", ".jsonld", ".rdf", ".nq"])
    def test_a_file_that_is_not_what_its_suffix_says(self, suffix, tmp_path):
        (tmp_path / f"graph{suffix}").write_text("This is a letter to my aunt, not a graph <at> all {")
        with pytest.raises(FormatError, match="is not valid") as caught:
            open_graph(tmp_path / f"graph{suffix}")
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b'{"id": "1"}\n', "line 1: no statement record, it lacks 'evidence'"),
            (b"\n[1, 2]\n", "line 2: no statement record"),
            (b"not json\n", "line 1: no statement record"),
            (b"\xff\xfe\n", "is not text in UTF-8"),
        ],
    )
    def test_a_statement_file_with_something_else_in_it(self, content, said, tmp_path):
        (tmp_path / "graph.jsonl").write_bytes(content)
        with pytest.raises(FormatError, match=said):
            open_graph(tmp_path / "graph.jsonl")


