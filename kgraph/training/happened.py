"""``python -m kgraph.training.happened GOLD TREEBANK``: fit how likely predicates happened to those people judged.

The features are those of `kgraph.extraction.happened`, read from the text of the treebank's sentences by the pipeline;
the fit is that of `kgraph.training.logistic`.  Predicates that are negated, or of which annotators were unsure, are
left out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from kgraph.evaluation.factuality import parsed, read_gold, token_at
from kgraph.extraction.factuality import FactualityReader
from kgraph.extraction.happened import FILE
from kgraph.extraction.trees import Tree
from kgraph.pipelines import load_pipeline
from kgraph.resources import lexicon_dir
from kgraph.training.logistic import Example, fit

_RAREST, _PRIOR = 20, 0.5
_AGREED = 0.5
_SMALLEST = 0.05
"""Weights nearer to zero are left out: the table is to stay small."""

_HEAD = """\
# Weights of a logistic model of whether a predicate happened; see kgraph/extraction/happened.py.
# Source: fitted by python -m kgraph.training.happened to the judgements of UDS "It Happened" (White et al. 2016,
# Rudinger et al. 2018, decomp.io) on the English Web Treebank (Silveira et al. 2014).
# Licence: CC BY-SA 4.0, as its sources.
"""


def examples(gold: Path, treebank: Path, pipeline: str | None = None) -> Iterator[Example]:
    """Yield the features of each judged predicate, and whether it happened."""
    wanted = {record["sent_id"]: record["predicates"] for record in read_gold(gold)}
    for sentence, doc in parsed(treebank, set(wanted), load_pipeline(pipeline), gold_trees=False):
        reader = FactualityReader(Tree(doc))
        for predicate in wanted[sentence.comments["sent_id"]]:
            token = token_at(doc, sentence, predicate["token"])
            if predicate.get("confidence", 1.0) >= _AGREED and reader.at(token).polarity == "positive":
                yield reader.features(token), predicate["factuality"] > 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m kgraph.training.happened", description=__doc__)
    parser.add_argument("gold", type=Path, help="judged predicates in JSON Lines")
    parser.add_argument("treebank", type=Path, help="CoNLL-U file with their sentences")
    parser.add_argument("--pipeline", help="pipeline to read with; by default the one that ships")
    options = parser.parse_args(arguments)
    data = list(examples(options.gold, options.treebank, options.pipeline))
    weights = {n: w for n, w in fit(data, rarest=_RAREST, prior=_PRIOR).items() if abs(w) >= _SMALLEST}
    lines = "".join(f"{name}\t{value}\n" for name, value in weights.items())
    (lexicon_dir() / FILE).write_text(_HEAD + lines, encoding="utf-8")
    sys.stdout.write(f"{len(weights)} weights from {len(data)} predicates\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
