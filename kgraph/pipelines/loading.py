"""The one place where pipelines are loaded, and the check that kgraph can read their labels."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from kgraph.errors import PipelineError
from kgraph.pipelines import reader, tokenizer  # noqa: F401  (register the component and the tokenizer that ship)
from kgraph.resources import pipelines_dir

DEFAULT = "en_news"
"""Name of the pipeline that ships with kgraph."""

_UD = frozenset({"nsubj", "obj", "obl"})
_CLEAR = frozenset({"dobj", "nsubjpass", "pobj", "prep", "auxpass", "dative", "agent", "prt", "relcl", "npadvmod"})
"""Labels of the ClearNLP scheme, which spaCy's own English models speak."""

_NAMES = {"PER": "PERSON", "PERS": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "LOC", "TIME": "DATE"}
"""Name labels of other schemes under the label that kgraph reads."""


def load_pipeline(name_or_path: str | None = None) -> Language:
    """Load a spaCy pipeline whose labels kgraph can read.

    Args:
        name_or_path: the shipped pipeline's name, a folder, or the name of an installed spaCy package; None for the
            shipped one. A pipeline is loaded once and kept.

    Returns:
        A pipeline that finds sentences, Universal Dependencies, parts of speech, lemmas and names.

    Raises:
        PipelineError: there is no such pipeline, it cannot be loaded here, or its labels are of another scheme.

    >>> doc = load_pipeline()("Angela Merkel met Vladimir Putin in Moscow.")
    >>> [(e.text, e.label_) for e in doc.ents][0]
    ('Angela Merkel', 'PERSON')
    """
    return _load(str(name_or_path) if name_or_path is not None else DEFAULT)


@lru_cache(maxsize=4)
def _load(name: str) -> Language:
    shipped = pipelines_dir() / name
    path = shipped if (shipped / "config.cfg").is_file() else Path(name)
    source: str | Path = path if path.exists() else name
    if path.exists() and not (path / "config.cfg").is_file():
        raise PipelineError(f"{path} is no spaCy pipeline: it has no config.cfg; give a folder that nlp.to_disk wrote")
    try:
        nlp = spacy.load(source)
    except (OSError, ValueError, ImportError, KeyError, TypeError) as error:
        reason = str(error).strip().split("\n")[0]
        raise PipelineError(
            f"the pipeline {name!r} cannot be loaded ({reason}); give the folder of a spaCy pipeline, the name of an "
            f"installed one, or leave it out for {DEFAULT!r}"
        ) from error
    return adapt(nlp, name)


def adapt(nlp: Language, name: str = "pipeline") -> Language:
    """Check a pipeline's labels and translate the name labels of other schemes.

    Args:
        nlp: a loaded pipeline.
        name: what to call it in messages.

    Returns:
        The same pipeline, with a component that translates where that is needed.

    Raises:
        PipelineError: it has no parser, or a parser whose relations are not Universal Dependencies.
    """
    relations = _labels(nlp, "dep")
    if not relations:
        raise PipelineError(f"the pipeline {name!r} has no dependency parser; kgraph reads who did what from syntax")
    if relations & _CLEAR and not {"obl", "obj"} <= relations:
        found = ", ".join(sorted(relations & _CLEAR)[:4])
        raise PipelineError(
            f"the pipeline {name!r} speaks other dependency labels ({found}) than Universal Dependencies, as spaCy's "
            "own English models do; kgraph would misread them: use one trained on a UD treebank, or the shipped one"
        )
    if not relations >= _UD:
        raise PipelineError(f"the parser of {name!r} lacks the relations of Universal Dependencies (nsubj, obj, obl)")
    if _labels(nlp, "ent") & set(_NAMES) and "kgraph_name_labels" not in nlp.pipe_names:
        nlp.add_pipe("kgraph_name_labels")
    return nlp


def _labels(nlp: Language, kind: str) -> frozenset[str]:
    """Return the relations (``dep``) or name labels (``ent``) that a pipeline's components say they give."""
    found: set[str] = set()
    for pipe_name, pipe in nlp.pipeline:
        labels = getattr(pipe, f"{kind}_labels", None)
        if labels is None:
            assigned = nlp.get_pipe_meta(pipe_name).assigns
            wanted = {"dep": "token.dep", "ent": "doc.ents"}[kind]
            labels = getattr(pipe, "labels", ()) if wanted in assigned else ()
        found |= {str(label).split("||", maxsplit=1)[0] for label in labels}
    return frozenset(found)


@Language.component("kgraph_name_labels", assigns=["doc.ents"])
def name_labels(doc: Doc) -> Doc:
    """Give names the labels that kgraph reads (``PER`` becomes ``PERSON``)."""
    doc.ents = tuple(Span(doc, e.start, e.end, label=_NAMES.get(e.label_, e.label_)) for e in doc.ents)
    return doc


def fingerprint(nlp: Language) -> str | None:
    """Return what tells the network that gives a pipeline its vectors from any other, or None if it is not kgraph's."""
    return nlp.get_pipe("kgraph_reader").fingerprint if nlp.has_pipe("kgraph_reader") else None  # type: ignore[attr-defined]
