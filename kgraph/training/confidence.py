"""``python -m kgraph.training.confidence ARTICLES GOLD``: fit the confidence of statements to annotated articles.

They are fitted to these articles, to those that the project wrote (`kgraph.training.reports`) and, where ``--corpora``
says where they lie, to passages of open corpora (`kgraph.training.passages`), as gold and readers have it
(`kgraph.training.judgements`).

The logistic model is fitted first; the network over the words' vectors learns what that leaves to be said, from
log-odds of articles that the logistic model was not fitted to.  Rules were mended after what was judged in many of
these texts, which therefore read better than any others.  How much surer a statement looks by the models than it is,
untouched stories tell, each by models that were not fitted to it: nothing but this fit follows them.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from kgraph.evaluation.reliability import bands
from kgraph.extraction import Reader
from kgraph.extraction.confidence import FILE, VECTORS_FILE, Confidence, VectorNetwork
from kgraph.pipelines import fingerprint
from kgraph.resources import lexicon_dir, training_items_dir
from kgraph.training import logistic, vectors
from kgraph.training.judgements import Example, examples, read_verdicts
from kgraph.training.passages import passages
from kgraph.training.reports import Report, annotated, reports, stories, untouched

if TYPE_CHECKING:
    from kgraph.extraction.confidence import Basis
    from kgraph.training.logistic import Floats

_PARTS = 5
@dataclass(frozen=True, slots=True)
class Table:
    """Examples in columns: ``n`` of them, and the part of the articles that each belongs to."""

    bases: Sequence[Basis]
    right: npt.NDArray[np.bool_]
    parts: npt.NDArray[np.int64]
    fresh: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, data: Sequence[Example], fresh: Sequence[Example]) -> Table:
        """Return examples, the untouched ones marked as fresh."""
        both = [*data, *fresh]
        parts = np.array([zlib.crc32(e.document.encode()) % _PARTS for e in both], dtype=np.int64)
        marks = np.arange(len(both)) >= len(data)
        return cls([e.basis for e in both], np.array([e.right for e in both], dtype=bool), parts, marks)

    def logistic(self, rows: npt.NDArray[np.bool_]) -> dict[str, float]:
        """Return the weights of the logistic model, fitted to some of the examples."""
        return logistic.fit([(self.bases[i].features, bool(self.right[i])) for i in np.flatnonzero(rows).tolist()])

    def unseen(self) -> Floats:
        """Return the log-odds (n,) of the examples, each by a logistic model that is fitted to the other parts."""
        odds = np.zeros(len(self.bases))
        for part in range(_PARTS):
            held = self.parts == part
            weights = self.logistic(~held)
            odds[held] = logistic.log_odds(weights, (self.bases[i].features for i in np.flatnonzero(held).tolist()))
        return odds


def fit(table: Table, reader: str) -> tuple[dict[str, float], vectors.Arrays]:
    """Return the weights of the logistic model and the arrays of the network, both cut to how right they are.

    Args:
        table: The examples.
        reader: Fingerprint of the pipeline that gave the vectors.
    """
    unseen = table.unseen()
    rated = unseen.copy()
    for part in range(_PARTS):
        held = table.parts == part
        kept = [basis for basis, out in zip(table.bases, held.tolist(), strict=True) if not out]
        arrays = vectors.fit(kept, unseen[~held], table.right[~held], networks=1)
        network = VectorNetwork({**arrays, "reader": np.array(reader)})
        for i in np.flatnonzero(held).tolist():
            rated[i] = network.log_odds(float(unseen[i]), table.bases[i])
    right = table.right[table.fresh].astype(float)
    factor, offset = logistic.calibrated(unseen[table.fresh], right)
    cut, shift = logistic.calibrated(rated[table.fresh], right)
    weights = {name: factor * value for name, value in table.logistic(np.ones(len(unseen), dtype=bool)).items()}
    weights["bias"] += offset
    arrays = vectors.fit(table.bases, unseen, table.right)
    # The network gets the log-odds after they were cut.
    slope = float(arrays["slope"]) / factor
    arrays["offset"] = np.array(cut * (float(arrays["offset"]) - slope * offset) + shift)
    arrays["slope"], arrays["out"] = np.array(cut * slope), cut * arrays["out"]
    for name, values, (by, more) in (
        ("features", unseen, (factor, offset)), ("with vectors", rated, (cut, shift))
    ):  # fmt: skip
        odds = by * values[table.fresh] + more
        loss = float(np.mean(np.logaddexp(0, odds) - right * odds))
        sys.stdout.write(f"{name}: log-odds cut to {by:.2f} {more:+.2f}; log loss of untouched stories {loss:.4f}\n")
    _show((str(i), float(p), bool(y)) for i, (p, y) in enumerate(zip(logistic.share(odds), right, strict=True)))
    return weights, {**arrays, "reader": np.array(reader)}


def _show(judged: Iterable[tuple[str, float, bool]]) -> None:
    """Print how reliable confidence is."""
    for b in bands(judged):
        sys.stdout.write(f"confidence {b.low:.1f} to {b.high:.1f}: {b.number:5d} statements, {b.right:.2f} right\n")


def write(weights: Mapping[str, float], arrays: vectors.Arrays) -> None:
    """Write both models to where kgraph reads them."""
    head = (
        "# Weights of a logistic model of whether a statement is right; see kgraph/extraction/confidence.py.\n"
        "# Source: fitted by python -m kgraph.training.confidence to annotated news articles in the public domain, to "
        "articles written for kgraph, and to passages of GMB, annotated newswire, CrossNER, Re-DocRED, EWT, GUM and US "
        "government prose.\n"
        "# Licence: CC BY-SA 4.0, as the corpora.\n"
    )
    lines = "".join(f"{name}\t{value:.3f}\n" for name, value in weights.items())
    (lexicon_dir() / FILE).write_text(head + lines, encoding="utf-8")
    small = {name: array.astype(np.float16) if array.ndim > 1 else array for name, array in arrays.items()}
    np.savez_compressed(lexicon_dir() / VECTORS_FILE, **small)  # type: ignore[arg-type]


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, write the models, and print how reliable they are on other articles if some are given."""
    parser = argparse.ArgumentParser(prog="python -m kgraph.training.confidence", description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--corpora", type=Path, help="folder of the open corpora that judged passages are from")
    parser.add_argument("--check", nargs=2, type=Path, metavar=("ARTICLES", "GOLD"), help="articles to check on")
    options = parser.parse_args(arguments)
    reader = Reader()
    verdicts = read_verdicts(training_items_dir() / "judged.tsv", training_items_dir() / "judged_passages.tsv")
    texts = [*annotated(options.articles, options.gold), *reports(), *stories()]
    if options.corpora:
        texts += [Report(a, None) for a in passages(options.corpora, {document for document, *_ in verdicts})]
    table = Table.of(list(examples(reader, texts, verdicts)), list(examples(reader, untouched(), verdicts)))
    weights, arrays = fit(table, str(fingerprint(reader.nlp)))
    write(weights, arrays)
    sys.stdout.write(f"{len(table.bases)} examples, {len(weights)} weights\n")
    if options.check:
        confidence = Confidence(weights, VectorNetwork(arrays))
        checked = examples(reader, annotated(*options.check))
        _show((e.document, confidence.of(e.basis), e.right) for e in checked)
    return 0


if __name__ == "__main__":
    sys.exit(main())
