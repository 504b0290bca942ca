"""Where events take place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgraph.model import Article

if TYPE_CHECKING:
    from kgraph.extraction import Reader


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Vladimir Putin met Xi Jinping in Beijing.", "Beijing"),
        ("Israel bombed Hezbollah in southern Lebanon.", "Lebanon"),
        ("French forces attacked rebels near Timbuktu.", "Timbuktu"),
        ("Russia and Ukraine signed a deal in the Turkish city of Istanbul.", "Istanbul"),
        ("The army killed ten rebels at the port of Aden.", "Aden"),
        ("Iraq invaded Kuwait.", None),  # whom the act is against is not also its place
        ("Ghana and Togo discussed fishing with Benin.", None),
    ],
)
def test_place(reader: Reader, text: str, place: str | None) -> None:
    found = reader.read(Article("test", text, date="2024-03-15")).statements
    statements = [s for s in found if s.event is not None and s.extractor != "pairs"]  # to whom a place is the object
    assert statements
    assert {s.place.label if s.place else None for s in statements} == {place}
