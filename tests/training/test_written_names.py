"""The written news items: each parses, fills, and marks every name."""

from __future__ import annotations

import random
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from kgraph.errors import FormatError
from kgraph.knowledge.tables import read_table
from kgraph.pipelines.features import WordPieces
from kgraph.resources import knowledge_dir
from kgraph.training import data
from kgraph.training.corpora import ALL_LABELS, Marked
from kgraph.training.data import Corpora
from kgraph.training.encoding import Encoder, Labels
from kgraph.training.name_corpora import TITLE_WORDS, tokenised
from kgraph.training.written_names import Item, fill, items, read, written

if TYPE_CHECKING:
    from pathlib import Path

CAPITALISED = TITLE_WORDS | frozenset(
    str.split(
        "adm. archbishop baroness brexit bishop cardinal chancellor covid-19 crown dame dr. economics file "
        "g gen. general imam internet islam lord maj. market-watchers mr. ms. nobel parliament patriarch photo prof. "
        "rabbi sen. sgt. speaker st. state government german"
    )
)
"""Words in capitals that are no names."""

OPENING = frozenset(
    str.split(
        "a archeologists ayatollah choirs coach col. economist ex- glaciers guests gunmen half- heirs inspectors lt. "
        "mid- midfielder nobody pro- rescuers scores somewhere translation visa-free"
    )
)
"""Words that open a sentence and stand in no list of common words."""

NAMES_LIKE_TITLES = {"Sheikh Hasina", "Sultan al-Jaber"}


def draws(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311


def filled(item_text: str, tmp_path: Path, seed: int = 0) -> Marked:
    file = tmp_path / "news_mine.txt"
    file.write_text(item_text + "\n", encoding="utf-8")
    (item,) = read(file)
    return fill(item, draws(seed))


def names(marked: Marked) -> list[tuple[str, str]]:
    return [(marked.text[start:end], "|".join(sorted(labels))) for start, end, labels in marked.spans]


def outside(item: Item) -> str:
    """Return the text of an item with a mark for each name."""
    return "".join("\0" if part.label else str(part.pieces[0]) for part in item.parts)


def test_there_are_some_hundred_items_on_all_kinds_of_news() -> None:
    files = Counter(item.where.split(",")[0] for item in items())
    assert len(items()) >= 700
    assert min(files.values()) >= 75
    assert len({item.parts for item in items()}) == len(items())


@pytest.mark.parametrize("seed", range(5))
def test_every_item_is_filled_with_names_that_do_not_overlap(seed: int) -> None:
    for marked in written(draws(seed)):
        assert not re.search(r"[\[\]{}]|\(n\)|  |\bthe the\b|\b[Aa] [aeio]\w+an\b", marked.text), marked.text
        end = 0
        for start, stop, labels in marked.spans:
            assert end <= start < stop <= len(marked.text)
            assert labels <= ALL_LABELS
            assert marked.text[start:stop].strip() == marked.text[start:stop]
            end = stop


def test_titles_and_articles_stand_outside_names() -> None:
    for marked in written(draws(1)):
        for name, label in names(marked):
            first = name.split()[0].lower().rstrip(".")
            if label == "PERSON" and name not in NAMES_LIKE_TITLES and len(name.split()) > 1:
                assert first not in TITLE_WORDS, marked.text
            if label in {"ORG", "LOC", "NORP", "FAC"} and not name.startswith("The "):
                assert first != "the", marked.text


def test_no_name_was_forgotten() -> None:
    common = {w for words in read_table(knowledge_dir() / "common_words.tsv").column("words") for w in words.split()}
    for item in items():
        text = outside(item)
        for match in re.finditer(r"[^\W\d_][\w'’.-]*", "" if item.headline else text):
            word = match.group().lower()
            before = text[: match.start()].rstrip(" \"“'(")
            starts = not before or before[-1] in ".?!:—-–"
            known = {word, word.rstrip("."), word.split("'")[0]}
            if match.group()[0].isupper():
                assert known & CAPITALISED or (starts and known & (common | OPENING)), f"{item.where}: {match.group()}"


def test_slots_of_one_country_agree(tmp_path: Path) -> None:
    rows = {row["label"]: row for row in read_table(knowledge_dir() / "countries.tsv").records()}
    for seed in range(30):
        marked = filled("{country a}: {country.adj a}, {country.people a}, {capital a}. {country b}", tmp_path, seed)
        country, adjective, people, capital, other = (name for name, _ in names(marked))
        assert adjective in rows[country]["adjectives"].split("|")
        assert people in rows[country]["peoples"].split("|")
        assert capital != country or country in {
            "Luxembourg",
            "Singapore",
            "Monaco",
            "Djibouti",
            "San Marino",
            "Kuwait",
        }
        assert other != country


def test_a_surname_is_that_of_the_person(tmp_path: Path) -> None:
    for seed in range(30):
        marked = filled("{person 1 a} came. {person.surname 1} left. {person 2 a} stayed.", tmp_path, seed)
        person, surname, _ = (name.lower() for name, _ in names(marked))
        assert person.endswith(surname) or person.startswith(surname)


def test_an_acronym_is_that_of_the_body(tmp_path: Path) -> None:
    marked = filled("{union 1 a} ({union.acronym 1 a}) met {union.bare 1 a}.", tmp_path)
    body, acronym, again = (name for name, _ in names(marked))
    assert body == again
    assert acronym.isupper()
    assert body[0] == acronym[0]
    assert {label for _, label in names(marked)} == {"ORG"}


def test_slots_inside_a_name_are_part_of_it(tmp_path: Path) -> None:
    marked = filled("[ORG FC {city 1 a}] left {city 1}. A(n) {country.adj a} fan wept on {weekday}.", tmp_path)
    club, city, _, day = names(marked)
    assert club == (f"FC {city[0]}", "ORG")
    assert day[1] == "DATE"


def test_names_may_be_left_open(tmp_path: Path) -> None:
    assert names(filled("The [ORG|EVENT Bundesliga] is back.", tmp_path)) == [("Bundesliga", "EVENT|ORG")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[PERSON Angela Merkel came.", "bracket"),
        ("[PER Angela Merkel] came.", "no label"),
        ("{Country} fell.", "not a slot"),
        ("{planet} fell.", "no slot"),
        ("{country.acronym a} fell.", "forms"),
    ],
)
def test_what_is_not_well_formed_is_named(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=message):
        filled(text, tmp_path)


def test_items_are_tokenised_like_news() -> None:
    tokenise = data.tokeniser()
    cut: Counter[bool] = Counter()
    for marked in written(draws(2)):
        passage = tokenised(marked, tokenise)
        assert passage.names is not None
        cut[len(passage.names) < len(marked.spans)] += 1
    # "pro-Kurdish" is one token, whose prefix is no part of the name.
    assert cut[True] <= 10


def test_each_epoch_reads_the_items_filled_anew() -> None:
    corpora = Corpora()
    corpora.add_written(1.5)
    pieces = ["[UNK]", *"abcdefghijklmnopqrstuvwxyz", *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz")]
    encode = Encoder(WordPieces(pieces), Labels.collect(corpora))
    rng = draws(0)
    first, second = ([w.pieces for w in corpora.epoch(encode, rng)] for _ in range(2))
    assert len(first) > 100
    assert sum(map(len, first)) != sum(map(len, second))
    assert {p.source for p in corpora} == {"written"}
