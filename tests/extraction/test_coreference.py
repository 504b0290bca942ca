"""Who a pronoun or a description means; where it cannot be told, nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgraph.model import Article

if TYPE_CHECKING:
    from kgraph.extraction import Reader

DATE = "2015-06-10"


def told(reader: Reader, text: str) -> set[tuple[str, str, str | None]]:
    found = reader.read(Article("test", text, date=DATE)).statements
    return {(s.subject.label, s.predicate, s.object.label if s.object else None) for s in found}


def actors(reader: Reader, text: str, relation: str) -> set[str]:
    return {subject for subject, predicate, _ in told(reader, text) if predicate == relation}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Angela Merkel met François Hollande. "I condemned the attack at once," a teacher told reporters.', "teacher"),
        ('Vladimir Putin met Barack Obama. "I criticized NATO," Angela Merkel said.', "Angela Merkel"),
        ('Angela Merkel said: "I criticized NATO."', "Angela Merkel"),
    ],
)
def test_i_is_who_speaks(reader: Reader, text: str, speaker: str) -> None:
    assert actors(reader, text, "condemns") | actors(reader, text, "criticizes") == {speaker}


@pytest.mark.parametrize(
    "text",
    [
        'Angela Merkel met Barack Obama. "I criticized NATO," the Social Democrat said.',
        'Barack Obama met Angela Merkel.\n\n"I criticized NATO."\n\nThe weather was fine.',
        "Angela Merkel met Barack Obama. I criticized NATO.",
    ],
)
def test_i_is_nobody_where_the_speaker_is_not_told(reader: Reader, text: str) -> None:
    assert not actors(reader, text, "criticizes")


def test_quoted_pronouns_take_up_what_the_quotation_speaks_of(reader: Reader) -> None:
    apart = 'French troops fought in Mali. "They have attacked Kenya," said Angela Merkel.'
    within = '"French troops fought in Mali. They have attacked Kenya," said Angela Merkel.'
    assert not actors(reader, apart, "attacks")
    assert actors(reader, within, "attacks") == {"French troops"}


@pytest.mark.parametrize(
    "text",
    [
        "In Leeds David Cameron met a translator. The translator spoke briefly. He criticized Nigeria.",
        "David Cameron spoke in Leeds. A farmer wrote to the ministry. He criticized Nigeria.",
    ],
)
def test_whoever_is_not_named_takes_a_pronoun_too(reader: Reader, text: str) -> None:
    assert "David Cameron" not in actors(reader, text, "criticizes")


def test_what_somebody_is_called_says_whether_it_is_she(reader: Reader) -> None:
    text = "Her husband, Chris Tsai, met Barack Obama. She criticized France."
    assert not actors(reader, text, "criticizes")
    text = "François Hollande's spokeswoman, Najat Sula, met reporters. He criticized Germany."
    assert actors(reader, text, "criticizes") == {"Francois Hollande"}


def test_who_does_something_together_does_it_to_somebody_else(reader: Reader) -> None:
    text = "François Hollande and David Cameron met Vladimir Putin after warning him."
    assert ("David Cameron", "warns", "Vladimir Putin") in told(reader, text)
    text = "Haider al-Abadi and Barack Obama invited John Kerry and praised him."
    assert not {o for _, p, o in told(reader, text) if p == "praises"} & {"Barack Obama", "Haider al-Abadi"}


def test_the_nearest_subject_above_a_pronoun_is_meant(reader: Reader) -> None:
    text = "Vladimir Putin said that Barack Obama failed because he attacked Libya."
    assert actors(reader, text, "attacks") == {"Barack Obama"}


def test_his_country_is_the_country(reader: Reader) -> None:
    text = "Angela Merkel spoke in Rome. Only in May her country signed a treaty with Poland."
    assert ("Germany", "signsAgreementWith", "Poland") in told(reader, text)
    text = "Jo Fox spoke in Rome. Only in May her country signed a treaty with Poland."
    assert not actors(reader, text, "signsAgreementWith")


def test_somebodys_people_are_not_that_person(reader: Reader) -> None:
    text = "Mevlut Cavusoglu condemned the attack, and his envoy in Rome criticized Italy."
    assert "Mevlut Cavusoglu" not in actors(reader, text, "criticizes")


def test_one_person_may_be_called_by_the_nation(reader: Reader) -> None:
    text = "Jens Stoltenberg met Dilma Rousseff in Brasilia. The Brazilian praised NATO."
    assert actors(reader, text, "praises") == {"Dilma Rousseff"}
    assert not actors(reader, "Jens Stoltenberg was in Paris. A Dane criticized NATO.", "criticizes")
    assert actors(reader, "The French criticized Israel.", "criticizes") == {"France"}


def test_a_subject_is_not_who_it_acts_with(reader: Reader) -> None:
    text = "After talks with the African Union and the United Nations, the regional bloc condemned Gambia."
    assert not actors(reader, text, "condemns") & {"African Union", "United Nations"}


def test_a_name_between_commas_says_who_is_described(reader: Reader) -> None:
    text = "Jo Fox waited. When the opposition leader, Peter Dutton, criticized Canberra, nobody was surprised."
    assert actors(reader, text, "criticizes") == {"Peter Dutton"}


def test_somebody_known_as_another_is_not_described(reader: Reader) -> None:
    text = "Brice Robin, a prosecutor, spoke to reporters. Then the captain criticized France."
    assert "Brice Robin" not in actors(reader, text, "criticizes")


def test_who_is_a_person(reader: Reader) -> None:
    text = "Voters will replace lawmaker Rana Haider from the Labour Party, who was arrested in August."
    assert "Labour Party" not in {o for _, p, o in told(reader, text) if p == "arrests"}


def test_the_government_is_that_of_the_scene(reader: Reader) -> None:
    text = "Haiti demanded an inquiry. Haiti accused Oxfam. In London, the government criticized Oxfam."
    assert actors(reader, text, "criticizes") == {"United Kingdom"}


def test_a_region_is_no_city(reader: Reader) -> None:
    text = "Angela Merkel spoke in Cologne. Rebels attacked the northern province."
    assert ("rebels", "attacks", "Cologne") not in told(reader, text)


def test_one_person_of_a_nation_may_be_somebody_else(reader: Reader) -> None:
    text = "Mike Pompeo flew to Seoul. The only American whom Kim trusted criticized North Korea."
    assert "Mike Pompeo" not in actors(reader, text, "criticizes")


def test_a_member_is_not_the_party(reader: Reader) -> None:
    text = "The president, himself a Social Democrat, met Angela Merkel on Monday."
    assert not actors(reader, text, "meets")


def test_a_head_named_behind_commas_acts(reader: Reader) -> None:
    text = "The head of the Russian space agency Roscosmos, Yuri Borisov, praised India."
    assert actors(reader, text, "praises") == {"Yuri Borisov"}
    text = "The director of Huawei, daughter of its founder, Ren Zhengfei, praised India."
    assert "Ren Zhengfei" not in actors(reader, text, "praises")


def test_the_president_of_a_countrys_club_is_not_the_country(reader: Reader) -> None:
    text = "Police arrested the president of Brazil's chess federation."
    assert ("police", "arrests", "Brazil") not in told(reader, text)
