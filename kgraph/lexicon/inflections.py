"""Forms of the verbs that the word files name, back to their lemmas.

Lemmatisers that learn which endings to cut have no dictionary: rare verbs come out as "prais" or "violat", and no
trigger would know them.  The verbs that matter are listed, so their forms can be listed as well.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kgraph.lexicon.triggers import load_lexicon
from kgraph.resources import data_lines, lexicon_dir

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WORD_FILES = {
    "attribution.tsv": "",
    "factuality.tsv": r".*\tVERB\t",
    "reference.tsv": r"verb\.",
    "states.tsv": r"verb\.",
}
_CLOSED = re.compile(r"[aeiou][bdgklmnprtz]$")
_VOWELS = re.compile(r"[aeiouy]+")
_SIBILANT = ("s", "x", "z", "ch", "sh", "o")


def verb_lemma(form: str, lemma: str) -> str:
    """Return the lemma of an inflected verb: the one given, unless it cannot have the form and a known verb can.

    Args:
        form: A past, participle, third person or -ing form, in lower case.
        lemma: What the lemmatiser says.

    >>> verb_lemma("praised", "prais"), verb_lemma("raping", "rap"), verb_lemma("upheld", "upheld")
    ('praise', 'rape', 'uphold')
    >>> verb_lemma("rapping", "rap")
    'rap'
    """
    known = _lemmas().get(form)
    return lemma if known is None or lemma in known else known[0]


def inflected(verb: str, irregular: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the forms of a verb: third person, -ing, and past and participle unless they are irregular.

    >>> list(inflected("supply")), list(inflected("bar"))
    (['supplies', 'supplying', 'supplied'], ['bars', 'barring', 'barred'])
    >>> list(inflected("meet", ("met",)))
    ['meets', 'meeting', 'met']
    """
    y = len(verb) > 1 and verb.endswith("y") and verb[-2] not in "aeiou"
    yield verb[:-1] + "ies" if y else verb + ("es" if verb.endswith(_SIBILANT) else "s")
    yield from _with_ending(verb, "ing")
    if irregular:
        yield from irregular
    else:
        yield from ([verb[:-1] + "ied"] if y else _with_ending(verb, "ed"))


def _with_ending(verb: str, ending: str) -> Iterator[str]:
    """Yield a verb with "ing" or "ed"; where the stress decides whether a letter doubles, both spellings."""
    if verb.endswith("ie"):
        yield verb[:-2] + "ying" if ending == "ing" else verb + "d"
    elif verb.endswith("e") and (ending == "ed" or verb[-2:] not in ("ee", "oe", "ye")):
        yield verb[:-1] + ending
    elif verb.endswith("ic"):
        yield verb + "k" + ending
    elif _CLOSED.search(verb) and verb[-3:-2] not in set("aeio"):
        yield verb + verb[-1] + ending
        if len(_VOWELS.findall(verb)) > 1:
            yield verb + ending
    else:
        yield verb + ending


@lru_cache(maxsize=1)
def _lemmas() -> Mapping[str, tuple[str, ...]]:
    """Return the lemmas that each form may have, common verbs (the irregular ones) first."""
    irregular: dict[str, tuple[str, ...]] = {}
    for line in _lines("irregular.tsv"):
        verb, _, forms = line.partition("\t")
        irregular[verb] = tuple(forms.split())
    found: dict[str, tuple[str, ...]] = {}
    for verb in (*irregular, *sorted(_verbs() - set(irregular))):
        for form in inflected(verb, irregular.get(verb, ())):
            if verb not in found.get(form, ()):
                found[form] = (*found.get(form, ()), verb)
    return found


def _verbs() -> set[str]:
    """Return the words that head verb triggers, and those of the other files' lines about verbs."""
    verbs = {sense.words[0] for sense in load_lexicon() if sense.pos in ("v", "vo")}
    for file, about_verbs in _WORD_FILES.items():
        for line in _lines(file):
            if re.match(about_verbs, line):
                verbs.update(word for column in line.split("\t") for word in column.split())
    return {verb for verb in verbs if verb.isalpha() and verb.islower() and len(verb) > 1}


def _lines(file: str) -> Iterator[str]:
    return (line for _, line in data_lines(lexicon_dir() / file))
