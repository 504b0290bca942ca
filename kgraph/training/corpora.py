"""Reads treebanks and name corpora into one form, whatever each of them annotates.

A corpus may annotate syntax, names, or both, and names with its own tag set. An :class:`Annotated` passage therefore
says for each name *which* of the pipeline's labels it can be, and for the passage which labels its corpus would have
marked at all; the loss in training sums over what the annotation leaves open, so that no corpus teaches
that another corpus's labels do not exist.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NAME_LABELS = ("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "LAW", "DATE", "MISC")
"""Labels of names in the pipeline, in the order of its weights."""

ALL_LABELS = frozenset(NAME_LABELS)


@dataclass(slots=True)
class Token:
    """One syntactic word as the treebank has it.

    Args:
        form: the word as written.
        space: whether white space follows.
        upos: universal part of speech.
        xpos: Penn tag.
        feats: morphological features, ``A=B|C=D`` or empty.
        lemma: dictionary form.
        head: index of the head inside the passage; its own index for a root.
        dep: UD relation, ``root`` for a root.
        sent_start: whether a sentence begins here.
    """

    form: str
    space: bool
    upos: str = ""
    xpos: str = ""
    feats: str = ""
    lemma: str = ""
    head: int = -1
    dep: str = ""
    sent_start: bool = False


@dataclass(slots=True)
class Name:
    """A name: tokens ``start`` to ``end`` (exclusive) and the labels that its corpus leaves possible."""

    start: int
    end: int
    labels: frozenset[str]


@dataclass(slots=True)
class Annotated:
    """A passage of one document.

    Args:
        tokens: its words.
        source: name of the corpus.
        names: its names, or None where names are not annotated.
        covered: labels that the corpus marks wherever they occur; a token outside all names is none of these.
        unknown: tokens of which the corpus says nothing about names.
        syntax: whether tags and trees are annotated.
    """

    tokens: list[Token]
    source: str
    names: list[Name] | None = None
    covered: frozenset[str] = ALL_LABELS
    unknown: frozenset[int] = frozenset()
    syntax: bool = False

    def text(self) -> str:
        """Return the passage as it was written."""
        return "".join(t.form + (" " if t.space else "") for t in self.tokens).rstrip()


@dataclass(slots=True)
class Marked:
    """A text with character spans of names, before tokenisation."""

    text: str
    spans: list[tuple[int, int, frozenset[str]]]
    source: str
    covered: frozenset[str]
    unknown: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Sentence:
    """One sentence of a treebank with its comments and the last column of each token."""

    tokens: list[Token]
    comments: dict[str, str]
    misc: list[str]


def read_conllu(path: str | Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file; words of a multiword token follow one another without a space.

    Args:
        path: the file.

    Yields:
        Sentences whose heads are indices into the sentence.

    Raises:
        FormatError: a line that has not ten columns.
    """
    tokens: list[Token] = []
    misc: list[str] = []
    comments: dict[str, str] = {}
    inside: tuple[int, int, bool] | None = None
    with Path(path).open(encoding="utf-8") as lines:
        for number, raw in enumerate(lines, 1):
            line = raw.rstrip("\n")
            if not line:
                if tokens:
                    yield Sentence(tokens, comments, misc)
                tokens, misc, comments, inside = [], [], {}, None
            elif line.startswith("#"):
                key, _, value = line[1:].partition("=")
                comments[key.strip()] = value.strip()
            else:
                row = line.split("\t")
                if len(row) != 10:
                    raise FormatError(f"{path}, line {number}: a CoNLL-U line has 10 columns, this one {len(row)}")
                if "." in row[0]:
                    continue
                space = "SpaceAfter=No" not in row[9].split("|")
                if "-" in row[0]:
                    first, last = map(int, row[0].split("-"))
                    inside = (first, last, space)
                    continue
                index = int(row[0])
                if inside and inside[0] <= index <= inside[1]:
                    space = inside[2] if index == inside[1] else False
                tokens.append(_token(row, index, space))
                misc.append(row[9])
    if tokens:
        yield Sentence(tokens, comments, misc)


def _token(row: list[str], index: int, space: bool) -> Token:
    """Turn one row into a token; a form with a space inside ("1 000") keeps it as a no-break space."""
    head = int(row[6])
    return Token(
        form=row[1].replace(" ", "\u00a0"),
        space=space,
        upos="X" if row[3] == "_" else row[3],
        xpos=row[4],
        feats="" if row[5] == "_" else row[5],
        lemma=row[1] if row[2] == "_" else row[2],
        head=head - 1 if head else index - 1,
        dep=row[7],
        sent_start=index == 1,
    )


def documents(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """Group sentences by document (comment ``newdoc``)."""
    group: list[Sentence] = []
    for sentence in sentences:
        if group and any(key.startswith("newdoc") for key in sentence.comments):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def join(sentences: list[Sentence], source: str) -> Annotated:
    """Return consecutive sentences as one passage with heads counted from its start."""
    tokens: list[Token] = []
    for sentence in sentences:
        base = len(tokens)
        for token in sentence.tokens:
            token.head += base
            tokens.append(token)
    return Annotated(tokens, source, syntax=True)


_NO_SPACE_BEFORE = re.compile(r"[.,;:!?%)\]}”’…]+$|'s$|’s$|n't$|n’t$|'(re|ve|ll|d|m)$|-\w")
_NO_SPACE_AFTER = {"(", "[", "{", "“", "‘", "$", "€", "£", "#"}


def detokenise(words: list[str]) -> tuple[str, list[int]]:
    """Guess the text that was split into words.

    Returns:
        The text and the offset of each word in it.

    >>> detokenise(["He", "said", ",", '"', "No", "(", "way", ")", '"', "."])[0]
    'He said, "No (way)".'
    """
    text = ""
    offsets: list[int] = []
    quote_open = glue = False
    for i, word in enumerate(words):
        closing = word == '"' and quote_open
        alone_s = word == "s" and i > 0 and words[i - 1] in {"'", "’"}
        if text and not glue and not closing and not alone_s and not _NO_SPACE_BEFORE.match(word) and word != "'":
            text += " "
        offsets.append(len(text))
        text += word
        glue = word in _NO_SPACE_AFTER or (word == '"' and not quote_open)
        if word == '"':
            quote_open = not quote_open
    return text, offsets


def read_iob(path: str | Path) -> Iterator[tuple[list[str], list[tuple[int, int, str]]]]:
    """Yield sentences of a file of ``word TAB tag`` lines with their spans ``(start, end, label)``.

    Lines of UNER (``index TAB word TAB tag ...``) are read too.
    """
    words: list[str] = []
    tags: list[str] = []
    with Path(path).open(encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            row = line.rstrip("\n").split("\t")
            if line.startswith("# ") and (len(row) == 1 or "=" in line):
                continue
            if not line.strip():
                if words:
                    yield words, _spans(tags)
                words, tags = [], []
            elif len(row) >= 3 and row[0].isdigit():
                words.append(row[1])
                tags.append(row[2])
            elif len(row) >= 2:
                words.append(row[0])
                tags.append(row[1])


def _spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """Return the spans of a BIO sequence."""
    spans: list[tuple[int, int, str]] = []
    start, label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if label and (not tag.startswith("I-") or tag[2:] != label):
            spans.append((start, i, label))
            label = ""
        if tag.startswith("B-") or (tag.startswith("I-") and not label):
            start, label = i, tag[2:]
    return spans


def read_jsonl(path: str | Path) -> Iterator[dict[str, object]]:
    """Yield the objects of a JSON Lines file.

    Raises:
        FormatError: a line that is not a JSON object.
    """
    with Path(path).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    row = json.loads(line)
                except json.JSONDecodeError as error:
                    raise FormatError(f"{path}, line {number}: not JSON ({error})") from error
                if not isinstance(row, dict):
                    raise FormatError(f"{path}, line {number}: a JSON object is expected")
                yield row
