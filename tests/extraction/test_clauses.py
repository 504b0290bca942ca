"""Deep subjects and objects, on trees written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.extraction.clauses import Clauses
from kgraph.extraction.trees import Tree
from tests.extraction.trees import parsed

if TYPE_CHECKING:
    from spacy.tokens import Doc


def roles(doc: Doc, verb: str) -> tuple[list[str], list[str]]:
    """Return who acts and who is acted on, as words."""
    tree = Tree(doc)
    clauses = Clauses(tree)
    token = next(t.i for t in doc if t.text == verb)
    return [doc[i].text for i in clauses.actors(token)], [doc[i].text for i in clauses.patients(token)]


def test_passive_with_an_agent() -> None:
    doc = parsed("""
        Kuwait NNP 3 nsubj:pass
        was AUX 3 aux:pass be
        invaded VBN 0 root invade
        by IN 5 case
        Iraq NNP 3 obl:agent""")
    assert roles(doc, "invaded") == (["Iraq"], ["Kuwait"])


def test_passive_without_an_agent_has_no_actor() -> None:
    doc = parsed("""
        Kuwait NNP 3 nsubj:pass
        was AUX 3 aux:pass be
        invaded VBN 0 root invade""")
    assert roles(doc, "invaded") == ([], ["Kuwait"])


def test_an_infinitive_shares_the_object_of_its_verb() -> None:
    doc = parsed("""
        Japan NNP 2 nsubj
        urged VBD 0 root urge
        China NNP 2 obj
        to TO 5 mark
        free VB 2 xcomp
        him PRP 5 obj""")
    assert roles(doc, "free") == (["China"], ["him"])


def test_a_promise_is_kept_by_who_made_it() -> None:
    doc = parsed("""
        Japan NNP 2 nsubj
        promised VBD 0 root promise
        China NNP 2 obj
        to TO 5 mark
        pay VB 2 xcomp""")
    assert roles(doc, "pay")[0] == ["Japan"]


def test_a_raised_subject_acts() -> None:
    doc = parsed("""
        Iran NNP 3 nsubj:pass
        is AUX 3 aux:pass be
        believed VBN 0 root believe
        to TO 6 mark
        have AUX 6 aux
        agreed VBN 3 xcomp agree
        to TO 8 mark
        send VB 6 xcomp
        arms NNS 8 obj""")
    assert roles(doc, "send") == (["Iran"], ["arms"])


def test_relative_clauses_take_up_their_noun() -> None:
    subject = parsed("""
        Iran NNP 0 root
        which WDT 3 nsubj
        arms VBZ 1 acl:relcl arm
        Hezbollah NNP 3 obj""")
    assert roles(subject, "arms") == (["Iran"], ["Hezbollah"])
    gap = parsed("""
        rockets NNS 0 root
        that WDT 4 obj
        Iran NNP 4 nsubj
        sent VBD 1 acl:relcl send""")
    assert roles(gap, "sent") == (["Iran"], ["rockets"])
    reduced = parsed("""
        rockets NNS 0 root
        Iran NNP 3 nsubj
        sent VBD 1 acl:relcl send""")
    assert roles(reduced, "sent") == (["Iran"], ["rockets"])


def test_a_participle_describes_what_was_done_to_its_noun() -> None:
    doc = parsed("""
        rockets NNS 0 root
        sent VBN 1 acl send
        by IN 4 case
        Iran NNP 2 obl:agent""")
    assert roles(doc, "sent") == (["Iran"], ["rockets"])


def test_accusations_of_doing_are_about_the_accused() -> None:
    doc = parsed("""
        Israel NNP 2 nsubj
        accused VBD 0 root accuse
        Iran NNP 2 obj
        of IN 5 mark
        arming VBG 2 advcl arm
        Hezbollah NNP 5 obj""")
    assert roles(doc, "arming") == (["Iran"], ["Hezbollah"])


def test_a_plan_is_carried_out_by_who_has_it() -> None:
    doc = parsed("""
        Iran NNP 3 nmod:poss
        's POS 1 case
        plan NN 6 nsubj
        to TO 5 mark
        attack VB 3 acl
        failed VBD 0 root fail""")
    assert roles(doc, "attack")[0] == ["Iran"]


def test_coordinated_verbs_share_subject_and_object() -> None:
    doc = parsed("""
        Rebels NNS 2 nsubj
        attacked VBD 0 root attack
        and CC 4 cc
        burned VBD 2 conj burn
        Aleppo NNP 4 obj""")
    assert roles(doc, "attacked") == (["Rebels"], ["Aleppo"])
    assert roles(doc, "burned") == (["Rebels"], ["Aleppo"])


def test_those_added_by_as_well_as_count_with_those_coordinated() -> None:
    doc = parsed("""
        France NNP 7 nsubj
        as RB 5 case
        well RB 2 fixed
        as IN 2 fixed
        Italy NNP 1 nmod
        , . 1 punct
        left VBD 0 root leave""")
    clauses = Clauses(Tree(doc))
    assert [doc[i].text for i in clauses.conjuncts(0)] == ["France", "Italy"]


def test_an_object_that_went_astray_over_the_verb_is_the_verb_s() -> None:
    doc = parsed("""
        Johnson NNP 2 nsubj
        met VBD 0 root meet
        the DT 6 det
        Iraqi JJ 6 amod
        Foreign NNP 6 amod
        Minister NNP 1 nmod:desc""")
    assert roles(doc, "met") == (["Johnson"], ["Minister"])


def test_what_has_a_preposition_or_stands_beside_an_object_is_no_object() -> None:
    doc = parsed("""
        Johnson NNP 2 nsubj
        left VBD 0 root leave
        with IN 4 case
        Jaafari NNP 1 nmod""")
    assert roles(doc, "left") == (["Johnson"], [])
    doc = parsed("""
        Johnson NNP 2 nsubj
        met VBD 0 root meet
        Jaafari NNP 2 obj
        the DT 5 det
        Minister NNP 1 appos""")
    assert roles(doc, "met") == (["Johnson"], ["Jaafari"])
