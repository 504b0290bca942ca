"""Namespaces and terms of the RDF that kgraph writes, as constants."""

from __future__ import annotations

from typing import Final

from pyoxigraph import DefaultGraph, NamedNode

KGO: Final = "https://w3id.org/kgraph/ontology#"
KG: Final = "https://w3id.org/kgraph/id/"

PREFIXES: Final[dict[str, str]] = {
    "kgo": KGO,
    "kg": KG,
    "article": KG + "article/",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "oa": "http://www.w3.org/ns/oa#",
    "time": "http://www.w3.org/2006/time#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "schema": "https://schema.org/",
    "void": "http://rdfs.org/ns/void#",
}


def term(name: str) -> NamedNode:
    """Return the term of a prefixed name.

    >>> term("skos:prefLabel").value
    'http://www.w3.org/2004/02/skos/core#prefLabel'
    """
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def kgo(name: str) -> NamedNode:
    """Return the term of kgraph's ontology with this local name."""
    return NamedNode(KGO + name)


#: The asserted graph: plain triples that some article states in its own voice.
ASSERTED: Final = DefaultGraph()
#: What entities are and are called; one graph for all articles, so that no query counts a label once per article.
ENTITIES: Final = NamedNode(KG + "entities")

TYPE: Final = term("rdf:type")
SUBJECT: Final = term("rdf:subject")
PREDICATE: Final = term("rdf:predicate")
OBJECT: Final = term("rdf:object")
LABEL: Final = term("rdfs:label")
PREF_LABEL: Final = term("skos:prefLabel")
ALT_LABEL: Final = term("skos:altLabel")
SAME_AS: Final = term("owl:sameAs")
DIFFERENT_FROM: Final = term("owl:differentFrom")
EXACT_MATCH: Final = term("skos:exactMatch")
IDENTIFIER: Final = term("dcterms:identifier")
TITLE: Final = term("dcterms:title")
DATE: Final = term("dcterms:date")
PUBLISHER: Final = term("dcterms:publisher")
CREATOR: Final = term("dcterms:creator")
LANGUAGE: Final = term("dcterms:language")
URL: Final = term("schema:url")
DERIVED_FROM: Final = term("prov:wasDerivedFrom")
PRIMARY_SOURCE: Final = term("prov:hadPrimarySource")
REIFIES: Final = term("rdf:reifies")
GENERATED_BY: Final = term("prov:wasGeneratedBy")
ASSOCIATED_WITH: Final = term("prov:wasAssociatedWith")
USED: Final = term("prov:used")
ACTIVITY: Final = term("prov:Activity")
SOFTWARE_AGENT: Final = term("prov:SoftwareAgent")
VERSION: Final = term("schema:softwareVersion")
SEM_EVENT: Final = term("sem:Event")

NIF_CONTEXT: Final = term("nif:Context")
NIF_PHRASE: Final = term("nif:Phrase")
NIF_SENTENCE: Final = term("nif:Sentence")
REFERENCE_CONTEXT: Final = term("nif:referenceContext")
BEGIN_INDEX: Final = term("nif:beginIndex")
END_INDEX: Final = term("nif:endIndex")
ANCHOR_OF: Final = term("nif:anchorOf")
SOURCE_URL: Final = term("nif:sourceUrl")
IDENT_REF: Final = term("itsrdf:taIdentRef")
SENTENCE: Final = term("nif:sentence")
HAS_SELECTOR: Final = term("oa:hasSelector")
QUOTE_SELECTOR: Final = term("oa:TextQuoteSelector")
QUOTE_EXACT: Final = term("oa:exact")
QUOTE_PREFIX: Final = term("oa:prefix")
QUOTE_SUFFIX: Final = term("oa:suffix")

TIME_INTERVAL: Final = term("time:Interval")
TIME_INSTANT: Final = term("time:Instant")
HAS_BEGINNING: Final = term("time:hasBeginning")
HAS_END: Final = term("time:hasEnd")
IN_XSD_DATE: Final = term("time:inXSDDate")
LATITUDE: Final = term("geo:lat")
LONGITUDE: Final = term("geo:long")

XSD_DATE: Final = term("xsd:date")
XSD_DOUBLE: Final = term("xsd:double")
XSD_ANY_URI: Final = term("xsd:anyURI")
#: NIF asks for xsd:nonNegativeInteger, which Oxigraph stores as xsd:integer; so do we from the start.
XSD_INTEGER: Final = term("xsd:integer")
EDTF_TYPE: Final = term("edtf:EDTF")

STATEMENT: Final = kgo("Statement")
ARTICLE: Final = kgo("Article")
RELATION: Final = kgo("relation")
POLARITY: Final = kgo("polarity")
MODALITY: Final = kgo("modality")
CONFIDENCE: Final = kgo("confidence")
ATTRIBUTED_TO: Final = kgo("attributedTo")
PLACE: Final = kgo("place")
EDTF: Final = kgo("edtf")
TIME: Final = kgo("time")
THEME: Final = kgo("theme")
MODE: Final = kgo("mode")
CONTEXT: Final = kgo("context")
EXTRACTOR: Final = kgo("extractor")
EVIDENCE: Final = kgo("evidence")
TRIGGER: Final = kgo("trigger")
TIME_MENTION: Final = kgo("timeMention")
SECTOR: Final = kgo("sector")
ISO3: Final = kgo("iso3")
COUNTRY_CODE: Final = kgo("countryCode")
MENTION_KIND: Final = kgo("mentionKind")
IDENTIFIED_BY: Final = kgo("identifiedBy")
NAMESAKE_OF: Final = kgo("namesakeOf")
RUNNER_UP: Final = kgo("runnerUp")
RUNNER_UP_LABEL: Final = kgo("runnerUpLabel")
RUNNER_UP_CONFIDENCE: Final = kgo("runnerUpConfidence")
READ_AS: Final = kgo("readAs")
TEXT_DIGEST: Final = kgo("textDigest")
PIPELINE: Final = kgo("pipeline")


def compact(iri: str) -> str:
    """Return an IRI as a prefixed name where a known namespace fits, else as it is.

    >>> compact("http://www.wikidata.org/entity/Q212")
    'wd:Q212'
    """
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and local.replace("-", "").replace("_", "").isalnum():
            return f"{prefix}:{local}"
    return iri
