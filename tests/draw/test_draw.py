"""What pictures contain: who is drawn, where everything stands, and what is written to the file."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from kgraph.draw import Drawing, draw, picture
from kgraph.draw.drawing import TIP_GAP, Edge
from kgraph.errors import FormatError, KgraphError, OutputError, SelectionError
from kgraph.graph import KnowledgeGraph
from kgraph.model import Argument, Article, Entity, EntityType, Extraction, Span, Statement, Time
from kgraph.ontology import load_ontology

COUNTRIES = (
    "France",
    "Germany",
    "Iran",
    "Israel",
    "Italy",
    "Japan",
    "Kenya",
    "Mali",
    "Russia",
    "Turkey",
    "Ukraine",
    "Yemen",
)
MIXED = ("suppliesArmsTo", "meets", "condemns", "imposesSanctionsOn", "withdrawsFrom", "alliedWith", "urges")


def entity(label: str, kind: EntityType = "Country") -> Entity:
    return Entity(f"https://w3id.org/kgraph/id/{label.replace(' ', '_')}", label, kind)


def said(
    subject: str, predicate: str, obj: str, kinds: tuple[EntityType, EntityType] = ("Country", "Country"), **fields: Any
) -> Statement:
    evidence = Span(f"{subject} {predicate} {obj}.", 0, 1)
    return Statement(
        id=f"{subject}-{predicate}-{obj}-{sorted(fields)}",
        document="article",
        subject=Argument(entity(subject, kinds[0])),
        predicate=predicate,
        predicates=load_ontology().chain(predicate),
        object=Argument(entity(obj, kinds[1])),
        event=None,
        evidence=evidence,
        **fields,
    )


def between_countries(count: int) -> list[Statement]:
    """Return statements that make so many links between a dozen countries, none of them twice."""
    pairs = list(itertools.permutations(COUNTRIES, 2))[::3]
    directed = [m for m in MIXED if not load_ontology()[m].symmetric]
    return [said(a, directed[i % len(directed)], b) for i, (a, b) in enumerate(pairs[:count])]


def graph(statements: list[Statement], date: str | None = "2024-05-01") -> KnowledgeGraph:
    kg = KnowledgeGraph()
    text = "\n".join(s.evidence.text for s in statements)
    kg.add(Extraction(Article("article", text, date=date), tuple(statements)))
    return kg


def names(drawing: Drawing) -> set[str]:
    return {n.entity.label for n in drawing.nodes}


def words(edge: Edge) -> str:
    return " ".join(line.text for line in edge.label.lines)


def overlaps(drawing: Drawing) -> list[tuple[Any, Any]]:
    boxes = [n.box for n in drawing.nodes] + [e.label_box for e in drawing.edges]
    return [(a, b) for a, b in itertools.combinations(boxes, 2) if a.overlaps(b)]


FEUD = [
    said("Russia", "invades", "Ukraine", time=Time("2022-02-24")),
    said("France", "suppliesArmsTo", "Ukraine"),
    said("France", "aids", "Ukraine"),
    said("Ukraine", "demandsOf", "France"),
    said("France", "imposesSanctionsOn", "Russia"),
    said("Russia", "meets", "Turkey", modality="planned"),
    said("Mali", "criticizes", "France", attributed_to=Argument(entity("Assimi Goita", "Person"))),
    said("Kenya", "supports", "Mali", polarity="negative"),
]


@pytest.mark.parametrize("count", [1, 2, 12, 30, 40])
def test_no_label_or_box_overlaps_another(count: int) -> None:
    drawing = picture(between_countries(count))
    assert len(drawing.edges) == count
    assert not overlaps(drawing)


def test_crowds_stay_readable_by_numbers_and_a_key() -> None:
    few = COUNTRIES[:9]
    crowd = [said(a, p, b) for a, b in itertools.permutations(few, 2) for p in ("condemns", "suppliesArmsTo")]
    drawing = picture(crowd, max_edges=None)
    assert len(drawing.edges) == 72
    assert not overlaps(drawing)
    numbers = sorted(e.label.number for e in drawing.edges if e.label.number is not None)
    assert numbers == list(range(1, len(drawing.key) + 1))
    assert numbers
    assert all("→" in entry.text for entry in drawing.key)


def test_labels_stand_on_their_lines() -> None:
    for edge in picture(between_countries(25)).edges:
        assert min(edge.label_box.distance(edge.curve.at(t / 40)) for t in range(41)) <= 0


def test_arrows_end_at_the_outlines_of_their_nodes() -> None:
    drawing = picture([*FEUD, said("Emmanuel Macron", "headOfState", "France", ("Person", "Country"))])
    boxes = {n.entity.id: n.box for n in drawing.nodes}
    for edge in drawing.edges:
        assert boxes[edge.link.target.id].distance(edge.curve.end) == pytest.approx(TIP_GAP, abs=0.1)
        assert boxes[edge.link.source.id].distance(edge.curve.start) == pytest.approx(TIP_GAP, abs=0.1)


def test_arrowheads_are_not_under_labels() -> None:
    for edge in picture(FEUD).edges:
        assert edge.label_box.distance(edge.curve.end) > 8


def test_everything_is_on_the_page() -> None:
    drawing = picture(FEUD, title="A feud")
    boxes = [n.box for n in drawing.nodes] + [e.label_box for e in drawing.edges]
    assert all(b.left > 0 and b.right < drawing.width and b.bottom > 0 and b.top < drawing.height for b in boxes)
    lowest = min(b.bottom for b in boxes)
    assert all(entry.y < lowest for entry in drawing.legend)
    assert max(b.top for b in boxes) < min(h.y for h in drawing.headings)


def test_parallel_relations_share_a_label_and_the_general_gives_way() -> None:
    drawing = picture([*FEUD, said("France", "praises", "Ukraine")])
    (edge,) = [e for e in drawing.edges if (e.link.source.label, e.link.target.label) == ("France", "Ukraine")]
    assert {r.predicate for r in edge.link.relations} == {"suppliesArmsTo", "praises"}
    assert "supplies arms to" in words(edge)


def test_opposite_directions_are_two_lines_that_bend_apart() -> None:
    drawing = picture(FEUD)
    there, back = (
        next(e for e in drawing.edges if (e.link.source.label, e.link.target.label) == pair)
        for pair in (("France", "Ukraine"), ("Ukraine", "France"))
    )
    assert not there.label_box.overlaps(back.label_box)
    assert there.curve.at(0.5) != pytest.approx(back.curve.at(0.5), abs=5)


def test_mutual_relations_are_one_line_however_they_are_told() -> None:
    drawing = picture([said("Japan", "meets", "Kenya"), said("Kenya", "meets", "Japan")])
    (edge,) = drawing.edges
    assert edge.link.mutual
    assert "mutual" in {entry.text for entry in drawing.legend}


@pytest.mark.parametrize(
    ("fields", "text", "dash", "is_claim"),
    [
        ({}, "attacks", "solid", False),
        ({"attributed_to": Argument(entity("Japan"))}, "“attacks”", "solid", True),
        ({"modality": "possible"}, "possibly: attacks", "dashed", False),
        ({"modality": "planned"}, "planned: attacks", "dashed", False),
        ({"polarity": "negative"}, "not: attacks", "dotted", False),
    ],
)
def test_how_firmly_something_is_stated_shows(fields: dict[str, Any], text: str, dash: str, is_claim: bool) -> None:
    (edge,) = picture([said("Iran", "attacks", "Yemen", **fields)]).edges
    assert (words(edge), edge.dash, edge.is_claim) == (text, dash, is_claim)


def test_a_fact_outweighs_a_rumour_of_the_same_relation() -> None:
    (edge,) = picture([said("Iran", "attacks", "Yemen", modality="possible"), said("Iran", "attacks", "Yemen")]).edges
    assert (words(edge), edge.dash) == ("attacks", "solid")


def test_what_is_denied_has_its_own_colour() -> None:
    denied, stated = (
        picture([said("Iran", "attacks", "Yemen", polarity=p)]).edges[0] for p in ("negative", "positive")
    )
    assert denied.colour != stated.colour


def test_legend_explains_what_the_picture_shows_and_no_more() -> None:
    entries = {e.text for e in picture([*FEUD, said("Yoon", "headOfState", "Japan", ("Person", "Country"))]).legend}
    assert {"Country", "Person", "Support, cooperation, aid", "Sanctions, coercion, force"} <= entries
    assert {"possible or planned", "not: denied", "“someone’s claim”", "stated as fact", "mutual"} <= entries
    assert "Named event" not in entries
    plain = {e.text for e in picture([said("Iran", "attacks", "Yemen")]).legend}
    assert plain == {"Country", "Sanctions, coercion, force", "stated as fact"}


def test_years_of_the_past_are_named_and_the_articles_own_is_not(tmp_path: Any) -> None:
    now = said("France", "attacks", "Mali", time=Time("2024-04"))
    drawing = draw(graph([FEUD[0], now]), tmp_path / "g.svg")
    assert {words(e) for e in drawing.edges} == {"invades (2022)", "attacks"}


def test_focus_keeps_what_is_within_reach() -> None:
    assert names(picture(FEUD, focus="mali")) == {"Mali", "France", "Kenya"}
    assert names(picture(FEUD, focus="Kenya", hops=2)) == {"Kenya", "Mali", "France"}
    assert names(picture(FEUD, focus=["Kenya", "Turkey"])) == {"Kenya", "Mali", "Turkey", "Russia"}
    drawing = picture(FEUD, focus="Mali")
    assert [n.entity.label for n in drawing.nodes if n.in_focus] == ["Mali"]
    assert "Mali" in drawing.title


def test_relation_takes_sub_relations_labels_and_events() -> None:
    assert names(picture(FEUD, relation="aids")) == {"France", "Ukraine"}
    assert names(picture(FEUD, relation="imposes sanctions on")) == {"France", "Russia"}
    assert names(picture(FEUD, relation="ASSAULT")) == {"Russia", "Ukraine"}


def test_doubtful_statements_are_left_out() -> None:
    doubtful = said("Iran", "attacks", "Yemen", confidence=0.3)
    assert "Iran" not in names(picture([*FEUD, doubtful], min_confidence=0.5))


def test_most_important_links_are_kept_and_the_title_says_so() -> None:
    often = [said("Italy", "aids", "Kenya", time=Time(str(year))) for year in (2001, 2002, 2003)]
    drawing = picture([*between_countries(20), *often], max_edges=5)
    assert len(drawing.edges) == 5
    assert "5 most important of" in drawing.title
    assert ("Italy", "Kenya") in {(e.link.source.label, e.link.target.label) for e in drawing.edges}


def test_a_cut_keeps_what_is_nearest_to_the_focus() -> None:
    drawing = picture(FEUD, focus="Kenya", hops=3, max_edges=2)
    assert names(drawing) == {"Kenya", "Mali", "France"}


def test_same_graph_same_picture(tmp_path: Any) -> None:
    kg = graph(FEUD)
    for name in ("a.svg", "b.svg"):
        kg.draw(tmp_path / name)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()
    assert picture(FEUD, seed=1).nodes != picture(FEUD, seed=2).nodes


@pytest.mark.parametrize(
    ("suffix", "magic"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF"), ("PNG", b"\x89PNG")]
)
def test_format_by_suffix(tmp_path: Any, suffix: str, magic: bytes) -> None:
    path = tmp_path / f"graph.{suffix}"
    draw(graph(FEUD), path)
    assert path.read_bytes().startswith(magic)


def test_svg_can_be_searched(tmp_path: Any) -> None:
    path = tmp_path / "graph.svg"
    draw(graph(FEUD), path, title="Costs $5 and $6")
    text = path.read_text(encoding="utf-8")
    for words_in_it in ("supplies arms to", "Ukraine", "planned:", "stated as fact", "Costs $5 and $6"):
        assert words_in_it in text


def test_size_is_the_page_size(tmp_path: Any) -> None:
    path = tmp_path / "graph.svg"
    draw(graph(FEUD), path, size=(8, 5))
    assert 'width="576pt" height="360pt"' in path.read_text(encoding="utf-8")


def test_names_in_other_scripts_are_no_obstacle(tmp_path: Any) -> None:
    draw(graph([said("Corée 한국", "meets", "中国")]), tmp_path / "graph.png")
    assert (tmp_path / "graph.png").is_file()


def test_long_names_are_broken_and_cut() -> None:
    long = "Organisation for the Prohibition of Chemical Weapons and Other Dangerous Things of This World"
    node = next(
        n for n in picture([said(long, "urges", "Iran", ("Organization", "Country"))]).nodes if len(n.lines) > 1
    )
    assert len(node.lines) == 3
    assert node.lines[-1].endswith("…")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"focus": "Frence"}, "did you mean France"),
        ({"focus": "Atlantis"}, "no entity called 'Atlantis'"),
        ({"relation": "suppliesArm"}, "did you mean suppliesArmsTo"),
        ({"relation": "flies to the moon with"}, "no relation is called"),
        ({"relation": "spouseOf"}, "loosen relation"),
        ({"min_confidence": 1.1, "focus": "Mali"}, "loosen focus or min_confidence"),
        ({"hops": 0}, "hops must be"),
        ({"max_edges": 0}, "max_edges must be"),
        ({"size": (0, 4)}, "above 0"),
    ],
)
def test_a_wrong_option_is_one_clear_error_and_no_file(tmp_path: Any, options: dict[str, Any], message: str) -> None:
    with pytest.raises(SelectionError, match=message) as raised:
        draw(graph(FEUD), tmp_path / "graph.png", **options)
    assert isinstance(raised.value, KgraphError)
    assert not list(tmp_path.iterdir())


def test_nothing_to_draw(tmp_path: Any) -> None:
    with pytest.raises(SelectionError, match="nothing to draw"):
        draw(KnowledgeGraph(), tmp_path / "graph.png")
    assert not list(tmp_path.iterdir())


def test_unknown_format_and_unwritable_path(tmp_path: Any) -> None:
    with pytest.raises(FormatError, match=r"\.png, \.svg, \.pdf"):
        draw(graph(FEUD), tmp_path / "graph.gif")
    with pytest.raises(OutputError):
        draw(graph(FEUD), tmp_path / "no" / "graph.png")
    assert not list(tmp_path.iterdir())
