"""Everything in an article that names or means somebody, in one call."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kgraph.extraction.actors import find_actors
from kgraph.extraction.coreference import resolve
from kgraph.extraction.identity import without_affix
from kgraph.extraction.linking import link_names
from kgraph.extraction.names import settle_names
from kgraph.extraction.reasons import reason
from kgraph.extraction.sentences import Sentences
from kgraph.extraction.types import DocMention, MentionIndex
from kgraph.extraction.wordlists import words_of
from kgraph.model import Article, Entity, Identity, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kgraph.knowledge import Knowledge


def find_mentions(doc: Doc, article: Article, knowledge: Knowledge) -> MentionIndex:
    """Return names, demonyms, unnamed actors, descriptions and pronouns of an article with who is meant.

    Args:
        doc: The article's text, parsed, with entity spans; without syntax only names are found.
        article: Its date helps to tell holders of an office apart.
        knowledge: The who-is-who.
    """
    names = settle_names(doc, article, knowledge)
    linked = link_names(doc, article, names, knowledge)
    if not doc.has_annotation("DEP"):
        return MentionIndex(linked.mentions)
    actors = find_actors(doc, linked, knowledge, article.id)
    return MentionIndex([*linked.mentions, *resolve(doc, linked, actors, knowledge)])


def mention_records(doc: Doc, index: MentionIndex, article: Article) -> list[Mention]:
    """Return the mentions of everyone and everything that the article names, in the order of the text.

    So are those whom an office means ("the German chancellor"), named or not.  Actors without a name ("gunmen") are
    left to the statements they act in, and so are relative pronouns other than
    "who" and descriptions beside the name that they describe.

    Args:
        doc: The article, parsed.
        index: From `find_mentions`.
        article: Its id and text.
    """
    named = {m.entity.id for m in index if m.kind in {"name", "demonym"}}
    known = [m for m in index if m.entity.id in named or (m.kind == "nominal" and m.tag == "PERSON")]
    kept = [m for m in known if not m.apposed and not _silent(doc, m)]
    sentences = Sentences(doc, article.text)
    return [_record(doc, m, article, sentences) for m in _without_twins(kept)]


def _silent(doc: Doc, mention: DocMention) -> bool:
    return mention.kind == "pronoun" and doc[mention.start].lower_ in words_of("pronoun.relative") - {"who"}


def _without_twins(mentions: Iterable[DocMention]) -> Iterable[DocMention]:
    """Drop a second mention of the same words."""
    seen: set[tuple[int, int]] = set()
    for mention in mentions:
        if (mention.start, mention.end) not in seen:
            seen.add((mention.start, mention.end))
            yield mention


def _record(doc: Doc, mention: DocMention, article: Article, sentences: Sentences) -> Mention:
    last = doc[mention.end - 1]
    begin = doc[mention.start].idx
    text = article.text[begin : last.idx + len(last)].rstrip()
    bare = without_affix(text) if mention.kind == "name" else text
    start = begin + len(text) - len(bare)
    entity = _named_entity(mention)
    demonym = mention.tag == "NORP" and entity.type == "Country"
    return Mention(
        entity, Span(bare, start, start + len(bare)), "demonym" if demonym else mention.kind, article.id,
        round(mention.confidence, 2), Identity(reason(mention), mention.runner_up), sentences.around(mention.root),
    )  # fmt: skip


def _named_entity(mention: DocMention) -> Entity:
    """Return whom the words name: the building that stands for a government, the country that "pro-Syrian" names."""
    place = mention.place
    if place is not None and (mention.tag in {"ORG", "FAC"} or mention.entity.type == "Group"):
        return place
    return mention.entity
