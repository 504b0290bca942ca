"""What an article says of a person beside the name: titles before it, apposition, "X is the president of Y"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.extraction.wordlists import words_of
from kgraph.model import Entity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kgraph.knowledge import Knowledge, Role

EntityAt = Callable[[int], Entity | None]
"""Returns the country or body that the name at a token means."""

_WINDOW = 9
_LONGEST_ROLE = 6
_INNER = frozenset({"of", "for", "and", "'s", "’s", "-", "to", "the", "&"})


@dataclass(frozen=True, slots=True)
class Title:
    """What the words beside a name say of the person.

    Attributes:
        noun: The role in the article's words, lower case ("oil minister"), or "".
        role: What the knowledge base makes of it.
        body: The country or organisation that the role belongs to, where said.
        gender: ``m`` or ``f`` where a form of address says so.
        former: Whether the role is said to be past.
    """

    noun: str = ""
    role: Role | None = None
    body: Entity | None = None
    gender: str | None = None
    former: bool = False


def role_ending_at(doc: Doc, first: int, last: int, knowledge: Knowledge) -> tuple[int, str, Role] | None:
    """Return start, words and meaning of the longest role phrase among tokens `first` to `last` that ends at `last`."""
    if not knowledge.bounds_role(doc[last].text)[1]:
        return None
    first = max(first, last - _LONGEST_ROLE + 1)
    words = [doc[i].text_with_ws for i in range(first, last)]  # a slice of a `Doc` costs as much as twenty tokens
    words.append(doc[last].text)
    for start in range(first, last + 1):
        if not knowledge.bounds_role(words[start - first].rstrip())[0]:
            continue
        phrase = "".join(words[start - first :])
        role = knowledge.role(phrase)
        if role is not None and not doc[start].is_punct:
            return start, phrase.lower(), role
    return None


def title_before(doc: Doc, start: int, knowledge: Knowledge, entity_at: EntityAt) -> Title:
    """Read the words before a name: "Iraqi Oil Minister", "Mr.", "the Kremlin's spokesman"."""
    last = start - 1
    gender: str | None = None
    while last >= 0 and doc[last].lower_ in words_of("honorific"):
        word = doc[last].lower_
        gender = "m" if word in words_of("honorific.m") else "f" if word in words_of("honorific.f") else gender
        last -= 1
    first = _reach(doc, last)
    if first > last:
        return Title(gender=gender)
    found = role_ending_at(doc, first, last, knowledge)
    if found is None:
        return Title(gender=gender)
    begin, noun, role = found
    body = next((e for i in range(begin - 1, first - 1, -1) if (e := entity_at(i)) is not None), None)
    if body is None:
        body = next((e for i in range(begin, last + 1) if (e := entity_at(i)) is not None), None)
    former = any(doc[i].lower_ in words_of("role.former") for i in range(first, last))
    return Title(noun, role, body, gender or role.gender, former)


def title_span(doc: Doc, start: int, knowledge: Knowledge) -> range:
    """Return the tokens of the role that stands right before a name ("Secretary of State" before "John Kerry")."""
    last = start - 1
    first = _reach(doc, last)
    found = role_ending_at(doc, first, last, knowledge) if first <= last else None
    return range(found[0], start) if found is not None else range(start, start)


def _reach(doc: Doc, last: int) -> int:
    """Return the first token of the run of title words that ends at `last`."""
    first = last + 1
    i = last
    while i >= 0 and last - i < _WINDOW:
        token = doc[i]
        wordlike = token.pos_ in {"NOUN", "PROPN", "ADJ"} or token.lower_ in _INNER or token.pos_ == "PART"
        if not wordlike or (token.is_punct and token.text != "-"):
            break
        first = i
        if token.is_sent_start:
            break
        i -= 1
    return first


def title_beside(doc: Doc, root: int, knowledge: Knowledge, entity_at: EntityAt) -> Title:
    """Read an apposition on either side of a name, or a noun that the name is the subject of."""
    token = doc[root]
    nouns: list[Token] = [c for c in token.children if c.dep_ in {"appos", "parataxis"} and c.i > token.i]
    if token.dep_ in {"appos", "flat", "nmod:desc"} and token.head.i < token.i:
        nouns.append(token.head)
    if token.dep_ == "nsubj" and token.head.pos_ in {"NOUN", "PROPN"}:
        nouns.append(token.head)
    for noun in nouns:
        if noun.pos_ not in {"NOUN", "PROPN"}:
            continue
        title = _noun_title(doc, noun, token, knowledge, entity_at)
        if title.role is not None:
            return title
    return Title()


def _noun_title(doc: Doc, noun: Token, name: Token, knowledge: Knowledge, entity_at: EntityAt) -> Title:
    first = max(noun.left_edge.i, noun.i - _WINDOW)
    last = noun.i
    # "secretary general", "head of state": a role may go on behind its head.
    found = None
    for end in range(min(noun.i + 2, noun.right_edge.i), noun.i - 1, -1):
        found = role_ending_at(doc, first, end, knowledge)
        if found is not None and found[0] <= noun.i:
            last = end
            break
        found = None
    if found is None:
        return Title()
    begin, phrase, role = found
    inside: Sequence[int] = [
        i
        for i in (
            *range(begin - 1, first - 1, -1),
            *range(begin, last + 1),
            *range(last + 1, min(noun.right_edge.i, last + _WINDOW) + 1),
        )
        if i != name.i
    ]
    body = next((e for i in inside if (e := entity_at(i)) is not None), None)
    former = any(doc[i].lower_ in words_of("role.former") for i in range(first, last))
    return Title(phrase, role, body, role.gender, former)
