"""What tests share."""

from __future__ import annotations

from pathlib import Path

import pytest


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
