"""Where quotations begin and end, from the marks alone: no parse is needed, and none can spoil them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.extraction.reporting import attribution_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

_OPENING = frozenset({"“", "``", "„", "«"})
_CLOSING = frozenset({"”", "»"})
_EITHER = frozenset({'"', "''", "＂"})
_BEFORE_OPENING = frozenset("([{—–-/")
_ENDS = frozenset(".!?…")
_LONG = 40
_LABEL = 5
_WITHIN = frozenset({"of", "the", "de", "la", "van", "von", "al", "-", "."})


_MARKS = _EITHER | _OPENING | _CLOSING


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words between two marks, or between a mark and the end of its paragraph.

    Attributes:
        start: First token inside.
        end: Token after the last inside.
        open_ended: Whether the paragraph ends without a closing mark.
        continues: Whether it goes on with the quotation of the paragraph before.
    """

    start: int
    end: int
    open_ended: bool = False
    continues: bool = False


def find_quotations(doc: Doc) -> list[Quotation]:
    """Return the quotations of a document in order.

    Typographic marks say themselves whether they open or close; straight ones by the blanks around them, else they
    take turns.  A quotation that its paragraph does not close is one only where the next paragraph opens with a mark,
    as a speech over several paragraphs does, or where the mark can only be an opening one; so one slip does not turn
    the rest of an article around.
    """
    found: list[Quotation] = []
    opened = -1
    carried = False
    words = [t.text for t in doc]
    for i, word in enumerate(words):
        if i == 0 or "\n" in words[i - 1]:
            spoken = _transcribed(doc, i)
            if spoken is not None:
                found.append(spoken)
        if "\n" in word:
            block = _block(doc, i)
            if block is not None:
                found.append(block)
            if opened >= 0 and opened + 1 < i and (_opens_paragraph(doc, i) or doc[opened].text in _OPENING):
                found.append(Quotation(opened + 1, i, open_ended=True, continues=carried))
                carried = _opens_paragraph(doc, i)
            else:
                carried = False
            opened = -1
            continue
        side = _side(doc, i) if word in _MARKS or word[0] in _MARKS else ""
        if side == "open" or (side == "either" and opened < 0):
            carried = carried and opened < 0 and _starts_paragraph(doc, i)
            opened = i
        elif side and opened >= 0:
            if opened + 1 < i:
                found.append(Quotation(opened + 1, i, continues=carried))
            opened, carried = -1, False
    return found


def quotation_at(doc: Doc, quotations: Sequence[Quotation]) -> list[int]:
    """Return for each token the number of the quotation that it is in, or -1."""
    numbers = [-1] * len(doc)
    for n, q in enumerate(quotations):
        for i in range(q.start, q.end):
            numbers[i] = n
    return numbers


def _block(doc: Doc, newline: int) -> Quotation | None:
    """Return the paragraph after a break as a quotation without marks, if "He added:" introduces it."""
    if newline == 0 or doc[newline - 1].text != ":" or _opens_paragraph(doc, newline):
        return None
    speech = attribution_words()["say"].keys() | attribution_words()["quote"].keys()
    if not any(doc[i].lemma_.lower() in speech for i in words_before(doc, newline - 1, _LONG)):
        return None
    start = newline
    while start < len(doc) and doc[start].is_space:
        start += 1
    end = next((i for i in range(start, len(doc)) if "\n" in doc[i].text), len(doc))
    return Quotation(start, end, open_ended=True) if start < end else None


def label_end(doc: Doc, start: int) -> int | None:
    """Return the colon after a label at the beginning of a paragraph ("KERRY: ...", "Poll: ..."); None without one."""
    i = start
    while i < len(doc) and i - start <= _LABEL and (doc[i].text[0].isupper() or (i > start and doc[i].text in _WITHIN)):
        i += 1
    return i if start < i < len(doc) - 1 and doc[i].text == ":" and "\n" not in doc[i + 1].text else None


def _transcribed(doc: Doc, start: int) -> Quotation | None:
    """Return the rest of a paragraph that begins with a label and has no mark before what the label says."""
    colon = label_end(doc, start)
    if colon is None or _side(doc, colon + 1):
        return None
    end = next((i for i in range(colon, len(doc)) if "\n" in doc[i].text), len(doc))
    return Quotation(colon + 1, end, open_ended=True)


def _side(doc: Doc, i: int) -> str:
    text = doc[i].text if doc[i].text in _EITHER | _OPENING else doc[i].text[:1]
    if text in _CLOSING and _starts_paragraph(doc, i):
        # A slip of the keyboard: ”We fled,” he said.
        return "open"
    if text in _OPENING:
        return "open"
    if text in _CLOSING:
        return "close"
    if text not in _EITHER:
        return ""
    before = i == 0 or bool(doc[i - 1].whitespace_) or doc[i - 1].is_space or doc[i - 1].text in _BEFORE_OPENING
    after = i + 1 == len(doc) or bool(doc[i].whitespace_) or doc[i + 1].is_space
    if before != after:
        return "open" if before else "close"
    return "either"


def _starts_paragraph(doc: Doc, i: int) -> bool:
    return i == 0 or "\n" in doc[i - 1].text


def _opens_paragraph(doc: Doc, newline: int) -> bool:
    """Return whether the first word of the next paragraph is an opening mark."""
    i = newline
    while i < len(doc) and doc[i].is_space:
        i += 1
    return i < len(doc) and _side(doc, i) in ("open", "either")


def words_before(doc: Doc, start: int, limit: int) -> Iterator[int]:
    """Yield tokens from `start` backwards to the beginning of their sentence, by punctuation, at most `limit`."""
    for i in range(start, max(-1, start - limit), -1):
        if (doc[i].text[-1] in _ENDS and not _abbreviation(doc, i)) or "\n" in doc[i].text:
            return
        yield i


def words_after(doc: Doc, start: int, limit: int) -> Iterator[int]:
    """Yield tokens from `start` to the end of their sentence, by punctuation, at most `limit`."""
    for i in range(start, min(len(doc), start + limit)):
        if (doc[i].text[-1] in _ENDS and not _abbreviation(doc, i)) or "\n" in doc[i].text:
            return
        yield i


def _abbreviation(doc: Doc, i: int) -> bool:
    """Return whether a full stop belongs to a word ("U.N.", "Mr.")."""
    text = doc[i].text
    return len(text) > 1 and text[-1] == "." and text[0].isalpha()
