"""How likely it is that what a predicate says happened, or is so: what its status alone does not tell.

A status says what the words claim; whether readers take it that something happened also rests on tense, person and
mood ("I think it works" as against "if you think it works"), and on what usually comes of trying, hoping or asking.
A logistic model over such features; its weights are data (``happened.tsv``), fitted by
``python -m kgraph.training.happened`` to predicates that people judged.  Of what is negated they judged about half to
have happened ("did not work": so it was); such predicates are left out of the model, and taken at their word.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kgraph.extraction.weights import probability, read_weights
from kgraph.resources import lexicon_dir

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kgraph.extraction.cues import Status
    from kgraph.extraction.trees import Tree

FILE = "happened.tsv"
DENIED = 0.1
"""Probability that what is negated happened after all."""

_FAR = 50
_SIGNS = ("so", "planned", "possible")


def features(tree: Tree, t: int, status: Status, host: Status, cues: tuple[int, ...]) -> dict[str, float]:
    """Return what speaks for and against a predicate's having happened, by name.

    Args:
        tree: The document's trees.
        t: The predicate.
        status: Its status.
        host: Status of the word above it; its own if there is none.
        cues: The words that decide its status.
    """
    own, dep, lemma = _named(status), tree.dep[t], tree.lemma[t]
    finite = next((c for c in tree.children[t] if tree.dep[c].startswith(("aux", "cop"))), t)
    tense = tree.form(finite) or tree.lower[finite] if finite != t else tree.form(t) or "none"
    found = {
        "bias",
        own,
        f"word {lemma}",
        f"word {lemma} {own}",
        f"as {dep}",
        f"as {dep} {tree.form(t)}",
        f"in {tense}",
    }
    found.update(f"by {tree.lemma[c]} {own}" for c in cues)
    found.update(_clause(tree, t, own, tense))
    if not cues:
        found.add(f"by nothing {own}")
    if tree.head[t] != t:
        above = tree.head[t]
        found |= {f"under {tree.lemma[above]} {dep}", f"under {tree.pos[above]} {dep}"}
        found |= {f"within {_named(host)} {dep} {own}", f"after {tree.connector(t)} {dep}"}
    return dict.fromkeys(found, 1.0)


def _named(status: Status) -> str:
    return ("" if status.positive else "not ") + _SIGNS[status.modality]


def _clause(tree: Tree, t: int, own: str, tense: str) -> Iterator[str]:
    """Yield what the predicate's clause and sentence say: person, auxiliaries, adverbs, conditions, mood, tenses."""
    who = "nobody"
    for c in tree.children[t]:
        dep, word = tree.dep[c], tree.lower[c]
        if dep.startswith(("nsubj", "csubj", "expl")):
            who = word if tree.pos[c] == "PRON" else tree.pos[c]
        elif dep.startswith(("aux", "cop")):
            yield f"aux {word} {own}"
        elif dep.startswith(("advmod", "discourse")):
            yield f"adverb {word} {own}"
        elif dep == "advcl":
            yield f"with {tree.connector(c)}"
    yield f"subject {who}"
    yield f"subject {who} {tense} {own}"
    sentence = range(tree.first[t], tree.last[t])
    if any(tree.lower[i] == "?" for i in sentence):
        yield f"question {own}"
        yield f"question {tree.dep[t]}"
    if any(tree.lower[i] in ("you", "your") for i in sentence):
        yield f"to you {tense}"
    told = "told" if any(tree.tag[i] == "VBD" for i in sentence) else "not told"
    yield f"{told} {tense} {own}"
    root, steps = t, 0
    while tree.head[root] != root and steps < _FAR:
        root, steps = tree.head[root], steps + 1
    yield f"sentence {tree.form(root) or tree.pos[root]}"


def likelihood(found: Mapping[str, float]) -> float:
    """Return the probability that a predicate with these features happened, 0 to 1."""
    return probability(weights(), found)


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """Return the weights of the features.

    Raises:
        KnowledgeError: If a line is not ``feature<TAB>weight``.
    """
    return read_weights(lexicon_dir() / FILE)
