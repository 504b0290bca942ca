"""Whose claim a predicate is: quotations, reported speech, sources with and without a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgraph.extraction.attribution import AttributionReader
from kgraph.extraction.mentions import find_mentions
from kgraph.extraction.quotes import find_quotations
from kgraph.extraction.trees import Tree
from kgraph.extraction.types import MentionIndex
from kgraph.knowledge import load_knowledge
from kgraph.model import Article
from kgraph.pipelines import load_pipeline
from tests.extraction.trees import chain

if TYPE_CHECKING:
    from kgraph.extraction.types import Attribution


def read(text: str, word: str) -> Attribution | None:
    """Return the attribution of the first (or ``word#n``: the n-th) token that is spelled like `word`."""
    doc = load_pipeline()(text)
    index = find_mentions(doc, Article("test", text), load_knowledge())
    name, _, number = word.partition("#")
    token = [t.i for t in doc if t.text == name][int(number or 1) - 1]
    return AttributionReader(Tree(doc), index, load_knowledge(), "test").at(token)


def source(text: str, word: str) -> str | None:
    """Return the source's label, "?" where it is unknown, None for the article's own voice."""
    found = read(text, word)
    if found is None:
        return None
    return found.source.entity.label if found.source is not None else "?"


DIRECT = [
    ("“Iran attacked the tankers,” said Mike Pompeo.", "attacked", "Mike Pompeo"),
    ("“Iran attacked the tankers,” Mike Pompeo said.", "attacked", "Mike Pompeo"),
    ('"Iran attacked the tankers," Mike Pompeo told reporters in Washington.', "attacked", "Mike Pompeo"),
    ("Mike Pompeo said: “Iran attacked the tankers.”", "attacked", "Mike Pompeo"),
    ("Mike Pompeo said, “Iran attacked the tankers.”", "attacked", "Mike Pompeo"),
    ("“Iran,” said Mike Pompeo, “attacked the tankers.”", "attacked", "Mike Pompeo"),
    ("“Nobody attacked the tankers,” says Javad Zarif, Iran's foreign minister.", "attacked", "Javad Zarif"),
    ("“Iran attacked the tankers,” said Mike Pompeo. “Our ships rescued the crews.”", "rescued", "Mike Pompeo"),
    ("“Iran attacked the tankers. Our ships rescued the crews,” said Mike Pompeo.", "attacked", "Mike Pompeo"),
    ("“Iran attacked the tankers,” said Mike Pompeo.\n\n“Our ships rescued the crews.”", "rescued", "Mike Pompeo"),
    ("Mike Pompeo said: “Iran attacked the tankers.\n\n“Our ships rescued the crews.”", "rescued", "Mike Pompeo"),
    ("Mike Pompeo blamed Tehran. “Iran attacked the tankers,” he said.", "attacked", "Mike Pompeo"),
    ("“Did Iran attack the tankers?” asked Angela Merkel.", "attack", "Angela Merkel"),
    ("“Iran attacked the tankers” — Mike Pompeo", "attacked", "Mike Pompeo"),
    ("Mike Pompeo added:\n\nIran attacked the tankers.", "attacked", "Mike Pompeo"),
]

INDIRECT = [
    ("John Kerry said Russia bombed Aleppo.", "bombed", "John Kerry"),
    ("John Kerry said that Russia had bombed Aleppo.", "bombed", "John Kerry"),
    ("John Kerry told reporters that Russia had bombed Aleppo.", "bombed", "John Kerry"),
    ("John Kerry announced that Russia had bombed Aleppo.", "bombed", "John Kerry"),
    ("John Kerry warned that Russia would bomb Aleppo.", "bomb", "John Kerry"),
    ("John Kerry insisted that Russia had bombed Aleppo.", "bombed", "John Kerry"),
    ("John Kerry claims that Russia bombed Aleppo.", "bombed", "John Kerry"),
    ("John Kerry believes that Russia bombed Aleppo.", "bombed", "John Kerry"),
    ("John Kerry denied that Russia bombed Aleppo.", "bombed", "John Kerry"),
    ("John Kerry said Russia bombed Aleppo and killed civilians.", "killed", "John Kerry"),
    ("John Kerry left Geneva and said Russia bombed Aleppo.", "bombed", "John Kerry"),
    ("John Kerry left Geneva, saying Russia had bombed Aleppo.", "bombed", "John Kerry"),
    ("Russia, John Kerry said, has bombed Aleppo.", "bombed", "John Kerry"),
    ("Russia has bombed Aleppo, John Kerry said.", "bombed", "John Kerry"),
    ("Russia has bombed Aleppo, said John Kerry.", "bombed", "John Kerry"),
    ("According to John Kerry, Russia bombed Aleppo.", "bombed", "John Kerry"),
    ("Russia bombed Aleppo, according to John Kerry.", "bombed", "John Kerry"),
    ("In John Kerry's view, Russia bombed Aleppo.", "bombed", "John Kerry"),
    ("Medvedev said Russia will help Cyprus.", "help", "Medvedev"),
    ("Hamas said it fired the rockets.", "fired", "Hamas"),
    ("In a statement, Hamas said it fired the rockets.", "fired", "Hamas"),
    ("Hamas said in a statement that it fired the rockets.", "fired", "Hamas"),
    ("A statement by Hamas said the group fired the rockets.", "fired", "Hamas"),
    ("The newspaper Haaretz reported that Israel bombed a convoy.", "bombed", "Haaretz"),
    ("It was reported by Reuters that Israel bombed a convoy.", "bombed", "Reuters"),
    ("Sergei Lavrov's claim that Ukraine shelled Donetsk angered Kiev.", "shelled", "Lavrov"),
    ("Sergei Lavrov repeated the claim that Ukraine shelled Donetsk.", "shelled", "Lavrov"),
    ("Reuters quoted Sergei Lavrov as saying Ukraine shelled Donetsk.", "shelled", "Lavrov"),
    ("Sergei Lavrov was quoted as saying that Ukraine shelled Donetsk.", "shelled", "Lavrov"),
    ("A spokesman for the army, Igor Konashenkov, said Ukraine shelled Donetsk.", "shelled", "Igor Konashenkov"),
    ("Sergei Lavrov, who met the envoys, said Ukraine shelled Donetsk.", "shelled", "Lavrov"),
]

UNNAMED = [
    ("Russia, analysts say, has given up on the West.", "given", "analysts"),
    ("Analysts suggest that Russia has given up on the West.", "given", "analysts"),
    ("Some analysts believe that Russia has given up on the West.", "given", "analysts"),
    ("However, witnesses said troops fired on the crowd.", "fired", "witnesses"),
    ("The troops fired on the crowd, witnesses said.", "fired", "witnesses"),
    ("A senior official who asked not to be named said troops fired on the crowd.", "fired", "official"),
    ("According to a military spokesman, troops fired on the crowd.", "fired", "military spokesman"),
    ("Troops fired on the crowd, according to witnesses.", "fired", "witnesses"),
]

INTENDED = [
    ("John Kerry vowed to end the siege.", "end", "John Kerry"),
    ("Iran threatened to attack the tankers.", "attack", "Iran"),
    ("Angela Merkel wants to help Jordan.", "help", "Angela Merkel"),
    ("John Kerry proposed helping Jordan.", "helping", "John Kerry"),
    ("Angela Merkel met the envoys, promising to help Jordan.", "help", "Angela Merkel"),
    ("John Kerry warned Iran to stop the attacks.", "stop", "John Kerry"),
    ("John Kerry demanded that Iran free the sailors.", "free", "John Kerry"),
    ("Iran's threat to attack the tankers alarmed Oman.", "attack", "Iran"),
    ("John Kerry vowed to seek a law to punish Iran.", "punish", "John Kerry"),
]

TOLD_OF = [
    ("John Kerry cited attacks that Iran had launched.", "launched", "John Kerry"),
    ("John Kerry pointed to reports that Iran had launched.", "launched", "John Kerry"),
    ("Angela Merkel criticized Turkey for its support of the rebels.", "support", "Angela Merkel"),
    ("The report describes how Iran armed the rebels.", "armed", "report"),
    ("Angela Merkel explained why Germany left the talks.", "left", "Angela Merkel"),
    ("John Kerry said Iran lied because it feared Israel.", "feared", "John Kerry"),
    ("Diplomats said the talks failed; they had expected Iran to leave.", "expected", "diplomats"),
]

HALF_QUOTED = [
    ("John Kerry said Iran was “ready” to attack Oman.", "attack", "John Kerry"),
    ("John Kerry said the raid was “an outrage” that Iran ordered.", "ordered", "John Kerry"),
]

PARAGRAPHS = [
    ("Poll: Most Germans Reject the Deal", "Reject", "poll"),
    ("KERRY: We met. Iran attacked the tankers.", "attacked", "KERRY"),
    ("KERRY: We met.\n\nZARIF: Nobody attacked the tankers.", "attacked", "ZARIF"),
    ("Iran: Rebels attacked a convoy", "attacked", None),
    ("The plan: Iran attacks Oman.", "attacks", None),
    ("“Iran attacked the tankers.” ― Maria Petrova, 23", "attacked", "Maria Petrova"),
    ("”Iran attacked the tankers,” said John Kerry.", "attacked", "John Kerry"),
    ("John Kerry spoke in Rome.\n\nHe added: “Iran attacked the tankers.”", "attacked", "John Kerry"),
    ("John Kerry spoke in Rome.\n\nIran attacked the tankers, he said.", "attacked", "John Kerry"),
]

WHO = [
    ("“We met,” said John Kerry, who added that Iran attacked the tankers.", "attacked", "John Kerry"),
    ("The raid failed and the talks with the rebels ended, said one source in Cairo.", "failed", "source"),
    ("Iran attacked the tankers, said a spokesman for Oman.", "attacked", "Omani spokesman"),
    ("Some say that Iran attacked the tankers.", "attacked", "some"),
    ("Someone claimed that Iran attacked the tankers.", "attacked", "someone"),
]

OWN_ACT = [
    ("John Kerry said he had urged Iran to wait.", "urged", "John Kerry"),
    ("John Kerry said he would visit Oman and urged Iran to wait.", "urged", None),
    ("“I condemn Iran,” said John Kerry.", "condemn", None),
    ("“I condemned Iran in May,” said John Kerry.", "condemned", "John Kerry"),
    ("John Kerry urged Russia to stop bombing Aleppo.", "urged", None),
    ("John Kerry urged Russia to stop bombing Aleppo.", "stop", "John Kerry"),
    ("John Kerry accused Russia of bombing Aleppo.", "accused", None),
    ("John Kerry accused Russia of bombing Aleppo.", "bombing", "John Kerry"),
    ("John Kerry condemned Russia.", "condemned", None),
    ("John Kerry threatened Russia with sanctions.", "threatened", None),
    ("John Kerry said Russia bombed Aleppo.", "said", None),
    ("John Kerry promised to help Jordan.", "help", "John Kerry"),
    ("John Kerry visited Moscow after meeting Angela Merkel.", "meeting", None),
    ("Russia bombed Aleppo.", "bombed", None),
    ("Russia allegedly bombed Aleppo.", "bombed", None),
    ("John Kerry met Sergei Lavrov, who praised the truce.", "praised", None),
]

NO_CLAIM = [
    ("That was what John Kerry said when Russia bombed Aleppo.", "bombed", None),
    ("Iran, who was not accused, attacked the tankers.", "attacked", None),
    ("Turkey vowed to end the siege that rebels began.", "began", None),
    ("Turkey refused to attack the rebels.", "attack", None),
    ("“Iran attacked the tankers and never said so.\n\nOman protested.", "protested", None),
    ("The meeting signals that Russia backs North Korea.", "backs", None),
    ("The attack shows that Iran supports the rebels.", "supports", None),
    ("The crash means that Iran lost a satellite.", "lost", None),
    ("John Kerry knows that Russia bombed Aleppo.", "bombed", None),
    ("Russia joined the so-called “axis” and bombed Aleppo.", "bombed", None),
]

UNKNOWN = [
    ("Vladimir Putin is said to have ordered the attack.", "ordered"),
    ("It is said that Vladimir Putin ordered the attack.", "ordered"),
    ("Vladimir Putin was accused of ordering the attack.", "ordering"),
    ("Kiev rejected claims that Ukraine ordered the attack.", "ordered"),
]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [*DIRECT, *INDIRECT, *UNNAMED, *INTENDED, *TOLD_OF, *HALF_QUOTED, *PARAGRAPHS, *WHO, *OWN_ACT, *NO_CLAIM],
)
def test_source(text, word, expected):
    found = source(text, word)
    assert found == expected if expected is None else found is not None and found.endswith(expected)


@pytest.mark.parametrize(("text", "word"), UNKNOWN)
def test_a_claim_of_nobody_known_has_no_source(text, word):
    found = read(text, word)
    assert found is not None
    assert found.source is None
    assert found.confidence <= 0.6


def test_nested_claims_keep_who_reports_whom():
    found = read("John Kerry said that Sergei Lavrov denied that Russia bombed Aleppo.", "bombed")
    assert found is not None
    assert found.outer is not None
    assert found.source.entity.label.endswith("Lavrov")
    assert found.outer.source.entity.label == "John Kerry"
    assert found.outer.outer is None


def test_the_inner_report_is_the_outer_sources_claim():
    assert source("John Kerry said that Sergei Lavrov denied that Russia bombed Aleppo.", "denied") == "John Kerry"


def test_i_think_in_a_quotation_adds_no_second_speaker():
    found = read("“I think Russia will be cautious,” says Fyodor Lukyanov.", "cautious")
    assert found.source.entity.label == "Fyodor Lukyanov"
    assert found.outer is None


def test_words_that_attribute_are_told():
    text = "Russia bombed Aleppo, according to John Kerry."
    found = read(text, "bombed")
    doc = load_pipeline()(text)
    assert doc[found.cue].text == "according"
    assert doc[found.start : found.end].text == "John Kerry"


def test_one_group_of_one_article_is_one_entity():
    text = "Witnesses said troops fired on the crowd. Witnesses said the police fled."
    doc = load_pipeline()(text)
    index = find_mentions(doc, Article("test", text), load_knowledge())
    reader = AttributionReader(Tree(doc), index, load_knowledge(), "test")
    ids = {reader.at(t.i).source.entity.id for t in doc if t.text in {"fired", "fled"}}
    assert len(ids) == 1


def test_another_article_means_other_witnesses():
    text = "Witnesses said troops fired on the crowd."
    doc = load_pipeline()(text)
    fired = next(t.i for t in doc if t.text == "fired")
    indices = {name: find_mentions(doc, Article(name, text), load_knowledge()) for name in ("a", "b")}
    readers = [AttributionReader(Tree(doc), m, load_knowledge(), name) for name, m in indices.items()]
    first, second = (reader.at(fired).source.entity.id for reader in readers)
    assert first != second


def quotations(text: str) -> list[str]:
    doc = load_pipeline()(text)
    return [doc[q.start : q.end].text for q in find_quotations(doc)]


@pytest.mark.parametrize(("text", "expected"), [
    ("He said “yes” and “no”.", ["yes", "no"]),
    ('He said "yes" and "no".', ["yes", "no"]),
    ("“One.\n\n“Two.”", ["One.", "Two."]),
    ('"One.\n\n"Two."', ["One.", "Two."]),
    ("A stray \" mark.\n\nHe said “yes”.", ["yes"]),
    ("A 6\" gun.\n\nHe said \"yes\" again.", ["yes"]),
    ("No marks at all.", []),
])  # fmt: skip
def test_quotations(text, expected):
    assert quotations(text) == expected


def test_a_stray_mark_does_not_turn_the_article_around():
    text = 'The 6" shell missed.\n\nRussia bombed Aleppo.\n\n"We fled," said John Kerry.'
    assert source(text, "bombed") is None
    assert source(text, "fled") == "John Kerry"


def test_a_long_chain_of_reports_is_read_without_recursion():
    doc = chain()
    found = AttributionReader(Tree(doc), MentionIndex([]), load_knowledge()).at(len(doc) - 1)
    assert found is not None
    assert found.source is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The war in Ukraine has added urgency to Russia's outreach to Iran.", "outreach"),
        ("The drought adds to Ethiopia's dispute with Egypt.", "dispute"),
        # What stands behind a semicolon does not report what stands before it, nor the other way round.
        ("Norway condemned the raid; the sultan replied with a shrug.", "condemned"),
        ("The port has fallen, according to Kofi Annan; Norway denied that.", "denied"),
    ],
)
def test_what_no_one_says_is_nobody_s_claim(text: str, word: str) -> None:
    assert source(text, word) is None
