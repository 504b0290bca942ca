"""Commands on who is who: measuring it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Run


def test_names_and_links_are_measured_and_what_is_wrong_is_listed(run: Run, tmp_path: Path) -> None:
    text = "Angela Merkel met Emmanuel Macron in Paris. The talks went on for hours."
    people = ["Angela Merkel", "Emmanuel Macron"]
    record = {
        "id": "summit", "text": text, "relations": [],
        "clusters": [{"type": "person", "name": n, "wikipedia": n.replace(" ", "_"), "tags": []} for n in people],
        "mentions": [
            {"start": text.index(n), "end": text.index(n) + len(n), "text": n, "cluster": i}
            for i, n in enumerate(people)
        ],
    }  # fmt: skip
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(record), encoding="utf-8")
    ran = run("evaluate", "entities", path, "--on", path, "--errors")
    assert ran.status == 0
    assert "people, bodies, places" in ran.out
    missed, _, spurious = ran.out.partition("Missed names")[2].partition("Spurious names")
    assert missed.strip() == ""
    assert "summit: Paris (location): Angela Merkel met Emmanuel Macron in Paris." in spurious
