"""What is done to somebody is not their deed, though it may be called theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgraph.model import Article

if TYPE_CHECKING:
    from kgraph.extraction import Reader


def events(reader: Reader, text: str) -> set[tuple[str, str, str | None]]:
    found = reader.read(Article("test", text, date="2024-03-15")).statements
    told = (s for s in found if s.extractor != "pairs")  # leads may name anybody
    return {(s.subject.label, s.event.type, s.object.label if s.object else None) for s in told if s.event}


@pytest.mark.parametrize(
    ("text", "victim"),
    [
        ("Syria denied any part in Rafik Hariri's assassination.", "Rafik Hariri"),
        ("The United Nations condemned Benazir Bhutto's assassination.", "Benazir Bhutto"),
        ("Russia protested against Viktor Bout's arrest in Bangkok.", "Viktor Bout"),
        ("Iran condemned Qassem Soleimani's killing.", "Qassem Soleimani"),
        ("Saddam Hussein's execution angered Libya.", "Saddam Hussein"),
        ("Libya denied a role in Musa al-Sadr's abduction.", "Musa al-Sadr"),
        ("Adolf Eichmann's abduction by Israel angered Argentina.", "Adolf Eichmann"),
        ("Viktor Yushchenko's poisoning in 2004 shocked Poland.", "Viktor Yushchenko"),
        ("Mohamed Morsi's trial opened in Cairo.", "Mohamed Morsi"),
        ("Slobodan Milosevic's trial in The Hague was criticized by Russia.", "Slobodan Milosevic"),
    ],
)
def test_whose_arrest_killing_or_trial_it_is_does_nothing(reader: Reader, text: str, victim: str) -> None:
    assert {e for e in events(reader, text) if e[0] == victim} == set()


@pytest.mark.parametrize(
    ("text", "victim"),
    [
        ("Cesare Battisti condemned his arrest by Italian police.", "Cesare Battisti"),
        ("Carlos Ghosn criticized his arrest by Japanese police.", "Carlos Ghosn"),
        ("Bobi Wine denounced his detention by Ugandan soldiers.", "Bobi Wine"),
    ],
)
def test_who_complains_of_an_arrest_did_not_make_it(reader: Reader, text: str, victim: str) -> None:
    assert {event for who, event, _ in events(reader, text) if who == victim} == {"ACCUSE"}


def test_who_is_said_to_do_it_does_it(reader: Reader) -> None:
    assert ("Israel", "ASSAULT", "Adolf Eichmann") in events(
        reader, "Adolf Eichmann's abduction by Israel angered Argentina."
    )
    assert ("soldiers", "COERCE", "Mohamed Morsi") in events(
        reader, "Mohamed Morsi criticized the army. His arrest by soldiers was condemned by Qatar."
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Russia's killing of Zelimkhan Yandarbiyev was condemned by Qatar.",
            ("Russia", "ASSAULT", "Zelimkhan Yandarbiyev"),
        ),
        ("Israel's killing of Hassan Nasrallah was condemned by Iran.", ("Israel", "ASSAULT", "Hassan Nasrallah")),
        ("Argentina protested against Israel's abduction of Adolf Eichmann.", ("Israel", "ASSAULT", "Adolf Eichmann")),
        ("China's arrest of Liu Xiaobo drew criticism from Norway.", ("China", "COERCE", "Liu Xiaobo")),
        ("Libya's execution of rebels was condemned by France.", ("Libya", "ASSAULT", "rebels")),
        ("Turkey's detention of Andrew Brunson angered Donald Trump.", ("Turkey", "COERCE", "Andrew Brunson")),
    ],
)
def test_a_state_acts_where_the_victim_is_named_behind(
    reader: Reader, text: str, expected: tuple[str, str, str]
) -> None:
    assert expected in events(reader, text)


@pytest.mark.parametrize(
    ("text", "who", "whom"),
    [
        ("Germany demanded Alexei Navalny's release.", "Germany", None),
        ("The United States called for Aung San Suu Kyi's release.", "United States", None),
        ("The United States appealed for the release of Shakil Afridi.", "United States", None),
        ("Protesters in Cairo called for the arrest of Hosni Mubarak.", "protesters", None),
        ("Pakistan demanded Altaf Hussain's arrest.", "Pakistan", None),
        ("Britain asked for the extradition of Andrei Lugovoi.", "United Kingdom", None),
        ("Poland asked Belarus for the release of Andrzej Poczobut.", "Poland", "Belarus"),
        ("Germany asked Turkey for Deniz Yucel's release.", "Germany", "Turkey"),
        ("Turkey demanded that Mohamed Morsi be freed.", "Turkey", None),
        ("Qatar demanded that Morsi be freed from prison.", "Qatar", None),
        ("The European Union demanded that Yulia Tymoshenko be released.", "European Union", None),
        ("Protesters demanded that Nicolas Maduro be arrested.", "protesters", None),
        ("France asked that Ingrid Betancourt be freed.", "France", None),
        ("Amnesty International demanded that Liu Xia be released by China.", "Amnesty International", "China"),
    ],
)
def test_nothing_is_asked_of_whose_release_or_arrest_is_asked_for(
    reader: Reader, text: str, who: str, whom: str | None
) -> None:
    assert {e for e in events(reader, text) if e[1] == "REQUEST"} == {(who, "REQUEST", whom)}
