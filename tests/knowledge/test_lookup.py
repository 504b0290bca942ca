"""Who and what a name may mean, who held which office, what stands for what."""

from __future__ import annotations

import pytest

from kgraph.knowledge import Knowledge, load_knowledge
from kgraph.knowledge.check import check


@pytest.fixture(scope="module")
def kb() -> Knowledge:
    return load_knowledge()


@pytest.mark.parametrize(
    ("words", "noun"),
    [
        ("deputy oil minister", "deputy oil minister"),
        ("vice foreign ministers", "deputy foreign minister"),
        ("Assistant Director-General", "deputy director general"),
    ],
)
def test_every_leader_may_have_a_second(kb: Knowledge, words: str, noun: str) -> None:
    role = kb.role(words)
    assert role is not None
    assert (role.noun, role.relation, role.office) == (noun, "holdsPosition", None)


@pytest.mark.parametrize(
    ("spelling", "label"),
    [
        ("Kim Jong-un", "Kim Jong Un"),
        ("KIM JONG UN", "Kim Jong Un"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Zelenskyy's", "Volodymyr Zelenskyy"),
        ("Muammar Gaddafi", "Muammar Gadhafi"),
        ("Moammar Khadafy", "Muammar Gadhafi"),
        ("Aleksandr Lukashenko", "Alexander Lukashenko"),
        ("Sergey Lavrov", "Sergei Lavrov"),
        ("Osama Bin Laden", "Osama bin Laden"),
        ("Bashar Assad", "Bashar al-Assad"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
        ("Mao Tse-tung", "Mao Zedong"),
        ("Pope Benedict", "Pope Benedict XVI"),
    ],
)
def test_newspapers_spell_people_differently(kb: Knowledge, spelling: str, label: str) -> None:
    found = kb.person(spelling)
    assert found is not None
    assert found.label == label


@pytest.mark.parametrize(
    ("surname", "date", "label"),
    [
        ("Bush", "2005-03-01", "George W. Bush"),
        ("Bush", "1990", "George H.W. Bush"),
        ("Clinton", "1998", "Bill Clinton"),
        ("Clinton", "2011", "Hillary Clinton"),
        ("Abe", "2015", "Shinzo Abe"),
    ],
)
def test_the_date_decides_between_people_of_one_surname(kb: Knowledge, surname: str, date: str, label: str) -> None:
    assert kb.people(surname, date)[0].label == label


@pytest.mark.parametrize(
    ("role", "country", "date", "label"),
    [
        ("chancellor", "DEU", "2012", "Angela Merkel"),
        ("president", "USA", "1962-10", "John F. Kennedy"),
        ("foreign minister", "RUS", "2010", "Sergei Lavrov"),
        ("foreign secretary", "GBR", "2004", "Jack Straw"),
        ("prime minister", "ISR", "2005", "Ariel Sharon"),
        ("leader", "SUN", "1962", "Nikita Khrushchev"),
        ("secretary-general", "organization/united-nations", "2003", "Kofi Annan"),
    ],
)
def test_who_held_an_office(kb: Knowledge, role: str, country: str, date: str, label: str) -> None:
    holder = kb.office_holder(role, country, date)
    assert holder is not None
    assert holder.label == label


def test_a_visitor_of_another_country_holds_no_office_there(kb: Knowledge) -> None:
    zelenskyy = kb.person("Volodymyr Zelenskyy")
    assert zelenskyy is not None
    assert {office.country for office in kb.offices(zelenskyy)} == {"UKR"}


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("NATO", "NATO"),
        ("U.N.", "United Nations"),
        ("IAEA", "International Atomic Energy Agency"),
        ("al Qaeda", "al-Qaida"),
        ("ISIS", "Islamic State"),
        ("Hizbullah", "Hezbollah"),
        ("C.I.A.", "Central Intelligence Agency"),
        ("Kommersant", "Kommersant"),
        ("State Department", "United States Department of State"),
    ],
)
def test_organisations_by_name_and_acronym(kb: Knowledge, name: str, label: str) -> None:
    found = kb.organisation(name)
    assert found is not None
    assert found.label == label


def test_an_acronym_needs_its_capitals(kb: Knowledge) -> None:
    assert kb.organisation("WHO") is not None
    assert kb.organisation("who") is None
    assert kb.organisation("Who") is None


@pytest.mark.parametrize(
    ("body", "date", "member", "other"),
    [
        ("NATO", "1990", "Spain", "Poland"),
        ("NATO", None, "Sweden", "Ukraine"),
        ("European Union", "2010", "United Kingdom", "Croatia"),
        ("European Union", None, "Croatia", "United Kingdom"),
        ("Warsaw Pact", "1980", "East Germany", "Yugoslavia"),
        ("BRICS", "2023", "South Africa", "Iran"),
        ("BRICS", "2024", "Iran", "Indonesia"),
        ("Schengen Area", "2010", "Switzerland", "Romania"),
        ("Visegrad Group", None, "Hungary", "Austria"),
        ("Organization of Turkic States", "2020", "Uzbekistan", "Turkmenistan"),
    ],
)
def test_membership_depends_on_the_date(kb: Knowledge, body: str, date: str | None, member: str, other: str) -> None:
    organisation = kb.organisation(body)
    assert organisation is not None
    labels = {x.label for x in kb.members(organisation, date)}
    assert member in labels
    assert other not in labels


@pytest.mark.parametrize(
    ("seat", "label"),
    [
        ("Kremlin", "Russia"),
        ("White House", "United States"),
        ("Blue House", "South Korea"),
        ("Downing Street", "United Kingdom"),
        ("Elysee Palace", "France"),
        ("Seoul", "South Korea"),
        ("Quai d'Orsay", "French Foreign Ministry"),
        ("Capitol Hill", "United States Congress"),
    ],
)
def test_seats_stand_for_governments(kb: Knowledge, seat: str, label: str) -> None:
    target = kb.stands_for(kb.lookup(seat)[0].entity)
    assert target is not None
    assert target.label == label


def test_the_west_is_known(kb: Knowledge) -> None:
    assert kb.lookup("the West")[0].entity.label == "the West"
    assert kb.lookup("West")[0].entity.label == "the West"


def test_georgia_is_a_country_and_a_state(kb: Knowledge) -> None:
    found = [(c.entity.label, c.entity.type) for c in kb.lookup("Georgia")]
    assert found[0] == ("Georgia", "Country")
    assert ("Georgia (U.S. state)", "Place") in found


@pytest.mark.parametrize(
    ("word", "label"),
    [
        ("Iraqis", "Iraq"),
        ("Dutch", "Netherlands"),
        ("Soviet", "Soviet Union"),
        ("Kurdish", "Kurds"),
        ("Shiites", "Shi'ite Muslims"),
        ("Chechen", "Chechnya"),
        ("Uighur", "Uyghurs"),
    ],
)
def test_demonyms_of_countries_peoples_and_faiths(kb: Knowledge, word: str, label: str) -> None:
    found = kb.demonym(word)
    assert found is not None
    assert found.label == label


@pytest.mark.parametrize(
    ("name", "label", "start"),
    [
        ("World War Two", "World War II", "1939-09-01"),
        ("9/11", "September 11 attacks", "2001-09-11"),
        ("1967 Middle East War", "Six-Day War", "1967-06-05"),
        ("JCPOA", "Joint Comprehensive Plan of Action", "2015-07-14"),
        ("UNSCR 2254", "UN Security Council Resolution 2254", "2015-12-18"),
        ("Operation Barkhane", "Operation Barkhane", "2014-08-01"),
        ("Simla Agreement", "Simla Agreement", "1972-07-02"),
    ],
)
def test_events_have_names_and_dates(kb: Knowledge, name: str, label: str, start: str) -> None:
    event = kb.events(name)[0]
    assert event.label == label
    assert kb.facts(event)["start"] == start


def test_gender_of_first_names(kb: Knowledge) -> None:
    assert [kb.gender(x) for x in ("Ségolène", "Vladimir", "Condoleezza", "Andrea")] == ["f", "m", "f", None]


def test_the_data_files_have_no_faults() -> None:
    assert check() == []


def test_a_province_is_one_place_under_all_its_names(kb: Knowledge) -> None:
    for one, other in (("Borno", "Borno State"), ("Corse", "Corsica"), ("Kriti", "Crete")):
        assert kb.place(one) is kb.place(other) is not None


def test_common_names_of_parliaments_are_of_some_countries(kb: Knowledge) -> None:
    assert kb.has_parliament_called("PHL", "Congress")
    assert not kb.has_parliament_called("POL", "Congress")
    assert kb.has_parliament_called("POL", "parliament")
    assert kb.parliament("DEU") == kb.organisation("Bundestag")
    assert kb.parliament("AND") is None
