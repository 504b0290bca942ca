"""What tests share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kgraph.extraction import Reader


def shared_path() -> Path:
    """Return the folder of the optional evaluation data, beside the checkout; tests that need it skip without it."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the optional evaluation data are not here")
    return folder


@pytest.fixture
def shared() -> Path:
    """The folder of the optional evaluation data."""
    return shared_path()


@pytest.fixture(scope="session")
def reader() -> Reader:
    """A reader with the pipeline that ships; loading it takes seconds, so tests share it."""
    from kgraph.extraction import Reader  # noqa: PLC0415 - loads spaCy, which many tests do not need

    return Reader()
