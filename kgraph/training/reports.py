"""Articles written for this project, with the statements that they make or with none.

A file ``items/reports_*.txt`` holds articles one after the other.  A line that begins with ``##`` opens one and gives
its id, date and title; then come its paragraphs; after a line ``--`` its statements, one a line, in eight columns::

    + | Angela Merkel / Germany | ACCUSE | Russia | asserted | null | criticised | Merkel criticised Russia

The sign is ``+`` for what any competent analyst would record and ``-`` for what is valid but minor, with ``=`` behind
it where the relation is mutual.  Accepted labels of subject, relations and labels of object stand apart by `` / ``,
the best first.  Then come status, whose claim it is (or ``null``), the words that tell the relation (or ``null``), and
words of the article that prove it.

A file ``items/stories_*.txt`` holds articles without statements; what kgraph read out of them was judged instead
(``items/judged.tsv``).  So does ``items/untouched_*.txt``, but no rule was mended after what was judged there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kgraph.articles import read_articles
from kgraph.errors import FormatError
from kgraph.evaluation.statements import Gold, name_of, read_gold
from kgraph.lexicon import load_relations
from kgraph.lexicon.triggers import EVENTS
from kgraph.model import Article
from kgraph.resources import training_items_dir

_COLUMNS = 8
_STATUS = frozenset({"asserted", "possible", "planned", "negated"})
_SIGNS = frozenset({"+", "-", "+=", "-="})


@dataclass(frozen=True, slots=True)
class Report:
    """An article and its statements; None where nobody annotated them."""

    article: Article
    gold: tuple[Gold, ...] | None


def reports(paths: Sequence[Path] | None = None) -> Iterator[Report]:
    """Yield the articles of files, by default of all that the project has.

    Raises:
        FormatError: If a line is not in the format, or quotes what its article does not say.
    """
    yield from _read(sorted(training_items_dir().glob("reports_*.txt")) if paths is None else paths, annotated=True)


def stories(paths: Sequence[Path] | None = None) -> Iterator[Report]:
    """Yield the articles of files without statements, by default of all that the project has.

    Raises:
        FormatError: If a line is not in the format.
    """
    yield from _read(sorted(training_items_dir().glob("stories_*.txt")) if paths is None else paths, annotated=False)


def untouched() -> Iterator[Report]:
    """Yield the articles without statements after which no rule was mended.

    Raises:
        FormatError: If a line is not in the format.
    """
    yield from stories(sorted(training_items_dir().glob("untouched_*.txt")))


def _read(paths: Sequence[Path], *, annotated: bool) -> Iterator[Report]:
    for path in paths:
        begun: list[tuple[int, str]] = []
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("##") and begun:
                yield _report(path, begun, annotated=annotated)
                begun = []
            if begun or line.startswith("##"):
                begun.append((number, line.strip()))
        if begun:
            yield _report(path, begun, annotated=annotated)


def annotated(articles: Path, gold: Path) -> Iterator[Report]:
    """Yield the articles of a file for which another has statements."""
    expected: dict[str, list[Gold]] = defaultdict(list)
    for record in read_gold(gold):
        expected[record.document].append(record)
    for article in read_articles(articles):
        if (records := expected.get(name_of(article.id))) is not None:
            yield Report(article, tuple(records))


def _report(path: Path, lines: Sequence[tuple[int, str]], *, annotated: bool) -> Report:
    """Return the article that some lines of a file hold."""
    first, head = lines[0]
    try:
        name, date, title = (part.strip() for part in head.lstrip("#").split("|", 2))
        split = [line for _, line in lines].index("--") if annotated else len(lines)
    except ValueError as error:
        wanted = "id, date and title, and a line --" if annotated else "id, date and title"
        message = f"{path}, line {first}: an article needs {wanted} ({error})"
        raise FormatError(message) from error
    text = "\n\n".join(line for _, line in lines[1:split] if line)
    article = Article(id=name, text=text, title=title, date=date, language="en")
    gold = []
    for number, line in lines[split + 1 :]:
        if line:
            try:
                gold.append(_gold(article, line))
            except ValueError as error:
                raise FormatError(f"{path}, line {number}: {error}") from error
    return Report(article, tuple(gold) if annotated else None)


def _gold(article: Article, line: str) -> Gold:
    """Return the statement of a line."""
    columns = [part.strip() for part in line.split(" | ")]
    if len(columns) != _COLUMNS:
        raise ValueError(f"{len(columns)} columns, not {_COLUMNS}")
    sign, subject, relation, obj, status, source, trigger, quotation = columns
    subjects, relations, objects = ([part.strip() for part in c.split(" / ")] for c in (subject, relation, obj))
    if sign not in _SIGNS:
        raise ValueError(f"no sign: {sign!r}")
    if unknown := set(relations) - EVENTS - {r.name for r in load_relations() if r.event is None}:
        raise ValueError(f"unknown relations: {', '.join(sorted(unknown))}")
    if unknown := set(status.split("/")) - _STATUS:
        raise ValueError(f"unknown status: {', '.join(sorted(unknown))}")
    if quotation not in article.text and quotation not in (article.title or ""):
        raise ValueError(f"not in the article: {quotation!r}")
    if trigger != "null" and trigger not in quotation:
        raise ValueError(f"{trigger!r} is not in {quotation!r}")
    if not all(label.strip("/ ") == label != "" for label in (*subjects, *objects)):
        raise ValueError("an empty label")
    return Gold(
        document=article.id,
        kind=relations[0],
        subjects=tuple(subjects),
        relations=frozenset(relations),
        objects=tuple(objects),
        mutual=sign.endswith("="),
        status=frozenset(status.split("/")),
        source=None if source == "null" else source,
        required=sign.startswith("+"),
        quotation=quotation,
    )
