"""``kgraph info``: what is installed, and what is in a graph."""

from __future__ import annotations

import platform
from collections import Counter
from importlib.metadata import version
from pathlib import Path

import typer

import kgraph
from kgraph.cli import common


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("info")(info)


def info(
    graph: common.OptionalGraph = None,
    pipeline: common.Pipeline = None,
) -> None:
    """Say which versions are at work, or what a graph holds."""
    lines = _installed(pipeline) if graph is None else _held(graph)
    width = max(len(name) for name, _ in lines)
    typer.echo("\n".join(f"{name:<{width}}  {value}" for name, value in lines))


def _installed(pipeline: str | None) -> list[tuple[str, str]]:
    from kgraph.knowledge import load_knowledge
    from kgraph.lexicon import load_lexicon
    from kgraph.pipelines import load_pipeline

    meta = load_pipeline(pipeline).meta
    return [
        ("kgraph", kgraph.__version__),
        ("Python", platform.python_version()),
        *((name, version(name)) for name in ("spacy", "rdflib", "pyoxigraph", "networkx", "matplotlib")),
        ("pipeline", f"{meta['lang']}_{meta['name']} {meta['version']} ({meta.get('license') or 'no licence named'})"),
        ("triggers", str(len(load_lexicon()))),
        ("known entities", str(len(load_knowledge()))),
    ]


def _held(graph: Path) -> list[tuple[str, str]]:
    from kgraph.opening import open_graph

    kg = open_graph(graph, read_only=True)
    statements = list(kg.statements())
    relations = Counter(s.predicate for s in statements)
    return [
        ("articles", str(len(kg.articles()))),
        ("statements", str(len(statements))),
        ("stated as facts", str(sum(s.is_fact for s in statements))),
        ("entities", str(len(kg.entities()))),
        ("triples", str(len(kg.store))),
        ("relations", ", ".join(f"{name} {n}" for name, n in relations.most_common(12))),
    ]
