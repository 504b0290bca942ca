"""Who did what to whom, by class of sentence: what the reader must find, and what it must not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgraph.model import Article, Statement

if TYPE_CHECKING:
    from kgraph.extraction import Reader

DATE = "2024-03-15"


def statements(reader: Reader, text: str) -> list[Statement]:
    statements = reader.read(Article("test", text, date=DATE)).statements
    return [s for s in statements if s.event is not None and s.extractor != "pairs"]


def triples(reader: Reader, text: str) -> set[tuple[str, str, str | None]]:
    return {(s.subject.label, s.predicate, s.object.label if s.object else None) for s in statements(reader, text)}


def events(reader: Reader, text: str) -> set[tuple[str, str, str | None]]:
    return {
        (s.subject.label, s.event.type, s.object.label if s.object else None)
        for s in statements(reader, text)
        if s.event is not None
    }


CASES = {
    "active": [
        ("Iraq invaded Kuwait in August 1990.", ("Iraq", "ASSAULT", "Kuwait")),
        (
            "Norway recognized the Republic of Somaliland's neighbor Djibouti in 1977.",
            ("Norway", "SUPPORT", "Djibouti"),
        ),
        ("China condemned Taiwan on Thursday.", ("China", "ACCUSE", "Taiwan")),
        ("Japan urged North Korea to abandon its missiles.", ("Japan", "REQUEST", "North Korea")),
        ("Turkey rejected the demands of Sweden.", ("Turkey", "REJECT", "Sweden")),
        ("Russia expelled twelve diplomats of Estonia.", ("Russia", "SANCTION", "Estonian diplomats")),
    ],
    "passive": [
        ("Kuwait was invaded by Iraq.", ("Iraq", "ASSAULT", "Kuwait")),
        ("Myanmar was condemned by Malaysia and Indonesia.", ("Malaysia", "ACCUSE", "Myanmar")),
        ("Myanmar was condemned by Malaysia and Indonesia.", ("Indonesia", "ACCUSE", "Myanmar")),
        ("The Dalai Lama was received by Angela Merkel.", ("Angela Merkel", "CONSULT", "Dalai Lama")),
    ],
    "relative clause": [
        ("Iran, which supplies rockets to Hezbollah, denied the report.", ("Iran", "AID", "Hezbollah")),
        ("Eritrea, which Ethiopia invaded in 1998, closed the border.", ("Ethiopia", "ASSAULT", "Eritrea")),
    ],
    "war on armed groups": [
        ("Iraq wants to defeat the Islamic State.", ("Iraq", "ASSAULT", "Islamic State")),
        (
            "The coalition conducted twelve strikes against the Islamic State.",
            ("coalition", "ASSAULT", "Islamic State"),
        ),
        ("Mosul fell to the Islamic State in 2014.", ("Islamic State", "COERCE", "Mosul")),
        ("The fall of Aleppo to Hezbollah shocked Turkey.", ("Hezbollah", "COERCE", "Aleppo")),
        ("The city of Ramadi was taken by the Islamic State.", ("Islamic State", "COERCE", "Ramadi")),
        ("Nigeria launched an operation against Boko Haram.", ("Nigeria", "ASSAULT", "Boko Haram")),
        (
            "An Israeli assassination attempt on Khaled Mashaal in Jordan failed.",
            ("Israel", "ASSAULT", "Khaled Mashal"),
        ),
    ],
    "coordination": [
        ("France and Germany sent troops to Mali.", ("Germany", "MOBILIZE", "Mali")),
        ("Egypt criticized and later attacked Libya.", ("Egypt", "ASSAULT", "Libya")),
        ("Cuba helped Angola and Ethiopia.", ("Cuba", "AID", "Ethiopia")),
    ],
    "control": [
        ("Saudi Arabia agreed to send fuel to Lebanon.", ("Saudi Arabia", "AID", "Lebanon")),
        ("Argentina tried to invade the Falkland Islands.", ("Argentina", "ASSAULT", "Falkland Islands")),
        ("Washington persuaded Qatar to mediate with the Taliban.", ("United States", "REQUEST", "Qatar")),
        ("Iran is accused of arming Hezbollah.", ("Iran", "AID", "Hezbollah")),
    ],
    "light verb": [
        ("Xi Jinping held a meeting with Narendra Modi in Kazan.", ("Xi Jinping", "CONSULT", "Narendra Modi")),
        ("The United States imposed sanctions on Venezuela.", ("United States", "SANCTION", "Venezuela")),
        ("Canada launched an investigation into India.", ("Canada", "ACCUSE", "India")),
        (
            "The Netherlands paid a visit to nobody, but Israel launched an attack on Lebanon.",
            ("Israel", "ASSAULT", "Lebanon"),
        ),
    ],
    "event noun": [
        ("Talks between Serbia and Kosovo ended without a result.", ("Serbia", "CONSULT", "Kosovo")),
        ("Moscow's invasion of Ukraine shocked Europe.", ("Russia", "ASSAULT", "Ukraine")),
        ("Military cooperation between India and Vietnam has grown.", ("India", "COOPERATE", "Vietnam")),
        ("The Iraqi invasion of Kuwait began at night.", ("Iraq", "ASSAULT", "Kuwait")),
    ],
    "compound": [
        ("U.S.-backed Israel struck Gaza.", ("United States", "SUPPORT", "Israel")),
        ("North Korea-Russia military cooperation worries Japan.", ("North Korea", "COOPERATE", "Russia")),
    ],
    "phrase": [
        ("At the request of Niger, France withdrew its soldiers.", ("Niger", "REQUEST", "France")),
        ("At Riyadh's behest, Bahrain cut ties with Qatar.", ("Saudi Arabia", "REQUEST", "Bahrain")),
    ],
    "what a phrase implies": [
        ("Israeli warplanes bombed Beirut.", ("Israeli warplanes", "ASSAULT", "Beirut")),
        ("Poland condemned Moscow's threats.", ("Poland", "ACCUSE", "Russia")),
        ("The government of Nepal asked India for vaccines.", ("Nepal", "REQUEST", "India")),
    ],
    "capitals": [
        ("Tehran threatened Riyadh.", ("Iran", "THREATEN", "Saudi Arabia")),
        ("The White House imposed sanctions on Iran.", ("United States", "SANCTION", "Iran")),
        ("Australia delivered howitzers to Kyiv.", ("Australia", "AID", "Ukraine")),
    ],
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*case, id=f"{name}: {case[0][:40]}") for name, cases in CASES.items() for case in cases],
)
def test_finds_who_did_what_to_whom(reader: Reader, text: str, expected: tuple[str, str, str]) -> None:
    subject, event, obj = expected
    found = events(reader, text)
    mutual = {(o, e, s) for s, e, o in found if e in {"CONSULT", "COOPERATE"}}
    assert (subject, event, obj) in found | mutual


@pytest.mark.parametrize(
    "text",
    [
        "The committee will meet the deadline, said Ireland.",
        "Brazil's economy hit a record in March.",
        "Germany struck a balance between growth and debt.",
        "The company released its results in London.",
        "Spain won the match against Italy.",
    ],
)
def test_everyday_uses_of_event_words_are_no_events(reader: Reader, text: str) -> None:
    assert {e for e in events(reader, text) if e[2] is not None} == set()


def test_more_specific_relation_by_what_is_given(reader: Reader) -> None:
    assert ("United States", "suppliesArmsTo", "Ukraine") in triples(
        reader, "The United States sent missiles to Ukraine."
    )
    assert ("Qatar", "givesHumanitarianAidTo", "Sudan") in triples(reader, "Qatar sent food and medicine to Sudan.")


def test_a_mutual_act_is_one_statement(reader: Reader) -> None:
    found = statements(reader, "Vladimir Putin met Kim Jong Un in Vladivostok in April 2019.")
    assert [(s.subject.label, s.predicate, s.object.label if s.object else None) for s in found] == [
        ("Vladimir Putin", "meets", "Kim Jong Un")
    ]
    assert found[0].place is not None
    assert found[0].place.label == "Vladivostok"
    assert found[0].time is not None
    assert found[0].time.value == "2019-04"


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("She will hold talks with Norway, Sweden and Chile.", "negotiatesWith"),
        ("The album has collaborations with Norway and Sweden.", "cooperatesWith"),
        ("Correspondence with Norway, Sweden and Chile fills the book.", "consultsWith"),
    ],
)
def test_those_whom_somebody_deals_with_do_not_deal_with_each_other(reader: Reader, text: str, relation: str) -> None:
    found = triples(reader, text)
    assert not [t for t in found if t[1] == relation and t[2] is not None]


def test_those_between_whom_it_is_do(reader: Reader) -> None:
    assert ("Norway", "negotiatesWith", "Sweden") in triples(reader, "Talks between Norway and Sweden have ended.")
    assert ("Peru", "negotiatesWith", "Chile") in triples(reader, "Peru's talks with Norway and Chile have ended.")


def test_a_promise_of_one_is_an_agreement_of_two(reader: Reader) -> None:
    assert ("Chile", "signsAgreementWith", "Peru") in triples(reader, "Chile and Peru agreed to open the border.")
    assert ("Chile", "agreesWith", None) in triples(reader, "Chile agreed to open the border.")


def test_the_theme_is_in_the_articles_words(reader: Reader) -> None:
    found = [s for s in statements(reader, "Berlin delivered air-defense missiles to Ukraine.") if s.object]
    assert found[0].event is not None
    assert found[0].event.theme is not None
    assert "missiles" in found[0].event.theme


def test_offsets_lead_back_into_the_text(reader: Reader) -> None:
    text = "On Monday the Kremlin spoke.\n\nLater, Iran accused Israel of sabotage, and Israel denied it."
    for s in statements(reader, text):
        spans = [s.evidence, s.subject.span, s.trigger, s.object.span if s.object else None]
        for span in spans:
            if span is not None:
                assert text[span.start : span.end] == span.text


def test_repeats_of_one_fact_become_one_statement_with_all_evidence(reader: Reader) -> None:
    text = "Iraq invaded Kuwait in August 1990. The world was stunned. Iraq invaded Kuwait with tanks."
    found = [s for s in statements(reader, text) if s.predicate == "invades"]
    assert len(found) == 1
    assert len(found[0].evidences) == 2


def test_ids_are_stable_and_distinct(reader: Reader) -> None:
    text = "Iran accused Israel of sabotage. Israel denied it and threatened Iran. Russia criticized Israel."
    first = [s.id for s in reader.read(Article("a", text)).statements]
    assert first == [s.id for s in reader.read(Article("a", text)).statements]
    assert len(set(first)) == len(first)
    assert not set(first) & {s.id for s in reader.read(Article("b", text)).statements}


@pytest.mark.parametrize(
    ("text", "actor", "wrong"),
    [
        # Who is in a clause behind a comma has no part in what the main clause tells.
        (
            "The European Union deployed soldiers along the frontier, which Armenia calls illegal.",
            "European Union",
            "Armenia",
        ),
        # Before whom, where and by what the scene is set is not whom the act concerns.
        ("On Kenyan radio, Norway urged calm.", "Norway", "Kenya"),
        ("In Oslo, Angela Merkel welcomed the decision.", "Angela Merkel", "Norway"),
        # What is to be done to somebody is asked of others.
        ("Norway recommended that Chad be barred from the summit.", "Norway", "Chad"),
        ("Angela Merkel refused to be flown to Chad.", "Angela Merkel", "Chad"),
        # Whose bank somebody heads is not arrested with them.
        ("Kofi Annan arrested the president of Chad's largest bank.", "Kofi Annan", "Chad"),
        # At whose request somebody is held has not asked them.
        ("Idriss Deby was detained at the request of Norway.", "Norway", "Idriss Deby"),
        # Who follows a relative clause has no part in it.
        ("Norway, which sent troops to Chad last year, and Kenya both condemned Iran.", "Kenya", "Chad"),
        # Whom somebody criticises has no part in what is done to them.
        ("Norway condemned Ali Bongo, a general and critic of Kofi Annan.", "Norway", "Kofi Annan"),
        # Of whom one warns somebody is not who is warned.
        ("John Kerry warned that Iran would attack Israel.", "John Kerry", "Iran"),
    ],
)
def test_bystanders_are_no_recipients(reader: Reader, text: str, actor: str, wrong: str) -> None:
    assert (actor, wrong) not in {(s, o) for s, _, o in triples(reader, text)}
    assert actor in {s for s, _, _ in triples(reader, text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A clause of its own that the parser took for a phrase.
        ("Ali Bongo listened as a court convicted Idriss Deby.", ("court", "convicts", "Idriss Deby")),
        # Who goes on to act is who spoke, not of whom they spoke.
        (
            "Kofi Annan said that the rebels had fired at soldiers and accused Chad of lying.",
            ("Kofi Annan", "accuses", "Chad"),
        ),
        # Who marches past a house demands, not the house.
        (
            "Students marched past the offices of the World Bank demanding sanctions on Chad.",
            ("students", "demandsOf", None),
        ),
        # Whom the parser joins to the object before the verb.
        (
            "Norway and Sweden, which trained rebels in Chad, condemned Iran, and Kenya criticized Oman.",
            ("Kenya", "criticizes", "Oman"),
        ),
        # Whoever heads something acts, not what they head.
        ("The head of Gazprom, Kofi Annan, visited Norway.", ("Kofi Annan", "visits", "Norway")),
    ],
)
def test_actors_where_parses_hide_them(reader: Reader, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in triples(reader, text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        # Who is blamed blames nobody.
        ("Idriss Deby, the general blamed for the massacre in Chad, fled on Monday.", "blames"),
        # Who calls off a meeting does not hold it.
        ("Norway called off a meeting with Chad.", "meets"),
    ],
)
def test_what_is_undergone_or_undone_is_no_deed(reader: Reader, text: str, wrong: str) -> None:
    assert wrong not in {p for _, p, _ in triples(reader, text)}


def test_what_a_relative_clause_adds_is_the_articles_own_word(reader: Reader) -> None:
    text = "Kofi Annan said that Idriss Deby, who visited Norway in May, had fled."
    found = {s.predicate: s.attributed_to for s in statements(reader, text)}
    assert found["visits"] is None


def test_what_somebody_is_one_of_does_not_act_for_them(reader: Reader) -> None:
    found = triples(reader, "The president, himself a Social Democrat, condemned the attack.")
    assert not [s for s, _, _ in found if "Social" in s]


def test_who_arms_against_whom(reader: Reader) -> None:
    assert ("Germany", "mobilizesAgainst", "Russia") in triples(reader, "Germany is arming against Russia.")


@pytest.mark.parametrize("spelling", ["ceasefire", "cease-fire"])
def test_a_condition_holds_however_its_word_is_hyphenated(reader: Reader, spelling: str) -> None:
    assert ("Russia", "REJECT", "yield") in {
        (s.subject.label, s.event.type, s.event.mode)
        for s in statements(reader, f"Russia rejected a {spelling}.")
        if s.event is not None
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Teachers in Lyon are out on strike.", ("teachers", "PROTEST", None)),
        ("Doctors on strike in Chad demanded more pay.", ("doctors", "PROTEST", None)),
        ("Japan said it had halted economic aid to Myanmar.", ("Japan", "SANCTION", "Myanmar")),
        ("Zambia extradited suspected militants to Kenya.", ("Zambia", "COOPERATE", "Kenya")),
        ("A gunman shot three officers in Oslo.", ("gunman", "ASSAULT", "officers")),
        ("A tribunal convicted the general of war crimes.", ("tribunal", "SANCTION", None)),
        ("Rebels declared a nationwide ceasefire.", ("rebels", "CONCEDE", None)),
        ("Chad and Libya agreed to a ceasefire.", ("Chad", "AGREE", "Libya")),
        ("Militiamen laid down their arms.", ("militiamen", "RETREAT", None)),
        ("A Kenyan judge has ordered Uhuru Kenyatta to appear for questioning, court sources said Friday.",
         ("Kenyan judge", "REQUEST", "Uhuru Kenyatta")),
        ("Tens of thousands of students staged demonstrations.", ("students", "PROTEST", None)),
    ],
)  # fmt: skip
def test_unnamed_actors_and_deeds_undone(reader: Reader, text: str, expected: tuple[str, str, str | None]) -> None:
    assert expected in events(reader, text)


def test_aid_that_is_halted_is_no_aid(reader: Reader) -> None:
    assert "AID" not in {event for _, event, _ in events(reader, "Japan halted economic aid to Myanmar.")}


def test_an_envoy_is_left_to_who_knows_whose_he_is(reader: Reader) -> None:
    assert events(reader, "Chad criticized the envoy.") == {("Chad", "ACCUSE", None)}


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("U.S. warplanes pounded rebel positions.", "aerial"),
        ("Kenya killed a rebel commander with a drone strike.", "drone"),
        ("Insurgents killed five soldiers with mortars.", "heavy-weapons"),
        ("A suicide bomber killed 20 people in Kabul.", "suicide-attack"),
        ("Bandits killed 30 villagers in a massacre.", "targeted"),
        ("Hungary threatened to ban civil society groups.", "restrict"),
        ("Iran threatened to attack Iraq.", "violence"),
        ("The Red Front claimed responsibility for a suicide bombing in Rome.", "suicide-attack"),
        ("The Red Front claimed responsibility for a rocket attack on Rome.", "heavy-weapons"),
        ("Chad turned down Sudan's invitation.", "meet"),
        ("Chad turned down aid from Sudan.", "assist"),
        ("Ghana refused to amend its constitution.", "change"),
        ("Rebels advanced on Kinshasa.", "militia"),
    ],
)
def test_modes(reader: Reader, text: str, mode: str) -> None:
    assert mode in {s.event.mode for s in statements(reader, text) if s.event is not None}


@pytest.mark.parametrize(
    ("text", "label", "sector"),
    [
        ("The Turkish government condemned Sweden.", "Turkey", "GOV"),
        ("Turkey condemned Sweden.", "Turkey", None),
        ("Beirut rejected the offer of Israel.", "Lebanon", "GOV"),
        ("Israeli tanks attacked Rafah.", "Israel", "MIL"),
        ("Police in Jordan arrested 40 Egyptians.", "Egypt", "CVL"),
        ("The Egyptians signed a treaty with Israel.", "Egypt", None),
        ("Israeli bulldozers demolished Palestinian homes.", "Palestine", "CVL"),
        ("Red Cross officials condemned Russia.", "Red Cross officials", "SOC"),
        ("A court ordered former President Joseph Kabila to pay.", "Joseph Kabila", "ELI"),
        ("Police attacked ethnic Albanians in Macedonia.", "ethnic Albanians", "CVL"),
    ],
)
def test_states_act_in_a_sector(reader: Reader, text: str, label: str, sector: str | None) -> None:
    parties = [a.entity for s in statements(reader, text) for a in (s.subject, s.object) if a is not None]
    assert sector in {e.sector for e in parties if e.label == label}


@pytest.mark.parametrize(
    "text",
    [
        "Iran faces new sanctions.",
        "Syria faces an attack.",
        "Vladimir Putin faces protests.",
        "Paul Kagame stopped the genocide.",
    ],
)
def test_what_somebody_faces_or_stops_is_not_their_deed(reader: Reader, text: str) -> None:
    assert {event for _, event, _ in events(reader, text)} & {"SANCTION", "ASSAULT", "PROTEST"} == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A clause that hangs on the noun of the construction says whom it is about.
        ("The Arab League voiced concern that Israel might annex the valley.", ("Arab League", "criticizes", "Israel")),
        # Whom something is told is whom the verb acts on.
        ("France has warned Syria that its convoys will be turned back.", ("France", "warns", "Syria")),
        # What is said of somebody gives way to the name behind it.
        ("Rebels killed Reuters cameraman Mazen Dana in Baghdad in 2003.", ("rebels", "kills", "Mazen Dana")),
    ],
)
def test_objects_where_parses_hide_them(reader: Reader, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in triples(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "Iran tested a missile. France criticised it.",
        "Iran launched a rocket on Monday, and France criticised it.",
        "Iran's parliament passed a law on Monday. France criticised it.",
    ],
)
def test_what_is_criticised_as_it_is_no_country(reader: Reader, text: str) -> None:
    assert {e for e in events(reader, text) if e[1] == "ACCUSE"} == {("France", "ACCUSE", None)}


@pytest.mark.parametrize(
    "text",
    [
        "Russia annexed Crimea. The United States condemned it.",
        "Israel bombed a reactor in Syria. The United States condemned it.",
        "Turkey shot down a jet of Russia, and the United States condemned it.",
    ],
)
def test_nor_is_what_is_condemned(reader: Reader, text: str) -> None:
    assert {e for e in events(reader, text) if e[1] == "ACCUSE"} == {("United States", "ACCUSE", None)}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Beijing accused the three of smearing China.", "China"),
        ("Chinese media accused the three of smearing China.", "Chinese media"),
        ("Police accused the two of attacking Israel.", "police"),
        ("Prosecutors accused the four of attacking the embassy of France.", "prosecutors"),
    ],
)
def test_who_accuses_somebody_of_a_deed_did_not_do_it(reader: Reader, text: str, speaker: str) -> None:
    assert {e for e in events(reader, text) if e[0] == speaker} == {(speaker, "ACCUSE", None)}


@pytest.mark.parametrize(
    ("text", "who", "whom"),
    [
        ("Bill Clinton credits Richard Holbrooke with having persuaded Serbia.", "Richard Holbrooke", "Serbia"),
        (
            "The paper credits George Mitchell with having persuaded Sinn Fein to disarm.",
            "George Mitchell", "Sinn Fein",
        ),
        ("Diplomats credited Qatar with having persuaded the Taliban to free the hostage.", "Qatar", "Taliban"),
        ("A biography credits Henry Kissinger with having persuaded Egypt.", "Henry Kissinger", "Egypt"),
    ],
)  # fmt: skip
def test_who_is_credited_with_a_deed_did_it(reader: Reader, text: str, who: str, whom: str) -> None:
    assert {e for e in events(reader, text) if e[1] == "REQUEST"} == {(who, "REQUEST", whom)}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Troops in Iraq were attacked by insurgents.", "troops"),
        ("Troops in Mali fired on protesters.", "troops"),
        ("Soldiers in Afghanistan fired on a convoy of the Red Cross.", "soldiers"),
        ("Peacekeepers in Lebanon criticized Israel.", "peacekeepers"),
        ("Contractors in Iraq shot protesters.", "contractors"),
        ("Police in Lebanon arrested four Syrians.", "Lebanese police"),
        ("Police in Kenya shot three protesters.", "Kenyan police"),
        ("Troops from Chad attacked Boko Haram.", "Chadian troops"),
    ],
)
def test_who_is_sent_to_a_country_is_not_its_own_and_its_police_are(reader: Reader, text: str, label: str) -> None:
    found = reader.read(Article("test", text, date=DATE)).statements
    parties = {a.label for s in found if s.extractor != "pairs" for a in (s.subject, s.object) if a is not None}
    assert label in parties
    assert ("agencyOf" in {s.predicate for s in found}) == (label in {"Lebanese police", "Kenyan police"})


@pytest.mark.parametrize(
    "text",
    [
        "The brothers said their father fought Iran in 1982.",
        "Two Kurds told the court that their father attacked Turkey.",
        "The Chechens said their brother had bombed Russia.",
        "Rahul Gandhi's grandmother invaded Pakistan.",
    ],
)
def test_what_relatives_did_is_not_the_deed_of_those_whose_they_are(reader: Reader, text: str) -> None:
    assert {e for e in events(reader, text) if e[0] in {"brothers", "Kurds", "Chechens", "Rahul Gandhi"}} == set()


@pytest.mark.parametrize(
    ("text", "who", "wrong", "expected"),
    [
        (
            "Jens Stoltenberg, the Norwegian who heads NATO, criticized Russia.",
            "Jens Stoltenberg", "Norway", ("ACCUSE", "Russia"),
        ),
        (
            "Mohamed ElBaradei, the Egyptian who heads the IAEA, criticized Iran.",
            "Mohamed ElBaradei", "Egypt", ("ACCUSE", "Iran"),
        ),
        (
            "Ban Ki-moon, the South Korean who leads the United Nations, criticized Syria.",
            "Ban Ki-moon", "South Korea", ("ACCUSE", "Syria"),
        ),
    ],
)  # fmt: skip
def test_somebody_called_by_their_nation_acts_for_themselves(
    reader: Reader, text: str, who: str, wrong: str, expected: tuple[str, str]
) -> None:
    found = reader.read(Article("test", text, date=DATE)).statements
    subjects = {s.subject.label for s in found if s.extractor != "pairs"}
    assert "leaderOf" in {s.predicate for s in found if s.subject.label == who}
    assert (who, *expected) in events(reader, text)
    assert wrong not in subjects


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "According to Alexander Lukashenko, the Russian president promised help.",
            ("Vladimir Putin", "AGREE", "Alexander Lukashenko"),
        ),
        (
            "According to Viktor Orban, the Polish president rejected the plan.",
            ("Andrzej Duda", "REJECT", "Viktor Orban"),
        ),
        (
            "According to Ali Khamenei, the American president threatened Iran.",
            ("Joe Biden", "THREATEN", "Ali Khamenei"),
        ),
    ],
)
def test_whom_a_report_is_according_to_is_not_who_is_named_behind(
    reader: Reader, text: str, expected: tuple[str, str, str]
) -> None:
    assert expected in {
        (s.subject.label, s.event.type, s.attributed_to.label)
        for s in statements(reader, text)
        if s.event is not None and s.attributed_to is not None
    }
