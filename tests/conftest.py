from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SEED = ROOT.parent / "shared" / "seed" / "cv.md"


def pytest_addoption(parser):
    parser.addoption("--accept", action="store_true", help="rewrite what the cases expect")
    parser.addoption("--matrix", action="store_true", help="typeset every choice of the look, not a sample")


@pytest.fixture
def seed():
    if not SEED.exists():
        pytest.skip("the seed CV is not beside the project")
    return SEED


@pytest.fixture(scope="session", autouse=True)
def environment(tmp_path_factory):
    """Tests that pass by skipping TeX would say nothing; those that share a cache with the user could disturb both."""
    assert shutil.which("latexmk"), "the tests need TeX: run them with `make test`"
    os.environ["MD2MODERNCV_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    yield
    del os.environ["MD2MODERNCV_CACHE"]
