"""spaCy's English tokenizer with the rules by which the treebanks of English differ from it.

Each rule answers a class of differences that was counted on the training parts of EWT and GUM: runs of punctuation are
one token, telephone numbers too, prefixes such as "anti-" stay with their word, "U.S.-led" falls into three.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import spacy
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # (compiled, without stubs)
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

if TYPE_CHECKING:
    from spacy.language import Language

_PREFIXES = str.split(
    "anti co cross de e ex extra hyper inter intra macro mega meta micro mini multi neo non pan post pre pro pseudo re "
    "semi sub super trans ultra un"
)
"""Prefixes that the treebanks leave on the word ("non-profit", "pro-Beijing"), where a hyphen elsewhere is a token."""

_ABBREVIATIONS = str.split(
    "Adj. Adm. Amb. Atty. Bros. Capt. Cmdr. Cmte. Col. Comdr. Cpl. Dept. Det. Ft. Gens. Govs. Hon. Insp. Lt. Maj. Mt. "
    "Pres. Profs. Pvt. Reps. Rs. Sens. Sgt. Sgts. Supt. U.K. al. approx. ca. div. est. etc. ft. vs. "
    "Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. Mon. Tue. Tues. Wed. Thu. Thur. Thurs. Fri. Sat."
)
_WHOLE = ("id", "Id", "wed", "Wed", "hed", "Hed", "shed", "Shed", "and/or", "itd", "Itd", "yall", "Yall")
"""Words that spaCy's exceptions split or keep against the treebanks ("Wed." is no "We" and "d.")."""

_PHONE = r"\+?(\d{1,3}-)?\d{3}-\d{3}-\d{4}|\d{3}-\d{4}|\(\d{3}\)\d{3}-\d{4}"
_RUNS = [r"[!?.]*[!?][!?.]+", *(rf"\{mark}{{2,}}" for mark in ".*=_-~<>#")]


def _infixes(defaults: list[str]) -> list[str]:
    """Return the infix rules: a hyphen between letters splits except after a prefix; "U.S.-led" splits too."""
    guard = "".join(rf"(?<!\b{first}{prefix[1:]})" for prefix in _PREFIXES for first in (prefix[0], prefix[0].upper()))
    kept = [rule for rule in defaults if "(?:-|–|—|--|---|——|~)" not in rule]
    letter = r"[^\W\d_]"
    return [
        *kept,
        rf"(?<={letter}){guard}-(?={letter})",
        rf"(?<={letter})(?:–|—|--|---|——|~)(?={letter})",
        rf"(?<={letter}\.)-(?={letter})",
        rf"(?<=[0-9])(?:-|–)(?={letter})",
        r"(?<=[0-9])–(?=[0-9])",
    ]


def customise(nlp: Language) -> Language:
    """Give a blank English pipeline the treebanks' tokenisation.

    Args:
        nlp: an English pipeline; its tokenizer is changed in place.

    Returns:
        The same pipeline.
    """
    tokenizer = nlp.tokenizer
    if not isinstance(tokenizer, Tokenizer):
        return nlp
    rules = dict(tokenizer.rules or {})
    for word in _WHOLE:
        rules.pop(word, None)
    for word in _ABBREVIATIONS:
        rules[word] = [{65: word}]
    tokenizer.rules = rules
    tokenizer.infix_finditer = compile_infix_regex(
        _infixes([str(rule) for rule in nlp.Defaults.infixes or ()])
    ).finditer
    tokenizer.prefix_search = compile_prefix_regex([*_RUNS, *(nlp.Defaults.prefixes or [])]).search
    tokenizer.suffix_search = compile_suffix_regex([*_RUNS, *(nlp.Defaults.suffixes or [])]).search
    tokenizer.token_match = re.compile(rf"^(?:{_PHONE})$").match
    return nlp


def blank() -> Language:
    """Return an English pipeline with nothing but this tokenizer.

    >>> [t.text for t in blank()("The U.S.-led anti-war talks ended!!")]
    ['The', 'U.S.', '-', 'led', 'anti-war', 'talks', 'ended', '!!']
    """
    return customise(spacy.blank("en"))
