"""Whether what a predicate says happened, did not, may have, or is planned: each event said in several ways."""

from __future__ import annotations

import pytest

from kgraph.errors import KnowledgeError
from kgraph.extraction.cues import Status, cues, effect
from kgraph.extraction.factuality import FactualityReader
from kgraph.extraction.happened import weights
from kgraph.extraction.trees import Tree
from kgraph.pipelines import load_pipeline
from tests.extraction.trees import chain

FACT, NOT, MAYBE, PLAN = "fact", "not", "maybe", "plan"


def status(text: str, word: str) -> str:
    """Return the status of the first token that is spelled like `word`."""
    doc = load_pipeline()(text)
    found = FactualityReader(Tree(doc)).at(next(t.i for t in doc if t.text == word))
    if found.polarity == "negative":
        return NOT
    return {"asserted": FACT, "possible": MAYBE, "planned": PLAN}[found.modality]


def likely(text: str, word: str) -> float:
    """Return how likely it is that the first token that is spelled like `word` happened."""
    doc = load_pipeline()(text)
    return FactualityReader(Tree(doc)).at(next(t.i for t in doc if t.text == word)).happened


BOMB = [
    ("Russia bombed Aleppo.", "bombed", FACT),
    ("Russia did not bomb Aleppo.", "bomb", NOT),
    ("Russia never bombed Aleppo.", "bombed", NOT),
    ("Russia has not bombed Aleppo.", "bombed", NOT),
    ("Russia may have bombed Aleppo.", "bombed", MAYBE),
    ("Russia allegedly bombed Aleppo.", "bombed", MAYBE),
    ("Russia probably bombed Aleppo.", "bombed", MAYBE),
    ("Russia will bomb Aleppo.", "bomb", PLAN),
    ("Russia plans to bomb Aleppo.", "bomb", PLAN),
    ("John Kerry said Russia bombed Aleppo.", "bombed", FACT),
    ("According to John Kerry, Russia bombed Aleppo.", "bombed", FACT),
    ("Russia denied that it bombed Aleppo.", "bombed", NOT),
    ("Russia denied bombing Aleppo.", "bombing", NOT),
    ("Russia stopped bombing Aleppo.", "bombing", FACT),
    ("John Kerry accused Russia of bombing Aleppo.", "bombing", MAYBE),
    ("Russia is accused of bombing Aleppo.", "bombing", MAYBE),
    ("John Kerry urged Russia to bomb Raqqa.", "bomb", MAYBE),
    ("If Russia bombs Aleppo, thousands will flee.", "bombs", MAYBE),
    ("Analysts believe that Russia bombed Aleppo.", "bombed", MAYBE),
    ("Did Russia bomb Aleppo?", "bomb", MAYBE),
]

SIGN = [
    ("Iran signed the accord in Vienna.", "signed", FACT),
    ("Iran and France signed the accord.", "signed", FACT),
    ("The accord was signed in Vienna.", "signed", FACT),
    ("Iran did not sign the accord.", "sign", NOT),
    ("Iran has yet to sign the accord.", "sign", NOT),
    ("Iran refused to sign the accord.", "sign", NOT),
    ("Iran failed to sign the accord.", "sign", NOT),
    ("Iran declined to sign the accord.", "sign", NOT),
    ("Iran could sign the accord.", "sign", MAYBE),
    ("Iran might sign the accord.", "sign", MAYBE),
    ("Iran is likely to sign the accord.", "sign", MAYBE),
    ("It is possible that Iran signed the accord.", "signed", MAYBE),
    ("Iran agreed to sign the accord.", "sign", PLAN),
    ("Iran is expected to sign the accord.", "sign", PLAN),
    ("Iran promised to sign the accord.", "sign", PLAN),
    ("Iran is ready to sign the accord.", "sign", PLAN),
    ("Iran managed to sign the accord.", "sign", FACT),
    ("Iran went to Vienna and signed the accord.", "signed", FACT),
    ("Hassan Rouhani announced that Iran had signed the accord.", "signed", FACT),
    ("Hassan Rouhani said Iran would sign the accord.", "sign", PLAN),
]

INVADE = [
    ("Iraq invaded Kuwait in 1990.", "invaded", FACT),
    ("Iraq's invasion of Kuwait shocked the world.", "invasion", FACT),
    ("The invasion of Kuwait began in August.", "invasion", FACT),
    ("There was no invasion of Kuwait.", "invasion", NOT),
    ("The allies prevented an invasion of Kuwait.", "invasion", NOT),
    ("Kuwait feared an invasion.", "invasion", MAYBE),
    ("Generals warned of an invasion.", "invasion", MAYBE),
    ("Iraq threatened to invade Kuwait.", "invade", MAYBE),
    ("Iraq is preparing an invasion of Kuwait.", "invasion", PLAN),
    ("Iraq planned an invasion of Kuwait.", "invasion", PLAN),
    ("The planned invasion of Kuwait alarmed its neighbours.", "invasion", PLAN),
    ("The alleged invasion of Kuwait alarmed its neighbours.", "invasion", MAYBE),
    ("The failed invasion of Kuwait weakened Iraq.", "invasion", NOT),
    ("After Iraq invaded Kuwait, the United Nations met.", "invaded", FACT),
    ("Iraq invaded Kuwait because it needed money.", "invaded", FACT),
    ("Nobody invaded Kuwait.", "invaded", NOT),
    ("Instead of invading Kuwait, Iraq negotiated.", "invading", NOT),
    ("Iraq withdrew without invading Kuwait.", "invading", NOT),
    ("Iraq would have invaded Kuwait.", "invaded", NOT),
    ("Iraq must invade Kuwait.", "invade", MAYBE),
]

HELP = [
    ("China supplied weapons to North Korea.", "supplied", FACT),
    ("China is supplying weapons to North Korea.", "supplying", FACT),
    ("China started supplying weapons to North Korea.", "supplying", FACT),
    ("China continues to supply weapons to North Korea.", "supply", FACT),
    ("China helped North Korea to build reactors.", "build", FACT),
    ("China no longer supplies weapons to North Korea.", "supplies", NOT),
    ("China does not supply weapons to North Korea.", "supply", NOT),
    ("China neither supplied weapons nor trained soldiers.", "supplied", NOT),
    ("China has neither confirmed nor denied the deal.", "denied", NOT),
    ("China ruled out supplying weapons to North Korea.", "supplying", NOT),
    ("China is considering supplying weapons to North Korea.", "supplying", MAYBE),
    ("China can supply weapons to North Korea.", "supply", MAYBE),
    ("China suggested that Russia supplied weapons.", "supplied", MAYBE),
    ("China was asked to supply weapons.", "supply", MAYBE),
    ("China offered to supply weapons.", "supply", PLAN),
    ("China intends to supply weapons.", "supply", PLAN),
    ("China is going to supply weapons.", "supply", PLAN),
    ("China is due to supply weapons next year.", "supply", PLAN),
    ("China admitted that it supplied weapons.", "supplied", FACT),
    ("China supplied not only weapons but also food.", "supplied", FACT),
]

MEET = [
    ("Xi Jinping met Vladimir Putin in Moscow.", "met", FACT),
    ("Xi Jinping's meeting with Vladimir Putin lasted an hour.", "meeting", FACT),
    ("Xi Jinping held talks with Vladimir Putin.", "talks", FACT),
    ("Xi Jinping did not hold talks with Vladimir Putin.", "talks", NOT),
    ("Xi Jinping cancelled a meeting with Vladimir Putin.", "meeting", NOT),
    ("Xi Jinping called off a visit to Moscow.", "visit", NOT),
    ("Xi Jinping has never met Vladimir Putin.", "met", NOT),
    ("Xi Jinping avoided meeting Vladimir Putin.", "meeting", NOT),
    ("Xi Jinping hopes to meet Vladimir Putin.", "meet", PLAN),
    ("Xi Jinping wants to meet Vladimir Putin.", "meet", PLAN),
    ("Xi Jinping is to meet Vladimir Putin on Friday.", "meet", PLAN),
    ("Xi Jinping meets Vladimir Putin tomorrow.", "meets", PLAN),
    ("Xi Jinping is scheduled to meet Vladimir Putin.", "meet", PLAN),
    ("Xi Jinping decided to meet Vladimir Putin.", "meet", PLAN),
    ("Xi Jinping postponed a meeting with Vladimir Putin.", "meeting", PLAN),
    ("Xi Jinping may meet Vladimir Putin.", "meet", MAYBE),
    ("Perhaps Xi Jinping met Vladimir Putin.", "met", MAYBE),
    ("Xi Jinping reportedly met Vladimir Putin.", "met", MAYBE),
    ("Xi Jinping proposed a meeting.", "meeting", MAYBE),
    ("Officials do not know whether Xi Jinping met Vladimir Putin.", "met", MAYBE),
]

SANCTION = [
    ("The European Union imposed sanctions on Belarus.", "imposed", FACT),
    ("The European Union imposed sanctions on Belarus.", "sanctions", FACT),
    ("The European Union did not impose sanctions on Belarus.", "sanctions", NOT),
    ("The European Union lifted the sanctions on Belarus.", "sanctions", FACT),
    ("Poland demanded sanctions on Belarus.", "sanctions", MAYBE),
    ("Poland called for sanctions on Belarus.", "sanctions", MAYBE),
    ("The European Union threatened sanctions on Belarus.", "sanctions", MAYBE),
    ("The European Union agreed on sanctions.", "agreed", FACT),
    ("The European Union rejected sanctions on Belarus.", "sanctions", NOT),
    ("The European Union is expected to impose sanctions.", "impose", PLAN),
    ("The European Union will impose sanctions and expel diplomats.", "expel", PLAN),
    ("The European Union did not impose sanctions or expel diplomats.", "expel", NOT),
    ("The European Union did not impose sanctions but expelled diplomats.", "expelled", FACT),
    ("Unless Belarus frees them, the European Union will impose sanctions.", "frees", MAYBE),
    ("Belarus dismissed the sanctions as illegal.", "sanctions", FACT),
    ("Belarus protested against the sanctions.", "sanctions", FACT),
    ("Belarus rejected a demand for reforms.", "demand", FACT),
    ("Belarus denied the allegations.", "allegations", FACT),
    ("Nearly all members backed the sanctions.", "backed", FACT),
    ("Thousands gathered in Minsk to protest against the law.", "protest", FACT),
]

ARREST = [
    ("Turkey arrested three journalists.", "arrested", FACT),
    ("Three journalists were arrested in Turkey.", "arrested", FACT),
    ("Turkey released the journalists whom it arrested in May.", "arrested", FACT),
    ("Turkey has not arrested any journalists.", "arrested", NOT),
    ("No journalists were arrested in Turkey.", "arrested", NOT),
    ("Turkey denies having arrested journalists.", "arrested", NOT),
    ("It is not true that Turkey arrested journalists.", "arrested", NOT),
    ("Turkey should arrest the smugglers.", "arrest", MAYBE),
    ("Police are trying to arrest the smugglers.", "arrest", MAYBE),
    ("The suspected arrest of journalists worried Germany.", "arrest", MAYBE),
    ("Germany fears that Turkey arrested journalists.", "arrested", MAYBE),
    ("Turkey vowed to arrest the smugglers.", "arrest", PLAN),
    ("Turkey ordered police to arrest the smugglers.", "arrest", PLAN),
    ("Germany knows that Turkey arrested journalists.", "arrested", FACT),
    ("Germany condemned Turkey for arresting journalists.", "arresting", FACT),
]

WORDS_BETWEEN = [
    ("Syria rejected reports that it had signed the accord.", "signed", NOT),
    ("Israel denied rumours of talks with Hamas.", "talks", NOT),
    ("France confirmed reports of talks with the rebels.", "talks", FACT),
    ("The generals called off their plan to storm the town.", "storm", NOT),
    ("Israel withdrew its offer to release prisoners.", "release", NOT),
    ("The plan to storm the town was dropped.", "storm", NOT),
    ("The United Nations concluded in a report that Syria used sarin.", "used", FACT),
    ("Kofi Annan took the time to explain the plan.", "explain", FACT),
]

WANTED = [
    ("Libya asked Egypt to send troops.", "send", MAYBE),
    ("Libya asked to send troops.", "send", PLAN),
    ("World leaders pressed Sudan to accept peacekeepers.", "accept", MAYBE),
    ("Merkel would like to meet the pope.", "like", FACT),
    ("Merkel would like to meet the pope.", "meet", PLAN),
    ("I would say that France backed the rebels.", "say", FACT),
    ("From the tower, guards can see the border.", "see", FACT),
    ("Guards cannot see the border.", "see", NOT),
    ("Brazil is thinking about moving its embassy.", "moving", MAYBE),
    ("Norwegians voted against joining the European Union.", "joining", NOT),
    ("The king wishes that Britain had helped him.", "helped", NOT),
    ("The colonel admitted to killing the monks.", "killing", FACT),
    ("Sudan looks forward to joining the bloc.", "joining", PLAN),
]

AROUND = [
    ("Hong Kong let him leave rather than extradite him.", "extradite", NOT),
    ("Greece borrowed again so as not to default on its bonds.", "default", NOT),
    ("The boats sank before the navy could reach them.", "reach", NOT),
    ("The delegation will leave after a meeting with the president.", "meeting", PLAN),
    ("The delegation left after a meeting with the president.", "meeting", FACT),
    ("The envoy met monitors ahead of a meeting with the rebels.", "meeting", PLAN),
    ("The Senate is unlikely to reject the treaty and could ratify it.", "ratify", MAYBE),
    ("Iran plans to test a missile and has moved troops.", "moved", FACT),
    ("Costa Rica was the first to recognise Kosovo.", "recognise", FACT),
    ("Guatemala was the next to announce that it would move its embassy.", "move", PLAN),
    ("The Pentagon denied that a withdrawal from Iraq was under way.", "withdrawal", NOT),
    ("Afghanistan accused Iran of selling weapons, allegations Tehran denies.", "accused", FACT),
    ("Rebels have been blamed for killing two monks.", "killing", MAYBE),
    ("Rebels have been praised for freeing two monks.", "freeing", FACT),
    ("Rebels plotted an attack on the harbour.", "attack", PLAN),
    ("Peru will not enter into talks with the rebels.", "talks", NOT),
    ("Peru entered into talks with the rebels.", "talks", FACT),
    ("Militias must disarm in exchange for the withdrawal of the garrison.", "withdrawal", MAYBE),
    ("Militias disarmed in exchange for the withdrawal of the garrison.", "withdrawal", FACT),
]

ELSEWHERE = [
    # What stands elsewhere in the sentence leaves alone what is told.
    ("Norway praised the truce, even if it would not last.", "praised", FACT),
    ("Norway praised the truce, if only briefly.", "praised", FACT),
    ("Norway called for sanctions unless Chad frees the monks.", "called", FACT),
    ("Norway condemned the raid: Anyone who defended it was suspected of lying.", "condemned", FACT),
    ("The rebels, who have besieged the port, were not invited.", "besieged", FACT),
    ("The judges, who are to visit Oslo in May, did not reply.", "visit", PLAN),
    ("The drought and the invasion threatened the harvest.", "invasion", FACT),
    ("Chad's disputed frontier with Sudan runs through the desert.", "frontier", FACT),
    ("The shipments are subject to the sanctions.", "sanctions", FACT),
    ("Oslo will support anything that Sweden supports.", "supports", PLAN),
]

NOT_YET = [
    ("Under the law the army may seize the mines.", "seize", MAYBE),
    ("The constitution permits the senate to dissolve the court.", "dissolve", MAYBE),
    ("Kenya allowed the convoy to enter the port.", "enter", FACT),
    ("On Tuesday, the king opens a summit.", "opens", PLAN),
    ("The king opened a summit on Tuesday.", "opened", FACT),
    ("The bloc may expel Chad when its ministers meet.", "meet", PLAN),
    ("Will Norway leave the bloc?", "leave", MAYBE),
    ("Oslo insisted on a withdrawal.", "withdrawal", MAYBE),
    ("The plan was to storm the palace and to arrest the king.", "arrest", PLAN),
    ("He agrees, provided that the regulators approve the merger.", "approve", MAYBE),
]

NOT_SO = [
    ("The minister dismissed calls for his resignation.", "resignation", NOT),
    ("Oslo ignored an appeal to send troops.", "send", NOT),
    ("Chad shows no sign of withdrawing.", "withdrawing", NOT),
    ("Chad gave up fighting the verdict.", "fighting", NOT),
]

DONE_AFTER_ALL = [
    ("Four envoys met in Oslo to discuss the truce.", "discuss", FACT),
    ("The queen phoned the pope to thank him.", "thank", FACT),
    ("The rivals were quick to accuse each other.", "accuse", FACT),
    ("The Security Council voted to extend the embargo.", "extend", FACT),
    ("The raid prompted Chad to expel the envoy.", "expel", FACT),
    ("Oslo is considering a request for troops.", "request", FACT),
]

CASES = [
    *WORDS_BETWEEN, *WANTED, *AROUND, *ELSEWHERE, *NOT_YET, *NOT_SO, *DONE_AFTER_ALL,
    *BOMB, *SIGN, *INVADE, *HELP, *MEET, *SANCTION, *ARREST,
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "expected"), CASES)
def test_status(text, word, expected):
    assert status(text, word) == expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The Taliban have barred women from universities, drawing condemnation from Norway.", "condemnation"),
        ("Hungary blocked the statement, angering France.", "angering"),
        ("Iran refused a visit, citing attacks on its scientists.", "citing"),
    ],
)
def test_what_comes_of_a_refusal_happens(text, word):
    assert status(text, word) == FACT


def test_the_words_that_decide_are_told():
    doc = load_pipeline()("Iran refused to sign the accord.")
    found = FactualityReader(Tree(doc)).at(next(t.i for t in doc if t.text == "sign"))
    assert [doc[i].text for i in found.cues] == ["refused"]


LIKELY = [
    ("Iran signed the accord.", "signed", "Iran may sign the accord.", "sign"),
    ("Iran signed the accord.", "signed", "Iran did not sign the accord.", "sign"),
    ("Iran signed the accord.", "signed", "If Iran signed the accord, France would applaud.", "signed"),
    ("Iran managed to sign the accord.", "sign", "Iran plans to sign the accord.", "sign"),
    ("Iran reportedly signed the accord.", "signed", "Iran should have signed the accord.", "signed"),
    ("Iran left to sign the accord.", "left", "Leave Iran!", "Leave"),
]


@pytest.mark.parametrize(("more", "word", "less", "other"), LIKELY)
def test_what_is_said_more_firmly_is_likelier_to_have_happened(more, word, less, other):
    assert likely(more, word) > likely(less, other)


def test_every_token_has_a_status():
    doc = load_pipeline()("Although it did not sign, Iran, which France blamed, may yet agree to talks.")
    reader = FactualityReader(Tree(doc))
    assert all(0 <= reader.at(t.i).happened <= 1 for t in doc)


def test_a_long_chain_of_clauses_is_read_without_recursion():
    doc = chain()
    assert FactualityReader(Tree(doc)).at(len(doc) - 1).polarity == "positive"


def test_two_negations_cancel_out():
    assert Status(False, 0).under(Status(False, 0)) == Status(True, 0)
    assert status("Iran did not refuse to sign the accord.", "sign") == FACT


@pytest.mark.parametrize("code", ["", "++", "x", "!"])
def test_an_unknown_effect_is_refused(code):
    with pytest.raises(ValueError, match="unknown effect"):
        effect(code)


def test_the_shipped_cues_load():
    assert len(cues()) > 1000


def test_a_broken_line_of_cues_is_named(monkeypatch, tmp_path):
    (tmp_path / "factuality.tsv").write_text("words\tpos\tslots\tup\tdown\nsay\tVERB\tthat\t+\n", encoding="utf-8")
    monkeypatch.setattr("kgraph.extraction.cues.lexicon_dir", lambda: tmp_path)
    with pytest.raises(KnowledgeError, match="line 2"):
        cues.__wrapped__()


@pytest.mark.parametrize("line", ["bias", "bias\tmuch"])
def test_a_broken_line_of_weights_is_named(monkeypatch, tmp_path, line):
    (tmp_path / "happened.tsv").write_text(f"# weights\n{line}\n", encoding="utf-8")
    monkeypatch.setattr("kgraph.extraction.happened.lexicon_dir", lambda: tmp_path)
    with pytest.raises(KnowledgeError, match=r"happened\.tsv, line 2"):
        weights.__wrapped__()
