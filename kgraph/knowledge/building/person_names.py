"""Names of people as newspapers write them: capitals, particles, titles, which part is the surname, spellings."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kgraph.knowledge.names import skeleton

_LOWER = frozenset({
    "bin", "bint", "ibn", "von", "der", "den", "de", "da", "do", "dos", "das", "du", "del", "della", "di", "van", "la",
    "ter", "ten", "y", "e", "zu", "und", "ul", "ur", "ol", "od", "af", "te",
})  # fmt: skip
_ARTICLES = frozenset({"al", "el", "as", "ash", "an", "ar", "ad", "at", "az"})
_ARABIC = frozenset({
    "DZA", "BHR", "COM", "DJI", "EGY", "IRQ", "JOR", "KWT", "LBN", "LBY", "MRT", "MAR", "OMN", "PSE", "QAT", "SAU",
    "SOM", "SDN", "SYR", "TUN", "ARE", "YEM", "ESH", "TCD",
})  # fmt: skip
_TITLES = re.compile(
    r"^(?:sir|dame|lord|lady|dr|general|gen|colonel|col|captain|capt|major|maj|brigadier|admiral|marshal|lieutenant|"
    r"hojjat ol eslam|hojatoleslam|hojatolislam|representative|ayatollah|sheikh|shaykh|sayyid|sayyed|prince|princess|"
    r"king|queen|emir|amir|sultan|"
    r"acting minister|minister|ing|lic|mr|mrs|ms|prof|professor|dato|datuk|tun|tan sri|seri|dasho|lyonpo|ret|count|"
    r"baron|"
    r"emperor|shah|pope|archbishop|cardinal|imam|mullah|haji|hajji|pehin|pengiran|ratu|adi|tuilaepa fatialofa)\.? ",
    re.IGNORECASE,
)
_FAMILY_FIRST = frozenset({"CHN", "PRK", "KOR", "TWN", "MAC"})


def proper(name: str, country: str = "") -> str:
    """Return a name written in capitals as newspapers write it.

    >>> proper("MUSAID BIN MUHAMMAD AL AYBAN", "SAU"), proper("BRIAN MCDONALD"), proper("JO-ANN DE WET")
    ('Musaid bin Muhammad al-Ayban', 'Brian McDonald', 'Jo-Ann de Wet')
    """
    words = name.replace("_", " ").split()
    made: list[str] = []
    i = 0
    while i < len(words):
        word = words[i].lower()
        if word in _ARTICLES and country in _ARABIC and i + 1 < len(words) and i:
            made.append(f"{word}-{_capital(words[i + 1])}")
            i += 2
            continue
        made.append(word if i and word in _LOWER and i + 1 < len(words) else _capital(words[i]))
        i += 1
    return " ".join(made)


def _capital(word: str) -> str:
    if re.fullmatch(r"[IVX]{2,4}", word):
        return word
    parts = re.split(r"([-'’])", word.lower())
    if len(parts) == 3 and parts[1] != "-" and len(parts[0]) > 1:  # "Ba'ath", but "O'Neill"
        return parts[0].capitalize() + parts[1] + parts[2]
    shown = "".join(p.capitalize() for p in parts)
    prefix = re.match(r"(al|el|ad|ar|as|az|an|at|ash)-", word.lower())
    if prefix:
        shown = prefix.group() + shown[len(prefix.group()) :]
    return re.sub(r"^Mc([a-z])", lambda m: "Mc" + m.group(1).upper(), shown)


def untitled(name: str) -> str:
    """Return a name without titles before it.

    >>> untitled("HOJJAT OL ESLAM MOHAMMAD KHATAMI"), untitled("Sir Milo Butler")
    ('MOHAMMAD KHATAMI', 'Milo Butler')
    """
    earlier = ""
    while earlier != name:
        earlier, name = name, _TITLES.sub("", name)
    return name


def surname(name: str, country: str) -> str:
    """Return what a person is called by after the first mention ("Mr. Kim").

    >>> surname("Kim Jong Un", "PRK"), surname("Tsai Ing-wen", "TWN"), surname("Mahmoud Abbas", "PSE")
    ('Kim', 'Tsai', 'Abbas')
    >>> surname("Jaap de Hoop Scheffer", "NLD"), surname("Bashar al-Assad", "SYR")
    ('de Hoop Scheffer', 'al-Assad')
    """
    words = re.sub(r",? (?:Jr|Sr|II|III|IV)\.?$", "", name).split()
    if not words:
        return name
    if country in _FAMILY_FIRST and len(words) > 1:
        return words[0]
    i = len(words) - 1
    if country not in _ARABIC:
        first = next(
            (
                k
                for k in range(1, len(words) - 1)
                if words[k] in {"de", "von", "van", "der", "den", "di", "da", "del", "della", "ter", "du", "dos"}
            ),
            i,
        )
        i = min(i, first)
    elif len(words) > 2 and words[-2] in {"bin", "ibn", "Ben", "Abu", "bint"}:
        i = len(words) - 2
    return " ".join(words[i:])


def skeletons(name: str) -> tuple[str, ...]:
    """Return the skeletons of a name's words, without articles and initials."""
    words = [w for part in name.replace("-", " - ").split() for w in (part,) if w != "-"]
    kept = [w for w in words if len(w.strip(".")) > 1 and w.lower() not in _ARTICLES | _LOWER | {"jr", "jr."}]
    return tuple(s for s in map(skeleton, kept) if s)


def alike(one: str, other: str) -> bool:
    """Whether two full names are spellings of one, or one leaves out middle names of the other.

    >>> alike("Nouri al-Maliki", "Nuri Kamil al-Maliki"), alike("Lee Myung-bak", "Lee Hae-chan")
    (True, False)
    """
    a, b = skeletons(one), skeletons(other)
    if len(a) < 2 or len(b) < 2:
        return False
    if a == b or "".join(a) == "".join(b):
        return True
    short, long = sorted((a, b), key=len)
    return short[0] == long[0] and short[-1] == long[-1] and len(short) < len(long) and set(short) <= set(long)


def spellings(name: str) -> Iterable[str]:
    """Yield forms that other newspapers use: without a middle initial, without the Arabic article.

    >>> list(spellings("George W. Bush")), list(spellings("Bashar al-Assad"))
    (['George Bush'], ['Bashar Assad'])
    """
    bare = re.sub(r" (?:[A-Z]\. ?)+(?=[A-Z])", " ", name)
    if bare != name:
        yield bare
    plain = re.sub(r" (?:al|el|as|ash|an|ar|ad|at|az)-(?=[A-Z])", " ", name)
    if plain != name:
        yield plain
