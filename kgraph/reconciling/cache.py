"""Answers of services on disk, so that no question is asked twice."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

_FILE = "reconciliation.sqlite"
_TABLE = (
    "CREATE TABLE IF NOT EXISTS answers (service TEXT, question TEXT, answer TEXT, PRIMARY KEY (service, question))"
)


def default_folder() -> Path:
    """Return the folder in which programs keep what they can fetch again, on this platform."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "kgraph"


class Cache:
    """Questions and answers of one service, as text; kept until the file is deleted.

    Args:
        folder: Where the file lies; made when something is first kept.
        service: The service's address.

    Raises:
        OSError: By every method, if the file cannot be read or written.
    """

    def __init__(self, folder: Path, service: str) -> None:
        self._folder, self._service = folder, service

    def get(self, question: str) -> str | None:
        """Return the answer that is kept for a question, or None."""
        if not (self._folder / _FILE).is_file():
            return None
        with self._open() as connection:
            found = connection.execute(
                "SELECT answer FROM answers WHERE service = ? AND question = ?", (self._service, question)
            ).fetchone()
        return None if found is None else str(found[0])

    def keep(self, answers: Mapping[str, str]) -> None:
        """Keep answers by their questions."""
        self._folder.mkdir(parents=True, exist_ok=True)
        rows = [(self._service, question, answer) for question, answer in answers.items()]
        with self._open() as connection:
            connection.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", rows)
            connection.commit()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        path = self._folder / _FILE
        try:
            with closing(sqlite3.connect(path)) as connection:
                connection.execute(_TABLE)
                yield connection
        except sqlite3.Error as error:
            raise OSError(f"{path}: {error}") from error
