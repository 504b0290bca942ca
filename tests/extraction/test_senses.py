"""What words mean in idioms, everyday life, trade, sport and courts: what is no event there, and what another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgraph.model import Article

if TYPE_CHECKING:
    from kgraph.extraction import Reader


def relations(reader: Reader, text: str) -> set[tuple[str, str, str | None]]:
    found = reader.read(Article("test", text, date="2024-03-15")).statements
    return {
        (s.subject.label, s.predicate, s.object.label if s.object else None)
        for s in found
        if s.event is not None and s.extractor != "pairs"
    }


NOTHING = {
    "idiom": [
        "Norway beat the drum for clean energy.",
        "The Danish government drew a line under the affair.",
        "Angela Merkel changed tack in the spring.",
        "Most Swedish economists beg to differ.",
        "In Ghana people let off fireworks at midnight.",
        "The minister of Peru poured a little water into the wine.",
        "Italy gave its engineers a free hand.",
        "Japanese investors turned their backs on Tuesday.",
        "Finland set an example.",
        "Approval ratings of Justin Trudeau have shot up.",
    ],
    "saying": [
        "Theresa May conceded that the weather had been bad.",
        "Emmanuel Macron confessed that he had hardly slept.",
        "Canada insists that it knew nothing of the flight.",
        "Olaf Scholz told his mother that dinner was late.",
        "Xi Jinping assured journalists that growth would return.",
    ],
    "asking": [
        "A French reporter asked Vladimir Putin whether the war was over.",
        "Boris Johnson asked why the trains were late.",
        '"Who will pay for the bridge?" Narendra Modi asked.',
        "A Canadian official asked not to be named.",
    ],
    "sport": [
        "Brazil beat Ghana in the second match of the tournament, and their striker scored twice.",
        "In the semi-final Croatia meet Morocco; both teams lack a goalkeeper.",
        "France host Denmark in a qualifier on Friday, the coach said.",
        "The league is close: Senegal attack from the first whistle, and their striker scores.",
    ],
    "trade and everyday life": [
        "The German firm Siemens paid 200 million euros for the rights.",
        "Efrain Mamani sells woollen hats to tourists.",
        "The Danish airline has cancelled all flights.",
        "Spanish government bonds fell on Monday.",
        "Emmanuel Macron took off a red tie.",
        "The Dutch carmaker invests in electric vehicles.",
        "Toyota has called back two million cars.",
        "A burglar had stolen the computers.",
    ],
    "giving what helps nobody": [
        "Reuters provided a photograph of the harbour.",
        "Anna Berg contributed vocals to the Danish band Kashmir.",
        "A Swedish label released the song as a single.",
    ],
    "feelings and relations": [
        "Tensions between Peru and Chile have risen.",
        "Relations between Norway and Russia have worsened.",
        "The harbour is popular with Swedes.",
        "Iran and Oman are concerned about the drought.",
        "Angela Merkel expressed concern for the victims.",
    ],
    "causes blamed": [
        "Analysts blame rising rates for the slump.",
    ],
    "signing what is no agreement": [
        "Joko Widodo signed the budget into law.",
        "Students in Lima signed a huge postcard.",
    ],
    "crowds that protest against nothing": [
        "Thousands of Greeks gathered to mourn the singer.",
        "Veterans marched through Riga to commemorate the battle.",
    ],
    "words of other worlds": [
        "The plan clashes with the road map of Norway.",
        "Officers executed the terms of the lease.",
        "The border dispute between Peru and Chile is old.",
    ],
    "flight": [
        "Thousands of villagers fled the town.",
        "Two inmates escaped from a prison in Peru.",
        "German tourists visited the island.",
    ],
    "what a film or a novel tells": [
        "Last year Hollywood made a film in which North Korea invades Alaska.",
        "The novel tells of a village that Japan bombed.",
        "It is a comedy about two Swedes who kidnap a Norwegian minister.",
    ],
    "a preposition is no particle": [
        "China broke the rules by stopping trawlers at the reef.",
        "The convoy was stopped by the Egyptian police.",
    ],
}


@pytest.mark.parametrize("text", [t for texts in NOTHING.values() for t in texts])
def test_no_event(reader: Reader, text: str) -> None:
    assert relations(reader, text) == set()


OTHERWISE = [
    ("Canada hit back with tariffs on American steel.", ("Canada", "imposesSanctionsOn", "United States")),
    ("An Egyptian court condemned Mohamed Soltan to ten years.", ("Egyptian court", "convicts", "Mohamed Soltan")),
    ("Viktor Orban called the verdict scandalous.", ("Viktor Orban", "criticizes", None)),
    ("Emmanuel Macron called her a warmonger.", ("Emmanuel Macron", "criticizes", None)),
    ("Sweden is calling its ambassador home from Iran.", ("Sweden", "sanctions", "Iran")),
    ("Norway offered its services as a mediator.", ("Norway", "mediatesFor", None)),
    ("Opponents of Lukashenko were seized by the police in Minsk.", ("police", "arrests", None)),
    ("The minister of Mali offered to resign.", ("Malian minister", "resignsFrom", None)),
    ("Donald Trump promised Iran fire and fury.", ("Donald Trump", "threatens", "Iran")),
    ("Iran will curb its enrichment programme.", ("Iran", "retreatsFrom", None)),
    ("The International Criminal Court issued a warrant for Omar al-Bashir.",
     ("International Criminal Court", "charges", "Omar al-Bashir")),
    ("Equinor supplies Poland with gas.", ("Equinor", "cooperatesEconomicallyWith", "Poland")),
    ("Rebels fired back with mortars.", ("rebels", "shootsAt", None)),
    ("Pakistan brought down an Indian jet.", ("Pakistan", "attacks", None)),
    ("Chile agreed to extradite the general.", ("Chile", "agreesWith", None)),
    ("Chile agrees with Peru that the island must be freed.", ("Chile", "endorses", "Peru")),
    ("The Danish parliament authorized the mission.", ("Danish parliament", "endorses", None)),
    ("Militants plotted attacks on Norway.", ("militants", "attacks", "Norway")),
    ("Colombian troops disarmed the rebels.", ("Colombian troops", "coerces", "rebels")),
    ("The government of Peru protested the arrest of two fishermen.", ("Peru", "criticizes", None)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "statement"), OTHERWISE)
def test_another_relation(reader: Reader, text: str, statement: tuple[str, str, str | None]) -> None:
    found = relations(reader, text)
    assert statement in found or any(f[:2] == statement[:2] and statement[2] is None for f in found), found


STILL = [
    "Chile asked Peru to extradite the general.",
    "Turkey insists that Sweden extradite the men.",
    "Rwandan troops are fighting the rebels near Goma.",
    "Finland offered Ukraine a loan of ten million euros.",
    "The film was banned by Lebanon.",
    "Poland condemned the film about the raid.",
    "Cuba provided Venezuela with doctors.",
    "Chile provided relief to the victims.",
    "Close relations between Norway and Sweden were restored.",
    "Chile and Peru agreed to open the border.",
    "Angela Merkel expressed concern about the law.",
    "Chile blamed the raid on Peru.",
    "Joko Widodo signed a treaty with Australia.",
    "Thousands of Greeks gathered to demand reforms.",
    "The soldiers fled the town.",
    "The soldiers executed two villagers.",
    "The soldiers clashed with rebels near Goma.",
    "Workers in Lima protested the arrest of two fishermen.",
    "Angela Merkel visited the island of Crete.",
]


@pytest.mark.parametrize("text", STILL)
def test_still_an_event(reader: Reader, text: str) -> None:
    assert relations(reader, text)
