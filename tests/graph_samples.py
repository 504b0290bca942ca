"""Statements, articles and graphs made by hand, for the tests of all that reads or writes graphs."""

from __future__ import annotations

from kgraph.graph import KnowledgeGraph
from kgraph.model import Argument, Article, Entity, Event, Extraction, Mention, Span, Statement, Time
from kgraph.ontology import load_ontology

WD = "http://www.wikidata.org/entity/"
KG = "https://w3id.org/kgraph/id/"

SOUTH_KOREA = Entity(WD + "Q884", "South Korea", "Country", "KOR", "GOV")
NORTH_KOREA = Entity(WD + "Q423", "North Korea", "Country", "PRK", "GOV")
UKRAINE = Entity(WD + "Q212", "Ukraine", "Country", "UKR", "GOV")
RUSSIA = Entity(WD + "Q159", "Russia", "Country", "RUS", "GOV")
FRANCE = Entity(WD + "Q142", "France", "Country", "FRA", "GOV")
PUTIN = Entity(WD + "Q7747", "Vladimir Putin", "Person", "RUS", "GOV")
KIM = Entity(WD + "Q56226", "Kim Jong Un", "Person", "PRK", "GOV")
VLADIVOSTOK = Entity(WD + "Q959", "Vladivostok", "Place", "RUS")
ANALYST = Entity(KG + "person/olga-petrenko", "Olga Petrenko", "Person", "UKR", "CVL")
PROTESTERS = Entity(KG + "group/protesters-1a2b3c4d", "protesters", "Group", "FRA", "OPP")

TEXT = (
    "South Korea shipped artillery shells to Ukraine in 2023. "
    "Vladimir Putin met Kim Jong Un in Vladivostok in April 2019. "
    "Russia may supply rockets to North Korea, Olga Petrenko said. France did not send tanks to Ukraine. "
    "France plans to train Ukrainian crews. Protesters marched in Paris."
)
ARTICLE = Article("news/korea.txt", TEXT, title="Shells and summits", date="2023-09-13", publisher="The Daily Example",
                  author="A. Reporter", url="https://example.org/korea", language="en")  # fmt: skip
SENTENCES = tuple(part if part.endswith(".") else part + "." for part in TEXT.split(". "))


def span(words: str, text: str = TEXT) -> Span:
    """Return the first place of words in a text."""
    start = text.index(words)
    return Span(words, start, start + len(words))


def statement(
    subject: Entity, predicate: str, obj: Entity | None, *, sentence: str = SENTENCES[0], document: str = ARTICLE.id,
    identifier: str | None = None, **fields: object,
) -> Statement:  # fmt: skip
    """Return a statement whose event and chain of relations are the ontology's."""
    ontology = load_ontology()
    event = ontology[predicate].event if predicate in ontology else None
    evidence = span(sentence, TEXT if sentence in TEXT else sentence)
    values: dict[str, object] = {
        "id": identifier or f"{subject.label}-{predicate}-{obj.label if obj else ''}",
        "document": document,
        "subject": Argument(subject),
        "predicate": predicate,
        "predicates": ontology.chain(predicate),
        "object": Argument(obj) if obj else None,
        "event": Event(event) if event else None,
        "evidence": evidence,
        "evidences": (evidence,),
        **fields,
    }
    return Statement(**values)  # type: ignore[arg-type]


ARMS = statement(
    SOUTH_KOREA, "suppliesArmsTo", UKRAINE, event=Event("AID", None, ("military",), "artillery shells"),
    time=Time("2023", span("in 2023")), trigger=span("shipped"), confidence=0.91,
)  # fmt: skip
MEETING = statement(
    PUTIN, "meets", KIM, sentence=SENTENCES[1], time=Time("2019-04", span("in April 2019")),
    place=Argument(VLADIVOSTOK, span("Vladivostok")), trigger=span("met"), confidence=0.8,
)  # fmt: skip
CLAIM = statement(
    RUSSIA, "suppliesArmsTo", NORTH_KOREA, sentence=SENTENCES[2], modality="possible",
    attributed_to=Argument(ANALYST, span("Olga Petrenko")), confidence=0.7,
)  # fmt: skip
DENIAL = statement(FRANCE, "suppliesArmsTo", UKRAINE, sentence=SENTENCES[3], polarity="negative", confidence=0.6)
PLAN = statement(FRANCE, "trains", UKRAINE, sentence=SENTENCES[4], modality="planned", confidence=0.5)
MARCH = statement(PROTESTERS, "protestsAgainst", None, sentence=SENTENCES[5], confidence=0.4)
OFFICE = statement(KIM, "headOfState", NORTH_KOREA, sentence=SENTENCES[1], confidence=0.75)

MENTIONS = (
    Mention(SOUTH_KOREA, span("South Korea"), "name", ARTICLE.id, 0.99),
    Mention(UKRAINE, span("Ukraine"), "name", ARTICLE.id, 0.98),
    Mention(KIM, span("Kim Jong Un"), "name", ARTICLE.id, 0.97),
    Mention(UKRAINE, span("Ukrainian"), "demonym", ARTICLE.id, 0.9),
)
STATEMENTS = (ARMS, MEETING, OFFICE, CLAIM, DENIAL, PLAN, MARCH)
EXTRACTION = Extraction(ARTICLE, STATEMENTS, MENTIONS, "test 1.0")


def sample_graph() -> KnowledgeGraph:
    """Return a graph of the one article above."""
    kg = KnowledgeGraph()
    kg.add(EXTRACTION, version="0.1.0")
    return kg


def one_statement(made: Statement) -> KnowledgeGraph:
    """Return a graph of a single statement."""
    kg = KnowledgeGraph()
    kg.add(Extraction(Article(made.document, TEXT), (made,)))
    return kg
