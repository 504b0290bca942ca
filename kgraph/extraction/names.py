"""Names of an article, decided over the whole of it.

A model of names reads a sentence; an article says more: the full form of a surname, the words behind an acronym, the
other places where the same name stands.  The knowledge base's names are evidence beside these, never the verdict.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgraph.articles import body_end
from kgraph.extraction.marks import POSSESSIVE
from kgraph.extraction.repeats import fill_repeats
from kgraph.extraction.titles import role_ending_at
from kgraph.extraction.wordlists import words_of
from kgraph.knowledge.types import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kgraph.knowledge import Knowledge
    from kgraph.model import Article

NAME_TAGS = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "LAW"})
_LISTING = frozenset({",", "and"})
_OPENING = frozenset({"the", "a", "an", "this", "that", "his", "her", "its", "their", "our"})
_LINKING = frozenset(
    {"of", "the", "for", "and", "in", "on", "de", "la", "del", "al", "el", "-", "&", "'s", "’s", "to", "at"}
)
_TAG_OF_TYPE = {
    "Country": "GPE",
    "Place": "GPE",
    "Organization": "ORG",
    "Person": "PERSON",
    "Group": "NORP",
    "NamedEvent": "EVENT",
}
_NOT_PERSONS = frozenset({"GPE", "LOC", "FAC", "ORG"})
_OFFICE = 2
_TITLE = 6
_SHORT_WORD = 4
_COMBINED = 0.95
_MIN_PRIOR = 0.5
_MIN_PLACE_PRIOR = 0.6


@dataclass(slots=True)
class Name:
    """A name in the text: tokens `start` to `end` (exclusive) with its tag.

    Attributes:
        candidates: What the knowledge base says the words may mean, best first.
        seen: Whether the pipeline found it; False for names that the article or the knowledge base added.
    """

    start: int
    end: int
    tag: str
    text: str
    candidates: tuple[Candidate, ...] = ()
    seen: bool = True


@dataclass(slots=True)
class Names:
    """The names of an article in order, with the acronyms that it explains (acronym to full form).

    Attributes:
        end: The token at which the credits begin, behind the article's last sentence; nobody is named there.
    """

    names: list[Name] = field(default_factory=list)
    aliases: dict[str, str] = field(default_factory=dict)
    end: int | None = None


def settle_names(doc: Doc, article: Article, knowledge: Knowledge) -> Names:
    """Return the names of an article.

    Args:
        doc: The article, parsed; ``doc.ents`` are what the pipeline found.
        article: Its text and, if known, its date.
        knowledge: Its names are evidence for spans that the pipeline missed and for tags.
    """
    found: list[Name] = []
    date, end = article.date, _end(doc, article.text)
    for ent in doc.ents:
        if ent.start < end and (ent.label_ in NAME_TAGS or ent.label_ == "MISC"):
            found += _trimmed(doc, ent.start, ent.end, ent.label_, knowledge)
    found = [n for n in _with_known(doc, found, knowledge, date) if n.start < end]
    if "-" in article.text:
        found = _with_compounds(doc, found, knowledge)
    for name in found:
        if not name.candidates:
            name.candidates = knowledge.lookup(name.text, date)
    found = [n for n in found if (n.tag != "MISC" or _known_tag(n)) and not _common(doc, n, knowledge)]
    aliases = _aliases(doc, found)
    _vote(doc, found, aliases, knowledge)
    found += [
        Name(s, e, tag, _text(doc, s, e), knowledge.lookup(_text(doc, s, e), date), seen=False)
        for s, e, tag in fill_repeats(doc, [(n.start, n.end, n.tag) for n in found], aliases, knowledge)
        if s < end
    ]
    found.sort(key=lambda n: n.start)
    return Names(found, aliases, end)


def _end(doc: Doc, text: str) -> int:
    """Return the token at which the article's credits begin."""
    last = body_end(text)
    end = len(doc)
    while end and doc[end - 1].idx >= last:
        end -= 1
    return end


def _common(doc: Doc, name: Name, knowledge: Knowledge) -> bool:
    """Whether a name is a plain noun: people that begin a sentence ("Rebels seized the town"), or a mere title."""
    token = doc[name.start]
    title = name.tag == "PERSON" and knowledge.role(name.text) is not None
    if not name.candidates and (title or _headlined(doc, name, knowledge)):
        return True
    if name.text in words_of("name.noname") or _portfolio(doc, name, knowledge):
        return True
    if name.candidates or name.end - name.start > 1 or not token.text.istitle():
        return False
    if not token.is_sent_start:
        return False
    agent = knowledge.agent(token.text)
    return agent is not None and agent.noun != token.lower_


def _portfolio(doc: Doc, name: Name, knowledge: Knowledge) -> bool:
    """Whether a name is what a minister is in charge of: "the Minister of Foreign Affairs" is of no magazine."""
    if name.tag == "ORG" and _before_portfolio(doc, name.start, name.end, name.tag, knowledge) == name.start:
        return True  # "Foreign Affairs" before "Minister"
    if name.tag == "PERSON" or name.start < 2 or doc[name.start - 1].lower_ not in {"of", "for"}:
        return False
    found = role_ending_at(doc, name.start - 2, name.end - 1, knowledge)
    if found is None and name.tag == "ORG" and doc[name.start - 1].lower_ == "for":  # "Secretary of State for Defence"
        found = role_ending_at(doc, max(0, name.start - _TITLE), name.start - 2, knowledge)
    return found is not None and found[0] < name.start and found[2].relation == "ministerOf"


def _headlined(doc: Doc, name: Name, knowledge: Knowledge) -> bool:
    """Whether a name is only a headline's way of writing common words ("Georgia's Separatist Regions")."""
    words = [doc[i] for i in range(name.start, name.end)]
    if name.tag == "PERSON" or not all(knowledge.words.is_common(t.text) for t in words) or words[-1].tag_ == "NNP":
        return False
    longer = [t for t in doc[name.start].sent if len(t) > _SHORT_WORD and t.is_alpha]
    return all(t.text[0].isupper() for t in longer)


def _text(doc: Doc, start: int, end: int) -> str:
    # A slice of a `Doc` costs as much as twenty tokens.
    return " ".join("".join(doc[i].text_with_ws for i in range(start, end)).split())


# Spans


def _trimmed(doc: Doc, start: int, end: int, tag: str, knowledge: Knowledge) -> Iterable[Name]:
    """Cut articles, titles, possessives and quotation marks off a span; a demonym before a title is its own name."""
    while start < end and (doc[start].lower_ in _OPENING or doc[start].is_punct or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].text in POSSESSIVE or _stray(doc, start, end)):
        end -= 1
    start = _field(doc, start, end, knowledge)
    end = _before_portfolio(doc, start, end, tag, knowledge)
    if start >= end:
        return
    if (first := _after_office(doc, start, end, tag, knowledge)) > start:
        start, tag = first, "PERSON"
    if tag == "PERSON":
        first = _after_titles(doc, start, end, knowledge)
        if first > start and first < end and knowledge.demonym(doc[start].text) is not None:
            yield Name(start, start + 1, "NORP", doc[start].text)
        start = first
        if start >= end:
            return
    first, start = start, _after_adjective(doc, start, end, tag, knowledge)
    if start > first and doc[first].lower_ not in words_of("name.before"):
        yield Name(first, start, "NORP", doc[first].text)
    if first < start and tag == "PERSON":
        tag = "NORP"
    yield from _cut_at_members(doc, start, _whole(doc, start, end, tag, knowledge), tag, knowledge)


def _before_portfolio(doc: Doc, start: int, end: int, tag: str, knowledge: Knowledge) -> int:
    """Return where a name ends that was found with a minister's field: "Greek Culture" before "Minister"."""
    if tag not in _NOT_PERSONS or end >= len(doc) or doc[end].lower_ not in words_of("role.resident"):
        return end
    office = role_ending_at(doc, start, end, knowledge)
    if office is None or office[0] >= end:
        return end
    of_country = any(c.entity.type == "Country" for c in knowledge.lookup(_text(doc, start, office[0])))
    return office[0] if of_country else start


def _field(doc: Doc, start: int, end: int, knowledge: Knowledge) -> int:
    """Return where a field begins that was found with an office: "Secretary of State for African Affairs"."""
    if start < _OFFICE or start + 2 >= end or doc[start - 1].lower_ != "of" or doc[start + 1].lower_ != "for":
        return start
    office = role_ending_at(doc, start - _OFFICE, start, knowledge)
    return start + 2 if office is not None and office[0] < start else start


def _whole(doc: Doc, start: int, end: int, tag: str, knowledge: Knowledge) -> int:
    """Return where the name of a body ends that goes on with an office: "Office of the U.N. Secretary-General"."""
    if (
        tag != "ORG"
        or end >= len(doc)
        or not any(doc[i].lower_ in words_of("name.ofholder") for i in range(start, end))
    ):
        return end
    last = end + 1 if doc[end].text in POSSESSIVE else end
    for behind in (last + 3, last + 1):
        if behind <= len(doc) and all(t.text[0].isupper() or t.text == "-" for t in doc[last:behind]):
            role = knowledge.role(doc[last:behind].text)
            if role is not None and doc[last].text[0].isupper():
                return behind
    return end


def _after_office(doc: Doc, start: int, end: int, tag: str, knowledge: Knowledge) -> int:
    """Return where the surname begins in a place or body that is none: an office with someone's name."""
    role = knowledge.role(doc[start].text) if tag in _NOT_PERSONS else None
    if role is None or not role.title or role.office is None or end - start == 1:
        return start
    if knowledge.lookup(_text(doc, start, end)):
        return start
    surname = any(c.entity.type == "Person" for c in knowledge.lookup(_text(doc, start + 1, end)))
    return start + 1 if surname else start


def _after_adjective(doc: Doc, start: int, end: int, tag: str, knowledge: Knowledge) -> int:
    """Return where a name begins that was found with a word before it ("New World Bank chief", "Shi'ite Madaen")."""
    if end - start == 1 or tag not in NAME_TAGS or knowledge.lookup(_text(doc, start, end)):
        return start
    if tag not in _NOT_PERSONS:  # "Shiite Houthi"
        rest = knowledge.lookup(_text(doc, start + 1, end)) if knowledge.demonym(doc[start].text) is not None else ()
        kinds = {"Group", "Organization"} if tag == "PERSON" else {"Group", "Organization", "Country", "Place"}
        return start + 1 if rest and rest[0].kind != "surname" and rest[0].entity.type in kinds else start
    if doc[start].lower_ in words_of("name.before"):
        return start + 1 if knowledge.lookup(_text(doc, start + 1, end)) else start
    people = knowledge.demonym(doc[start].text) if tag != "ORG" else None
    return start + 1 if people is not None and people.type != "Place" else start


def _cut_at_members(doc: Doc, start: int, end: int, tag: str, knowledge: Knowledge) -> Iterator[Name]:
    """Yield a name, and by itself the first of an international body's members: "the Visegrad Group of Poland, ..."."""
    of = next((i for i in range(start + 1, end - 1) if doc[i].lower_ == "of"), end)
    listing = tag == "ORG" and of < end < len(doc) and doc[end].lower_ in _LISTING
    if listing and not knowledge.lookup(_text(doc, start, end)):
        bodies, members = (knowledge.lookup(_text(doc, *span)) for span in ((start, of), (of + 1, end)))
        if any(c.entity.country == "IGO" for c in bodies) and members and members[0].entity.type == "Country":
            yield Name(of + 1, end, "GPE", _text(doc, of + 1, end))
            end = of
    text = _text(doc, start, end)
    if any(c.isalnum() for c in text):
        yield Name(start, end, tag, text)


def _stray(doc: Doc, start: int, end: int) -> bool:
    """Whether the last token is white space or punctuation that does not belong to an abbreviation or a bracket."""
    token = doc[end - 1]
    if token.is_space:
        return True
    return token.is_punct and not (token.text == ")" and any(t.text == "(" for t in doc[start:end]))


def is_title(token: Token, knowledge: Knowledge) -> bool:
    """Whether a token may be part of a title before a person's name ("Mr.", "Foreign", "Minister")."""
    word = token.lower_
    if word in words_of("honorific") or word in words_of("title"):
        return True
    if knowledge.role(word) is None:
        return False
    # "Dean Reed" and "Amir Hekmati" are called so; "Amir Sheikh Tamim" is not.
    after = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    return knowledge.gender(word) is None or after in words_of("title")


def _after_titles(doc: Doc, start: int, end: int, knowledge: Knowledge) -> int:
    """Return where the person's own name begins; at least one token stays, and no title is left at the end."""
    last = start
    for i in range(start, end - 1):
        if is_title(doc[i], knowledge):
            last = i + 1
        elif not (knowledge.demonym(doc[i].text) or doc[i].lower_ in {"and", "of", "'s", "’s", "-", ","}):
            break
    if last == end - 1 and last > start and doc[last].lower_ in words_of("title") and doc[last].pos_ != "PROPN":
        return end
    return last


# The knowledge base's names


def _with_known(doc: Doc, found: list[Name], knowledge: Knowledge, date: str | None) -> list[Name]:
    """Add names that only the knowledge base sees, and let its longer names take in parts that were found."""
    owner: list[Name | None] = [None] * len(doc)
    for name in found:
        for i in range(name.start, name.end):
            owner[i] = name
    words = [t.text for t in doc]
    dropped: set[int] = set()
    added: list[Name] = []
    i = 0
    while i < len(doc):
        if not (words[i][0].isupper() or words[i][0].isdigit()):
            # "al-Qaida", "bin Laden": lower-case beginnings are left to the pipeline.
            i += 1
            continue
        end, candidates = _longest(words, i, knowledge, date)
        if end == i or not candidates:
            i += 1
            continue
        if (first := _bare_name(doc, i, end, candidates[0], knowledge)) > i:
            i = first
            continue
        inside = {id(n): n for n in owner[i:end] if n is not None}
        whole = list(inside.values())
        if whole and (len(whole) == 1 and whole[0].start == i and whole[0].end == end):
            whole[0].candidates = candidates
        elif any(n.start < i or n.end > end for n in whole):
            i += 1
            continue
        elif _spelled_so(doc, i, end, candidates[0], knowledge) or _believable(doc, i, end, candidates, bool(whole)):
            dropped.update(inside)
            added.append(Name(i, end, _tag(candidates[0]), _text(doc, i, end), candidates, seen=bool(whole)))
        else:
            end = i + 1
        i = max(end, i + 1)
    return sorted([n for n in found if id(n) not in dropped] + added, key=lambda n: n.start)


def _hyphenated(doc: Doc) -> list[int]:
    """Return the tokens that a hyphen follows without a blank on either side."""
    hyphens = [t.i for t in doc if t.text == "-" and not t.whitespace_]
    return [i - 1 for i in hyphens if 0 < i < len(doc) - 1 and not doc[i - 1].whitespace_]


def _with_compounds(doc: Doc, found: list[Name], knowledge: Knowledge) -> list[Name]:
    """Return the names with both countries of "Sino-Russian" and "Franco-German", unless all of it is a known name."""
    added: list[Name] = []
    for i in _hyphenated(doc):
        country = knowledge.combining(doc[i].text)
        other = knowledge.demonym(doc[i + 2].text) if country is not None else None
        if country is None or other is None or other.type != "Country":
            continue
        covering = [n for n in found if n.start < i + 3 and n.end > i]
        if any(n.candidates and n.end > i + 1 and n.start <= i for n in covering):
            continue  # "Russo-Georgian War"
        found = [n for n in found if n not in covering]
        meant = Candidate(country, "demonym", _COMBINED)
        added.append(Name(i, i + 1, "NORP", doc[i].text, (meant,)))
        added.append(Name(i + 2, i + 3, "NORP", doc[i + 2].text, knowledge.lookup(doc[i + 2].text)))
    return sorted([*found, *added], key=lambda n: n.start)


def _longest(
    words: Sequence[str], start: int, knowledge: Knowledge, date: str | None
) -> tuple[int, tuple[Candidate, ...]]:
    """Return the longest known name from a word on, without "'s" if it is better known so: "Peru's" is no Perus."""
    end, candidates = knowledge.longest_match(words, start, date)
    if end - start > 1 and candidates and words[end - 1] in POSSESSIVE:
        shorter = knowledge.lookup(" ".join(words[start : end - 1]), date)
        if shorter and shorter[0].prior > candidates[0].prior:
            return end - 1, shorter
    return end, candidates


def _bare_name(doc: Doc, start: int, end: int, best: Candidate, knowledge: Knowledge) -> int:
    """Return where to look for the name in what somebody is known as: behind "King", before "of Jordan"."""
    if best.entity.type != "Person":
        return start
    first = _after_titles(doc, start, end, knowledge)
    return start + 1 if first == start and any(doc[i].text == "of" for i in range(start, end)) else first


def _tag(candidate: Candidate) -> str:
    return "NORP" if candidate.kind == "demonym" else _TAG_OF_TYPE[candidate.entity.type]


def _spelled_so(doc: Doc, start: int, end: int, best: Candidate, knowledge: Knowledge) -> bool:
    """Whether words are a body's name as the knowledge base writes it ("Russian central bank")."""
    if end - start == 1 or best.entity.type != "Organization":
        return False
    if _text(doc, start, end) not in knowledge.names(best.entity):
        return False
    first = next(iter(knowledge.lookup(doc[start].text)), None)
    if first is None or first.entity.id == best.entity.id:
        return False
    return first.kind == "demonym" or first.entity.country == "IGO" or first.entity.type == "Country"


def _believable(doc: Doc, start: int, end: int, candidates: Sequence[Candidate], partly: bool) -> bool:
    """Whether words that the pipeline did not take for a name are one, given what the knowledge base says."""
    best = candidates[0]
    if best.kind == "surname" or best.prior < _MIN_PRIOR * (0.6 if end - start > 1 else 1):
        return False
    if doc[start].lower_ == "the":
        return False
    if end - start > 1:
        capitals = all(t.text[0].isupper() or t.lower_ in _LINKING or t.text[0].isdigit() for t in doc[start:end])
        return (capitals and best.entity.type != "Person") or (partly and capitals)
    if best.kind in {"capital", "metonym"} or best.entity.type == "Place":
        place = max((c.prior for c in candidates if c.entity.type in {"Place", "Country"}), default=0.0)
        proper = doc[start].pos_ == "PROPN" or (not doc[start].is_sent_start and doc[start - 1].lower_ == "the")
        return place >= _MIN_PLACE_PRIOR and proper and not _beside_capital(doc, start)
    if best.kind == "demonym" or best.entity.type == "Country":
        return not _beside_capital(doc, start) or best.kind == "demonym"
    if best.entity.type == "Organization":
        return best.kind == "acronym" or (
            not doc[start].is_sent_start and doc[start].pos_ == "PROPN" and not _beside_capital(doc, start)
        )
    return False


def _beside_capital(doc: Doc, i: int) -> bool:
    """Whether a neighbour is capitalised, so that the word may be part of another name ("Jordan River")."""
    before = doc[i - 1] if i else None
    after = doc[i + 1] if i + 1 < len(doc) else None
    left = before is not None and not before.is_sent_start and before.text[0].isupper() and before.pos_ == "PROPN"
    right = after is not None and after.text[0].isupper() and after.pos_ == "PROPN"
    return bool(left or right)


def _known_tag(name: Name) -> bool:
    """Give a miscellaneous name the tag of what the knowledge base knows it as; False if it knows nothing."""
    best = name.candidates[0] if name.candidates else None
    if best is None or best.kind == "surname" or best.prior < _MIN_PRIOR:
        return False
    name.tag = _tag(best)
    return True


# Acronyms


def _aliases(doc: Doc, found: Sequence[Name]) -> dict[str, str]:
    """Return acronyms that the article explains: "African Union (AU)", "the AU (African Union)"."""
    by_start = {n.start: n for n in found}
    aliases: dict[str, str] = {}
    for name in found:
        i = name.end
        if i + 2 >= len(doc) or doc[i].text != "(" or name.end - name.start < 2:
            continue
        inner = by_start.get(i + 1)
        end = inner.end if inner else i + 2
        short = _text(doc, i + 1, end)
        if end < len(doc) and doc[end].text in {")", ",", ";"} and _abbreviates(short, name.text):
            aliases[short] = name.text
            if inner is not None:
                inner.tag = name.tag
    return aliases


def _abbreviates(short: str, full: str) -> bool:
    """Whether `short` can be an acronym of `full`: capitals, beginning like it.

    >>> _abbreviates("AU", "African Union"), _abbreviates("MONUC", "U.N. Mission in the Congo")
    (True, True)
    >>> _abbreviates("him", "Hu Jintao")
    False
    """
    letters = [c for c in short if c.isalpha()]
    if len(letters) < 2 or sum(c.isupper() for c in letters) < 2 or " " in short:
        return False
    initials = {w[0].upper() for w in full.replace("-", " ").split() if w[0].isalpha()}
    return sum(c.upper() in initials for c in letters) * 2 >= len(letters)


# Tags


def _vote(doc: Doc, found: Sequence[Name], aliases: dict[str, str], knowledge: Knowledge) -> None:
    """Give each surface form one tag: the pipeline's votes, titles before it, full forms, the knowledge base's view."""
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in found:
        groups[name.text].append(name)
    parts: Counter[str] = Counter()
    for name in found:
        if name.tag == "PERSON" and name.end - name.start > 1:
            for part in {doc[name.end - 1].text, " ".join(name.text.split()[1:])}:
                parts[part] += 1
    tags: dict[str, str] = {}
    for text, names in groups.items():
        tags[text] = _unless_a_body(text, _elected(doc, text, names, parts[text]))
    for short, full in aliases.items():
        if full in tags:
            tags[short] = tags[full]
    for text, names in groups.items():
        for name in names:
            name.tag = "PERSON" if _called_so(doc, name, tags[text], knowledge) else tags[text]


def _called_so(doc: Doc, name: Name, tag: str, knowledge: Knowledge) -> bool:
    """Whether what stands before a name makes it a person's here, whatever it is elsewhere ("Mr. Georgia")."""
    before = doc[name.start - 1].lower_ if name.start else ""
    if before in words_of("honorific.m") | words_of("honorific.f"):
        return True
    if _titled(doc, name) and name.tag == "PERSON":
        return True
    return tag in _NOT_PERSONS and _behind_office(doc, name, knowledge)


def _unless_a_body(text: str, tag: str) -> str:
    """Return the tag of a name; nobody is called "Sudan People's Liberation Army"."""
    body = tag == "PERSON" and " " in text and text.rsplit(" ", 1)[-1].lower() in words_of("name.body")
    return "ORG" if body else tag


def _elected(doc: Doc, text: str, names: Sequence[Name], as_part: int) -> str:
    votes: Counter[str] = Counter()
    for name in names:
        votes[name.tag] += 1.0 if name.seen else 0.5  # type: ignore[assignment]
        votes["PERSON"] += 2 * _titled(doc, name)
        votes["ORG"] += 2 * (not as_part and _behind_firm(doc, name))
    if as_part and len(text) > 2:
        votes["PERSON"] += 1.5  # type: ignore[assignment]
    support: dict[str, float] = {}
    for c in names[0].candidates:
        if c.kind != "surname":
            tag = _tag(c)
            if tag == "GPE" and votes["LOC"] + votes["FAC"] > votes["GPE"] and c.entity.type == "Place":
                tag = "LOC" if votes["LOC"] >= votes["FAC"] else "FAC"
            support[tag] = max(support.get(tag, 0.0), c.prior)
    # A lone name that is known as a city, but as nobody's, needs more than the pipeline's word to be a person.
    nobodys = not as_part and " " not in text and all(c.entity.type == "Place" for c in names[0].candidates)
    weight = 1.6 if nobodys else 1.2
    for tag, prior in support.items():
        votes[tag] += weight * prior  # type: ignore[assignment]
    country = next((c for c in names[0].candidates if c.entity.type == "Country" and c.kind != "demonym"), None)
    best = max(votes, key=lambda t: votes[t])
    if best == "NORP" and country is not None and support.get("NORP", 0) < country.prior:
        return "GPE"
    if best in {"GPE", "LOC"} and "NORP" in support and "GPE" not in support and "LOC" not in support:
        return "NORP"
    return best


def _behind_office(doc: Doc, name: Name, knowledge: Knowledge) -> bool:
    """Whether an office stands before what was taken for a place or body that nobody knows ("President Duda")."""
    before = doc[name.start - 1] if name.start else None
    if before is None or not before.text[0].isupper() or (role := knowledge.role(before.text)) is None:
        return False
    known = {c.entity.type for c in name.candidates if c.kind != "surname"}
    return role.title and role.office is not None and known <= {"Person"}


def _behind_firm(doc: Doc, name: Name) -> bool:
    """Whether the noun before a name says that it is a firm's ("the construction giant Odebrecht")."""
    before = doc[name.start - 1] if name.start else None
    if before is None or before.pos_ != "NOUN" or before.text[0].isupper() or name.candidates:
        return False
    return before.lower_ in words_of("nominal.company") | words_of("name.firm")


def _titled(doc: Doc, name: Name) -> bool:
    """Whether "Mr." or the like stands before the name."""
    return (
        name.start > 0 and doc[name.start - 1].lower_ in words_of("honorific") and name.tag in {"PERSON", "ORG", "GPE"}
    )
