"""Where the files that kgraph ships are, in a wheel and in an editable install."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def ontology_dir() -> Path:
    """Return the folder of ``kgraph.ttl``, ``context.jsonld`` and ``queries/``.

    In a wheel the folder ``ontology`` is inside the package; in a checkout it stands beside it.
    """
    inside = PACKAGE / "ontology"
    return inside if inside.is_dir() else PACKAGE.parent / "ontology"


def knowledge_dir() -> Path:
    """Return the folder of the who-is-who and gazetteer files."""
    return PACKAGE / "knowledge" / "data"


def lexicon_dir() -> Path:
    """Return the folder of trigger frames, role nouns and other word lists."""
    return PACKAGE / "lexicon" / "data"


def pipelines_dir() -> Path:
    """Return the folder of shipped spaCy pipelines."""
    return PACKAGE / "pipelines"


def examples_dir() -> Path:
    """Return the folder of the example article."""
    return PACKAGE / "examples"


def training_items_dir() -> Path:
    """Return the folder of the news items that names are learned from."""
    return PACKAGE / "training" / "items"


def data_lines(path: Path, header: str = "") -> Iterator[tuple[int, str]]:
    """Yield the lines of a data file with their numbers, without empty ones, comments (``#``) and the column names.

    Args:
        path: The file.
        header: How the line of column names begins, if the file has one.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#") and not (header and line.startswith(header)):
            yield number, line
