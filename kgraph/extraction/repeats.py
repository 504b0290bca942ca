"""Filling in names that the pipeline saw in one place of an article and missed in another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kgraph.knowledge import Knowledge

Found = tuple[int, int, str]
_MIN_LENGTH = 3


def fill_repeats(
    doc: Doc, found: Sequence[Found], aliases: Mapping[str, str], knowledge: Knowledge
) -> list[Found]:
    """Return further names as (start, end, tag): repeats of those found, surnames of people named in full, acronyms.

    Args:
        doc: The article.
        found: Names so far as (start, end, tag), without overlaps.
        aliases: Acronyms that the article explains, with their full form.
        knowledge: Says which words are everyday ones, for which a capital at the sentence's beginning is no sign.
    """
    texts = [t.text for t in doc]
    taken = bytearray(len(texts))
    for start, end, _ in found:
        taken[start:end] = b"\1" * (end - start)
    forms = _forms(doc, found, aliases)
    added: list[Found] = []
    i = 0
    while i < len(texts):
        options = () if taken[i] else forms.get(texts[i], ())
        for words, tag in options:
            end = i + len(words)
            if end <= len(doc) and not any(taken[i:end]) and _matches(doc, i, words):
                if _plausible(doc, i, end, knowledge):
                    added.append((i, end, tag))
                    i = end - 1
                break
        i += 1
    return added


def _forms(
    doc: Doc, found: Sequence[Found], aliases: Mapping[str, str]
) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the token sequences to look for, by first token, longest first."""
    tags: dict[tuple[str, ...], str] = {}
    tag_of_text: dict[str, str] = {}
    for start, end, tag in found:
        words = tuple(doc[i].text for i in range(start, end))
        tags[words] = tag
        tag_of_text[" ".join("".join(doc[i].text_with_ws for i in range(start, end)).split())] = tag
    for start, end, tag in found:
        if tag == "PERSON" and end - start > 1:
            for words in _surnames([doc[i].text for i in range(start, end)]):
                tags.setdefault(words, "PERSON")
    for short, full in aliases.items():
        if full in tag_of_text:
            tags.setdefault((short,), tag_of_text[full])
    forms: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, tag in tags.items():
        if any(c.isupper() for c in "".join(words)) and (
            len(words) > 1 or len(words[0]) >= _MIN_LENGTH or words[0].isupper()
        ):
            forms.setdefault(words[0], []).append((words, tag))
    for options in forms.values():
        options.sort(key=lambda o: -len(o[0]))
    return forms


def _surnames(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the endings of a full name that may stand for it: after the last space, with hyphens and particles."""
    for i in range(1, len(words)):
        ending = tuple(words[i:])
        if words[i] == "-" or not ending[-1][0].isupper():
            continue
        hyphens = all(ending[k] == "-" for k in range(1, len(ending), 2)) and len(ending) % 2 == 1
        particle = words[i][0].islower() and len(ending) > 1
        if (hyphens and words[i][0].isupper()) or particle:
            yield ending


def _matches(doc: Doc, start: int, words: Sequence[str]) -> bool:
    return all(doc[start + k].text == w for k, w in enumerate(words))


def _plausible(doc: Doc, start: int, end: int, knowledge: Knowledge) -> bool:
    """Whether a repeat is the name again and not an everyday word with a capital, or part of a longer name."""
    token = doc[start]
    if end - start == 1:
        if token.is_sent_start and knowledge.is_common_word(token.text) and token.pos_ != "PROPN":
            return False
        after = doc[end] if end < len(doc) else None
        if after is not None and after.text[0].isupper() and after.pos_ == "PROPN" and not after.ent_type_:
            return False
    return True
