"""Lemmas as edit scripts: what to cut from a word's end, what to put there, and whether to lower its case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

_INFLECTED = {
    **dict.fromkeys(("VBD", "VBG", "VBN", "VBZ"), "verb"),
    "NNS": "noun",
    **dict.fromkeys(("JJR", "JJS"), "adj"),
    **dict.fromkeys(("RBR", "RBS"), "adv"),
}
"""Tags of inflected forms, with the kind of word that their lemma is."""

_PROPER = frozenset({"NNP", "NNPS"})
_TRIED, _SHORT, _CACHED = 8, 2, 20_000


def script(form: str, lemma: str) -> str:
    """Return the script that turns a form into its lemma.

    The first sign says what happens to the case: ``l`` lowers all, ``=`` keeps it. A script that would replace the
    whole word carries the lemma itself.

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

    >>> apply("l3|y", "Countries")
    'country'
    """
    if edit.startswith("!"):
        return edit[1:]
    cut, _, ending = edit[1:].partition("|")
    base = form.lower() if edit[0] == "l" else form
    keep = len(base) - int(cut)
    return base[:keep] + ending if keep > 0 else base


class Lemmatiser:
    """Chooses scripts: by a table of forms, else what scores best among what makes a word of the dictionary.

    Args:
        labels: tags (``xpos``) and scripts (``lemma``); scores go with the first scripts, the table knows further ones.
        forms: by tag and form the row of the script that is right nearly always.
        words: by kind of word (``verb noun adj adv``) the dictionary forms.
        vocabulary: word pieces; those that are whole words are known words, as all listed lemmas are.
    """

    def __init__(
        self,
        labels: dict[str, list[str]],
        forms: dict[str, dict[str, int]],
        words: dict[str, list[str]],
        vocabulary: Sequence[str],
    ) -> None:
        self._tags, self._scripts, self._forms = labels["xpos"], labels["lemma"], forms
        known = [word for word in vocabulary if word.isalpha()]
        known += [apply(self._scripts[row], form) for rows in forms.values() for form, row in rows.items()]
        self._known = {word for word in known if len(word) > _SHORT}
        self._words = {kind: frozenset(listed) for kind, listed in words.items()}
        self._cache: dict[tuple[str, int, int], int] = {}

    def scripts(
        self, words: Sequence[str], xpos: npt.NDArray[np.int64], scores: npt.NDArray[np.float32]
    ) -> npt.NDArray[np.int64]:
        """Return the rows (n,) of the scripts that make the lemmas.

        Args:
            words: n words.
            xpos: (n,) rows of their tags.
            scores: (n, scripts).
        """
        rows = np.empty(len(words), dtype=np.int64)
        for i, key in enumerate(zip(words, xpos.tolist(), scores.argmax(1).tolist(), strict=True)):
            row = self._cache.get(key)
            if row is None:
                if len(self._cache) > _CACHED:
                    self._cache.clear()
                row = self._cache[key] = self._script(*key, scores[i])
            rows[i] = row
        return rows

    def _script(self, word: str, xpos: int, best: int, scores: npt.NDArray[np.float32]) -> int:
        """Return the row of the listed script, or of the best one that makes a fitting word."""
        tag = self._tags[xpos]
        listed = self._listed(word, tag)
        if listed is not None:
            return listed
        if tag in _PROPER and not word.islower():
            named = self._first(word, scores, lambda lemma: not lemma.islower())
            return best if named is None else named
        if tag in _INFLECTED:
            for known in (self._words.get(_INFLECTED[tag], frozenset()), self._known):
                row = self._first(word, scores, known.__contains__)
                if row is not None:
                    return row
        return best

    def _first(self, word: str, scores: npt.NDArray[np.float32], fits: Callable[[str], bool]) -> int | None:
        """Return the best script whose lemma fits: the word itself, or another that the word's own letters begin."""
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
