"""What is so rather than happens, by class of phrase: what the reader must find, and what it must not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgraph.extraction.mentions import find_mentions
from kgraph.extraction.states import find_states
from kgraph.model import Article

if TYPE_CHECKING:
    from kgraph.extraction import Reader
    from kgraph.extraction.types import Candidate

DATE = "2024-03-15"


def candidates(reader: Reader, text: str) -> list[Candidate]:
    article = Article("test", text, date=DATE)
    doc = reader.nlp(text)
    index = find_mentions(doc, article, reader.knowledge)
    return find_states(doc, index, reader.knowledge, article.date)


def triples(reader: Reader, text: str) -> set[tuple[str, str, str]]:
    return {
        (c.subject.entity.label, c.predicate, c.object.entity.label)
        for c in candidates(reader, text)
        if c.object is not None
    }


CASES = {
    "title": [
        ("Slovenian Foreign Minister Tanja Fajon flew to Cairo.", ("Tanja Fajon", "ministerOf", "Slovenia")),
        ("Kosovo's Prime Minister Albin Kurti resigned.", ("Albin Kurti", "headOfGovernment", "Kosovo")),
        ("Estonian President Alar Karis spoke first.", ("Alar Karis", "headOfState", "Estonia")),
        (
            "Kenya is poor. The Army met. Army chief Charles Kahariri left.",
            ("Charles Kahariri", "leaderOf", "Kenyan Army"),
        ),
        ("Hamas leader Yahya Sinwar was killed in Rafah.", ("Yahya Sinwar", "leaderOf", "Hamas")),
        ("Former Polish President Bronislaw Komorowski agreed.", ("Bronislaw Komorowski", "headOfState", "Poland")),
        ("Israeli Prime Minister General Ariel Sharon won.", ("Ariel Sharon", "headOfGovernment", "Israel")),
    ],
    "several titles": [
        (
            "U.S. presidents Jimmy Carter and Bill Clinton came.",
            ("Bill Clinton", "headOfState", "United States"),
        ),
        (
            "Bulgarian Energy Minister Rumen Radev and his Greek counterpart, Theodoros Skylakakis, met in Sofia.",
            ("Theodoros Skylakakis", "ministerOf", "Greece"),
        ),
    ],
    "apposition": [
        ("Iran's president, Hassan Rouhani, left.", ("Hassan Rouhani", "headOfState", "Iran")),
        ("Jerome Powell, chairman of the Federal Reserve, spoke.", ("Jerome Powell", "leaderOf", "Federal Reserve")),
        (
            "The head of the IAEA, Rafael Grossi, is worried.",
            ("Rafael Grossi", "leaderOf", "International Atomic Energy Agency"),
        ),
        (
            "Andrei Kolesnikov, a columnist for the newspaper Novaya Gazeta, disagreed.",
            ("Andrei Kolesnikov", "affiliatedWith", "Novaya Gazeta"),
        ),
        ("Mustafa Kazemi, a former NATO adviser, was there.", ("Mustafa Kazemi", "advisorOf", "NATO")),
        ("David Miller, a Canadian truck driver, was freed.", ("David Miller", "citizenOf", "Canada")),
        (
            "Gen. Michael Kurilla, commander, U.S. Central Command, spoke.",
            ("Michael Kurilla", "leaderOf", "United States Central Command"),
        ),
        (
            "Ravi Menon, at the time an official of the Congress Party, offered a bribe.",
            ("Ravi Menon", "affiliatedWith", "Indian National Congress"),
        ),
        (
            "Ousted by Macky Sall, then the president of Senegal, Koulibaly fled.",
            ("Macky Sall", "headOfState", "Senegal"),
        ),
        (
            "In Kyiv, the president of Ukraine, Volodymyr Zelenskyy, agreed.",
            ("Volodymyr Zelenskyy", "headOfState", "Ukraine"),
        ),
    ],
    "second": [
        ("Malawi's deputy president, Paul Banda, left.", ("Paul Banda", "affiliatedWith", "Malawi")),
        (
            "Karl Huber, the deputy interior minister of Austria, left.",
            ("Karl Huber", "affiliatedWith", "Austria"),
        ),
        (
            "Josep Borrell, the European Union's foreign policy chief, left.",
            ("Josep Borrell", "affiliatedWith", "European Union"),
        ),
    ],
    "predicate": [
        ("Sergio Mattarella is the president of Italy.", ("Sergio Mattarella", "headOfState", "Italy")),
        ("Sauli Niinisto became president of Finland.", ("Sauli Niinisto", "headOfState", "Finland")),
        ("Jens Stoltenberg was named secretary-general of NATO.", ("Jens Stoltenberg", "leaderOf", "NATO")),
        ("Norway is a member of NATO.", ("Norway", "memberOf", "NATO")),
    ],
    "spokesperson": [
        ("Hezbollah spokesman Mohammad Afif spoke in Beirut.", ("Mohammad Afif", "spokespersonOf", "Hezbollah")),
        (
            "Turkish Foreign Ministry spokesman Oncu Keceli denied it.",
            ("Oncu Keceli", "spokespersonOf", "Turkish Foreign Ministry"),
        ),
        (
            "Hezbollah wants a truce. Spokesman Mohammad Afif said fighting had eased.",
            ("Mohammad Afif", "spokespersonOf", "Hezbollah"),
        ),
        (
            "A spokesman for President William Ruto, Hussein Mohamed, denied it.",
            ("Hussein Mohamed", "spokespersonOf", "William Ruto"),
        ),
        (
            "Suhail Shaheen, the spokesman for the Taliban's political office in Doha, agreed.",
            ("Suhail Shaheen", "spokespersonOf", "Taliban"),
        ),
    ],
    "kin": [
        ("Emmanuel Macron and his wife, Brigitte Macron, waved.", ("Brigitte Macron", "spouseOf", "Emmanuel Macron")),
        ("Kim Jong Un, the son of Kim Jong Il, smiled.", ("Kim Jong Un", "childOf", "Kim Jong Il")),
        ("Raul Castro is the brother of Fidel Castro.", ("Raul Castro", "siblingOf", "Fidel Castro")),
        (
            "Rajiv Gandhi's grandfather, Jawaharlal Nehru, led India.",
            ("Jawaharlal Nehru", "grandparentOf", "Rajiv Gandhi"),
        ),
    ],
    "nationality": [
        ("Jordanian militant Abu Musab al-Zarqawi was killed.", ("Abu Musab al-Zarqawi", "citizenOf", "Jordan")),
        ("Nigerian writer Wole Soyinka protested.", ("Wole Soyinka", "citizenOf", "Nigeria")),
        ("The British director Ken Loach protested.", ("Ken Loach", "citizenOf", "United Kingdom")),
        ("Somali pirates seized the ship.", ("Somali pirates", "citizenOf", "Somalia")),
        ("Amal Alamuddin, a British lawyer, appealed.", ("Amal Alamuddin", "citizenOf", "United Kingdom")),
    ],
    "place": [
        ("The rebels left the Syrian city of Aleppo.", ("Aleppo", "locatedIn", "Syria")),
        ("They met in Mosul in northern Iraq.", ("Mosul", "locatedIn", "Iraq")),
        ("A bomb exploded in Kandahar, Afghanistan.", ("Kandahar", "locatedIn", "Afghanistan")),
        ("Floods hit Pakistan's Sindh province.", ("Sindh", "locatedIn", "Pakistan")),
        ("Troops raided the West Bank town of Jenin.", ("Jenin", "locatedIn", "West Bank")),
        ("He grew up in the Paris suburb of Bobigny.", ("Bobigny", "locatedIn", "Paris")),
        ("They fled to the Shindand district of Herat.", ("Shindand", "locatedIn", "Herat")),
        ("Georgia's regions of Abkhazia and South Ossetia are poor.", ("South Ossetia", "locatedIn", "Georgia")),
    ],
    "capital": [
        ("Baghdad, the capital of Iraq, was quiet.", ("Baghdad", "capitalOf", "Iraq")),
        ("The Afghan capital, Kabul, was quiet.", ("Kabul", "capitalOf", "Afghanistan")),
        ("Yemen is at war. Rebels hold the capital, Sanaa.", ("Sanaa", "capitalOf", "Yemen")),
    ],
    "body in a place": [
        (
            "The Moscow newspaper Kommersant reported the deal.",
            ("Kommersant", "basedIn", "Moscow"),
        ),
        ("The Chinese Embassy in Belgrade was hit.", ("Chinese Embassy", "basedIn", "Belgrade")),
        ("The Nigerian cement giant Dangote lost money.", ("Dangote", "basedIn", "Nigeria")),
        (
            "The Australian broadcaster ABC reported it.",
            ("Australian Broadcasting Corporation", "basedIn", "Australia"),
        ),
        ("The German Council on Foreign Relations met.", ("German Council on Foreign Relations", "basedIn", "Germany")),
        ("Iraqi refugees in Syria need help.", ("Iraqi refugees", "locatedIn", "Syria")),
        ("Nine French citizens are in Iraq.", ("French citizens", "locatedIn", "Iraq")),
    ],
    "organ": [
        ("The Israeli army withdrew.", ("Israeli army", "agencyOf", "Israel")),
        ("Afghan police opened fire.", ("Afghan police", "agencyOf", "Afghanistan")),
        ("Russia's state-owned gas giant Gazprom lost money.", ("Gazprom", "agencyOf", "Russia")),
        ("China's Taiwan Affairs Office objected.", ("Taiwan Affairs Office", "agencyOf", "China")),
        ("The Egyptian central bank lent money.", ("Central Bank of Egypt", "agencyOf", "Egypt")),
        ("Haiti's election commission met.", ("Haitian Election Commission", "agencyOf", "Haiti")),
    ],
    "member": [
        ("Hamas lawmakers walked out.", ("Hamas lawmakers", "memberOf", "Hamas")),
        ("Soldiers from the 82nd Airborne Division landed.", ("soldiers", "memberOf", "82nd Airborne Division")),
        ("Fighters of Hezbollah shelled the town.", ("Hezbollah fighters", "memberOf", "Hezbollah")),
        (
            "Kenya received experts sent from the World Health Organization.",
            ("experts", "memberOf", "World Health Organization"),
        ),
        ("Norway, as part of NATO, sent jets.", ("Norway", "memberOf", "NATO")),
        ("Canadian troops fight there as part of NATO.", ("Canadian troops", "memberOf", "NATO")),
        ("Mustafa Barghouti of the Fatah party left.", ("Mustafa Barghouti", "memberOf", "Fatah")),
        (
            "The East African Community of Kenya, Uganda and Tanzania met.",
            ("Uganda", "memberOf", "East African Community"),
        ),
    ],
    "unit": [
        ("They serve in the 3rd Battalion, 75th Ranger Regiment.", ("3rd Battalion", "partOf", "75th Ranger Regiment")),
    ],
    "border": [
        ("Fighters fled Pakistan to neighboring Afghanistan.", ("Pakistan", "borders", "Afghanistan")),
        ("Colombia sent soldiers to the border with Ecuador.", ("Colombia", "borders", "Ecuador")),
    ],
    "ally": [
        ("U.S. ally Georgia asked for help.", ("Georgia", "alliedWith", "United States")),
        ("Syria, a close ally of Iran, agreed.", ("Syria", "alliedWith", "Iran")),
    ],
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*case, id=f"{name} {i}") for name, cases in CASES.items() for i, case in enumerate(cases, 1)],
)
def test_states_are_found(reader: Reader, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in triples(reader, text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        # A topic of study is nobody's employer.
        ("Ivan Petrov, a Hamas expert, spoke.", ("Ivan Petrov", "affiliatedWith", "Hamas")),
        # A place in a list lies beside the country, not in it.
        ("He will visit Cairo, Jordan and Iraq.", ("Cairo", "locatedIn", "Jordan")),
        # What the knowledge base puts elsewhere is not moved by the order of words.
        ("They flew from Moscow, Georgia said.", ("Moscow", "locatedIn", "Georgia")),
        # The capital of a province is not the country's.
        ("Iraq sent troops to Basra, the provincial capital.", ("Basra", "capitalOf", "Iraq")),
        # A first name may be spelled like a title.
        ("American Amir Hekmati was jailed in Iran.", ("Amir Hekmati", "headOfState", "United States")),
        # North of a city is not in it.
        ("Gunmen struck north of Baghdad in Diyala province.", ("Baghdad", "locatedIn", "Diyala")),
        # A newspaper's language is not its seat.
        ("He told the English-language daily Cairo Times so.", ("Cairo Times", "basedIn", "England")),
        # A comma alone makes no list.
        ("They met at Moscow's Red Square, Kyiv reported.", ("Kyiv", "locatedIn", "Moscow")),
        # Whoever is against somebody is not of them.
        ("Critics of Hezbollah met in Beirut.", ("Hezbollah critics", "memberOf", "Hezbollah")),
        # What somebody is part of is an organisation.
        ("Fear, as part of life, is common in Kenya.", ("Kenya", "memberOf", "life")),
        # Two neighbours need to be neighbours.
        ("Poland warned neighboring Portugal.", ("Poland", "borders", "Portugal")),
        # The second in an office does not hold it.
        ("Kenya's deputy president, Kithure Kindiki, left.", ("Kithure Kindiki", "headOfState", "Kenya")),
        # Who presides over a club presides over no country.
        ("Joan Laporta, the president of the Barcelona club, left Spain.", ("Joan Laporta", "headOfState", "Spain")),
        # A queen of long ago reigns over no state of today.
        ("The Turkish film shows Queen Zenobia.", ("Zenobia", "headOfState", "Turkey")),
        # A king's wife is no head of state.
        ("Spain's Queen Letizia came.", ("Letizia", "headOfState", "Spain")),
        # Where somebody does business is not what they lead.
        ("Amina Bello, the chief executive for Nigeria, left.", ("Amina Bello", "affiliatedWith", "Nigeria")),
        # An adjective may be followed by the true seat.
        (
            "The American University of Sharjah closed.",
            ("American University of Sharjah", "basedIn", "United States"),
        ),
        # Publishers, speakers of a language and parts of a country are no organs.
        ("British houses print less.", ("British houses", "agencyOf", "United Kingdom")),
        ("French speakers protested.", ("French speakers", "agencyOf", "France")),
        ("Three German states protested.", ("German states", "agencyOf", "Germany")),
        ("He challenged Ethiopia's authority.", ("Ethiopian Authority", "agencyOf", "Ethiopia")),
        # What is named after states is a ministry's field.
        (
            "Britain gave money. International Development Secretary Rory Stewart agreed.",
            ("Rory Stewart", "ministerOf", "International Development"),
        ),
        # A people's adjective is no place.
        ("They met in the Andalusian province of Jaen.", ("Andalusia", "locatedIn", "Jaen")),
        # An embassy lies in a city, its country does not.
        ("They marched to the embassy of Bavaria in Vienna.", ("Bavaria", "locatedIn", "Vienna")),
        # A part of a body is another than the whole.
        ("Experts from the UN watchdog came.", ("experts", "memberOf", "United Nations")),
        # Citizens, voters and customers are no members.
        ("EU citizens may vote.", ("EU citizens", "memberOf", "European Union")),
        ("Toyota drivers complained.", ("Toyota drivers", "memberOf", "Toyota")),
        # Who is married to a president is none.
        ("Zimbabwe is poor. Rita Moyo, the president's wife, left.", ("Rita Moyo", "headOfState", "Zimbabwe")),
        # Several heads of state are nobody's name.
        ("Russia objected. In Gleneagles, eight heads of state met.", ("Gleneagles", "headOfState", "Russia")),
        # A party leader's spokesman speaks for the party.
        (
            "Omer Celik, the spokesman for President Recep Tayyip Erdogan's AK Party, left.",
            ("Omer Celik", "spokespersonOf", "Recep Tayyip Erdogan"),
        ),
        # A committee's head does not head the parliament.
        ("Jan Mayer, the head of the Knesset's finance committee, left.", ("Jan Mayer", "leaderOf", "Knesset")),
        # A court between states is no organ of the state it is about.
        (
            "The Yugoslavia tribunal met.",
            ("International Criminal Tribunal for the former Yugoslavia", "agencyOf", "Yugoslavia"),
        ),
        # An aircraft is no one's member.
        ("Boeing jets landed in Kenya.", ("Boeing jets", "memberOf", "Boeing")),
        # A title ends with its sentence.
        ("He was a Hamas spokesman. Kerry left.", ("Kerry", "spokespersonOf", "Hamas")),
    ],
)
def test_what_the_words_do_not_say_is_not_found(reader: Reader, text: str, wrong: tuple[str, str, str]) -> None:
    assert wrong not in triples(reader, text)


def test_what_a_phrase_takes_for_granted_is_asserted(reader: Reader) -> None:
    (found,) = (c for c in candidates(reader, "He will not meet Latvian President Edgars Rinkevics."))
    assert (found.polarity, found.modality) == ("positive", "asserted")


def test_a_predicate_is_read_from_its_clause(reader: Reader) -> None:
    extraction = reader.read(Article("test", "Klaus Iohannis is not the president of Bulgaria.", date=DATE))
    polarities = {s.polarity for s in extraction.statements if s.predicate == "headOfState"}
    assert polarities == {"negative"}


def test_an_office_is_certain_though_what_its_holder_does_is_not(reader: Reader) -> None:
    extraction = reader.read(
        Article("test", "Cameroon's president, Paul Biya, is expected to win on Sunday.", date=DATE)
    )
    assert {s.modality for s in extraction.statements if s.predicate == "headOfState"} == {"asserted"}


def test_a_suspected_role_is_possible(reader: Reader) -> None:
    found = candidates(reader, "Suspected al-Qaida leader Anas al-Liby was seized in Tripoli.")
    assert {c.modality for c in found if c.predicate == "leaderOf"} == {"possible"}


def test_the_country_of_an_office_comes_from_what_is_known_of_its_holder(reader: Reader) -> None:
    found = triples(reader, "Talks began in Cairo. President Vladimir Putin sent an envoy to Egypt.")
    assert ("Vladimir Putin", "headOfState", "Russia") in found


def test_trigger_and_object_point_to_the_words(reader: Reader) -> None:
    text = "Albanian Defense Minister Niko Peleshi signed."
    (found,) = candidates(reader, text)
    doc = reader.nlp(text)
    assert doc[found.trigger[0] : found.trigger[1]].text == "Defense Minister"
    assert found.object is not None
    assert doc[found.object.start : found.object.end].text == "Albanian"


VERBAL = [
    ("Jean-Marie Le Pen founded the National Front.", "createdBy"),
    ("Kyriakos Mitsotakis heads New Democracy.", "leaderOf"),
    ("The SPD, which is led by Lars Klingbeil, lost.", "leaderOf"),
    ("Sweden joined NATO.", "memberOf"),
    ("Afghanistan borders Pakistan.", "borders"),
    ("Oxfam is based in Nairobi.", "basedIn"),
    ("Osama bin Laden was hiding in Pakistan.", "locatedIn"),
    ("Chile left Mercosur, which is comprised of Argentina and Brazil.", "memberOf"),
    ("Nicolas Sarkozy married Carla Bruni in 2008.", "spouseOf"),
    ("Sergeant John Miller was assigned to the 75th Ranger Regiment.", "affiliatedWith"),
    ("Naftali Bennett served in the Israeli army.", "affiliatedWith"),
]


@pytest.mark.parametrize(("text", "predicate"), VERBAL)
def test_states_of_verbs_are_found_by_the_triggers(reader: Reader, text: str, predicate: str) -> None:
    assert predicate in {s.predicate for s in reader.read(Article("test", text, date=DATE)).statements}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Moscow-based bank lost money.", ("Moscow-based bank", "basedIn", "Moscow")),
        (
            "The International Crisis Group, a Brussels-based think tank, left.",
            ("International Crisis Group", "basedIn", "Brussels"),
        ),
        ("The London-based Amnesty International left.", ("Amnesty International", "basedIn", "London")),
        # The parse often hangs such a phrase on the person named before.
        (
            "“Nobody knew,” said Asha Rao, editor of India Today, a Delhi-based weekly.",
            ("India Today", "basedIn", "Delhi"),
        ),
        # A country inside a name acts as no country.
        (
            "“They wait,” says Ivan Belov, editor of Russia in Global Affairs, a Moscow-based journal.",
            ("Ivan Belov", "affiliatedWith", "Russia in Global Affairs"),
        ),
    ],
)
def test_states_are_found_by_compounds(reader: Reader, text: str, expected: tuple[str, str, str]) -> None:
    found = reader.read(Article("test", text, date=DATE)).statements
    assert expected in {(s.subject.label, s.predicate, s.object.label) for s in found if s.object is not None}


def test_a_based_person_keeps_the_seat_to_himself(reader: Reader) -> None:
    text = "Maria Silva of Amnesty International, a Berlin-based lawyer, met Vladimir Putin."
    found = reader.read(Article("test", text, date=DATE)).statements
    assert not any(s.predicate == "basedIn" and s.subject.label == "Amnesty International" for s in found)


@pytest.mark.parametrize(
    ("date", "office"), [(None, "headOfState"), ("2010-05-01", "ministerOf"), ("2024-04-06", "headOfState")]
)
def test_a_country_s_person_has_the_office_of_the_day_and_without_a_day_the_last(
    reader: Reader, date: str | None, office: str
) -> None:
    found = reader.read(Article("test", "Venezuela's Nicolas Maduro closed the embassy.", date=date)).statements
    assert (office, "Venezuela") in {(s.predicate, s.object.label) for s in found if s.object is not None}


def test_the_deputies_of_a_leader_lead_nobody(reader: Reader) -> None:
    assert ("Hamas deputy leaders", "memberOf", "Hamas") in triples(reader, "Hamas deputy leaders criticized Iran.")


def test_who_is_based_in_a_country_is_no_citizen_of_it(reader: Reader) -> None:
    for text in ("American-based analyst John Roe criticized Iran.", "Two U.S.-based engineers criticized Iran."):
        assert "citizenOf" not in {predicate for _, predicate, _ in triples(reader, text)}


@pytest.mark.parametrize(
    "text", ["Marine Le Pen's father founded the National Front.", "Bachir Gemayel's father founded the Kataeb Party."]
)
def test_what_somebody_s_father_founded_they_did_not(reader: Reader, text: str) -> None:
    found = reader.read(Article("test", text, date=DATE)).statements
    assert not [s for s in found if s.object is not None and s.object.label in {"Marine Le Pen", "Bachir Gemayel"}]


@pytest.mark.parametrize(
    ("text", "label", "country"),
    [
        ("Top Iranian leaders condemned Israel.", "Iranian leaders", "Iran"),
        ("Senior Iraqi leaders criticized Turkey.", "Iraqi leaders", "Iraq"),
        ("Sudanese political leaders met Salva Kiir.", "Sudanese political leaders", "Sudan"),
        ("Chinese leaders met Donald Trump in Beijing.", "Chinese leaders", "China"),
    ],
)
def test_political_leaders_lead_their_country(reader: Reader, text: str, label: str, country: str) -> None:
    assert (label, "leaderOf", country) in triples(reader, text)


@pytest.mark.parametrize(
    ("text", "label", "country"),
    [
        ("German business leaders criticized Russia.", "German business leaders", "Germany"),
        ("Germany's business leaders criticized Russia.", "German business leaders", "Germany"),
        ("Business leaders of Germany met Angela Merkel.", "German business leaders", "Germany"),
        ("Iraqi religious leaders condemned the United States.", "Iraqi religious leaders", "Iraq"),
        ("Kenya's religious leaders condemned the attack.", "Kenyan religious leaders", "Kenya"),
        ("Religious leaders in Nigeria criticized Boko Haram.", "Nigerian religious leaders", "Nigeria"),
        ("Nigerian tribal leaders asked the army for help.", "Nigerian tribal leaders", "Nigeria"),
    ],
)
def test_who_leads_firms_or_faiths_leads_no_state(reader: Reader, text: str, label: str, country: str) -> None:
    found = {predicate for who, predicate, what in triples(reader, text) if (who, what) == (label, country)}
    assert found <= {"citizenOf", "locatedIn"}


@pytest.mark.parametrize(
    ("text", "who", "body"),
    [
        (
            "Talat Wizarat, professor of International Relations at Karachi University, criticized India.",
            "Talat Wizarat", "Karachi University",
        ),
        (
            "Hasan Askari Rizvi, a professor of Political Science at Punjab University, disagreed.",
            "Hasan Askari Rizvi", "Punjab University",
        ),
        (
            "The American envoy for North Korea, Stephen Bosworth, met Kim Kye Gwan.",
            "Stephen Bosworth", "United States",
        ),
        ("Staffan de Mistura, the UN envoy for Syria, met Bashar al-Assad.", "Staffan de Mistura", "United Nations"),
        ("The U.S. envoy to Afghanistan, Zalmay Khalilzad, met Ashraf Ghani.", "Zalmay Khalilzad", "United States"),
    ],
)  # fmt: skip
def test_whose_somebody_is_comes_before_what_they_are_for(reader: Reader, text: str, who: str, body: str) -> None:
    assert {t for t in triples(reader, text) if t[0] == who} == {(who, "affiliatedWith", body)}


@pytest.mark.parametrize(
    "text",
    [
        "Loujain al-Hathloul, a women's rights activist, was jailed in Saudi Arabia.",
        "Asma Jahangir, a women's rights activist, criticized Pakistan.",
        "The women's rights activist Shirin Ebadi criticized Iran.",
    ],
)
def test_those_whose_cause_it_is_employ_nobody(reader: Reader, text: str) -> None:
    assert triples(reader, text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Hassan Diab lives in Saddam Hussein's home town.",
        "The journalist lives in Saddam Hussein's home town.",
        "Viktor Yanukovych's son lives in Saddam Hussein's home town.",
    ],
)
def test_nobody_lives_in_a_person(reader: Reader, text: str) -> None:
    found = reader.read(Article("test", text, date=DATE)).statements
    assert "Saddam Hussein" not in {s.object.label for s in found if s.object is not None}


@pytest.mark.parametrize(
    ("text", "expected", "wrong"),
    [
        (
            "Merkel met Putin and Poroshenko, who will be sworn in as president of Ukraine.",
            ("Poroshenko", "Ukraine", "planned"), "Vladimir Putin",
        ),
        (
            "Angela Merkel met Vladimir Putin and Petro Poroshenko, who will be sworn in as president of Ukraine.",
            ("Petro Poroshenko", "Ukraine", "planned"), "Vladimir Putin",
        ),
        (
            "Barack Obama phoned Angela Merkel and Hassan Rouhani, who was sworn in as president of Iran.",
            ("Hassan Rouhani", "Iran", "asserted"), "Angela Merkel",
        ),
    ],
)  # fmt: skip
def test_a_relative_clause_is_about_the_last_of_a_list(
    reader: Reader, text: str, expected: tuple[str, str, str], wrong: str
) -> None:
    found = reader.read(Article("test", text, date="2014-06-06")).statements
    heads = {(s.subject.label, s.object.label, s.modality) for s in found if s.predicate == "headOfState" and s.object}
    assert heads == {expected}
    assert wrong not in {who for who, *_ in heads}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("State Department spokesman Ned Price criticized Iran and Russia.", "Ned Price"),
        (
            "Iran and Iraq held talks in Baghdad. State Department spokesman Sean McCormack welcomed them.",
            "Sean McCormack",
        ),
        (
            "In Geneva, Iran met Russia. State Department spokesman James Rubin criticized Iran.",
            "James Rubin",
        ),
        ("Iraq met Turkey. A State Department spokesman criticized China over Tibet.", "State Department spokesman"),
        (
            "North Korea freed two sailors. The State Department spokesman, Sean McCormack, thanked Sweden.",
            "Sean McCormack",
        ),
    ],
)
def test_there_is_one_state_department(reader: Reader, text: str, who: str) -> None:
    found = reader.read(Article("test", text, date=DATE)).statements
    bodies = [s.object.entity for s in found if s.predicate == "spokespersonOf" and s.subject.label == who and s.object]
    assert [(b.label, b.country) for b in bodies] == [("United States Department of State", "USA")]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        (
            "Canada was angry. Secretary of State Marco Rubio and Commerce Secretary Ted Quirk were in the room.",
            "United States",
        ),
        ("Narendra Modi left China early. His trade minister, Ravi Quirk, stayed in China.", "India"),
        # The president's is another country than the one written about: the minister may be of either.
        ("Ukrainians fled. Ukraine fell. President Frank-Walter Steinmeier saw Justice Minister Max Quirk.", None),
    ],
)
def test_an_unknown_minister_is_of_the_country_of_those_beside(reader: Reader, text: str, country: str | None) -> None:
    found = [what for who, predicate, what in triples(reader, text) if predicate == "ministerOf" and "Quirk" in who]
    assert found == ([country] if country else [])


def test_a_head_of_government_receives_officials_of_other_countries(reader: Reader) -> None:
    found = triples(reader, "Cyrus Vance flew to Nepal. Vance saw Prime Minister Quirk.")
    assert ("Quirk", "headOfGovernment", "Nepal") in found


def test_what_a_minister_is_in_charge_of_is_no_body(reader: Reader) -> None:
    found = triples(reader, "Cyrus Vance flew to Oman. He saw Minister of Foreign Affairs Salim Quirk.")
    assert {what for who, predicate, what in found if predicate == "ministerOf"} == {"Oman"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lena Quirk led the mourners through Lyon.", set()),
        ("Lena Quirk heads an association of widows.", set()),
        ("Lena Quirk led the rebels through Mali.", {("leaderOf", "rebels")}),
        ("PSG belongs to Qatar Airways.", {("partOf", "Qatar Airways")}),
    ],
)
def test_who_leads_people_through_a_song_leads_nobody(
    reader: Reader, text: str, expected: set[tuple[str, str]]
) -> None:
    found = reader.read(Article("test", text, date=DATE)).statements
    states = {"leaderOf", "partOf", "memberOf"}
    assert {(s.predicate, s.object.label) for s in found if s.object and s.predicate in states} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Kremlin-backed Prime Minister Robert Fico resigned.", ("Robert Fico", "headOfGovernment", "Slovakia")),
        ("They met U.S.-backed President Hamid Karzai.", ("Hamid Karzai", "headOfState", "Afghanistan")),
        ("The Slovak Prime Minister Robert Fico resigned.", ("Robert Fico", "headOfGovernment", "Slovakia")),
    ],
)
def test_who_backs_an_office_holder_is_not_whose_office_it_is(
    reader: Reader, text: str, expected: tuple[str, str, str]
) -> None:
    found = {t for t in triples(reader, text) if t[1] in {"headOfState", "headOfGovernment"}}
    assert found == {expected}


@pytest.mark.parametrize(
    ("text", "relation", "owner"),
    [
        ("U.S. Minister to Bavaria Ann Roe left.", "affiliatedWith", "United States"),
        ("The U.S. Minister, Ann Roe, died in Madrid.", "affiliatedWith", "United States"),
        ("American Minister Plenipotentiary Ann Roe signed it.", "affiliatedWith", "United States"),
        ("Spain's minister to Japan, Ann Roe, left.", "affiliatedWith", "Spain"),
        ("The Spanish minister, Ann Roe, died in Madrid.", "ministerOf", "Spain"),
    ],
)
def test_a_minister_to_a_court_is_an_envoy(reader: Reader, text: str, relation: str, owner: str) -> None:
    found = reader.read(Article("test", text, date=DATE)).statements
    offices = {(s.predicate, s.object.label) for s in found if s.object and s.extractor == "states"}
    assert offices == {(relation, owner)}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Kenyan civil rights leader Ann Roe left.", "citizenOf"),
        ("Kenya's pro-independence leader Ann Roe left.", "citizenOf"),
        ("Iraqi Shi'ite leader Ann Roe left.", "citizenOf"),
        ("Ugandan militia leader Ann Roe left.", "citizenOf"),
        ("Kenyan leader Ann Roe left.", "leaderOf"),
        ("Kenya's ailing leader Ann Roe left.", "leaderOf"),
    ],
)
def test_who_leads_a_movement_leads_no_country(reader: Reader, text: str, relation: str) -> None:
    country = {"Kenya", "Iraq", "Uganda"}
    assert {p for who, p, what in triples(reader, text) if who == "Ann Roe" and what in country} == {relation}


def test_a_spiritual_leader_is_not_the_leader_of_the_country(reader: Reader) -> None:
    text = "They asked the Chinese leader to meet Tibet's exiled spiritual leader, the Dalai Lama."
    assert ("Dalai Lama", "leaderOf", "China") not in triples(reader, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Turkish politicians met in Oslo.", {("Turkish politicians", "citizenOf", "Turkey")}),
        ("Lebanese fighters left Aleppo.", {("Lebanese fighters", "citizenOf", "Lebanon")}),
        ("Turkish aircraft bombed Mosul.", set()),
        ("Turkish warplanes bombed Mosul.", {("Turkish warplanes", "agencyOf", "Turkey")}),
        ("Airlines bought Airbus jetliners.", set()),
    ],
)
def test_politicians_and_machines_are_no_organs(reader: Reader, text: str, found: set[tuple[str, str, str]]) -> None:
    assert triples(reader, text) == found


@pytest.mark.parametrize(
    ("text", "label", "where"),
    [
        ("The Polish and Hungarian embassies in Cairo burned.", "Polish and Hungarian embassies", "Cairo"),
        ("Iraqi and U.S.-led forces in Mosul fled.", "Iraqi and U.S.-led forces", "Mosul"),
        ("Several Polish rights groups in Cairo closed.", "Polish rights groups", "Cairo"),
    ],
)
def test_two_joined_adjectives_stay_joined(reader: Reader, text: str, label: str, where: str) -> None:
    found = {(who, what) for who, predicate, what in triples(reader, text) if predicate == "locatedIn"}
    assert found == {(label, where)}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("About 300 migrants in Greece stormed a fence.", "migrants"),
        ("Migrants from Greece stormed a fence.", "Greek migrants"),
        ("About 300 students in Greece stormed a fence.", "Greek students"),
    ],
)
def test_those_on_their_way_are_not_of_the_country_they_are_in(reader: Reader, text: str, label: str) -> None:
    found = reader.read(Article("test", text, date=DATE)).statements
    assert {s.subject.label for s in found if s.event is not None} == {label}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They met in the Red Sea port of Aqaba.", set()),
        ("He lives in the West Java district of Bekasi.", set()),
        ("He lives in the Panjwayi district of Kandahar.", {("Panjwayi", "Kandahar")}),
        ("The Gulf Coast state of Tabasco was flooded.", set()),
    ],
)
def test_a_place_lies_neither_in_its_sea_nor_in_its_part(
    reader: Reader, text: str, found: set[tuple[str, str]]
) -> None:
    assert {(who, what) for who, predicate, what in triples(reader, text) if predicate == "locatedIn"} == found


def test_supporters_are_no_members(reader: Reader) -> None:
    assert not [p for _, p, _ in triples(reader, "Supporters of Hamas marched.") if p == "memberOf"]
    assert [p for _, p, _ in triples(reader, "Members of Hamas marched.") if p == "memberOf"]


def compounds(reader: Reader, text: str) -> set[tuple[str, str, str | None, str]]:
    found = reader.read(Article("test", text, date=DATE)).statements
    return {
        (s.subject.label, s.predicate, s.object.label if s.object else None, s.modality)
        for s in found
        if s.extractor == "compounds"
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "They plan to train U.S.-backed rebels.",
            {("United States", "supports", "U.S.-backed rebels", "asserted")},
        ),
        (
            "They may join a Hamas-led government.",
            {("Hamas", "leaderOf", "Hamas-led government", "possible")},
        ),
        (
            "They attack Iraqi and U.S.-led forces in Mosul.",
            {("United States", "leaderOf", "U.S.-led forces", "asserted")},
        ),
        (
            "U.N. police and NATO-led peacekeepers left.",
            {("NATO", "leaderOf", "NATO-led peacekeepers", "asserted")},
        ),
        ("He opposed the U.S.-led invasion of Iraq.", set()),
        (
            "They met Soviet-backed President Hamid Karzai.",
            {("Soviet Union", "supports", "Hamid Karzai", "asserted")},
        ),
        (
            "Fighting between pro-government militias and Arab rebels goes on.",
            {("pro-government militias", "supports", None, "asserted")},
        ),
    ],
)
def test_a_compound_describes_its_own_noun_whatever_happens_to_it(
    reader: Reader, text: str, found: set[tuple[str, str, str | None, str]]
) -> None:
    assert compounds(reader, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Assistant Secretary of State for Asian Affairs Ann Roe left.", {("affiliatedWith", "Asian Affairs")}),
        ("The British Secretary of State for Coastal Affairs, Ann Roe, left.", {("ministerOf", "United Kingdom")}),
        ("Chile wrote. Secretary of State Ann Roe answered Chile.", {("ministerOf", "United States")}),
        ("Chile wrote. Foreign Minister Ann Roe answered Chile.", {("ministerOf", "Chile")}),
        ("Chilean Prosecutor General Ann Roe left.", {("affiliatedWith", "Chile")}),
    ],
)
def test_secretaries_and_prosecutors(reader: Reader, text: str, found: set[tuple[str, str]]) -> None:
    assert {(predicate, what) for who, predicate, what in triples(reader, text) if who == "Ann Roe"} == found


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Chile reacted. Valparaiso police chief Ann Roe left Chile.", False),
        ("Chile reacted. A provincial police chief, Ann Roe, left Chile.", False),
        ("Chile reacted. The police chief, Ann Roe, left Chile.", True),
        ("The head of the U.N. peacekeeping force, Ann Roe, left.", False),
        ("The head of the U.N., Ann Roe, left.", True),
        ("A senior Taliban commander, Ann Roe, left.", False),
        ("Ann Roe, commander of the Taliban, left.", True),
        ("Republican Governor Ann Roe left.", False),
    ],
)
def test_who_leads_a_part_leads_not_the_whole(reader: Reader, text: str, leads: bool) -> None:
    assert ("Ann Roe" in {who for who, predicate, _ in triples(reader, text) if predicate == "leaderOf"}) is leads


def test_party_adjectives_mean_the_party(reader: Reader) -> None:
    party = "Democratic Party (United States)"
    assert ("Ann Roe", "memberOf", party) in triples(reader, "Democratic Senator Ann Roe left.")
    assert ("Ann Roe", "memberOf", party) not in triples(reader, "Democratically elected Senator Ann Roe left.")


def test_a_father_is_no_priest(reader: Reader) -> None:
    found = triples(reader, "Ann Roe left. Ms. Roe's father, carpenter Bo Lu, stayed.")
    assert "affiliatedWith" not in {predicate for _, predicate, _ in found}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Chile reacted. A Department spokesman, Ann Roe, left Chile.", "Department"),
        ("Chile reacted. A Health Ministry spokesman, Ann Roe, left Chile.", "Chilean Health Ministry"),
    ],
)
def test_a_bare_department_is_of_no_country_that_is_written_about(reader: Reader, text: str, body: str) -> None:
    assert {what for _, predicate, what in triples(reader, text) if predicate == "spokespersonOf"} == {body}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Several foreign oil companies in Chile closed.", "foreign oil companies"),
        ("Several big oil companies in Chile closed.", "Chilean big oil companies"),
    ],
)
def test_foreign_firms_in_a_country_are_not_its_own(reader: Reader, text: str, label: str) -> None:
    assert {who for who, predicate, _ in triples(reader, text) if predicate == "locatedIn"} == {label}


def test_the_state_of_a_secretary_is_part_of_the_office(reader: Reader) -> None:
    found = triples(reader, "The Secretary of State for Foreign Affairs of Britain, Ann Roe, left.")
    assert not [what for _, _, what in found if what.startswith("State")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rights are granted under the U.S. Constitution.", set()),
        ("The U.S. National Security Strategy was released.", set()),
        ("The American Board of Falconry met.", {("American Board of Falconry", "basedIn", "United States")}),
        ("The U.S. Senate met.", {("United States Senate", "agencyOf", "United States")}),
        ("U.S. Marines in Iraq were killed.", {("United States Marine Corps", "locatedIn", "Iraq")}),
        ("Pirates seized a Greek-owned tanker.", set()),
        ("Russia's Novosti news agency says so.", {("Novosti", "basedIn", "Russia")}),
    ],
)
def test_what_only_bears_a_country_s_name_is_not_seated_there(
    reader: Reader, text: str, found: set[tuple[str, str, str]]
) -> None:
    states = {"basedIn", "locatedIn", "partOf"} | ({"agencyOf"} if "Marines" not in text else set())
    statements = reader.read(Article("test", text, date=DATE)).statements
    read = {(s.subject.label, s.predicate, s.object.label) for s in statements if s.object and s.predicate in states}
    assert read == found


@pytest.mark.parametrize("field", ["Culture", "Sports", "Foreign Affairs", "Human Rights"])
def test_a_minister_s_field_before_the_office_is_no_body(reader: Reader, field: str) -> None:
    found = triples(reader, f"Kenyan {field} Minister Ann Roe left.")
    assert {t for t in found if t[0] == "Ann Roe"} == {("Ann Roe", "ministerOf", "Kenya")}
    assert not [t for t in found if t[1] == "basedIn"]


def test_those_of_two_peoples_keep_both_names(reader: Reader) -> None:
    found = triples(reader, "He met Macedonian-American community leaders.")
    assert {who for who, predicate, _ in found if predicate == "citizenOf"} == {"Macedonian-American community leaders"}


def test_a_director_general_is_no_general(reader: Reader) -> None:
    found = triples(reader, "Ann Roe met with the director-general of the World Health Organization.")
    assert ("World Health Organization director-general", "leaderOf", "World Health Organization") in found
