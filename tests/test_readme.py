"""Every command of the README and the docs does what they say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

import pytest

from tests.conftest import ROOT
from tests.test_cli import ENVIRONMENT

PAGES = ("README.md", "docs/how-it-works.md", "docs/templates.md")


def scripts():
    for page in PAGES:
        for match in re.finditer(
            r"^```sh\n(.*?)^```", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
        ):
            if not match[1].startswith("make"):
                yield pytest.param(match[1], id=match[1].split("\n")[0])


@pytest.mark.parametrize("script", list(scripts()))
def test_commands_run(script, tmp_path):
    for name in ("examples", "filters"):
        shutil.copytree(ROOT / name, tmp_path / name)
    # what runs until it is stopped is stopped
    script = re.sub(
        r"^(md2moderncv watch [^#\n]*)", r"timeout -s INT 12 \1 || test $? = 124 ", script, flags=re.MULTILINE
    )
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script], cwd=tmp_path, capture_output=True, env=ENVIRONMENT, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    if "watch" in script:
        assert (tmp_path / "examples" / "cv.pdf").exists()
        assert (tmp_path / "preview.pdf").exists()
    if "latexmk" in script:
        assert (tmp_path / "my-cv" / "cv.pdf").exists()


def test_make_builds_another_cv(tmp_path):
    (tmp_path / "other.md").write_text("# Ada Example\n\n## Work\n\nText.\n")
    built = ROOT / "build" / "other.pdf"
    built.unlink(missing_ok=True)
    command = ["make", "--no-print-directory", f"CV={tmp_path / 'other.md'}"]
    # the tests may be run by make: what it passes on to a make below it would show in the output
    outer = {name: value for name, value in os.environ.items() if not name.startswith("MAKE") and name != "MFLAGS"}
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=outer)
    assert built.read_bytes().startswith(b"%PDF")
    assert subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=outer).stdout == b""
    built.unlink()


def test_front_matter_of_the_readme_is_silent():
    from md2moderncv.diagnostics import Source
    from md2moderncv.pandoc import parse
    from md2moderncv.reader import read

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    few, block = re.findall(r"^```yaml\n(---\n.*?)^```", text, re.MULTILINE | re.DOTALL)
    sections = "\n## Experience\n\nText.\n\n## Education\n\nText.\n\n## Hobbies\n\nText.\n"
    cv, diagnostics = read(parse(Source(few + sections)))
    assert not diagnostics
    assert (cv.look.style, cv.look.color, cv.person.photo) == ("banking", "green", "ada.jpg")
    cv, diagnostics = read(parse(Source(block + sections)))
    assert not diagnostics
    assert cv.person.lastname == ("Example",)
    assert cv.look.engine == "auto"
    assert len(cv.sections) == 2


def test_the_month_names_are_those_of_cldr():
    from md2moderncv.months import from_cldr, months

    # another version of babel may know other forms of a name, but not another month for one
    known, listed = months(), from_cldr()
    shared = known.keys() & listed.keys()
    assert len(shared) > 0.98 * len(known.keys() | listed.keys())
    assert {name: known[name] for name in shared} == {name: listed[name] for name in shared}
