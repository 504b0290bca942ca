"""What stands beside a network and is counted, not trained: which tags go together, and the lemmatiser's tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kgraph.pipelines.lemmas import CAPITALISED, DRAWN_OUT, LOWERED, NUMBER, apply, script

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kgraph.training.corpora import Annotated
    from kgraph.training.dictionary import Dictionary
    from kgraph.training.encoding import Labels

Forms = dict[str, dict[str, str]]
Pair = tuple[int, int]
_ALMOST_ALWAYS = 0.9
"""In what share of its occurrences with a tag a form must have one lemma to be listed."""
_SECOND = 5
"""How often a form must have another lemma too, with the same tag, to be left to the network all the same."""
_CONVENTION = 4
"""How often a form must have its lemma in a treebank for that to be a convention."""
_NAME, _RARER = 3, 3
"""How often a name must occur, and how many times as often as the same word in small letters, to be known by that."""


@dataclass(slots=True)
class Tables:
    """What was counted.

    Args:
        pairs: rows of tags (``xpos``) and features (``morph``) that occur together.
        relations: by relation how often words have such a pair.
        forms: by tag and form the script of its lemma, for forms whose lemma is hardly ever another.
        choices: by tag and form the scripts among which the network decides.
    """

    pairs: set[Pair] = field(default_factory=set)
    relations: dict[str, Counter[Pair]] = field(default_factory=dict)
    forms: Forms = field(default_factory=dict)
    choices: dict[str, dict[str, list[str]]] = field(default_factory=dict)


def count(labels: Labels, passages: Iterable[Annotated], before: dict[str, Any] | None = None) -> Tables:
    """Count what passages with syntax say.

    Args:
        labels: of the network: other tags, features and scripts are not counted.
        passages: of treebanks; those without syntax are passed over.
        before: the description of the pipeline that training went on from; what it knows stays known.
    """
    tables = Tables() if before is None else _known(before)
    rows = {name: {label: i for i, label in enumerate(getattr(labels, name))} for name in ("xpos", "morph")}
    scripts: dict[tuple[str, str], dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    written: Counter[str] = Counter()
    for passage in passages:
        for token in passage.tokens if passage.syntax else ():
            written[token.form] += 1
            xpos, morph = rows["xpos"].get(token.xpos), rows["morph"].get(f"{token.upos}|{token.feats}")
            if xpos is not None and morph is not None:
                tables.pairs.add((xpos, morph))
                tables.relations.setdefault(token.dep, Counter())[xpos, morph] += 1
                scripts[token.xpos, token.form][passage.source][script(token.form, token.lemma)] += 1
    made = frozenset(labels.lemma)
    agreed = {key: _agreed(counts) for key, counts in sorted(scripts.items())}
    for (tag, form), counts in agreed.items():
        _list(tables, tag, form, Counter({s: n for s, n in counts.items() if s in made}), counts.total())
    for (tag, form), counts in agreed.items():
        _list_small(tables.forms.get(tag, {}), form, counts.total(), written)
    return tables


def _agreed(counts: Mapping[str, Counter[str]]) -> Counter[str]:
    """Return how often a form has each script, by all treebanks or, where each has its own convention, by the first.

    "People" is the plural of "person" in one treebank and its own lemma in the other: nothing in a text tells which.
    """
    (first, *others) = counts.values()
    usual = {most for c in (first, *others) if (most := _usual(c)) is not None}
    return first if len(usual) > 1 and _usual(first) is not None else sum(others, first)


def _usual(counts: Counter[str]) -> str | None:
    """Return the script that a form nearly always has."""
    (best, often), *_ = counts.most_common(1)
    return best if often >= max(_CONVENTION, _ALMOST_ALWAYS * counts.total()) else None


def _list(tables: Tables, tag: str, form: str, counts: Counter[str], total: int) -> None:
    """Enter a form with the lemma that it nearly always has, or with those among which the network decides."""
    (best, often), (_, second) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    telling = often > 1 or (form.islower() and best not in {LOWERED, ""})
    if often >= _ALMOST_ALWAYS * total and second < _SECOND and telling:
        tables.forms.setdefault(tag, {})[form] = best
        tables.choices.get(tag, {}).pop(form, None)
    elif second > 1:
        tables.forms.get(tag, {}).pop(form, None)
        tables.choices.setdefault(tag, {})[form] = sorted(s for s, n in counts.items() if n > 1)


def _list_small(forms: dict[str, str], form: str, often: int, written: Counter[str]) -> None:
    """Enter a form that is written with a capital in small letters too, where these stand for nothing else."""
    small = form.lower()
    listed = forms.get(form, "")
    if listed.startswith("=") and form == small.capitalize() and often >= max(_NAME, _RARER * written[small]):
        forms[small] = CAPITALISED[0] + listed[1:]


def _known(before: dict[str, Any]) -> Tables:
    """Return the tables of a pipeline; what the dictionary gave is given again."""
    scripts, known = before["labels"]["lemma"], before["sizes"]["lemma"]
    pairs = [(xpos, morph) for xpos, morph in before["pairs"]]
    own = {row for row, made in enumerate(scripts) if row < known or made.startswith(CAPITALISED[0])}
    return Tables(
        set(pairs),
        {d: Counter({pairs[row]: n for row, n in rows}) for d, rows in before.get("relations", {}).items()},
        {t: {f: scripts[row] for f, row in forms.items() if row in own} for t, forms in before["forms"].items()},
        {t: {f: [scripts[r] for r in rows] for f, rows in c.items()} for t, c in before.get("choices", {}).items()},
    )


def describe(tables: Tables, labels: Labels, dictionary: Dictionary) -> tuple[dict[str, Any], list[str]]:
    """Return tables as they stand beside a network's arrays.

    Args:
        tables: what was counted.
        labels: of the network.
        dictionary: what is known of words beside the corpora.

    Returns:
        ``pairs``; ``relations``: by relation rows of pairs and how often; ``forms`` and ``choices``: by tag and form
        rows of scripts; ``words``: by kind of word its dictionary forms. Then the scripts: after those that the network
        knows stand those that only tables need.
    """
    scripts = list(labels.lemma)
    rows = {made: row for row, made in enumerate(scripts)}

    def row(made: str) -> int:
        if made not in rows:
            rows[made] = len(scripts)
            scripts.append(made)
        return rows[made]

    for made in (CAPITALISED, NUMBER, *DRAWN_OUT):
        row(made)
    pairs = sorted(tables.pairs)
    index = {pair: i for i, pair in enumerate(pairs)}
    forms = with_irregular(tables.forms, dictionary)
    described = {
        "pairs": pairs,
        "relations": {d: sorted((index[p], n) for p, n in counts.items()) for d, counts in tables.relations.items()},
        "forms": {tag: {form: row(made) for form, made in listed.items()} for tag, listed in forms.items()},
        "choices": {t: {form: [row(m) for m in made] for form, made in c.items()} for t, c in tables.choices.items()},
        "words": {kind: sorted(words) for kind, words in dictionary.words.items()},
    }
    return described, scripts


def with_irregular(forms: Mapping[str, Mapping[str, str]], dictionary: Dictionary) -> Forms:
    """Return the table of forms with the dictionary's irregular ones, and shorthand, in it.

    What the corpora say of a form stays where it makes a word of the dictionary: treebanks have slips too.

    Args:
        forms: by tag and form the script.
        dictionary: what is known of words.
    """
    table = {tag: dict(listed) for tag, listed in forms.items()}
    for kind, tags in dictionary.irregular.items():
        for tag, lemmas in tags.items():
            listed = table.setdefault(tag, {})
            for form, lemma in lemmas.items():
                if form not in listed or apply(listed[form], form) not in dictionary.words[kind]:
                    listed[form] = script(form, lemma)
    for tag, lemmas in dictionary.shorthand.items():
        table[tag] = {form: "!" + lemma for form, lemma in lemmas.items()} | table.get(tag, {})
    return table
