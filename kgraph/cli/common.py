"""What commands share: options, progress, tables, messages."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from kgraph.errors import FormatError, OutputError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from kgraph.articles.reading import ReadProblem
    from kgraph.model import Argument, Extraction, Statement
    from kgraph.reconciling import Reconciler

Sources = Annotated[
    list[str], typer.Argument(help="Articles: .txt, .html, .jsonl files, folders of them, or - for standard input.")
]
_GRAPH = "A graph: an RDF file, statements in .jsonl, or a store's folder."
Graph = Annotated[Path, typer.Argument(help=_GRAPH)]
OptionalGraph = Annotated[Path | None, typer.Argument(help=_GRAPH)]
Date = Annotated[str | None, typer.Option(help="Date of publication (YYYY-MM-DD); JSON records keep their own.")]
Publisher = Annotated[str | None, typer.Option("--source", help="Publisher; JSON records keep their own.")]
Pipeline = Annotated[
    str | None, typer.Option(help="Name or folder of a spaCy pipeline with Universal Dependencies; else kgraph's own.")
]
KnowledgeFile = Annotated[
    Path | None, typer.Option("--knowledge", help="Entities of your own: JSON Lines, or SKOS in Turtle.")
]
IdentityFile = Annotated[
    Path | None,
    typer.Option("--identity", help="Your word on who is who: same-as or not-same-as and two names a line."),
]
ReconcileUrl = Annotated[
    str | None,
    typer.Option("--reconcile", metavar="URL", help="A reconciliation service to ask for entities that are unknown."),
]
CacheFolder = Annotated[
    Path | None, typer.Option("--cache", help="Where the service's answers are kept; else the platform's folder.")
]
MinConfidence = Annotated[float, typer.Option(min=0.0, max=1.0, help="Least confidence of statements, 0 to 1.")]

_WIDTH_OF_A_PIPE = 120


def stdout() -> Console:
    """Return the console that data goes to; as wide as the terminal, or 120 columns in a file."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else _WIDTH_OF_A_PIPE, highlight=False, soft_wrap=False)


def stdout_for_data() -> TextIO:
    """Return standard output for what other programs read: in UTF-8, whatever the terminal speaks."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    return sys.stdout


def stderr() -> Console:
    """Return the console for talk."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def say(message: str) -> None:
    """Tell the user something, on standard error."""
    typer.echo(message, err=True)


def complain(message: str) -> None:
    """Tell the user what went wrong, in one line on standard error."""
    say("kgraph: " + " ".join(message.split()))


def reconciler(url: str | None, cache: Path | None) -> Reconciler | None:
    """Return who asks the service that the user named, or None; what goes wrong there becomes a warning."""
    if url is None:
        return None
    import kgraph
    from kgraph.reconciling import Reconciler

    agent = f"kgraph/{kgraph.__version__}"
    return Reconciler(url, cache=cache, agent=agent, on_problem=lambda message: complain(f"warning: {message}"))


def note_problem(problem: ReadProblem) -> None:
    """Tell the user of an article that was left out, or read with doubts."""
    complain(("skipped: " if problem.skipped else "warning: ") + str(problem))


def check_writable(*paths: Path | None) -> None:
    """Find out before the work whether files can be written.

    Raises:
        OutputError: If a path is a folder, or its folder does not exist or cannot be written to.
    """
    import os

    for path in paths:
        if path is None:
            continue
        folder = path.absolute().parent
        if path.is_dir():
            raise OutputError(f"{path} is a folder; name a file in it")
        if not folder.is_dir():
            raise OutputError(f"{path} cannot be written: its folder does not exist")
        if not os.access(folder, os.W_OK):
            raise OutputError(f"{path} cannot be written: its folder is write-protected")


def check_suffix(path: Path | None, known: Iterable[str], what: str) -> None:
    """Find out before the work whether a file's suffix names a format.

    Raises:
        FormatError: If it does not.
    """
    suffixes = sorted("." + suffix.lstrip(".") for suffix in known)
    if path is not None and path.suffix.lower() not in suffixes:
        raise FormatError(f"{path}: {what} ends in {', '.join(suffixes)}; its suffix says the format")


@contextmanager
def progress(what: str) -> Iterator[Callable[[Extraction], None]]:
    """Show on a terminal how many articles and statements were read; the block calls what is given for each article."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn(what), BarColumn(pulse_style="green"), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=stderr(), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("", total=None)
        articles = statements = 0

        def note(extraction: Extraction) -> None:
            nonlocal articles, statements
            articles += 1
            statements += len(extraction.statements)
            bar.update(task, description=f"{articles} articles, {statements} statements")

        yield note


def new_table(title: str | None = None) -> Table:
    """Return a table in the look of all of kgraph's, without columns yet."""
    from rich import box
    from rich.table import Table

    return Table(
        title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0)
    )


def show_statements(found: Iterable[Statement], title: str | None = None, most: int | None = None) -> None:
    """Print statements that are likely right, and say how many others there are.

    Args:
        found: The statements; those without an object are left out.
        title: Over the table.
        most: How many are printed: of many those that most articles make, and of these the surest; None for all.
    """
    from kgraph.model import LIKELY

    told = [s for s in found if s.object is not None]
    likely = [s for s in told if s.confidence >= LIKELY]
    shown = likely if most is None or len(likely) <= most else _leading(likely)[:most]
    if shown:
        stdout().print(statement_table(shown, title))
    if len(shown) < len(likely):
        say(f"shown: {len(shown)} of {len(likely)}")
    if len(likely) < len(told):
        say(f"not shown: {counted(len(told) - len(likely), 'statement')} with a confidence under {LIKELY}")


def _leading(statements: Iterable[Statement]) -> list[Statement]:
    """Return statements by how many articles make them, then by how sure they are."""
    listed = list(statements)
    articles = Counter(_content(s) for s in listed)
    return sorted(listed, key=lambda s: (-articles[_content(s)], -s.confidence))


def _content(s: Statement) -> tuple[str, str, str | None, str, str]:
    return s.subject.id, s.predicate, s.object.id if s.object else None, s.polarity, s.modality


def statement_table(statements: Iterable[Statement], title: str | None = None) -> Table:
    """Return statements as a table: who, does what, to whom, whether it holds, when and where, how sure.

    What several articles say is one row, as sure as the surest of them, with the number of articles.
    """
    from rich.markup import escape

    saying: dict[tuple[str, ...], list[Statement]] = {}
    for s in statements:
        saying.setdefault(_cells(s), []).append(s)
    counts = {cells: len({s.document for s in alike}) for cells, alike in saying.items()}
    counting = max(counts.values(), default=1) > 1
    table = new_table(title)
    table.add_column("who", style="bold", max_width=26, overflow="fold")
    table.add_column("does", style="cyan", max_width=22, overflow="fold")
    table.add_column("to whom", style="bold", max_width=26, overflow="fold")
    table.add_column("certainty, source", max_width=26, overflow="fold")
    table.add_column("when, where", max_width=22, overflow="fold")
    table.add_column("sure", justify="right", no_wrap=True)
    if counting:
        table.add_column("articles", justify="right", no_wrap=True)
    for cells, alike in saying.items():
        number = [str(counts[cells])] if counting else []
        table.add_row(*map(escape, cells), f"{max(s.confidence for s in alike):.2f}", *number)
    return table


def _cells(s: Statement) -> tuple[str, ...]:
    """Return a statement's row, but for how sure it is."""
    said = f"says {s.attributed_to.label}" if s.attributed_to else ""
    held = ", ".join(x for x in (status(s), said) if x)
    circumstances = ", ".join(x for x in (when(s.time.value) if s.time else "", _label(s.place)) if x)
    return s.subject.label, relation_label(s.predicate), _label(s.object), held, circumstances


def relation_label(name: str) -> str:
    """Return a relation as people say it."""
    from kgraph.ontology import load_ontology

    ontology = load_ontology()
    return ontology[name].label if name in ontology else name


def status(s: Statement) -> str:
    """Return in a word whether a statement is said to hold."""
    if s.polarity == "negative":
        return "not" if s.modality == "asserted" else f"not {s.modality}"
    return "" if s.modality == "asserted" else s.modality


def when(edtf: str) -> str:
    """Return an EDTF date or interval as people write it.

    >>> when("2019-04"), when("2023-07-10/2023-07-16"), when("1953/.."), when("../1991")
    ('2019-04', '2023-07-10 to 2023-07-16', 'since 1953', 'until 1991')
    """
    first, interval, last = edtf.partition("/")
    if not interval:
        return edtf
    if last in {"..", ""}:
        return f"since {first}"
    return f"until {last}" if first in {"..", ""} else f"{first} to {last}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "article"), counted(0, "row")
    ('1 article', '0 rows')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _label(argument: Argument | None) -> str:
    return argument.label if argument is not None else ""
