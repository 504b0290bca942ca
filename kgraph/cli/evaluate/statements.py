"""``kgraph evaluate statements``: who did what to whom, against gold statements."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from kgraph.cli import common

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kgraph.evaluation.statements import Scores
    from kgraph.model import Statement


def statements(
    gold: Annotated[list[Path], typer.Argument(help="Gold statements in JSON Lines; several files count together.")],
    source: Annotated[list[str], typer.Option("--on", help="The articles that the gold is about; may be repeated.")],
    errors: Annotated[bool, typer.Option("--errors", help="List what was missed and what matches no gold.")] = False,
    reliability: Annotated[
        bool, typer.Option("--reliability", help="Say how many are right of those with a confidence of so much.")
    ] = False,
    pipeline: common.Pipeline = None,
    min_confidence: common.MinConfidence = 0.0,
) -> None:
    """Say how many gold statements are found in articles, and how many of those found are right."""
    from kgraph.evaluation.statements import name_of, read_gold, score
    from kgraph.extraction import extract_all

    records = [record for path in gold for record in read_gold(path)]
    with common.progress("reading") as note:
        found, texts = [], {}
        for extraction in extract_all(source, pipeline=pipeline, on_problem=common.note_problem):
            found += [s for s in extraction.statements if s.confidence >= min_confidence]
            texts[name_of(extraction.article.id)] = extraction.article.text
            note(extraction)
    scores = score(records, found)
    _print_rates(scores)
    _print_kinds(scores)
    if reliability:
        _print_reliability(scores)
    if errors:
        _print_missed(scores, texts)
        _print_wrong(scores)


def _print_rates(scores: Scores) -> None:
    rates = scores.rates()
    table = common.new_table()
    for column in ("", "recall", "precision", "F1"):
        table.add_column(column, justify="left" if not column else "right")
    levels = {"pair": "who and whom", "typed": "with what was done", "full": "with status and source"}
    for level, label in levels.items():
        names = [name for measure in ("recall", "precision", "F1") if (name := f"{level} {measure}") in rates]
        table.add_row(label, *(f"{rates[name]:.3f}" for name in names))
        if len(scores.counts) > 1:
            table.add_row("  95 % between", *("{:.3f} {:.3f}".format(*scores.interval(name)) for name in names))
    common.stdout().print(table)


def _print_kinds(scores: Scores) -> None:
    table = common.new_table()
    for column in ("relation or event", "required", "found", "95 % between", "stated", "right", "95 % between"):
        table.add_column(column, justify="left" if column.startswith("rel") else "right")
    numbers = {kind: _total(documents) for kind, documents in scores.kinds.items()}
    for kind, n in sorted(numbers.items(), key=lambda item: (-item[1]["required"], -item[1]["stated"])):
        cells = [kind]
        for whole, part in (("required", "found"), ("stated", "right")):
            share, low, high = scores.kind_rate(kind, part, whole)
            cells += [str(n[whole]), *((f"{share:.2f}", f"{low:.2f} {high:.2f}") if n[whole] else ("", ""))]
        table.add_row(*cells)
    common.stdout().print(table)


def _total(documents: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    return {name: sum(n.get(name, 0) for n in documents.values()) for name in ("required", "stated")}


def _print_reliability(scores: Scores) -> None:
    from kgraph.evaluation.reliability import bands

    table = common.new_table()
    for column in ("confidence", "statements", "right", "95 % between"):
        table.add_column(column, justify="left" if column == "confidence" else "right")
    for band in bands((j.statement.document, j.statement.confidence, j.right) for j in scores.judged):
        share = (f"{band.right:.2f}", "{:.2f} {:.2f}".format(*band.between)) if band.number else ("", "")
        table.add_row(f"{band.low:.1f} to {band.high:.1f}", str(band.number), *share)
    common.stdout().print(table)


def _print_missed(scores: Scores, texts: Mapping[str, str]) -> None:
    """List the gold statements that were not found by type, with the sentence, and what was found of their pair."""
    from kgraph.evaluation.statements import sentence_around

    lines = defaultdict(list)
    for g, instead in scores.missed:
        said = f"{g.subjects[0]} {'/'.join(sorted(g.relations))} {g.objects[0]}"
        found = "".join(f" [{_said(s)}]" for s in instead)
        lines[g.kind].append(f"{g.document}: {said}{found}: {sentence_around(texts.get(g.document, ''), g.quotation)}")
    _print_lists("Missed", lines)


def _print_wrong(scores: Scores) -> None:
    """List the statements that match no gold by type, the surest first."""
    from kgraph.evaluation.statements import kind_of

    lines = defaultdict(list)
    for j in sorted(scores.wrong, key=lambda j: -j.statement.confidence):
        s = j.statement
        pair = ", the pair is right" if j.pair else ""
        sentence = " ".join(s.evidence.text.split())
        lines[kind_of(s)].append(f"{s.document}: {_said(s)} ({s.confidence:.2f}{pair}): {sentence}")
    _print_lists("Matching no gold", lines)


def _said(s: Statement) -> str:
    return " ".join(x for x in (s.subject.label, s.predicate, s.object.label if s.object else "") if x)


def _print_lists(title: str, lines: Mapping[str, list[str]]) -> None:
    out = common.stdout()
    for kind, found in sorted(lines.items(), key=lambda item: (-len(item[1]), item[0])):
        out.print(escape(f"{title}: {kind} ({len(found)})"), style="bold")
        for line in found:
            out.print(escape(f"  {line}"))
