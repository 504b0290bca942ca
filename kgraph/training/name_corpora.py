"""Corpora that annotate names: what each tag of theirs can be among the pipeline's labels."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from kgraph.training.corpora import ALL_LABELS, Annotated, Marked, Name, Token, detokenise, read_iob, read_jsonl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PLACE = frozenset({"GPE", "LOC", "FAC"})
_OPEN = frozenset({"MISC", "LAW", "EVENT", "FAC"})

_UNER = {"PER": frozenset({"PERSON"}), "ORG": frozenset({"ORG"}), "LOC": PLACE}

_CROSSNER: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("person", "politician", "writer", "musicalartist", "scientist", "researcher"), frozenset({"PERSON"})
    ),
    **dict.fromkeys(("organisation", "politicalparty", "band", "university"), frozenset({"ORG"})),
    "location": PLACE,
    "country": frozenset({"GPE"}),
    "election": frozenset({"EVENT"}),
    "event": frozenset({"EVENT"}),
    "conference": frozenset({"EVENT"}),
    "misc": ALL_LABELS - {"PERSON", "DATE"},
    **dict.fromkeys(
        ("award", "book", "album", "song", "poem", "magazine", "academicjournal", "theory"), frozenset({"MISC"})
    ),
    "astronomicalobject": frozenset({"LOC", "MISC"}),
}
_CROSSNER_COVERED = frozenset({"PERSON", "ORG", "GPE", "LOC", "EVENT"})

_RE3D = {
    "Organisation": frozenset({"ORG"}),
    "Location": PLACE,
    "Person": frozenset({"PERSON"}),
    "Nationality": frozenset({"NORP"}),
}
_DOCRED = {
    "PER": frozenset({"PERSON"}),
    "ORG": frozenset({"ORG"}),
    "LOC": PLACE | {"NORP"},
    "TIME": frozenset({"DATE"}),
    "MISC": _OPEN | {"NORP", "ORG"},
}
TITLE_WORDS = frozenset(
    str.split(
        "mr mrs ms dr prof professor president vice prime minister foreign defense defence interior finance secretary "
        "state general gen lieutenant lt colonel col major captain capt sergeant senator sen congressman congresswoman "
        "representative rep governor gov mayor king queen prince princess sheikh pope cardinal bishop archbishop "
        "reverend rev judge justice chairman chancellor premier ambassador spokesman spokeswoman leader chief director "
        "commander admiral deputy former secretary-general ayatollah sultan emir lord lady sir dame attorney speaker "
        "president-elect mister treasury commerce oil"
    )
)
_SMALL_WORDS = frozenset({"of", "and", "for", "the", "de", "al"})


def newswire(path: Path, source: str = "newswire") -> Iterator[Marked]:
    """Yield sentences of the annotated newswire (all labels, dates included)."""
    for row in read_jsonl(path):
        spans = [(n["start"], n["end"], frozenset({n["tag"]})) for n in _list(row["names"])]
        yield Marked(str(row["text"]), spans, source, ALL_LABELS - {"MISC"})


def articles(path: Path) -> Iterator[Marked]:
    """Yield annotated articles: mentions of kind ``name`` and ``demonym``, and dates."""
    for row in read_jsonl(path):
        spans = [
            (m["start"], m["end"], frozenset({m["tag"]}))
            for m in _list(row["mentions"])
            if m.get("kind", "name") in {"name", "demonym"}
        ]
        spans += [(start, end, frozenset({"DATE"})) for start, end in _list(row.get("dates", []))]
        yield Marked(str(row["text"]), spans, "articles", ALL_LABELS - {"MISC"})


def crossner(path: Path) -> Iterator[Marked]:
    """Yield sentences of CrossNER; tags that name no entity of ours (a field, a genre) leave their tokens open."""
    for words, spans in read_iob(path):
        yield _from_words(words, spans, _CROSSNER, "crossner", _CROSSNER_COVERED)


def uner(path: Path) -> Iterator[Marked]:
    """Yield sentences of Universal NER (persons, organisations, locations)."""
    for words, spans in read_iob(path):
        yield _from_words(words, spans, _UNER, "uner", frozenset({"PERSON", "ORG", "GPE", "LOC"}))


def re3d(path: Path) -> Iterator[Marked]:
    """Yield documents of re3d: named entities with some agreement; descriptive ones leave their tokens open."""
    for row in read_jsonl(path):
        text = str(row["text"])
        spans, unknown = [], []
        for entity in _list(row["entities"]):
            start, end = int(entity["start"]), int(entity["end"])
            if text[start : start + 4].lower() == "the ":
                start += 4
            surface = text[start:end]
            labels = _RE3D.get(entity["type"])
            words = surface.split()
            named = words and all(w[:1].isupper() or w.lower() in _SMALL_WORDS for w in words)
            titled = entity["type"] == "Person" and words and words[0].lower().rstrip(".") in TITLE_WORDS
            if labels and named and float(entity["conf"]) >= 0.5 and len(words) <= 7 and not titled:
                spans.append((start, end, labels))
            else:
                unknown.append((start, end))
        yield Marked(text, spans, "re3d", frozenset({"PERSON", "ORG", "GPE"}), unknown)


def docred(path: Path) -> Iterator[Marked]:
    """Yield documents of Re-DocRED."""
    for document in json.loads(path.read_text(encoding="utf-8")):
        base: list[int] = []
        words: list[str] = []
        for sentence in document["sents"]:
            base.append(len(words))
            words += sentence
        spans = {
            (base[m["sent_id"]] + m["pos"][0], base[m["sent_id"]] + m["pos"][1], m["type"])
            for entity in document["vertexSet"]
            for m in entity
            if m["type"] in _DOCRED
        }
        yield _from_words(words, sorted(spans), _DOCRED, "docred", frozenset({"PERSON", "GPE"}))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _from_words(
    words: list[str],
    spans: list[tuple[int, int, str]],
    labels: dict[str, frozenset[str]],
    source: str,
    covered: frozenset[str],
) -> Marked:
    """Turn spans over words into spans over the text that the words were."""
    text, offsets = detokenise(words)
    ends = [o + len(w) for o, w in zip(offsets, words, strict=True)]
    marked, unknown = [], []
    for start, end, tag in spans:
        span = (offsets[start], ends[end - 1])
        if tag in labels:
            marked.append((*span, labels[tag]))
        else:
            unknown.append(span)
    return Marked(text, marked, source, covered, unknown)


_SPACE = re.compile(r"\s")


def tokenised(marked: Marked, tokenise: Callable[[str], list[tuple[str, bool]]]) -> Annotated:
    """Tokenise a text and carry its names over; a name that cuts a token leaves its tokens unknown.

    Args:
        marked: the text with spans.
        tokenise: returns the words of a text, each with whether white space follows.

    Returns:
        The passage; white-space tokens are left out.
    """
    tokens: list[Token] = []
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    bounds: list[tuple[int, int]] = []
    offset = 0
    for form, space in tokenise(marked.text):
        if not _SPACE.match(form):
            starts[offset] = len(tokens)
            tokens.append(Token(form, space))
            ends[offset + len(form)] = len(tokens)
            bounds.append((offset, offset + len(form)))
        offset += len(form) + space
    names: list[Name] = []
    taken: set[int] = set()
    unknown: set[int] = set()

    def cover(start: int, end: int) -> set[int]:
        return {i for i, (a, b) in enumerate(bounds) if a < end and b > start}

    for start, end, labels in sorted(marked.spans, key=lambda s: s[0] - s[1]):
        first, last = starts.get(start), ends.get(end)
        if first is None or last is None or last <= first:
            unknown |= cover(start, end)
        elif not taken & set(range(first, last)):
            taken |= set(range(first, last))
            names.append(Name(first, last, labels))
    for start, end in marked.unknown:
        unknown |= cover(start, end)
    names.sort(key=lambda n: n.start)
    return Annotated(tokens, marked.source, names, marked.covered, frozenset(unknown - taken))
