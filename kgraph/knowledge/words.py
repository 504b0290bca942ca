"""What role, agent, kinship and body nouns mean; first names; everyday words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import product
from pathlib import Path
from typing import Literal, TypeVar, cast

from kgraph.knowledge.names import fold
from kgraph.knowledge.tables import read_table
from kgraph.knowledge.types import Agent, Kinship, Role

Meaning = TypeVar("Meaning")

_ANY = "*"
_LEADING = frozenset({"headOfState", "headOfGovernment", "ministerOf", "leaderOf"})

_IRREGULAR = {
    "men": "man", "women": "woman", "people": "person", "children": "child", "wives": "wife", "chiefs": "chief",
    "forces": "force", "troops": "troop", "police": "police", "chiefs of staff": "chief of staff",
}  # fmt: skip
_PLURALS = tuple(_IRREGULAR)
_KEPT = 50_000


@lru_cache(maxsize=_KEPT)
def singular(noun: str) -> tuple[str, ...]:
    """Return `noun` and what it may be the plural of, lower case.

    >>> singular("Ministries"), singular("spokeswomen"), singular("attorneys general")
    (('ministries', 'ministry', 'ministrie'), ('spokeswomen', 'spokeswoman'), ('attorneys general', 'attorney general'))
    """
    word = noun.lower()
    found = [word]
    if word.endswith(_PLURALS):
        for plural, one in _IRREGULAR.items():
            if word.endswith(plural):
                found.append(word[: len(word) - len(plural)] + one)
    if word.endswith("ies"):
        found.append(word[:-3] + "y")
    if word.endswith(("sses", "shes", "ches", "xes")):
        found.append(word[:-2])
    if word.endswith("s") and not word.endswith("ss"):
        found.append(word[:-1])
    head, _, rest = word.partition(" ")
    if rest and head.endswith("s"):  # "attorneys general", "ministers of defense"
        found.append(f"{head[:-1]} {rest}")
    return tuple(dict.fromkeys(found))


class Words:
    """Nouns by meaning; each file is read when first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._bounds: dict[str, tuple[bool, bool]] = {}

    @cached_property
    def roles(self) -> dict[str, Role]:
        """Role nouns and titles with their abbreviations, lower case without dots at the end."""
        roles: dict[str, Role] = {}
        seconds: list[tuple[Role, list[str]]] = []
        for row in read_table(self._folder / "roles.tsv").records():
            role = Role(
                row["noun"], row["relation"], row["sector"] or None, row["title"] == "y", row["gender"] or None,
                row["office"] or None,
            )  # fmt: skip
            forms = [form for form in (row["noun"], *row["forms"].split("|")) if form]
            if _ANY in row["noun"]:
                seconds.append((role, forms))
                continue
            for form in forms:
                roles[_key(form)] = role
        leading = [(form, role) for form, role in roles.items() if role.relation in _LEADING]
        for second, forms in seconds:
            for pattern, (form, role) in product(forms, leading):
                noun = second.noun.replace(_ANY, role.noun)
                below = replace(role, noun=noun, relation=second.relation, gender=None, office=None)
                roles.setdefault(_key(pattern.replace(_ANY, form)), below)
        return roles

    @cached_property
    def agents(self) -> dict[str, Agent]:
        """Agent nouns by their singular, lower case."""
        kinds = Literal["person", "group", "body", "thing"]
        return {
            noun: Agent(noun, sector, cast("kinds", kind))
            for noun, sector, kind in read_table(self._folder / "agents.tsv").rows
        }

    @cached_property
    def kin(self) -> dict[str, Kinship]:
        """Kinship nouns by their singular, lower case."""
        return {
            noun: Kinship(noun, relation, inverse == "y")
            for noun, relation, inverse in read_table(self._folder / "kinship.tsv").rows
        }

    @cached_property
    def bodies(self) -> dict[str, tuple[str, str]]:
        """Common names of national bodies: kind and PLOVER sector."""
        return {
            name: (kind, sector)
            for names, kind, sector in read_table(self._folder / "bodies.tsv").rows
            for name in names.split("|")
        }

    @cached_property
    def first_names(self) -> dict[str, str]:
        """First names that are nearly always a man's or a woman's."""
        table = read_table(self._folder / "first_names.tsv")
        return {name: gender for gender, names in table.rows for name in names.split(" ")}

    @cached_property
    def common(self) -> frozenset[str]:
        """Everyday English words, lower case."""
        table = read_table(self._folder / "common_words.tsv")
        return frozenset(word for (line,) in table.rows for word in line.split(" "))

    def is_common(self, word: str) -> bool:
        """Return whether a word is an everyday one."""
        return fold(word).lower() in self.common

    def role(self, phrase: str) -> Role | None:
        """Return the meaning of a role noun, title or abbreviation, singular or plural."""
        return _first(self.roles, _role_forms(phrase))

    @cached_property
    def _role_bounds(self) -> tuple[frozenset[str], frozenset[str]]:
        return frozenset(form.partition(" ")[0] for form in self.roles), frozenset(
            form.rpartition(" ")[2] for form in self.roles
        )

    def bounds_role(self, word: str) -> tuple[bool, bool]:
        """Return whether a role noun, title or abbreviation may begin, and may end, with a word, singular or plural."""
        known = self._bounds.get(word)
        if known is None:
            if len(self._bounds) >= _KEPT:
                self._bounds.clear()
            begins, ends = self._role_bounds
            forms = _role_forms(word)
            known = self._bounds[word] = (
                any(form.partition(" ")[0] in begins for form in forms),
                any(form.rpartition(" ")[2] in ends for form in forms),
            )
        return known

    def agent(self, noun: str) -> Agent | None:
        """Return the meaning of an agent noun, singular or plural."""
        return _first(self.agents, singular(fold(noun)))

    def kinship(self, noun: str) -> Kinship | None:
        """Return the meaning of a noun for kin, singular or plural."""
        return _first(self.kin, singular(fold(noun)))

    def body(self, phrase: str) -> tuple[str, str] | None:
        """Return kind and sector of a national body's common name."""
        return _first(self.bodies, singular(fold(phrase)))


def _first(table: Mapping[str, Meaning], forms: Iterable[str]) -> Meaning | None:
    """Return the meaning of the first of some forms that a table has."""
    for form in forms:
        if form in table:
            return table[form]
    return None


@lru_cache(maxsize=_KEPT)
def _role_forms(phrase: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_key, singular(fold(phrase)))))


def _key(phrase: str) -> str:
    return " ".join(phrase.lower().replace("-", " ").replace(".", " ").split())
