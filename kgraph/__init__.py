"""kgraph reads news on world politics into a knowledge graph: who did what to whom, when, where, according to whom.

>>> import kgraph
>>> kg = kgraph.build("Russia invaded Ukraine in February 2022. The United States sent weapons to Kyiv.")
>>> for s in kg.statements():
...     print(s.subject.label, s.predicate, s.object.label)
Russia invades Ukraine
United States suppliesArmsTo Ukraine

Importing the package is light: what reads text, draws or queries is loaded when first used.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from kgraph.errors import KgraphError
from kgraph.model import Argument, Article, Entity, Event, Extraction, Mention, Span, Statement, Time

if TYPE_CHECKING:
    from kgraph.articles import read_articles
    from kgraph.building import build
    from kgraph.extraction import Reader, extract, extract_all
    from kgraph.graph import KnowledgeGraph
    from kgraph.opening import open_graph as open  # noqa: A004 - kgraph.open, as gzip.open
    from kgraph.pipelines import load_pipeline

try:
    __version__ = version("kgraph")
except PackageNotFoundError:  # a bare checkout on the path
    __version__ = "0"

_LAZY = {
    "KnowledgeGraph": ("kgraph.graph", "KnowledgeGraph"),
    "Reader": ("kgraph.extraction", "Reader"),
    "build": ("kgraph.building", "build"),
    "extract": ("kgraph.extraction", "extract"),
    "extract_all": ("kgraph.extraction", "extract_all"),
    "load_pipeline": ("kgraph.pipelines", "load_pipeline"),
    "open": ("kgraph.opening", "open_graph"),
    "read_articles": ("kgraph.articles", "read_articles"),
}

__all__ = [
    "Argument",
    "Article",
    "Entity",
    "Event",
    "Extraction",
    "KgraphError",
    "KnowledgeGraph",
    "Mention",
    "Reader",
    "Span",
    "Statement",
    "Time",
    "__version__",
    "build",
    "extract",
    "extract_all",
    "load_pipeline",
    "open",
    "read_articles",
]


def __getattr__(name: str) -> Any:
    try:
        module, attribute = _LAZY[name]
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
    value = globals()[name] = getattr(import_module(module), attribute)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_LAZY})
