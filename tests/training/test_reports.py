"""Articles written with their statements, and what readers judged of statements that were read."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from kgraph.errors import FormatError
from kgraph.model import Article
from kgraph.resources import training_items_dir
from kgraph.training.reports import Report, reports, stories, untouched

if TYPE_CHECKING:
    from pathlib import Path

    from kgraph.evaluation.statements import Gold
    from kgraph.extraction import Reader

HEAD = "## x01 | 1990-08-03 | Iraqi tanks roll into Kuwait"
BODY = "Iraq invaded Kuwait on Thursday.\n\nFrance condemned the attack."
INVADED = "+ | Iraq / Saddam Hussein | ASSAULT | Kuwait | asserted | null | invaded | Iraq invaded Kuwait"
CONDEMNED = "- | France | ACCUSE | Iraq | asserted/possible | null | null | condemned the attack"
JUDGED = "document\toffset\tsubject\trelation\tobject\tverdict\tcause"
TEXT = "Iraq invaded Kuwait in August 1990. France condemned Iraq."


def read(tmp_path: Path, *lines: str) -> list[Report]:
    path = tmp_path / "reports_mine.txt"
    path.write_text("\n".join(["# Source: written for this test.", *lines]) + "\n", encoding="utf-8")
    return list(reports([path]))


# ---------------------------------------------------------------- the format


def test_an_article_is_read_with_its_statements(tmp_path: Path) -> None:
    (report,) = read(tmp_path, HEAD, BODY, "--", INVADED, "", CONDEMNED)
    article = report.article
    assert (article.id, article.date, article.title) == ("x01", "1990-08-03", "Iraqi tanks roll into Kuwait")
    assert article.text == BODY
    invaded, condemned = report.gold
    assert (invaded.subjects, invaded.kind, invaded.objects) == (("Iraq", "Saddam Hussein"), "ASSAULT", ("Kuwait",))
    assert (invaded.document, invaded.required, invaded.mutual, invaded.source) == ("x01", True, False, None)
    assert not condemned.required
    assert condemned.status == {"asserted", "possible"}


def test_several_articles_stand_in_one_file(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD, BODY, "--", INVADED, "", HEAD.replace("x01", "x02"), BODY, "--", CONDEMNED)
    assert [(r.article.id, len(r.gold)) for r in found] == [("x01", 1), ("x02", 1)]


def test_a_statement_may_be_mutual_and_somebody_s_claim(tmp_path: Path) -> None:
    line = "+= | Iraq | CONSULT / AGREE | Kuwait | planned | France | null | Iraq invaded Kuwait"
    ((record,),) = (r.gold for r in read(tmp_path, HEAD, BODY, "--", line))
    assert (record.mutual, record.required, record.source) == (True, True, "France")
    assert (record.kind, record.relations) == ("CONSULT", {"CONSULT", "AGREE"})


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("+ | Iraq | ASSAULT | Kuwait | asserted | null | Iraq invaded Kuwait", "7 columns"),
        (f"{INVADED} | more", "9 columns"),
        (INVADED.replace("Iraq invaded Kuwait", "Iraq invaded Iran"), "not in the article"),
        (INVADED.replace("| invaded |", "| annexed |"), "'annexed' is not in"),
        (INVADED.replace("ASSAULT", "CONQUER"), "unknown relations: CONQUER"),
        (INVADED.replace("ASSAULT", "ASSAULT / ownerOf"), "unknown relations: ownerOf"),
        (INVADED.replace("asserted", "certain"), "unknown status: certain"),
        (INVADED.replace("+ |", "* |"), "no sign"),
        (INVADED.replace("Iraq / Saddam Hussein", "Iraq /  / Saddam"), "an empty label"),
    ],
)  # fmt: skip
def test_a_broken_statement_is_named_with_its_line(tmp_path: Path, line: str, fault: str) -> None:
    with pytest.raises(FormatError, match=rf"reports_mine\.txt, line 7: .*{re.escape(fault)}"):
        read(tmp_path, HEAD, BODY, "--", line)


@pytest.mark.parametrize("lines", [("## x01 | 1990-08-03", BODY, "--"), (HEAD, BODY)])
def test_an_article_without_head_or_statements_is_named(tmp_path: Path, lines: tuple[str, ...]) -> None:
    with pytest.raises(FormatError, match=r"reports_mine\.txt, line 2: .*id, date and title, and a line --"):
        read(tmp_path, *lines)


# ---------------------------------------------------------------- what ships


@pytest.fixture(scope="module")
def shipped() -> list[Report]:
    return list(reports())


def test_all_articles_load_under_ids_of_their_own(shipped: list[Report]) -> None:
    assert len(shipped) == 144
    assert [name for name, n in Counter(r.article.id for r in shipped).items() if n > 1] == []
    for report in shipped:
        assert re.fullmatch(r"(?:19|20)\d\d-\d\d-\d\d", report.article.date or ""), report.article.id
        assert report.article.title
        assert report.gold


def test_each_statement_is_proved_by_its_article(shipped: list[Report]) -> None:
    for report in shipped:
        said = f"{report.article.title}\n{report.article.text}"
        assert [g for g in report.gold if g.quotation not in said or g.document != report.article.id] == []


def test_labels_are_names_and_no_marks(shipped: list[Report]) -> None:
    labels = {label for r in shipped for g in r.gold for label in (*g.subjects, *g.objects)}
    assert [label for label in labels if not label.strip(" /|") or label != label.strip(" /|")] == []


def test_what_was_judged_was_read_in_an_article_that_exists(shipped: list[Report]) -> None:
    from kgraph.training.judgements import read_verdicts  # noqa: PLC0415 - loads spaCy, as the reader does

    verdicts = read_verdicts(training_items_dir() / "judged.tsv")
    assert set(verdicts.values()) == {True, False}
    texts = {r.article.id: r.article.text for r in shipped}
    prefixes = {name.rstrip("0123456789") for name in texts}
    mine = [key for key in verdicts if key[0].rstrip("0123456789") in prefixes]
    assert mine
    assert {document for document, *_ in mine} <= texts.keys()
    assert [key for key in mine if not -1 <= key[1] < len(texts[key[0]])] == []


# ---------------------------------------------------------------- verdicts


@pytest.mark.parametrize("line", ["d\t5\tIraq\tinvades\tKuwait\tright", "d\tfive\tIraq\tinvades\tKuwait\tright\t",
                                  "d\t5\tIraq\tinvades\tKuwait\tperhaps\t"])  # fmt: skip
def test_a_broken_verdict_is_named_with_its_line(tmp_path: Path, line: str) -> None:
    from kgraph.training.judgements import read_verdicts  # noqa: PLC0415 - loads spaCy, as the reader does

    path = tmp_path / "judged.tsv"
    path.write_text(f"# verdicts\n{JUDGED}\n{line}\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"judged\.tsv, line 3"):
        read_verdicts(path)


def known(reader: Reader, verdicts: str, tmp_path: Path, *gold: Gold) -> dict[str, list[bool]]:
    """Return how the statements of the text count, by the event that they tell of: by gold, then as judged."""
    from kgraph.training.judgements import examples, read_verdicts  # noqa: PLC0415 - loads spaCy, as the reader does

    path = tmp_path / "judged.tsv"
    path.write_text(f"{JUDGED}\n{verdicts}", encoding="utf-8")
    report = Report(Article("d", TEXT, date="1990-08-03"), gold)
    names = {"of.ASSAULT", "of.ACCUSE"}
    counted: dict[str, list[bool]] = {}
    for example in examples(reader, [report], read_verdicts(path)):
        for name in names & example.basis.features.keys():
            counted.setdefault(name, []).append(example.right)
    return counted


@pytest.fixture
def invaded() -> Gold:
    from kgraph.evaluation.statements import Gold  # noqa: PLC0415 - loads spaCy, as the reader does

    return Gold.from_json(
        {"doc": "d", "s": ["Iraq"], "rel": ["ASSAULT"], "o": ["Kuwait"], "status": "asserted", "req": True}
    )


def test_what_nobody_judged_counts_once_unless_gold_has_it(reader: Reader, invaded: Gold, tmp_path: Path) -> None:
    assert known(reader, "", tmp_path) == {"of.ASSAULT": [False], "of.ACCUSE": [False]}
    assert known(reader, "", tmp_path, invaded) == {"of.ASSAULT": [True, True], "of.ACCUSE": [False]}


def test_what_a_reader_judged_wrong_counts_as_wrong(reader: Reader, invaded: Gold, tmp_path: Path) -> None:
    condemned = TEXT.index("condemned")
    line = f"d\t{condemned}\tFrance\tcondemns\tIraq\twrong\tobject\n"
    assert known(reader, line, tmp_path, invaded) == {"of.ASSAULT": [True, True], "of.ACCUSE": [False, False]}
    assert known(reader, line.replace("wrong\tobject", "right\t"), tmp_path)["of.ACCUSE"] == [False, True]


def test_a_reader_s_verdict_comes_before_gold(reader: Reader, invaded: Gold, tmp_path: Path) -> None:
    line = f"d\t{TEXT.index('invaded')}\tIraq\tinvades\tKuwait\twrong\trelation\n"
    assert known(reader, line, tmp_path, invaded)["of.ASSAULT"] == [True, False]


# ---------------------------------------------------------------- stories


def test_a_story_has_no_statements_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "stories_mine.txt"
    path.write_text(f"# Source: written for this test.\n{HEAD}\n{BODY}\n\n{HEAD.replace('x01', 'x02')}\n{BODY}\n")
    found = list(stories([path]))
    assert [(r.article.id, r.article.text, r.gold) for r in found] == [("x01", BODY, None), ("x02", BODY, None)]


def test_of_a_story_only_what_was_judged_counts(tmp_path: Path, reader: Reader) -> None:
    from kgraph.training.judgements import examples  # noqa: PLC0415 - loads spaCy, as the reader does

    story = Report(Article("x01", TEXT, date="1990-08-03"), None)
    verdicts = {("x01", 5, "Iraq", "invades", "Kuwait"): True}
    assert [e.right for e in examples(reader, [story], verdicts)] == [True]
    assert not list(examples(reader, [story]))


def test_every_story_was_judged() -> None:
    from kgraph.training.judgements import read_verdicts  # noqa: PLC0415 - loads spaCy, as the reader does

    judged = {document for document, *_ in read_verdicts(training_items_dir() / "judged.tsv")}
    written = {r.article.id for r in (*stories(), *untouched())}
    assert len(written) > 150
    assert written <= judged
