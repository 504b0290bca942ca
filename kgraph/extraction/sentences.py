"""The sentences of an article as stretches of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_REASONABLE = 1200
"""Characters of a sentence that are quoted whole."""


class Sentences:
    """The sentences of one article; a text without sentence boundaries is one sentence.

    Args:
        doc: The article, parsed.
        text: ``doc.text``.
    """

    def __init__(self, doc: Doc, text: str) -> None:
        self._doc, self._text = doc, text
        sentences = doc.sents if doc.has_annotation("SENT_START") else [doc[:]]
        self._at: dict[int, tuple[int, int]] = {}
        for s in sentences:
            self._at |= dict.fromkeys(range(s.start, s.end), (s.start_char, s.end_char))
        self._whole: dict[int, Span] = {}

    def around(self, token: int) -> Span:
        """Return the sentence around a token without white space at its ends; of a monster only what is near."""
        start, end = self._at[token]
        held = self._whole.get(start)
        if held is not None:
            return held
        text = self._text[start:end]
        if len(text) > _REASONABLE:
            at = self._doc[token].idx - start
            low = max(0, at - _REASONABLE // 2)
            return _stripped(text[low : low + _REASONABLE], start + low)
        found = self._whole[start] = _stripped(text, start)
        return found


def _stripped(text: str, start: int) -> Span:
    front = text.lstrip()
    start += len(text) - len(front)
    front = front.rstrip()
    return Span(front, start, start + len(front))
