"""Events of world politics, each said plainly, negated, as possible, planned, somebody's claim, and denied."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from kgraph.extraction.attribution import AttributionReader
from kgraph.extraction.factuality import FactualityReader
from kgraph.extraction.mentions import find_mentions
from kgraph.extraction.trees import Tree
from kgraph.model import Article

FORMS = ("plain", "negated", "possible", "planned", "attributed", "denied")
OF_ALL, OF_A_FORM = 0.95, 0.9


class Case(NamedTuple):
    form: str
    status: str
    source: str
    sentence: str


class Result(NamedTuple):
    case: Case
    status: str
    source: str

    @property
    def right(self) -> bool:
        return self.status == self.case.status and self.case.source in ("", self.source)


@pytest.fixture(scope="module")
def results(reader) -> list[Result]:
    """The sentences of the data file, each with the status and the source that are read."""
    lines = Path(__file__).with_name("contrast.tsv").read_text(encoding="utf-8").splitlines()
    cases = [Case(*line.split("\t")) for line in lines if line and not line.startswith(("#", "form\t"))]
    texts = [case.sentence.replace("*", "") for case in cases]
    return [_result(reader, case, doc) for case, doc in zip(cases, reader.nlp.pipe(texts), strict=True)]


def _result(reader, case: Case, doc) -> Result:
    tree = Tree(doc)
    token = next(t.i for t in doc if t.idx == case.sentence.index("*"))
    factuality = FactualityReader(tree).at(token)
    index = find_mentions(doc, Article("a", doc.text), reader.knowledge)
    said = AttributionReader(tree, index, reader.knowledge, "a").at(token)
    source = doc[said.source.start : said.source.end].text if said and said.source else ""
    return Result(case, "negated" if factuality.polarity == "negative" else factuality.modality, source)


def _report(results: list[Result]) -> str:
    wrong = [f"{r.case.form}: {r.status}, by {r.source or 'nobody'}: {r.case.sentence}" for r in results if not r.right]
    return "\n".join((f"{len(results) - len(wrong)} of {len(results)} right", *wrong))


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_told_from_the_others(results, form):
    chosen = [r for r in results if r.case.form == form]
    assert len(chosen) >= 55
    assert sum(r.right for r in chosen) >= OF_A_FORM * len(chosen), _report(chosen)


def test_nearly_all_sentences_are_read_right(results):
    assert sum(r.right for r in results) >= OF_ALL * len(results), _report(results)
