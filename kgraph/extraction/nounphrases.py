"""Noun phrases read along the line of words: where they begin, what they end on, whom they name inside.

Titles, appositions and descriptions of places are long runs of nouns and names in which parsers err most; the order of
the words is the surer guide, so it is read first, and the tree only where words alone do not decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.extraction.marks import POSSESSIVE, QUOTES
from kgraph.extraction.wordlists import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from kgraph.extraction.types import DocMention, MentionIndex

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "ADV", "X"})
_LONGEST = 12
_NAMED = frozenset({"name", "demonym"})


@dataclass(frozen=True, slots=True)
class Behind:
    """A noun phrase behind a preposition or comma.

    Attributes:
        start: Its first token.
        end: Token after its last.
        head: Its last noun.
        mention: The name, pronoun or description that the head is, or None.
    """

    start: int
    end: int
    head: int
    mention: DocMention | None


def _sentences(doc: Doc) -> list[int]:
    """Return the first token of each token's sentence.

    A boundary counts only behind a full stop, a quotation mark or a new line: parsers now and then
    begin a sentence between a title and a name.
    """
    starts: list[int] = []
    for token in doc:
        before = doc[token.i - 1] if token.i else None
        begins = before is None or (
            token.is_sent_start
            and (before.is_punct or before.is_space or "\n" in before.whitespace_ or before.text[-1] == ".")
        )
        starts.append(token.i if begins else starts[-1])
    return starts


class Phrases:
    """The words of an article with the mentions that lie on them.

    Attributes:
        named: Name or demonym on each token, the longest where several overlap.
    """

    def __init__(self, doc: Doc, index: MentionIndex) -> None:
        self.doc, self.index = doc, index
        self.named: dict[int, DocMention] = {}
        for mention in sorted(index, key=lambda m: m.start - m.end):
            if mention.kind in _NAMED:
                for i in range(mention.start, mention.end):
                    self.named.setdefault(i, mention)
        self._others = {m.root: m for m in index if m.kind not in _NAMED}
        self._sentence = _sentences(doc)

    def mention(self, token: int) -> DocMention | None:
        """Return the name that a token lies in, else the description or pronoun that it heads."""
        return self.named.get(token) or self._others.get(token)

    def described(self, token: int) -> DocMention | None:
        """Return the description or pronoun that a token heads."""
        return self._others.get(token)

    def names(self) -> Iterator[DocMention]:
        """Yield names and demonyms in the order of the text."""
        return (m for m in self.index if m.kind in _NAMED and self.named.get(m.start) is m)

    def same_sentence(self, a: int, b: int) -> bool:
        """Return whether two tokens stand in one sentence."""
        return 0 <= a < len(self.doc) and 0 <= b < len(self.doc) and self._sentence[a] == self._sentence[b]

    def sentence(self, token: int) -> int:
        """Return the first token of the sentence that a token stands in."""
        return self._sentence[token]

    def word(self, token: int) -> str:
        """Return a word in lower case; "" before the first and behind the last."""
        return self.doc[token].lower_ if 0 <= token < len(self.doc) else ""

    # Left

    def begin(self, last: int) -> int:
        """Return the first token of the noun phrase that goes on at `last`: back to its determiner or a boundary.

        A possessor belongs to the phrase with its own determiner ("the country's former oil minister").
        """
        first = last + 1
        for i in range(last, max(-1, last - _LONGEST), -1):
            if first <= last and not self.same_sentence(i, last):
                break
            token = self.doc[i]
            if not self._belongs(token) and not self._joins(i, first):
                break
            first = i
            if token.pos_ == "DET" or token.tag_ == "PRP$":
                break
        return first

    def _joins(self, token: int, first: int) -> bool:
        """Return whether "and" stands within a title ("Fuel and Energy Minister")."""
        sides = (token - 1, token + 1)
        return (
            token + 1 == first
            and self.word(token) == "and"
            and token > 0
            and all(
                self.doc[i].text[0].isupper() and i not in self.named and self.doc[i].pos_ in {"NOUN", "PROPN", "ADJ"}
                for i in sides
            )
        )

    def _belongs(self, token: Token) -> bool:
        if token.i in self.named or token.lower_ in POSSESSIVE or token.text == "-":
            return True
        if token.pos_ in _NOMINAL or token.pos_ == "DET" or token.tag_ == "PRP$":
            return token.lower_ not in {"there", "here", "not"}
        if token.pos_ == "VERB":  # "Moscow-based", "elected president", "so-called"
            return token.dep_ in {"amod", "compound"} or (token.i > 0 and self.doc[token.i - 1].text == "-")
        return False

    def inside(self, first: int, last: int) -> Iterator[DocMention]:
        """Yield the mentions on tokens `first` to `last`, from the right; a possessive pronoun counts."""
        seen = None
        for i in range(last, first - 1, -1):
            mention = self.mention(i)
            if mention is not None and mention is not seen:
                seen = mention
                yield mention

    def possessive(self, mention: DocMention) -> bool:
        """Return whether a mention is a possessor: a possessive pronoun, or followed by "'s"."""
        return (
            self.word(mention.end) in POSSESSIVE
            or self.doc[mention.end - 1].tag_ == "PRP$"
            or self.doc[mention.end - 1].lower_ == "whose"
        )

    def hyphenated(self, mention: DocMention) -> bool:
        """Return whether a mention is the first part of a compound: "the Kremlin" in "Kremlin-backed"."""
        behind = mention.end + 1
        return self.word(mention.end) == "-" and behind < len(self.doc) and self.doc[behind].text[0].islower()

    def adjectival(self, mention: DocMention) -> bool:
        """Return whether a mention is a country's adjective, or its short name used as one ("U.S. activist")."""
        return mention.kind == "demonym" or self.word(mention.start) in words_of("name.adjective")

    # Right

    def behind(self, start: int) -> Behind | None:
        """Return the noun phrase that begins at `start`, up to a boundary, a verb or the name of a person beside it."""
        end = start
        head = -1
        for i in range(start, min(len(self.doc), start + _LONGEST)):
            token = self.doc[i]
            if not self.same_sentence(start, i) or not self._belongs(token):
                break
            if i > start and (token.pos_ == "DET" or token.tag_ == "PRP$") and i not in self.named:
                break
            named = self.named.get(i)
            if named is not None and named.tag == "PERSON" and head >= 0 and i == named.start and not self._opens(i):
                break
            end = i + 1
            if token.lower_ in words_of("honorific") and named is None:
                continue
            if token.pos_ in {"NOUN", "PROPN"} or named is not None:
                head = i
            elif head >= 0 and token.pos_ in {"ADV", "NUM"}:
                end = i
                break
        if head < 0:
            return None
        mention = self.named.get(head) or self._called(start, head) or self._others.get(head)
        return Behind(start, min(end, head + 1), head, mention)

    def _called(self, start: int, head: int) -> DocMention | None:
        """Return the name in a phrase that ends on a common noun ("the Islamic Jihad group", "Helmand province")."""
        types = {"Organization"} if self.word(head) in words_of("nominal.organization") else set()
        if self.word(head) in words_of("noun.locality"):
            types.add("Place")
        found = None
        for i in range(head - 1, start - 1, -1):
            mention = self.named.get(i)
            if self.word(i) in POSSESSIVE or (mention is None and found is not None):
                break
            if mention is not None and mention.kind == "name" and mention.entity.type in types:
                found = mention if found is None or mention.entity.type == "Organization" else found
        return found

    def _opens(self, start: int) -> bool:
        """Return whether a name stands behind a hyphen or a possessive ("Russia's Vladimir Putin")."""
        return self.word(start - 1) in {"-", *POSSESSIVE}

    def person_from(self, start: int) -> DocMention | None:
        """Return the person named at `start`, behind forms of address, quotation marks and further titles."""
        for i in range(start, min(len(self.doc), start + 6)):
            mention = self.named.get(i)
            if mention is not None:
                if mention.entity.type != "Person":
                    return None
                # A title that the name has swallowed: "Vice President Dick Cheney" as one name.
                return mention if mention.start == i or (i == start and mention.start < start < mention.end) else None
            token = self.doc[i]
            if token.pos_ not in {"PROPN", "NOUN", "ADJ"} and token.text not in {"-", "."} and token.text not in QUOTES:
                return None
            if not token.text[0].isupper() and token.text not in {"-", "."} and token.text not in QUOTES and i > start:
                return None
        return None
