"""How two words of a sentence hang together: the way from one to the other through the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgraph.extraction.trees import Tree

_NO_WAY = 99


class Paths:
    """Ways through the trees of a document, as labels that do not depend on words but for prepositions."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._above: dict[int, dict[int, int]] = {}
        self._labels: dict[int, str] = {}
        self._ways: dict[tuple[int, int], tuple[str, str]] = {}

    def steps(self, start: int, end: int) -> int:
        """Return how many steps the way from one token to another takes; many if there is none."""
        down = self._ancestors(end)
        return next((steps + down[t] for t, steps in self._ancestors(start).items() if t in down), _NO_WAY)

    def between(self, start: int, end: int) -> tuple[str, str]:
        """Return the way from one token to another: with prepositions, and without them."""
        held = self._ways.get((start, end))
        if held is None:
            held = self._ways[start, end] = self._read(start, end)
        return held

    def _read(self, start: int, end: int) -> tuple[str, str]:
        above, below = self._ancestors(start), self._ancestors(end)
        meeting = next((t for t in above if t in below), None)
        if meeting is None:
            return "none", "none"
        up = [t for t, steps in above.items() if steps < above[meeting] and self.label(t)]
        down = [t for t, steps in below.items() if steps < below[meeting] and self.label(t)][::-1]
        full = "<".join(map(self.label, up)) + "^" + ">".join(map(self.label, down))
        return full, "<".join(map(self._plain, up)) + "^" + ">".join(map(self._plain, down))

    def _ancestors(self, token: int) -> dict[int, int]:
        """Return a token and those above it, each with how far above it is."""
        held = self._above.get(token)
        if held is None:
            held = self._above[token] = {token: 0}
            at = token
            while self._tree.head[at] != at:
                at = self._tree.head[at]
                held[at] = len(held)
        return held

    def _plain(self, token: int) -> str:
        return self._tree.dep[token].partition(":")[0]

    def label(self, token: int) -> str:
        """Return a token's relation with its preposition; "" for what is coordinated with, or part of, its head."""
        held = self._labels.get(token)
        if held is None:
            held = self._labels[token] = self._read_label(token)
        return held

    def _read_label(self, token: int) -> str:
        dep = self._tree.dep[token]
        if dep in ("conj", "flat"):
            return ""
        if dep in ("nmod:poss", "acl:relcl") or not dep.startswith(("obl", "nmod", "advcl", "acl")):
            return dep
        connector = self._tree.connector(token)
        return dep.partition(":")[0] + ("." + connector if connector else "")
