"""People and their offices."""
from kgraph.knowledge.building.common import DATA, Sources, write_table
COLUMNS = ("id", "label", "names", "surnames", "gender", "country", "sector", "weight", "offices", "mark")
NOTES=("People.","Source: none yet.","Licence: CC0-1.0")
def build(sources: Sources) -> int:
    return write_table(DATA / "people.tsv", NOTES, COLUMNS, [])
