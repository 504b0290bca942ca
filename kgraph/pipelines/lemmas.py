"""Lemmas as edit scripts: what to cut from a word's end, what to put there, and whether to lower its case."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from kgraph.pipelines.spelling import Spelling

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    import numpy.typing as npt

_INFLECTED = {
    **dict.fromkeys(("VBD", "VBG", "VBN", "VBZ"), "verb"),
    "NNS": "noun",
    **dict.fromkeys(("JJR", "JJS"), "adj"),
    **dict.fromkeys(("RBR", "RBS"), "adv"),
}
"""Tags of inflected forms, with the kind of word that their lemma is."""

_ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "VBG": (("ing", ""), ("ing", "e"), ("ying", "ie")),
    **dict.fromkeys(("VBD", "VBN"), (("ed", ""), ("ed", "e"), ("d", ""), ("ied", "y"))),
    "VBZ": (("s", ""), ("es", ""), ("ies", "y")),
    "NNS": (("s", ""), ("es", ""), ("ies", "y"), ("ves", "f"), ("ves", "fe"), ("men", "man")),
    **dict.fromkeys(("JJR", "RBR"), (("er", ""), ("er", "e"), ("r", ""), ("ier", "y"))),
    **dict.fromkeys(("JJS", "RBS"), (("est", ""), ("est", "e"), ("st", ""), ("iest", "y"))),
}
"""By tag the regular endings, each with what stands there in the lemma."""
_DOUBLED = re.compile(r"([bdfgklmnprtvz])\1$")
_DOUBLING = re.compile(r"[^aeiou]*[aeiou][bdfgklmnprtvz]")
"""Lemmas that double their last letter before a vowel: "stared" is not of "star"."""

_PROPER = frozenset({"NNP", "NNPS"})
_UNCHANGED = frozenset({"NN", "JJ", "RB", "VB", "VBP"})
"""Tags of forms that are their own lemma, but for slips of spelling."""
_WRITTEN = frozenset({"ADD"})
"""Tags of what is its own lemma as it is written: addresses."""
_UNMENDED = _PROPER | _WRITTEN | {"FW", "CD", "LS", "SYM", "UH"}
"""Tags of words that no list can know."""
LOWERED, _KEPT, CAPITALISED, NUMBER = "l0|", "=0|", "^0|", ",0|"
DRAWN_OUT = ("20|", "10|")
_RUN = re.compile(r"(.)\1\1+")
_CASES: dict[str, Callable[[str], str]] = {
    "l": str.lower,
    "=": str,
    "^": str.capitalize,
    ",": lambda form: form.replace(",", ""),
    "2": lambda form: _RUN.sub(r"\1\1", form.lower()),
    "1": lambda form: _RUN.sub(r"\1", form.lower()),
}
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_TRIED, _SHORT, _CACHED = 8, 2, 20_000
_VOWELS = "aeiou"
_ACRONYM = 4
"""Names in capitals that are no longer may be acronyms, even those that spell a word."""


def script(form: str, lemma: str) -> str:
    """Return the script that turns a form into its lemma.

    The first sign says what happens to the case: ``l`` lowers all, ``=`` keeps it. A script that would replace the
    whole word carries the lemma itself. Further signs are made by no network: ``^`` writes a word as names are written,
    ``,`` takes the commas out of a number, ``2`` and ``1`` leave so many of a letter that is written thrice or more.

    >>> script("Talks", "talk"), script("Kim", "Kim"), script("was", "be")
    ('l1|', '=0|', '!be')
    """
    lowered = form.lower()
    if lemma == form:
        return "l0|" if form == lowered else "=0|"
    if lemma == lowered:
        return "l0|"
    for sign, base in (("l", lowered), ("=", form)):
        common = 0
        while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
            common += 1
        if common and common >= len(base) // 3:
            return f"{sign}{len(base) - common}|{lemma[common:]}"
    return "!" + lemma


def apply(edit: str, form: str) -> str:
    """Return the lemma that a script makes of a form.

    >>> apply("l3|y", "Countries"), apply("^0|", "ANKARA"), apply(",0|", "1,100")
    ('country', 'Ankara', '1100')
    """
    if edit.startswith("!"):
        return edit[1:]
    cut, _, ending = edit[1:].partition("|")
    base = _CASES[edit[0]](form)
    keep = len(base) - int(cut)
    return base[:keep] + ending if keep > 0 else base


def regular(form: str, tag: str) -> set[str]:
    """Return the lemmas that a form can have if it is inflected by the rules.

    Args:
        form: the form in small letters.
        tag: its Penn tag.

    >>> sorted(regular("planned", "VBD")), sorted(regular("stared", "VBD"))
    (['plan', 'plann', 'planne'], ['stare'])
    """
    lemmas: set[str] = set()
    for ending, instead in _ENDINGS.get(tag, ()) if form.isalpha() else ():
        lemma = form.removesuffix(ending) + instead
        if not form.endswith(ending) or len(lemma) < _SHORT:
            continue
        if ending[0] in _VOWELS and not instead:
            if _DOUBLED.search(lemma):
                lemmas.add(lemma[:-1])
            elif _DOUBLING.fullmatch(lemma):
                continue
        lemmas.add(lemma)
    return lemmas


class Lemmatiser:
    """Chooses scripts: by a table of forms, else what scores best among what the word's tag leaves possible.

    Args:
        labels: tags (``xpos``) and scripts (``lemma``); scores go with the first scripts, the table knows further ones.
        forms: by tag and form the row of the script that is right nearly always.
        words: by kind of word (``verb noun adj adv``) the dictionary forms.
        vocabulary: word pieces; those that are whole words are known words, as all listed lemmas are.
        choices: by tag and form the rows of the scripts that may be right, where it is not always the same one.
    """

    def __init__(
        self,
        labels: dict[str, list[str]],
        forms: dict[str, dict[str, int]],
        words: dict[str, list[str]],
        vocabulary: Sequence[str],
        choices: dict[str, dict[str, list[int]]] | None = None,
    ) -> None:
        self._choices = choices or {}
        self._tags, self._scripts, self._forms = labels["xpos"], labels["lemma"], forms
        self._rows = {made: row for row, made in enumerate(self._scripts)}
        known = [word for word in vocabulary if word.isalpha()]
        known += [apply(self._scripts[row], form) for rows in forms.values() for form, row in rows.items()]
        self._known = {word for word in known if len(word) > _SHORT}
        self._words = {kind: frozenset(listed) for kind, listed in words.items()}
        self._dictionary = frozenset[str]().union(*self._words.values())
        listed = {form for rows in forms.values() for form in rows}
        self._spelling = Spelling([word for word in vocabulary if word in listed or word in self._dictionary])
        self._cache: dict[tuple[str, int, int], str] = {}

    def lemmas(
        self, words: Sequence[str], xpos: npt.NDArray[np.int64], scores: npt.NDArray[np.float32]
    ) -> list[str]:
        """Return the lemmas of n words.

        Args:
            words: n words.
            xpos: (n,) rows of their tags.
            scores: (n, scripts).
        """
        found: list[str] = []
        for i, key in enumerate(zip(words, xpos.tolist(), scores.argmax(1).tolist(), strict=True)):
            lemma = self._cache.get(key)
            if lemma is None:
                if len(self._cache) > _CACHED:
                    self._cache.clear()
                form, tag, best = key
                form = self._spelt(form, self._tags[tag])
                lemma = self._cache[key] = apply(self._scripts[self._script(form, tag, best, scores[i])], form)
            found.append(lemma)
        return found

    def _spelt(self, word: str, tag: str) -> str:
        """Return a word as it is meant: what no list knows, and is no name, may be a slip."""
        if tag in _UNMENDED or self._is_known(word, tag):
            return word
        return self._spelling.mended(word)

    def _is_known(self, word: str, tag: str) -> bool:
        if word in self._known or word in self._dictionary or word in self._forms.get(tag, {}):
            return True
        return any(lemma in self._dictionary for kind in _ENDINGS for lemma in regular(word, kind))

    def _script(self, word: str, xpos: int, best: int, scores: npt.NDArray[np.float32]) -> int:
        """Return the row of the listed script, or of the best one that makes a fitting word."""
        tag = self._tags[xpos]
        row = self._listed(word, tag)
        if row is None:
            row = self._chosen(word, tag, scores)
        if row is None and tag == "CD" and _THOUSANDS.fullmatch(word):
            row = self._rows.get(NUMBER)
        if row is None and tag in _WRITTEN:
            row = self._rows.get(_KEPT)
        elif row is None and tag in _PROPER:
            row = self._name(word, tag, scores)
        elif row is None and tag in _ENDINGS:
            row = self._inflected(word, tag, best, scores)
        elif row is None and tag in _UNCHANGED:
            row = self._unchanged(word, tag, scores)
        return best if row is None else row

    def _chosen(self, word: str, tag: str, scores: npt.NDArray[np.float32]) -> int | None:
        """Return the best of the scripts that were seen with a form."""
        rows = self._choices.get(tag, {}).get(word)
        return max(rows, key=scores.__getitem__) if rows else None

    def _name(self, word: str, tag: str, scores: npt.NDArray[np.float32]) -> int | None:
        """Return the script of a name: in capitals it is written as elsewhere if it is known, and no acronym."""
        if word.islower():
            return None
        if word.isupper() and word.isalpha() and len(word) >= _ACRONYM:
            listed = self._forms.get(tag, {}).get(word.capitalize())
            if listed is not None and self._scripts[listed].startswith("="):
                return self._rows.get("^" + self._scripts[listed][1:])
            if len(word) > _ACRONYM and word.lower() in self._dictionary:
                return self._rows.get(CAPITALISED)
        return self._ranked(word, scores, lambda lemma: not lemma.islower())

    def _unchanged(self, word: str, tag: str, scores: npt.NDArray[np.float32]) -> int | None:
        """Return the script of a form that is its own lemma; "sooooo" is the word that it draws out."""
        if word.isalpha() and _RUN.search(word.lower()):
            own = {form for form, row in self._forms.get(tag, {}).items() if self._scripts[row] == LOWERED}
            for known in (own, self._dictionary):
                for made in DRAWN_OUT:
                    if made in self._rows and apply(made, word) in known:
                        return self._rows[made]
        return self._first(word, scores, {word, word.lower()})

    def _inflected(self, word: str, tag: str, best: int, scores: npt.NDArray[np.float32]) -> int | None:
        """Return the script of an inflected form: its lemma is a word of the dictionary, or at least a regular one."""
        lowered, own = word.lower(), apply(self._scripts[best], word)
        lemmas = regular(lowered, tag)
        of_kind = self._words.get(_INFLECTED[tag], frozenset())
        for known in (of_kind, self._known):
            fitting = {lemma for lemma in (*lemmas, *{own} & {lowered}) if lemma in known}
            row = self._first(word, scores, fitting) if fitting else None
            if row is not None:
                return row
            if lowered in (of_kind or self._dictionary):
                return self._rows.get(LOWERED)
        if lowered in self._dictionary:
            return self._rows.get(LOWERED)
        if own == lowered and tag != "NNS":
            return None
        return self._first(word, scores, lemmas)

    def _first(self, word: str, scores: npt.NDArray[np.float32], lemmas: Container[str]) -> int | None:
        """Return the best script that makes one of some lemmas of a word's letters."""
        for row in np.argsort(-scores).tolist():
            made = self._scripts[row]
            if not made.startswith("!") and apply(made, word) in lemmas:
                return int(row)
        return None

    def _ranked(self, word: str, scores: npt.NDArray[np.float32], fits: Callable[[str], bool]) -> int | None:
        """Return the best of the first scripts whose lemma fits."""
        for rank, row in enumerate(np.argsort(-scores)[:_TRIED].tolist()):
            lemma = apply(self._scripts[row], word)
            if fits(lemma) and (not rank or (lemma != word.lower() and not self._scripts[row].startswith("!"))):
                return int(row)
        return None

    def _listed(self, word: str, tag: str) -> int | None:
        """Return the row of the script that the table has for a form, or for the form in small letters."""
        forms = self._forms.get(tag, {})
        if word in forms or tag in _PROPER:
            return forms.get(word)
        row = forms.get(word.lower())
        return None if row is None or self._scripts[row].startswith("=") else row
