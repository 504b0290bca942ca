"""Long texts: read in parts that end between paragraphs, so that memory stays bounded, and put together again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kgraph.model import Argument, Article, Extraction, Mention, Span, Statement, Time

LONGEST = 60_000
"""Characters of a text that is read as a whole."""


def cut(text: str, longest: int = LONGEST) -> Iterator[tuple[int, str]]:
    r"""Yield (offset, part) of a text, each part at most `longest` characters, cut between paragraphs where possible.

    >>> list(cut("One.\n\nTwo.\n\nThree.", 12))
    [(0, 'One.\n\nTwo.\n\n'), (12, 'Three.')]
    """
    start = 0
    while len(text) - start > longest:
        window = text[start : start + longest]
        end = max(window.rfind("\n\n") + 2, window.rfind("\n") + 1 if "\n\n" not in window else 0)
        if end <= longest // 2:
            end = max(window.rfind(". ") + 2, end)
        if end <= 2:
            end = window.rfind(" ") + 1 or longest
        yield start, text[start : start + end]
        start += end
    yield start, text[start:]


def moved(part: Extraction, article: Article, offset: int) -> Extraction:
    """Return what was read from a part as said by the whole article, in which the part begins at `offset`."""
    statements = tuple(_moved_statement(s, offset) for s in part.statements)
    mentions = tuple(_moved_mention(m, offset) for m in part.mentions)
    return replace(part, article=article, statements=statements, mentions=mentions)


def _moved_statement(s: Statement, offset: int) -> Statement:
    """Return a statement with all its offsets moved."""
    return replace(
        s,
        subject=_argument(s.subject, offset),
        object=_argument(s.object, offset) if s.object else None,
        attributed_to=_argument(s.attributed_to, offset) if s.attributed_to else None,
        place=_argument(s.place, offset) if s.place else None,
        time=Time(s.time.value, _span(s.time.span, offset)) if s.time else None,
        trigger=_span(s.trigger, offset),
        evidence=_moved(s.evidence, offset),
        evidences=tuple(_moved(e, offset) for e in s.evidences),
    )


def _moved_mention(m: Mention, offset: int) -> Mention:
    """Return a mention with its offsets moved."""
    return replace(m, span=_moved(m.span, offset), sentence=_span(m.sentence, offset))


def _argument(argument: Argument, offset: int) -> Argument:
    return replace(argument, span=_span(argument.span, offset))


def _span(span: Span | None, offset: int) -> Span | None:
    return None if span is None else _moved(span, offset)


def _moved(span: Span, offset: int) -> Span:
    return Span(span.text, span.start + offset, span.end + offset)
