"""How names are compared: folding, and which spelling of a name may stand for which.

Keys ignore what newspapers differ in (accents, spaces, hyphens, apostrophes, dots), so "Kim Jong-un", "Kim Jong Un"
and "KIM JONG UN" share one; `admits` then looks at the capitals, without which "US" would be "us".
"""

from __future__ import annotations

import re
import unicodedata

_SPECIAL = str.maketrans({
    "ß": "ss", "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
    "þ": "th", "Þ": "Th", "ı": "i", "ə": "a", "Ə": "A", "œ": "oe", "Œ": "Oe",
    "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'",
    "–": "-", "—": "-", "‑": "-", "\N{MINUS SIGN}": "-", "“": '"', "”": '"', "\N{NO-BREAK SPACE}": " ",
})  # fmt: skip
# Line feed stays: the index folds all names of a table in one call, a line each.
_DROPPED = str.maketrans(
    dict.fromkeys(" -'.,()\"\t") | {"&": "and"} | {c: c.lower() for c in map(chr, range(65, 91))}
)
_TRANSLITERATED = (
    (re.compile(r"^(?:al|el|as|ash|an|ar|ad|at|az)-", re.MULTILINE), ""),
    (re.compile(r"[^a-z\n]"), ""),
    (re.compile(r"(?<=[kgdt])h"), ""),
)
_ALIKE = str.maketrans(
    {"q": "k", "c": "k", "y": "i", "j": "i", "w": "v", "z": "s", "g": "k", "d": "t", "b": "p", "f": "v"}
)
_VOWELS = re.compile(r"(?<=[^\n])[aeiouh]")
_FIRST_VOWEL = re.compile(r"^[aeiou]", re.MULTILINE)
_DOUBLED = re.compile(r"([a-z])\1+")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
LONG_ACRONYM = 4


def fold(text: str) -> str:
    """Return `text` in ASCII: without accents, with straight quotes and hyphens.

    >>> fold("Côte d’Ivoire"), fold("Recep Tayyip Erdoğan"), fold("Łódź")
    ("Cote d'Ivoire", 'Recep Tayyip Erdogan', 'Lodz')
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFKD", text.translate(_SPECIAL)).encode("ascii", "ignore").decode()


def squeeze(text: str) -> str:
    """Return the key under which a name is kept.

    >>> squeeze("al-Qa'ida") == squeeze("Al Qaida") == "alqaida"
    True
    >>> squeeze("U.S.A."), squeeze("Médecins Sans Frontières")
    ('usa', 'medecinssansfrontieres')
    """
    return fold(text).translate(_DROPPED)


def skeleton(text: str) -> str:
    r"""Return what transliterations of a word have in common; of several words, a line each, those of all.

    >>> skeleton("Muhammad") == skeleton("Mohamed"), skeleton("Gaddafi") == skeleton("Qadhafi") == skeleton("Kadafi")
    (True, True)
    >>> skeleton("Bush") == skeleton("Pasha"), skeleton("Abbas\nMahmud").split()
    (True, ['aps', 'mt'])
    """
    key = fold(text).lower()
    for pattern, replacement in _TRANSLITERATED:
        key = pattern.sub(replacement, key)
    key = _VOWELS.sub("", key.replace("ph", "f").replace("x", "ks").translate(_ALIKE))
    return _DOUBLED.sub(r"\1", _FIRST_VOWEL.sub("a", key))


def slug(text: str) -> str:
    """Return `text` as the last step of an IRI.

    >>> slug("Côte d'Ivoire (north)")
    'cote-d-ivoire-north'
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(text).lower()).strip("-")


def bare(text: str) -> str:
    """Return `text` without a possessive ending and white space at its ends.

    >>> bare("Russia's"), bare("United States'"), bare("the U.N.’s")
    ('Russia', 'United States', 'the U.N.')
    """
    return _POSSESSIVE.sub("", " ".join(text.split()))


def without_article(text: str) -> str:
    """Return `text` without a leading "the".

    >>> without_article("The Hague"), without_article("Thebes")
    ('Hague', 'Thebes')
    """
    return text[4:] if text[:4].lower() == "the " else text


def is_acronym(name: str) -> bool:
    """Return whether a name is written in capitals only ("NATO", "U.S.", "G-7", "M23").

    >>> [is_acronym(x) for x in ("NATO", "U.S.", "G7", "Nato", "I")]
    [True, True, True, False, False]
    """
    return name.isupper() and sum(c.isalnum() for c in name) > 1


def admits(stored: str, surface: str) -> bool:
    """Return whether `surface` may be meant as the name `stored`, given that their keys agree.

    A name needs its capital; an acronym its capitals, except that long ones may be written as words ("Nato").

    >>> admits("US", "us"), admits("US", "U.S."), admits("Who", "WHO"), admits("NATO", "Nato")
    (False, True, True, True)
    """
    stored, surface = without_article(stored), without_article(surface)
    if stored == surface:  # some write themselves small ("dpa", "peshmerga")
        return True
    first = next((c for c in surface if c.isalnum()), "")
    if is_acronym(stored):
        if surface.isupper():
            return True
        letters = [c for c in surface if c.isalpha()]
        # "Nato", "PhD", "UNICEFs": a capital first, and long enough not to be a word by accident.
        return len(letters) >= LONG_ACRONYM and letters[0].isupper()
    if surface.isupper():
        return len(surface) >= LONG_ACRONYM or stored.isupper() or len(stored) == len(surface) > 1
    if first.isdigit() or first.isupper():
        return True
    return any(c.isupper() for c in surface) and not stored[:1].isupper()
