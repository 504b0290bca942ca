"""The trigger lexicon as it ships: free of faults and in line with the ontology; and the notation of its files."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from kgraph.errors import KnowledgeError
from kgraph.lexicon import Alternative, Condition, Lexicon, load_lexicon, load_relations, parse_conditions, parse_frame
from kgraph.lexicon.__main__ import main
from kgraph.lexicon.checks import problems
from kgraph.lexicon.frames import parse_options
from kgraph.lexicon.plover import load_plover
from kgraph.lexicon.triggers import EVENTS, read_senses
from kgraph.ontology import load_ontology

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def faults(tmp_path: Path) -> Callable[..., list[str]]:
    """Check lines as if they were a trigger file."""

    def check(*lines: str) -> list[str]:
        path = tmp_path / "some.tsv"
        path.write_text("\n".join(lines), encoding="utf-8")
        return list(problems(Lexicon(read_senses(path)), load_plover()))

    return check


# ---------------------------------------------------------------- what ships


def test_no_faults(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "senses" in capsys.readouterr().out


def test_events_are_those_of_plover() -> None:
    assert set(load_plover().events) == EVENTS


@pytest.mark.parametrize("event", sorted(EVENTS))
def test_each_event_has_many_senses(event: str) -> None:
    assert Counter(sense.event for sense in load_lexicon())[event] >= 60


def test_each_mode_is_used() -> None:
    used = {(sense.event, sense.mode) for sense in load_lexicon()}
    assert [(e, m) for e, event in load_plover().events.items() for m in event.modes if (e, m) not in used] == []


@pytest.mark.parametrize("pos", ["v", "vo", "n", "a", "c", "p"])
def test_everyday_uses_are_blocked(pos: str) -> None:
    assert any(sense.blocks for sense in load_lexicon() if sense.pos == pos)


# ---------------------------------------------------------------- in line with the ontology


def test_relations_are_those_of_the_ontology() -> None:
    assert {r.name for r in load_relations()} == set(load_ontology().properties)


@pytest.mark.parametrize("name", sorted(r.name for r in load_relations()))
def test_relation_agrees_with_ontology(name: str) -> None:
    here, there = load_relations()[name], load_ontology()[name]
    assert load_relations().chain(name) == there.chain
    assert (here.event, here.symmetric) == (there.event, there.symmetric)


@pytest.mark.parametrize("event", sorted(EVENTS))
def test_each_event_has_one_main_relation(event: str) -> None:
    (main,) = [r.name for r in load_relations() if r.event == event and r.parent is None]
    assert main in load_ontology()


# ---------------------------------------------------------------- looking up


def test_the_longest_trigger_comes_first() -> None:
    senses = load_lexicon().senses("n", "conference")
    assert senses[0].words != ("conference",)
    assert ("news", "conference") in [s.words for s in senses if s.blocks]


def test_a_sense_with_conditions_comes_before_the_general_one() -> None:
    demands = [
        (s.options.priority, len(s.options.conditions) + bool(s.options.topic))
        for s in load_lexicon().senses("v", "meet")
        if s.words == ("meet",)
    ]
    assert demands == sorted(demands, reverse=True)
    assert len(set(demands)) > 1


def test_an_event_comes_before_no_event_under_the_same_conditions(tmp_path: Path) -> None:
    path = tmp_path / "some.tsv"
    path.write_text("end visit\tvo\t-\t-\t-\nend visit\tvo\tCONSULT\tvisit\tvisits\tS>to\n", encoding="utf-8")
    assert [s.blocks for s in Lexicon(read_senses(path)).senses("vo", "end")] == [False, True]


@pytest.mark.parametrize(
    ("line", "pos", "head", "words"),
    [
        ("cease-fire deal\tn\tAGREE\t-\tsignsAgreementWith\tP<>with", "n", "deal", ("cease", "fire", "deal")),
        ("test-fire\tv\tMOBILIZE\tweapons\tmobilizesAgainst\tS>at", "v", "fire", ("fire", "test")),
    ],
)
def test_hyphens_may_part_words(tmp_path: Path, line: str, pos: str, head: str, words: tuple[str, ...]) -> None:
    path = tmp_path / "some.tsv"
    path.write_text(line + "\n", encoding="utf-8")
    lexicon = Lexicon(read_senses(path))
    assert words in [s.words for s in lexicon.senses(pos, head)]
    assert len(list(lexicon)) == len(lexicon) == 1


def test_unknown_words_have_no_senses() -> None:
    assert load_lexicon().senses("v", "qwertz") == []


@pytest.mark.parametrize(
    ("pos", "head", "words", "relation"),
    [
        ("v", "meet", "meet", "meets"),
        ("vo", "pay", "pay visit", "visits"),
        ("n", "talk", "peace talk", "negotiatesWith"),
        ("n", "visit", "visit", "visits"),
        ("v", "broker", "broker", "mediatesFor"),
        ("v", "endorse", "endorse", "endorses"),
        ("v", "recognize", "recognize", "recognizes"),
        ("c", "backed", "backed", "supports"),
        ("a", "loyal", "loyal", "supports"),
        ("p", "cooperation", "in cooperation with", "cooperatesWith"),
        ("pp", "strike", "on strike", "strikesAgainst"),
        ("n", "exercise", "joint exercise", "exercisesWith"),
        ("v", "extradite", "extradite", "extraditesTo"),
    ],
)
def test_common_words_of_news_have_their_sense(pos: str, head: str, words: str, relation: str) -> None:
    found = [(" ".join(s.words), s.relation) for s in load_lexicon().senses(pos, head)]
    assert (words, relation) in found


# ---------------------------------------------------------------- the notation


def test_frame_with_recipient_and_theme() -> None:
    assert parse_frame("S>to theme=O") == (Alternative(actor=("S",), recipient=("to",), theme=("O",)),)


def test_frame_of_a_mutual_event() -> None:
    assert parse_frame("P/M/of<>with") == (Alternative(actor=("P", "M", "of"), recipient=("with",), mutual=True),)


def test_frame_with_alternatives_and_place() -> None:
    first, second = parse_frame("S>O theme=with ; S place=in/at")
    assert first.theme == ("with",)
    assert (second.actor, second.recipient, second.place) == (("S",), (), ("in", "at"))


@pytest.mark.parametrize("text", ["S>to role=O", "S>Q", "S>to O", "S>TO"])
def test_broken_frames(text: str) -> None:
    with pytest.raises(KnowledgeError, match="frame"):
        parse_frame(text)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("+to", Condition("to", "filled")),
        ("-O", Condition("O", "empty")),
        ("O=deal,accord", Condition("O", "in", frozenset({"deal", "accord"}))),
        ("H!=gas", Condition("H", "not in", frozenset({"gas"}))),
        ("S:person,country", Condition("S", "is", frozenset({"person", "country"}))),
    ],
)
def test_conditions(text: str, condition: Condition) -> None:
    assert parse_conditions(text) == (condition,)


def test_other_options() -> None:
    options = parse_options("theme=aid,loan ctx=economic,diplomatic prio=2 mod=planned rank=0.5 parties=2")
    assert (options.theme, options.contexts) == (frozenset({"aid", "loan"}), ("economic", "diplomatic"))
    assert (options.priority, options.modality, options.rank) == (2, "planned", 0.5)
    assert (options.parties, parse_options("").parties) == (2, 1)


@pytest.mark.parametrize("text", ["military", "S:minister", "O=", "mod=likely"])
def test_broken_options(text: str) -> None:
    with pytest.raises(KnowledgeError):
        parse_options(text)


# ---------------------------------------------------------------- the check finds faults


def test_a_sound_line_has_no_fault(faults: Callable[..., list[str]]) -> None:
    assert faults("meet\tv\tCONSULT\t-\tmeets\tS<>with/O\trank=0.8", "meet\tv\t-\t-\t-\t\tO=deadline") == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("meet\tverb\tCONSULT\t-\tmeets\tS<>O", "part of speech"),
        ("Meet\tv\tCONSULT\t-\tmeets\tS<>O", "lower case"),
        ("meet\tv\tCONSULT\t-\tgreets\tS<>O", "unknown relation"),
        ("meet\tv\tSUPPORT\t-\tmeets\tS<>O", "does not belong"),
        ("meet\tv\tCONSULT\tdinner\tmeets\tS<>O", "no mode"),
        ("meet\tv\tCONSULT\t-\tmeets", "no frame"),
        ("meet\tv\tCONSULT\t-\tmeets\tS<>Q", "unknown slot"),
        ("meet\tv\tCONSULT\t-\tmeets\tS<>O\tO:minister", "unknown class"),
        ("meet\tv\tCONSULT\t-\tmeets\tS<>O\tctx=culinary", "unknown context"),
    ],
)
def test_faults_are_named(faults: Callable[..., list[str]], line: str, fault: str) -> None:
    (message,) = faults(line)
    assert message.startswith("some.tsv:1: ")
    assert fault in message


def test_the_same_sense_twice_is_a_fault(faults: Callable[..., list[str]]) -> None:
    (message,) = faults("meet\tv\tCONSULT\t-\tmeets\tS<>O", "meet\tv\tCONSULT\t-\tconsultsWith\tS<>O")
    assert message == "some.tsv:2: meet: never read, since some.tsv:1 fits before it"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("shun\tv\tREJECT\t-\trejects\tS>O", "shun\tv\t-"),
        ("shun\tv\t-", "shun\tv\tREJECT\t-\trejects\tS>O\tprio=-1"),
        ("shun\tv\tREJECT\t-\trejects\tS/by>O\t+O", "shun\tv\tREJECT\tmeet\trejects\tS>O\tO:actor prio=-1"),
        ("shun\tv\tREJECT\t-\trejects\tS>O\tprio=1", "shun\tv\tREJECT\t-\trejects\tS>O\tO=talk,offer"),
        ("shun\tv\tREJECT\t-\trejects\tS>O\tO!=camera prio=1", "shun\tv\tREJECT\t-\trejects\tS>O\t-O"),
        ("sit-in\tn\tPROTEST\tdemo\tprotestsAgainst\tP>in", "sit in\tn\tPROTEST\tdemo\tprotestsAgainst\tP>at"),
    ],
)
def test_what_another_sense_hides_is_a_fault(faults: Callable[..., list[str]], first: str, second: str) -> None:
    (message,) = faults(first, second)
    assert message.endswith(": never read, since some.tsv:1 fits before it")


def test_what_two_must_do_leaves_it_to_others_what_one_does(faults: Callable[..., list[str]]) -> None:
    both = "agree\tv\tAGREE\t-\tsignsAgreementWith\tS<>with\tparties=2 prio=1"
    assert faults(both, "agree\tv\tAGREE\t-\tagreesWith\tS>to") == []


def test_no_event_may_follow_an_event_without_an_actor(faults: Callable[..., list[str]]) -> None:
    other, barred = "rout\tn\tASSAULT\t-\tattacks\tby>P\tP:group", "rout\tn\t-\t-\t-\t\tP:group"
    assert faults(other, barred, "rout\tn\tASSAULT\t-\tattacks\tP>of") == []


def test_words_that_come_under_two_senses_of_different_files_are_a_fault(tmp_path: Path) -> None:
    senses = []
    for file, line in (
        ("agree.tsv", "table\tv\tAGREE\t-\tagreesWith\tS>to\tO=offer,pledge"),
        ("request.tsv", "table\tv\tREQUEST\t-\tproposesTo\tS>to\tO=plan,offer"),
        ("request.tsv", "table\tv\tREQUEST\t-\tproposesTo\tS>to\tO=motion +to"),
    ):
        (tmp_path / file).write_text(line + "\n", encoding="utf-8")
        senses += read_senses(tmp_path / file)
    (message,) = problems(Lexicon(iter(senses)), load_plover())
    assert message == "request.tsv:1: table: offer: only the order of files puts agree.tsv:1 before it"


def test_words_ask_for_more_than_that_something_is_there(tmp_path: Path) -> None:
    path = tmp_path / "some.tsv"
    path.write_text("ask\tv\tREQUEST\t-\trequestsOf\tS>O\t+for\nask\tv\t-\t-\t-\t\tfor=comment\n", encoding="utf-8")
    assert [s.blocks for s in Lexicon(read_senses(path)).senses("v", "ask")] == [True, False]


def test_a_line_with_too_few_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "some.tsv").write_text("meet\tv\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"some\.tsv:1"):
        list(read_senses(tmp_path / "some.tsv"))
