"""Pipelines that can be read, and those that are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy

from kgraph.errors import PipelineError
from kgraph.pipelines import adapt, load_pipeline

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language


def _with_parser(*relations: str) -> Language:
    nlp = spacy.blank("en")
    parser = nlp.add_pipe("parser")
    for relation in relations:
        parser.add_label(relation)
    return nlp


def test_the_shipped_pipeline_is_loaded_once() -> None:
    assert load_pipeline() is load_pipeline("en_news")


def test_labels_are_universal_dependencies() -> None:
    reader = load_pipeline().get_pipe("kgraph_reader")
    assert {"nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "appos", "flat", "conj", "acl:relcl"} <= set(
        reader.dep_labels
    )
    assert set(reader.ent_labels) >= {"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "LAW", "DATE"}


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="cannot be loaded"):
        load_pipeline(str(tmp_path / "missing"))


def test_a_folder_without_a_pipeline(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match=r"no config\.cfg"):
        load_pipeline(str(tmp_path))


def test_a_pipeline_whose_weights_are_cut_off(tmp_path: Path) -> None:
    nlp = load_pipeline()
    nlp.to_disk(tmp_path)
    weights = tmp_path / "kgraph_reader" / "weights.npz"
    weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(PipelineError, match=r"weights|network"):
        load_pipeline(str(tmp_path))


def test_a_pipeline_of_another_scheme_is_refused(tmp_path: Path) -> None:
    nlp = _with_parser("nsubj", "dobj", "pobj", "prep", "nsubjpass")
    with pytest.raises(PipelineError, match=r"Universal Dependencies.*spaCy's own English models"):
        adapt(nlp, "en_core_web_sm")


def test_a_parser_without_obliques_is_refused() -> None:
    with pytest.raises(PipelineError, match="lacks the relations"):
        adapt(_with_parser("nsubj", "obj"))


def test_a_pipeline_without_syntax_is_refused() -> None:
    with pytest.raises(PipelineError, match="no dependency parser"):
        adapt(spacy.blank("en"))


def test_name_labels_of_other_schemes_are_translated() -> None:
    nlp = _with_parser("nsubj", "obj", "obl", "nmod")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PER", "pattern": [{"TEXT": "Ban"}]}])
    doc = nlp.make_doc("Ban Ki-moon spoke")
    doc = adapt(nlp).get_pipe("kgraph_name_labels")(ruler(doc))
    assert [e.label_ for e in doc.ents] == ["PERSON"]


def test_a_pipeline_survives_a_round_trip(tmp_path: Path) -> None:
    nlp = load_pipeline()
    nlp.to_disk(tmp_path)
    text = "The Kremlin said Vladimir Putin would visit Ankara on Friday."
    again = load_pipeline(str(tmp_path))
    for doc, other in [(nlp(text), again(text))]:
        assert [(t.dep_, t.head.i, t.tag_, t.lemma_, t.ent_type_) for t in doc] == [
            (t.dep_, t.head.i, t.tag_, t.lemma_, t.ent_type_) for t in other
        ]
