"""From a trained network to the files that ship: bytes and half floats that numpy reads."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from kgraph.pipelines.lemmas import apply, script
from kgraph.training.corpora import NAME_LABELS
from kgraph.training.encoding import Labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kgraph.training.corpora import Annotated
    from kgraph.training.dictionary import Dictionary
    from kgraph.training.network import Network

Arrays = dict[str, npt.NDArray[Any]]
TABLES = ("pieces", "positions", "shapes", "suffixes", "spaces")
_AS_BYTES = 100_000
"""Matrices with at least as many values are stored as bytes, a factor for each row; the others as half floats."""
_FREQUENT, _ALMOST_ALWAYS = 2, 0.9
"""How often a form must occur with a tag, and in what share of it with one lemma, to be listed."""


def exported(network: Network) -> Arrays:
    """Return a network's arrays under the names that ``kgraph.pipelines.network`` reads."""
    arrays: Arrays = {}
    for name, tensor in network.state_dict().items():
        table = name.removesuffix(".weight")
        values = tensor.detach().cpu().float().numpy()
        if table == "pieces" or (values.ndim == 2 and values.size >= _AS_BYTES):
            short = table if table in TABLES else name
            arrays[short], arrays[f"{short}.scale"] = as_bytes(values)
        else:
            arrays[table if table in TABLES else name] = values.astype(np.float16)
    return arrays


def as_bytes(values: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Return a matrix in whole numbers from -127 to 127, and the factor of each row.

    >>> whole, factor = as_bytes(np.array([[0.5, -1.0], [0.0, 0.0]], dtype=np.float32))
    >>> whole.tolist(), (whole * factor[:, None]).round(2).tolist()
    ([[64, -127], [0, 0]], [[0.5, -1.0], [0.0, 0.0]])
    """
    scale = np.maximum(np.abs(values).max(axis=1), 1e-12) / 127
    return np.rint(values / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def description(
    network: Network,
    labels: Labels,
    vocabulary: list[str],
    passages: Iterable[Annotated],
    dictionary: Dictionary,
    before: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Return what stands beside the arrays.

    Args:
        network: for its sizes.
        labels: in the order of their weights.
        vocabulary: word pieces.
        passages: what the network was trained on.
        dictionary: what is known of words beside the corpora.
        before: the description of the pipeline that training went on from, whose pairs and forms stay known.

    Returns:
        ``sizes``, ``labels``, ``vocabulary``; ``pairs``: rows of tags and features that occur together; ``forms``: by
        tag and form the row of the lemma's script, for forms whose lemma is hardly ever another; ``words``: by kind
        of word its dictionary forms. Scripts that only the dictionary's irregular forms need stand after those that
        the network knows.
    """
    pairs, forms = _counted(labels, passages)
    if before is not None:
        pairs |= {(xpos, morph) for xpos, morph in before["pairs"]}
        forms = {tag: _learnt(before, tag) | forms.get(tag, {}) for tag in before["forms"].keys() | forms}
    scripts = list(labels.lemma)
    forms = with_irregular(forms, scripts, dictionary)
    return {
        "pairs": sorted(pairs),
        "forms": forms,
        "words": {kind: sorted(words) for kind, words in dictionary.words.items()},
        "sizes": network.shape.to_json(),
        "labels": {
            "xpos": labels.xpos,
            "morph": labels.morph,
            "lemma": scripts,
            "dep": labels.dep,
            "names": list(NAME_LABELS),
        },
        "vocabulary": vocabulary,
    }


def _learnt(before: dict[str, Any], tag: str) -> dict[str, int]:
    """Return the forms of a tag whose scripts the network knows; what the dictionary gave is given again."""
    known = before["sizes"]["lemma"]
    return {form: row for form, row in before["forms"].get(tag, {}).items() if row < known}


def with_irregular(
    forms: Mapping[str, Mapping[str, int]], scripts: list[str], dictionary: Dictionary
) -> dict[str, dict[str, int]]:
    """Return the table of forms with the dictionary's irregular ones in it.

    What the corpora say of a form stays where it makes a word of the dictionary: treebanks have slips too.

    Args:
        forms: by tag and form the row of the script.
        scripts: all scripts; new ones are added at its end.
        dictionary: what is known of words.
    """
    rows = {made: row for row, made in enumerate(scripts)}
    table = {tag: dict(listed) for tag, listed in forms.items()}
    for kind, tags in dictionary.irregular.items():
        for tag, lemmas in tags.items():
            listed = table.setdefault(tag, {})
            for form, lemma in lemmas.items():
                if form in listed and apply(scripts[listed[form]], form) in dictionary.words[kind]:
                    continue
                made = script(form, lemma)
                if made not in rows:
                    rows[made] = len(scripts)
                    scripts.append(made)
                listed[form] = rows[made]
    return table


def labels_of(described: dict[str, Any]) -> Labels:
    """Return the label sets of a network from its pipeline's description."""
    sizes = described["sizes"]
    return Labels(**{f.name: described["labels"][f.name][: sizes[f.name]] for f in fields(Labels)})


def _counted(labels: Labels, passages: Iterable[Annotated]) -> tuple[set[tuple[int, int]], dict[str, dict[str, int]]]:
    """Return which tags occur together, and the scripts of frequent forms by tag."""
    rows = {name: {label: i for i, label in enumerate(getattr(labels, name))} for name in ("xpos", "morph", "lemma")}
    pairs: set[tuple[int, int]] = set()
    scripts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for passage in passages:
        for token in passage.tokens if passage.syntax else ():
            xpos, morph = rows["xpos"].get(token.xpos), rows["morph"].get(f"{token.upos}|{token.feats}")
            if xpos is not None and morph is not None:
                pairs.add((xpos, morph))
                scripts[token.xpos, token.form][script(token.form, token.lemma)] += 1
    forms: dict[str, dict[str, int]] = defaultdict(dict)
    for (tag, form), counts in sorted(scripts.items()):
        best, count = counts.most_common(1)[0]
        if count >= _FREQUENT and count >= _ALMOST_ALWAYS * counts.total() and best in rows["lemma"]:
            forms[tag][form] = rows["lemma"][best]
    return pairs, forms
