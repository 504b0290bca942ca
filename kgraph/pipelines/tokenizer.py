"""spaCy's English tokenizer with the rules by which the treebanks of English differ from it.

Each rule answers a class of differences that was counted on the training parts of EWT and GUM: runs of punctuation are
one token, telephone numbers too, prefixes such as "anti-" stay with their word, "U.S.-led" falls into three. A few
words fall apart for what follows them ("its a", where the apostrophe was forgotten).
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import spacy
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # (compiled, without stubs)
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

_PREFIXES = str.split(
    "anti co counter cross de e ex extra hyper inter intra macro mega meta micro mid mini multi neo non over pan post "
    "pre pro pseudo psycho re semi socio sub super trans ultra un"
)
"""Prefixes that the treebanks leave on the word ("non-profit", "pro-Beijing"), where a hyphen elsewhere is a token."""

_ABBREVIATIONS = str.split(
    "Adj. Adm. Amb. Attn. Atty. Blvd. Bros. Capt. Cmdr. Cmte. Col. Comdr. Conf. Cpl. Dept. Det. Drs. Esp. Ext. Ft. "
    "Gens. Govs. Hon. Insp. LTD. Lt. M.Sc. Maj. Mlle. Mme. Mt. No. PVT. Pres. Profs. Pvt. Reps. Rs. Sec. Sens. Sgt. "
    "Sgts. Sr. Sts. Supt. U.K. Vol. a.k.a. al. approx. attn. ca. div. eg. esp. est. etc. ext. ft. lb. lbs. o.k. oz. "
    "vol. vs. yrs. "
    "Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. Mon. Tue. Tues. Wed. Thu. Thur. Thurs. Fri. Sat."
)
_WHOLE = ("id", "Id", "wed", "Wed", "hed", "Hed", "shed", "Shed", "and/or", "itd", "Itd", "yall", "Yall")
"""Words that spaCy's exceptions split or keep against the treebanks ("Wed." is no "We" and "d.")."""
_KEPT = ("b/c", "w/o", "w/out", "Yahoo!")
"""Words whose punctuation is their own."""
_UNUSED = ("):", "k.")
"""Entries of spaCy's that are nearly always two tokens: a bracket and a colon, a unit and a full stop ("$10k.")."""
_PARTED = str.split("wan|na gim|me lem|me out|ta lot|ta du|n|no a|lot")
"""Words that the treebanks part and spaCy does not; with a capital and in capitals too."""

_LETTER = r"[^\W\d_]"
_DASH = "(?:-|–|—|--|---|——|~)"
_UNITS = r"a\.m\.|p\.m\.|am|pm|AM|PM|k|K|b|bn|mn|tn|mins?|minutes|hrs?|hours|days?"
"""Units that stand on their number ("7:30pm", "10k") beside those that spaCy knows."""
_ONE_TOKEN = (
    r"\+?(\d{1,3}-)?\d{3}-\d{3}-\d{4}|\d{3}-\d{4}|[xX]?\d-\d{4}|\d{3}/\d{3}-\d{4}",  # telephones
    r"\d{5}-\d{4}",  # postcodes
    r"\d{1,2}-\d{1,2}-\d{4}",  # dates
    r"[2-6][gG]",  # networks
    r"(?:\d\d)?\d0['’]s|['’]\d\ds?",  # decades and years
    r"[\w#&.,%+-]+\.(?i:docx?|xlsx?|pptx?|pdf|txt|zip|exe|jpe?g|png|gif)",  # files
    rf"\#{_LETTER}\w*",  # hashtags
)
_RUNS = (r"[!?.]*[!?][!?.]+", r"(?<![.A-Z])\.[!?]", "‘’", *(rf"\{mark}{{2,}}" for mark in ".*=_-~<>#$"))
_BEFORE = (*_RUNS, r"-(?=\w)", rf"~(?={_LETTER})", rf"[wW]/(?={_LETTER})", r"\d{3}(?=\)\d)")
"""What is a token of its own at a word's beginning: a bullet, "w/", an area code in brackets."""
_AFTER = (
    *_RUNS,
    rf"(?<={_LETTER})[nN]['’][tT]",  # "havn't": spaCy lists only what is well spelt
    rf"(?<={_LETTER})['’](?:m|re|ve|ll|d|M|RE|VE|LL|D)",
    rf"(?<={_LETTER})`s",
    r"(?<=\b[Aa])\++",
    r"(?<=\d)-",
    r"(?<=['’]T)\.",
    rf"(?<=\d)(?:{_UNITS})",
)
"""What is a token of its own at a word's end."""

_NO_NOUNS = (
    "an?|the|not|no|really|just|all|been|going|getting|like|(?:kind|sort)\\s+of|for|from|in|as|so|my|your|his|her|their|"
    "our|nothing|something|anyone|definitely|simply|probably|to|between|called|what|why|how|because"
)
_BARE_VERBS = "be|take|try|face|hope|get|call|go|see|say|talk|not|just|make|do|have|keep|all"
_FALLS_APART = re.compile(
    # "its" and "your" before what no noun begins with, "lets" before a verb: an apostrophe was forgotten.
    rf"\b(?:[Ii]t|IT)(?=[sS]\s+(?i:{_NO_NOUNS})(?:\s|$))"
    r"|\b(?:[Yy]ou|YOU)(?=[rR]\s+(?i:an?|the|not|going|gonna|welcome)(?:\s|$))"
    rf"|\b(?:[Ll]et|LET)(?=[sS]\s+(?i:{_BARE_VERBS})\b)"
    # "No." is an answer, unless a number follows.
    r"|\b(?:[Nn]o|NO)(?=\.(?!\s*\d))"
    # "etc." at a sentence's end is followed by its full stop.
    r"|\b[Ee]tc(?=\.\s*(?:[\r\n]|[A-Z]|$))"
    # A hyphen hangs on a word ("short- and long-term"), unless the word was broken off ("evalu- evaluated").
    rf"|\b({_LETTER}{{2}}){_LETTER}+(?=-\s+(?![—–-]|(?i:u[hm]|\1)))"
    rf"|\b{_LETTER}{{3,}}(?=-\s*$)"
)
"""A word ends where one of these does, for what follows."""


def _infixes(defaults: list[str]) -> list[str]:
    """Return the infix rules: a hyphen between letters splits except after a prefix; "U.S.-led" splits too."""
    guard = "".join(rf"(?<!\b{first}{prefix[1:]})" for prefix in _PREFIXES for first in (prefix[0], prefix[0].upper()))
    kept = [rule for rule in defaults if _DASH not in rule]
    return [
        *kept,
        rf"(?<={_LETTER}){guard}-(?={_LETTER})",
        rf"(?<={_LETTER}){guard}-(?=\d{{1,4}}(?:\D|$))",
        rf"(?<={_LETTER}){_DASH.replace('-|', '', 1)}(?={_LETTER})",
        rf"(?<={_LETTER}\.)-(?={_LETTER})",
        rf"(?<=[0-9])(?:-|–)(?={_LETTER})",
        r"(?<=[0-9])–(?=[0-9])",
        r"(?<=\d)(?=[ap]m-\d)",
        r"(?<=\d[ap]m)-(?=\d)",
        rf"(?<={_LETTER})\((?={_LETTER})",
        r"\)(?=\()|(?<=\))\(",
        r"\"(?=<)|(?<=\")<",
        rf"(?<=[a-z])[!?]+(?={_LETTER})",
    ]


class TreebankTokenizer(Tokenizer):  # type: ignore[misc]  # (compiled, without stubs)
    """spaCy's tokenizer, after which some words fall apart for what follows them."""

    def __call__(self, string: str) -> Doc:
        """Return a text's tokens."""
        doc: Doc = super().__call__(string)
        cuts = {match.end() for match in _FALLS_APART.finditer(string)}
        return _cut(doc, cuts) if cuts else doc


def _cut(doc: Doc, cuts: set[int]) -> Doc:
    """Return a document whose tokens end at all given offsets."""
    words: list[str] = []
    spaces: list[bool] = []
    for token in doc:
        inside = sorted(cut - token.idx for cut in cuts.intersection(range(token.idx + 1, token.idx + len(token))))
        bounds = [0, *inside, len(token)]
        words += [token.text[a:b] for a, b in itertools.pairwise(bounds)]
        spaces += [False] * len(inside) + [bool(token.whitespace_)]
    return doc if len(words) == len(doc) else Doc(doc.vocab, words, spaces)


def _customised(nlp: Language) -> TreebankTokenizer:
    """Return the tokenizer with the rules of a language and the treebanks'."""
    rules = dict(nlp.Defaults.tokenizer_exceptions or {})
    for word in (*_WHOLE, *_UNUSED):
        rules.pop(word, None)
    for word, parts in [*rules.items()]:
        if len(parts) > 1 and re.search("['’]|nt$", word):
            rules[word.upper()] = [{65: str(part[65]).upper()} for part in parts]
    for word in (*_ABBREVIATIONS, *_KEPT):
        rules[word] = [{65: word}]
    for parted in _PARTED:
        for written in (parted, parted.capitalize(), parted.upper()):
            rules[written.replace("|", "")] = [{65: part} for part in written.split("|")]
    defaults = nlp.Defaults
    return TreebankTokenizer(
        nlp.vocab,
        rules=rules,
        prefix_search=compile_prefix_regex([*_BEFORE, *(defaults.prefixes or ())]).search,
        suffix_search=compile_suffix_regex([*_AFTER, *(defaults.suffixes or ())]).search,
        infix_finditer=compile_infix_regex(_infixes([str(rule) for rule in defaults.infixes or ()])).finditer,
        token_match=re.compile(rf"^(?:{'|'.join(_ONE_TOKEN)})$").match,
        url_match=defaults.url_match,
    )


def _maker() -> Callable[[Language], TreebankTokenizer]:
    """Return what makes the tokenizer of a pipeline."""
    return _customised


registry.tokenizers.register("kgraph.Tokenizer.v1", func=_maker)


def blank() -> Language:
    """Return an English pipeline with nothing but this tokenizer.

    >>> [t.text for t in blank()("The U.S.-led anti-war talks ended!!")]
    ['The', 'U.S.', '-', 'led', 'anti-war', 'talks', 'ended', '!!']
    """
    return spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "kgraph.Tokenizer.v1"}}})
