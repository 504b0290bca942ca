"""How a grammar of dates is tried: rules over the classes of words, at every place where a word of time stands.

The rules themselves are in `kgraph.extraction.timerules`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from kgraph.extraction.edtf import Period
from kgraph.extraction.timewords import Item, TimeLexicon


@dataclass(slots=True)
class Setting:
    """What a relative expression is reckoned from.

    Attributes:
        today: The article's date, or None.
        tense: -1 past, 1 future, 0 unknown.
        perfect: Whether the verb says that something has lasted until now.
        anchor: The time last spoken of, for "two days later".
        war: The war last named, for "early in the war".
        year: Year of the other end of an interval, for "from May to July 2003".
    """

    today: date | None = None
    tense: int = 0
    perfect: bool = False
    anchor: Period | None = None
    war: Period | None = None
    year: int | None = None


Words = dict[str, Item]
Build = Callable[[Words, Setting], Period | None]
Meaning = Callable[[Setting], Period | None]
Guard = Callable[[Sequence[Item], int, int, TimeLexicon], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over class letters; `out` is the class of what it makes: p point, r only with more words, x event."""

    pattern: re.Pattern[str]
    build: Build
    out: str = "p"
    guard: Guard | None = None


@dataclass(slots=True)
class Grammar:
    """Rules in three layers, each reducing what it recognises to one item."""

    layers: list[list[Rule]] = field(default_factory=lambda: [[], [], []])

    def rule(self, layer: int, pattern: str, out: str = "p", guard: Guard | None = None) -> Callable[[Build], Build]:
        """Enter the function below as the meaning of `pattern`."""

        def enter(build: Build) -> Build:
            self.layers[layer].append(Rule(re.compile(pattern, re.VERBOSE), build, out, guard))
            return build

        return enter

    def parse(self, items: Sequence[Item], lexicon: TimeLexicon) -> Iterator[Item]:
        """Yield the expressions among the words of a text, in order; an item's value is a `Meaning`."""
        # Only runs of words of time that hold a word of substance are parsed, so that plain text costs nothing.
        classes = "".join(item.cls for item in items)
        for run in re.finditer(r"[^w.]*[YDhMWUSNyCVIPKv][^w.]*", classes):
            reduced = items[run.start() : run.end()]
            context = (items, run.start())
            for number, layer in enumerate(self.layers):
                reduced = _reduce(reduced, layer, lexicon, context if number == 0 else None)
            yield from (item for item in reduced if item.cls in "px" and callable(item.value))


def _reduce(
    items: Sequence[Item], rules: Sequence[Rule], lexicon: TimeLexicon, context: tuple[Sequence[Item], int] | None
) -> list[Item]:
    """Replace the longest match of a rule at each place by one item."""
    classes = "".join(item.cls for item in items)
    out: list[Item] = []
    at = 0
    while at < len(items):
        best: tuple[int, Rule, re.Match[str]] | None = None
        for rule in rules:
            match = rule.pattern.match(classes, at)
            if match is None or (best is not None and match.end() <= best[0]):
                continue
            if rule.guard is not None and context is not None:
                everything, offset = context
                if not rule.guard(everything, offset + match.start(), offset + match.end(), lexicon):
                    continue
            best = (match.end(), rule, match)
        if best is None:
            out.append(items[at])
            at += 1
            continue
        end, rule, match = best
        words = {name: items[match.start(name)] for name, text in match.groupdict().items() if text}
        out.append(Item(rule.out, items[at].start, items[end - 1].end, _meaning(rule.build, words)))
        at = end
    return out


def _meaning(build: Build, words: Words) -> Meaning:
    def meaning(setting: Setting) -> Period | None:
        try:
            return build(words, setting)
        except (ValueError, OverflowError):  # the 31st of April, the year 0
            return None

    return meaning
