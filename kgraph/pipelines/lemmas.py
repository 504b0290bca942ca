"""Lemmas as edit scripts: what to cut from a word's end, what to put there, and whether to lower its case."""

from __future__ import annotations


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
