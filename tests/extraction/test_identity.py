"""Who is meant where a name may mean several: by date, by what stands beside it, by its part in the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.model import Article, Extraction

if TYPE_CHECKING:
    from kgraph.extraction import Reader

# Date of the article; what it says; words of it; whom or what they mean.
MEANT = [
    ("2004-03-20", "Powell flew to Berlin. He met the chancellor.", "the chancellor", "Gerhard Schroeder"),
    ("2004-03-20", "Powell visited Tokyo. He met with the prime minister.", "the prime minister", "Junichiro Koizumi"),
    ("2008-08-12",
     "Georgia said Russian tanks had entered Gori, and Tbilisi asked NATO for help.",
     "Georgia", "Georgia"),
    ("2020-12-14",
     "Voters in Georgia and Alabama chose a U.S. senator on Tuesday, officials in Atlanta said.",
     "Georgia", "Georgia (U.S. state)"),
    ("2020-12-14",
     "President Trump asked officials in Georgia, Michigan and Arizona to recount the votes.",
     "Georgia", "Georgia (U.S. state)"),
    ("2008-08-12", "Georgian troops withdrew from South Ossetia.", "Georgian", "Georgia"),
    ("2012-11-20",
     "Rebels of the M23 group seized Goma in eastern Congo, and President Joseph Kabila flew to Kampala.",
     "Congo", "Democratic Republic of the Congo"),
    ("2010-05-05", "Congo's president, Denis Sassou Nguesso, spoke in Brazzaville.", "Congo", "Republic of the Congo"),
    ("2010-05-05", "The Republic of Congo signed a treaty with Gabon.", "Republic of Congo", "Republic of the Congo"),
    ("2010-05-05", "Congolese soldiers returned to Kinshasa.", "Congolese", "Democratic Republic of the Congo"),
    ("2010-05-05",
     "Officials in Brazzaville said Congolese police had arrested the men.",
     "Congolese", "Republic of the Congo"),
    ("2008-09-29",
     "Guinea's military junta, led by Captain Moussa Dadis Camara, banned rallies in Conakry.",
     "Guinea", "Guinea"),
    ("2008-09-29", "Guinea-Bissau's army chief was killed in Bissau.", "Guinea-Bissau", "Guinea-Bissau"),
    ("2008-09-29",
     "Equatorial Guinea jailed the British mercenary Simon Mann.",
     "Equatorial Guinea", "Equatorial Guinea"),
    ("2008-09-29", "Papua New Guinea sent soldiers to Bougainville.", "Papua New Guinea", "Papua New Guinea"),
    ("2018-06-12", "Trump met Kim Jong Un in Singapore to discuss peace in Korea.", "Korea", "Korean Peninsula"),
    ("2018-06-12",
     "The South urged the North to end its nuclear tests, North Korea's state media said.",
     "South", "South Korea"),
    ("2018-06-12", "North Korea threatened the South on Monday.", "South", "South Korea"),
    ("2003-03-20", "Washington warned Damascus on Friday.", "Washington", "United States"),
    ("2003-03-20", "The ministers met in Washington on Friday.", "Washington", "Washington, D.C."),
    ("2003-03-20", "Governor Gary Locke of Washington state spoke in Seattle.", "Washington", "Washington (state)"),
    ("2003-03-20",
     "Historians say George Washington owned slaves. Washington led the army for eight years.",
     "Washington", "George Washington"),
    ("2003-03-20", "Mayor Muriel Bowser of Washington closed the schools.", "Washington", "Washington, D.C."),
    ("2003-03-20",
     "The talks will be held in Washington next week, Washington said.",
     "Washington", "Washington, D.C."),
    ("2013-09-05", "Jordan asked for help for 500,000 Syrian refugees.", "Jordan", "Jordan"),
    ("2013-09-05", "Vernon Jordan advised President Clinton. Jordan was a lawyer.", "Jordan", "Vernon Jordan"),
    ("2013-09-05", "Israel closed a bridge over the Jordan River.", "Jordan River", "Jordan River"),
    ("2008-02-03", "Chad accused Sudan of arming rebels near N'Djamena.", "Chad", "Chad"),
    ("2008-02-03", "Fishermen fled the islands of Lake Chad.", "Lake Chad", "Lake Chad"),
    ("2012-10-04", "Turkey shelled Syrian positions after a mortar bomb killed five people.", "Turkey", "Turkey"),
    ("2019-06-13", "Tankers were attacked in the Gulf of Oman.", "Gulf of Oman", "Gulf of Oman"),
    ("2019-06-13", "Iran seized a tanker in the Gulf on Friday.", "Gulf", "Persian Gulf"),
    ("2010-04-22", "Oil spread across the Gulf of Mexico.", "Gulf of Mexico", "Gulf of Mexico"),
    ("2011-03-19",
     "President Obama did not ask Congress for approval. Congress met on Monday in Washington.",
     "Congress", "United States Congress"),
    ("2011-08-10",
     ("India's prime minister, Manmohan Singh, defended Congress against charges by the Bharatiya Janata "
      "Party."),
     "Congress", "Indian National Congress"),
    ("2009-06-28",
     "Honduran soldiers arrested President Manuel Zelaya, and the Honduran Congress named a successor.",
     "Congress", "Congress of Honduras"),
    ("2008-12-02",
     "Venezuela's National Assembly approved the referendum.",
     "National Assembly", "National Assembly (Venezuela)"),
    ("2008-12-02",
     "The French National Assembly voted against the treaty.",
     "National Assembly", "National Assembly (France)"),
    ("2009-02-02",
     "South Korea's National Assembly ratified the pact.",
     "National Assembly", "National Assembly (South Korea)"),
    ("2011-01-10", "The Foreign Ministry in Islamabad protested.", "Foreign Ministry", "Pakistani Foreign Ministry"),
    ("2011-01-10", "The French Foreign Ministry recalled its envoy.", "Foreign Ministry", "French Foreign Ministry"),
    ("2014-07-20", "The IDF struck targets in Gaza.", "IDF", "Israel Defense Forces"),
    ("2009-06-15",
     "The Revolutionary Guards warned protesters in Tehran.",
     "Revolutionary Guards", "Islamic Revolutionary Guard Corps"),
    ("2003-04-02",
     "U.S. forces fought the Republican Guard near Baghdad.",
     "Republican Guard", "Republican Guard (Iraq)"),
    ("2013-05-02", "The European Central Bank cut rates.", "European Central Bank", "European Central Bank"),
    ("2013-05-02", "Russia's Central Bank raised its key rate.", "Central Bank", "Central Bank of Russia"),
    ("2014-09-12",
     "Labour promised to tax the rich, and David Cameron's Conservatives attacked the plan in London.",
     "Labour", "Labour Party (UK)"),
    ("2005-11-10", "Amir Peretz won the leadership of Israel's Labor Party.", "Labor Party", "Labor Party (Israel)"),
    ("2007-11-24", "Kevin Rudd's Labor Party won Australia's election.", "Labor Party", "Australian Labor Party"),
    ("2001-09-20", "Dominica and the Dominican Republic signed the accord.", "Dominica", "Dominica"),
    ("2001-09-20", "The Dominican Republic expelled Haitians.", "Dominican Republic", "Dominican Republic"),
    ("2012-03-22", "Mali's soldiers seized the palace in Bamako.", "Mali", "Mali"),
    ("2012-03-22", "Niger and Nigeria sent troops against Boko Haram.", "Niger", "Niger"),
    ("2012-03-22", "Militants kidnapped oil workers in the Niger Delta.", "Niger Delta", "Niger Delta"),
    ("2010-01-13",
     "The quake destroyed Port-au-Prince, and Santo Domingo sent doctors.",
     "Santo Domingo", "Dominican Republic"),
    ("2015-07-14",
     "Iran and six powers signed the accord in Vienna. Tehran promised to cut its stock of uranium.",
     "Tehran", "Iran"),
    ("2004-03-15", "The Socialists won the election in Spain after the bombings in Madrid.", "Madrid", "Madrid"),
    ("2016-06-24", "The president met the mayor in Brussels.", "Brussels", "Brussels"),
    ("2019-10-09", "Turkish jets bombed positions of the YPG in northern Syria.", "YPG", "People's Protection Units"),
    ("2005-02-14", "A bomb killed Rafik Hariri in Beirut.", "Beirut", "Beirut"),
    ("1962-10-25", "Khrushchev wrote to Kennedy about Cuba.", "Kennedy", "John F. Kennedy"),
    ("1990-08-03", "President Bush condemned Iraq's invasion of Kuwait.", "Bush", "George H.W. Bush"),
    ("2003-03-20", "President Bush ordered the strikes on Baghdad.", "Bush", "George W. Bush"),
    ("2012-06-10", "The German chancellor met Spanish officials.", "The German chancellor", "Angela Merkel"),
    ("2004-06-10", "The German chancellor met Spanish officials.", "The German chancellor", "Gerhard Schroeder"),
    ("1985-06-10", "Britain's prime minister rejected the plan.", "Britain's prime minister", "Margaret Thatcher"),
    ("2012-06-10", "The French president flew to Kabul.", "The French president", "Francois Hollande"),
    ("2022-08-10", "President Yoon's government offered aid to Pyongyang.", "Yoon", "Yoon Suk Yeol"),
    ("2022-03-02", "Zelenskiy asked the European Union for weapons.", "Zelenskiy", "Volodymyr Zelenskyy"),
    ("2022-03-02",
     "Volodymyr Zelensky spoke to Congress. Zelensky asked for jets.",
     "Zelensky", "Volodymyr Zelenskyy"),
    ("2011-03-02",
     "Qaddafi's forces shelled Misrata, and Moammar Khadafi spoke in Tripoli.",
     "Qaddafi", "Muammar Gadhafi"),
    ("2018-06-12", "Kim met Xi after Kim Jong-un flew to Beijing.", "Kim", "Kim Jong Un"),
    ("2006-10-09", "Kim ordered the test, North Korea said.", "Kim", "Kim Jong Il"),
    ("2003-12-14", "U.S. troops captured Saddam near Tikrit.", "Saddam", "Saddam Hussein"),
    ("1989-11-10",
     "Gorby was cheered in Berlin, and Mikhail Gorbachov spoke.",
     "Mikhail Gorbachov", "Mikhail Gorbachev"),
    ("2008-06-10", "Dmitri Medvedev met Hu Jintao.", "Dmitri Medvedev", "Dmitry Medvedev"),
    ("2012-06-10", "King Abdullah of Jordan met King Abdullah of Saudi Arabia.", "Abdullah", "Abdullah II"),
    ("2009-06-03", "King Abdullah received President Obama in Riyadh.", "Abdullah", "Abdullah of Saudi Arabia"),
    ("2018-06-03", "King Abdullah met Jordan's new prime minister in Amman.", "Abdullah", "Abdullah II"),
    ("2013-04-01", "Pope Francis met the king of Spain.", "the king", "Juan Carlos I"),
    ("2020-02-01", "The Japanese emperor opened the games.", "The Japanese emperor", "Naruhito"),
    ("1995-02-01", "The president of South Africa spoke in Pretoria.", "The president", "Nelson Mandela"),
    ("2007-02-01", "The U.N. secretary-general visited Darfur.", "The U.N. secretary-general", "Ban Ki-moon"),
    ("2007-02-01", "The president of Georgia met the king of Jordan in Amman.", "Georgia", "Georgia"),
    ("2007-02-01", "Ukraine and Georgia asked to join NATO.", "Georgia", "Georgia"),
    ("2007-02-01", "Clashes broke out in Kandahar province on Monday.", "Kandahar", "Kandahar (province)"),
    ("2007-02-01", "Clashes broke out in Kandahar on Monday.", "Kandahar", "Kandahar"),
]  # fmt: skip


@pytest.fixture(scope="module")
def read(reader: Reader) -> dict[tuple[str, str], Extraction]:
    """Return every sentence as it is read at its date, in one go."""
    keys = list(dict.fromkeys((date, text) for date, text, *_ in MEANT))
    articles = [Article(f"{i}", text, date=date) for i, (date, text) in enumerate(keys)]
    return dict(zip(keys, reader.read_all(articles), strict=True))


def meant(extraction: Extraction, words: str) -> str | None:
    """Return the label of the first mention that ends where `words` do."""
    end = extraction.article.text.find(words) + len(words)
    return next((m.entity.label for m in extraction.mentions if m.span.end == end), None)


@pytest.mark.parametrize(("date", "text", "words", "label"), MEANT)
def test_who_or_what_is_meant(
    read: dict[tuple[str, str], Extraction], date: str, text: str, words: str, label: str
) -> None:
    assert meant(read[date, text], words) == label


@pytest.mark.parametrize(
    ("text", "country", "relation"),
    [
        ("Rice visited Bogota, Colombia. She met with Foreign Minister Restrepo Garcia.", "COL", "ministerOf"),
        ("Powell flew to Sofia, Bulgaria. Powell met with Prime Minister Dragomirov.", "BGR", "headOfGovernment"),
        ("Carter met with President Anselmo Perdomo of Costa Rica.", "CRI", "headOfState"),
    ],
)
def test_an_official_nobody_knows_is_of_the_country_spoken_of(
    reader: Reader, text: str, country: str, relation: str
) -> None:
    extraction = reader.read(Article("a", text, date="2005-04-27"))
    person = [m.entity for m in extraction.mentions if m.entity.type == "Person"][-1]
    assert person.country == country
    held = [s for s in extraction.statements if s.subject.entity.id == person.id and s.predicate == relation]
    assert [s.object.entity.country for s in held if s.object is not None] == [country]


@pytest.mark.parametrize(
    ("spelled", "label"),
    [
        ("Mahmud Abbas", "Mahmoud Abbas"),
        ("Moammar Khaddafi", "Muammar Gadhafi"),
        ("Mikhail Gorbachov", "Mikhail Gorbachev"),
        ("Alexandr Lukashenka", "Alexander Lukashenko"),
        ("Slobodan Milosevich", "Slobodan Milosevic"),
    ],
)
def test_other_transliterations_are_the_same_person(reader: Reader, spelled: str, label: str) -> None:
    assert reader.knowledge.respelled(spelled)[0].entity.label == label


def test_somebody_else_is_not_a_transliteration(reader: Reader) -> None:
    assert not reader.knowledge.respelled("Tony Blackburn")
    assert not reader.knowledge.respelled("Maria Merkelova")


def test_a_person_has_one_node_however_called(reader: Reader) -> None:
    text = (
        "King Hussein of Jordan flew to Washington. Hussein met President Clinton at the White House. "
        "The king thanked Mr. Clinton, and Clinton praised King Hussein."
    )
    extraction = reader.read(Article("a", text, date="1994-07-25"))
    people = {m.entity.label for m in extraction.mentions if m.entity.type == "Person"}
    assert people == {"Hussein of Jordan", "Bill Clinton"}


def test_words_for_and_against_name_the_country(reader: Reader) -> None:
    extraction = reader.read(Article("a", "Police arrested pro-Russian protesters in Odessa.", date="2014-05-02"))
    found = next(m for m in extraction.mentions if m.entity.label == "Russia")
    assert (found.span.text, found.kind) == ("Russian", "demonym")
    assert all(s.subject.entity.label != "Russia" for s in extraction.statements)


# What a name is built to be in a sentence bounds what it may be taken for.

NAMES = st.one_of(
    st.sampled_from(["Washington", "Georgia", "Jordan", "Chad", "Lincoln", "Petra", "Congress", "Bush", "Paris"]),
    st.text(alphabet=st.characters(categories=["Lu", "Ll"]), min_size=2, max_size=12).map(str.title),
    st.text(min_size=1, max_size=15),
)


@settings(max_examples=25, deadline=None)
@given(name=NAMES)
def test_where_people_meet_is_nobody(reader: Reader, name: str) -> None:
    text = f"The ministers met in {name} on Friday."
    extraction = reader.read(Article("a", text, date="2010-01-01"))
    end = len("The ministers met in ") + len(name)
    known = [m.entity for m in extraction.mentions if m.span.end == end and m.kind == "name"]
    assert all(reader.knowledge.entity(e.id) is None or e.type != "Person" for e in known)


@settings(max_examples=25, deadline=None)
@given(name=NAMES)
def test_whoever_is_addressed_is_no_place(reader: Reader, name: str) -> None:
    text = f"Reporters said Mr. {name} resigned on Friday."
    extraction = reader.read(Article("a", text, date="2010-01-01"))
    end = len("Reporters said Mr. ") + len(name)
    named = [m.entity.type for m in extraction.mentions if m.span.end == end and m.span.text == name]
    assert not set(named) & {"Country", "Place", "NamedEvent"}
