"""The names of the Groningen Meaning Bank, cleaned.

GMB (Bos et al. 2017; its newswire is in the public domain) is large and partly automatic: titles stand inside persons,
one label serves nationalities and some countries, places are organisations where they act, names are missed and split.
What cannot be decided is left open, so that training learns nothing from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kgraph.training.corpora import Marked, detokenise, read_iob
from kgraph.training.name_corpora import PLACE, TITLE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from spacy.language import Language

    from kgraph.knowledge import Knowledge

_COVERED = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC"})
_AS_MARKED = {
    "per": frozenset({"PERSON"}),
    "org": frozenset({"ORG"}),
    "geo": PLACE,
    "gpe": frozenset({"GPE", "NORP"}),
}
_PLACES = frozenset({"Country", "Place"})


class _Sentence(NamedTuple):
    """A sentence with the offsets of its words."""

    text: str
    words: list[str]
    offsets: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the characters of words ``start`` to ``end`` (exclusive)."""
        return self.offsets[start], self.offsets[end - 1] + len(self.words[end - 1])


def as_marked(path: Path) -> Iterator[Marked]:
    """Yield the sentences with their labels as they are."""
    for words, spans in read_iob(path):
        sentence = _Sentence(*_text(words))
        marked = [(*sentence.span(a, b), _AS_MARKED[tag]) for a, b, tag in spans if tag in _AS_MARKED]
        unknown = [sentence.span(a, b) for a, b, tag in spans if tag not in _AS_MARKED]
        yield Marked(sentence.text, marked, "gmb", _COVERED, unknown)


def cleaned(path: Path, knowledge: Knowledge) -> Iterator[Marked]:
    """Yield the sentences with what the knowledge base does not contradict.

    A person loses its titles; a nationality, a country and a place get their label; an organisation that is known as a
    place only is left open, and so is a capitalised word inside a sentence that nobody marked.
    """
    for words, spans in read_iob(path):
        sentence = _Sentence(*_text(words))
        marked: list[tuple[int, int, frozenset[str]]] = []
        unknown: list[tuple[int, int]] = []
        inside: set[int] = set()
        for a, b, tag in spans:
            inside |= set(range(a, b))
            start = a
            while tag == "per" and start < b and words[start].lower().rstrip(".") in TITLE_WORDS:
                start += 1
            name = " ".join(words[start:b])
            labels = _labels(name, tag, knowledge) if name else None
            if labels is None:
                unknown.append(sentence.span(a, b))
            else:
                marked.append((*sentence.span(start, b), labels))
        unknown += [
            sentence.span(i, i + 1)
            for i, word in enumerate(words)
            if i not in inside and word[:1].isupper() and (i > 0 or not knowledge.is_common_word(word))
            and word.lower().rstrip(".") not in TITLE_WORDS
        ]  # fmt: skip
        yield Marked(sentence.text, marked, "gmb", _COVERED, unknown)


def agreed(texts: Iterable[Marked], teacher: Language) -> Iterator[Marked]:
    """Yield marked texts without the names on which a trained pipeline disagrees; their words are left open."""
    listed = list(texts)
    for text, doc in zip(listed, teacher.pipe(t.text for t in listed), strict=True):
        found = {(e.start_char, e.end_char): e.label_ for e in doc.ents if e.label_ in text.covered}
        right = [s for s in text.spans if found.get((s[0], s[1])) in s[2]]
        kept = {(s[0], s[1]) for s in right}
        doubtful = [(s[0], s[1]) for s in text.spans if (s[0], s[1]) not in kept]
        doubtful += [span for span in found if span not in kept]
        spans = [(a, b, labels & frozenset({found[a, b]})) for a, b, labels in right]
        yield Marked(text.text, spans, text.source, text.covered, text.unknown + doubtful)


def _text(words: list[str]) -> tuple[str, list[str], list[int]]:
    text, offsets = detokenise(words)
    return text, words, offsets


def _labels(name: str, tag: str, knowledge: Knowledge) -> frozenset[str] | None:
    """Return what a marked name can be, or None where that is not to be said."""
    if tag == "per":
        return _AS_MARKED[tag]
    if tag not in _AS_MARKED:
        return None
    candidates = knowledge.lookup(name)
    best = candidates[0] if candidates else None
    if best is not None and best.kind == "demonym":
        return None if tag == "org" else frozenset({"NORP"})
    place = best is not None and best.entity.type in _PLACES
    if tag == "org":
        return None if place else _AS_MARKED[tag]
    if best is not None and best.entity.type == "Country" and best.kind in {"name", "alias", "acronym"}:
        return frozenset({"GPE"})
    return None if tag == "gpe" else PLACE
