"""Treebanks and name corpora in one form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgraph.errors import FormatError
from kgraph.knowledge import load_knowledge
from kgraph.pipelines import load_pipeline
from kgraph.training import data, gmb, name_corpora
from kgraph.training.corpora import Annotated, Name, Token, detokenise, documents, join, read_conllu
from kgraph.training.data import own_names, treebank
from kgraph.training.encoding import NAME_TAGS, allowed_tags, split

if TYPE_CHECKING:
    from pathlib import Path

TREEBANK = """\
# newdoc id = a
# sent_id = a-1
1\tTurkey\tTurkey\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\tEntity=(1-place-1)
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\tTense=Past\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tsign\tsign\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newdoc id = b
1\tPresident\tpresident\tPROPN\tNNP\t_\t0\troot\t_\tEntity=(1-person-1
2\tAbdel\tAbdel\tPROPN\tNNP\t_\t1\tflat\t_\t_
3\tFattah\tFattah\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)

"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "mine.conllu"
    file.write_text(TREEBANK, encoding="utf-8")
    return file


def test_a_treebank_keeps_the_text_as_it_was(path: Path) -> None:
    first, second = (join(sentences, "mine") for sentences in documents(read_conllu(path)))
    assert first.text() == "Turkey didn't sign."
    assert [t.head for t in first.tokens] == [1, 3, 3, 3, 3]
    assert second.text() == "President Abdel Fattah"


def test_a_line_with_too_few_columns_is_named(tmp_path: Path) -> None:
    file = tmp_path / "broken.conllu"
    file.write_text("1\tTurkey\tTurkey\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"line 1.*10 columns"):
        list(read_conllu(file))


def test_titles_are_outside_the_names_of_persons(path: Path) -> None:
    passages = list(treebank(path, "gum"))
    names = [(n.start, n.end, n.labels) for n in passages[1].names or ()]
    assert names == [(1, 3, frozenset({"PERSON"}))]


def test_names_of_ones_own(tmp_path: Path) -> None:
    file = tmp_path / "own.jsonl"
    file.write_text(
        '{"text": "Wang Yi flew to Addis Ababa.", "names": [{"start": 0, "end": 7, "tag": "PERSON"},'
        ' {"start": 16, "end": 27, "tag": "GPE"}]}\n',
        encoding="utf-8",
    )
    (passage,) = own_names(file)
    assert [(n.start, n.end, set(n.labels)) for n in passage.names or ()] == [(0, 2, {"PERSON"}), (4, 6, {"GPE"})]


def test_a_line_that_is_not_json_is_named(tmp_path: Path) -> None:
    file = tmp_path / "own.jsonl"
    file.write_text("Wang Yi\n", encoding="utf-8")
    with pytest.raises(FormatError, match="line 1"):
        list(own_names(file))


def test_text_is_put_together_again() -> None:
    words = ["Iran", "'s", "envoy", "(", "a", "general", ")", "said", ":", '"', "No", ".", '"']
    assert detokenise(words)[0] == 'Iran\'s envoy (a general) said: "No."'


def test_a_corpus_teaches_nothing_about_labels_that_it_does_not_mark() -> None:
    tokens = [Token("Monday", True), Token("Geneva", True)]
    passage = Annotated(tokens, "x", [Name(1, 2, name_corpora.PLACE)], frozenset({"PERSON", "ORG", "GPE", "LOC"}))
    monday, geneva = ({tag for i, tag in enumerate(NAME_TAGS) if bits >> i & 1} for bits in allowed_tags(passage))
    assert {"O", "S-DATE"} <= monday
    assert "S-GPE" not in monday
    assert geneva == {"S-GPE", "S-LOC", "S-FAC"}


def test_long_passages_are_cut_between_sentences() -> None:
    tokens = [Token(f"w{i}", True, head=i // 5 * 5, dep="dep", sent_start=i % 5 == 0) for i in range(23)]
    parts = split(Annotated(tokens, "x", syntax=True), limit=12)
    assert [len(p.tokens) for p in parts] == [10, 10, 3]
    assert all(0 <= t.head < len(p.tokens) for p in parts for t in p.tokens)


@pytest.mark.shared
def test_the_yardsticks_are_not_trained_on(shared: Path) -> None:
    passages = list(data.shared(shared / "data"))
    assert {p.source for p in passages} >= {"ewt", "gum", "newswire", "articles"}
    trained = {p.text() for p in passages if p.syntax}
    for part in ("ewt_dev", "gum_dev"):
        held_out = {p.text() for p in treebank(shared / "data" / "ud" / f"{part}.conllu", part)}
        assert not {text for text in held_out & trained if len(text) > 60}


GMB = """\
Prime	B-per
Minister	I-per
Tony	I-per
Blair	I-per
praised	O
Turkish	B-gpe
and	O
Kurdish	B-gpe
envoys	O
from	O
Turkey	B-org
and	O
Iraq	B-gpe
near	O
Windsor	B-geo
,	O
the	O
Guardian	O
said	O
Monday	B-tim
.	O

"""


def test_the_labels_of_gmb_are_cleaned_with_what_is_known(tmp_path: Path) -> None:
    path = tmp_path / "gmb.tsv"
    path.write_text(GMB, encoding="utf-8")
    (marked,) = gmb.cleaned(path, load_knowledge())
    named = {marked.text[a:b]: labels for a, b, labels in marked.spans}
    assert named["Tony Blair"] == {"PERSON"}
    assert named["Turkish"] == named["Kurdish"] == {"NORP"}
    assert named["Iraq"] == {"GPE"}
    assert named["Windsor"] == {"GPE", "LOC", "FAC"}
    assert {"Turkey", "Guardian", "Monday"} <= {marked.text[a:b] for a, b in marked.unknown}


def test_names_on_which_a_pipeline_disagrees_are_left_open(tmp_path: Path) -> None:
    path = tmp_path / "gmb.tsv"
    tagged = "Officials B-per|of O|Iraq B-gpe|met O|Tony O|Blair O|in O|London B-geo|. O"
    path.write_text(tagged.replace(" ", "\t").replace("|", "\n") + "\n\n", encoding="utf-8")
    (marked,) = gmb.agreed(gmb.as_marked(path), load_pipeline())
    named = [(marked.text[a:b], labels) for a, b, labels in marked.spans]
    assert named == [("Iraq", {"GPE"}), ("London", {"GPE"})]
    assert sorted(marked.text[a:b] for a, b in marked.unknown) == ["Officials", "Tony Blair"]
