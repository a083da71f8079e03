"""Builds at each save, and the preview in a real browser."""

from __future__ import annotations

import contextlib
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from tests import pdf

CV = "# Ada Example\n\nada@example.org\n\n## Experience\n\n### 2015 - 2019: Engineer, Acme Ltd\n\n- Built looms.\n"
PATIENCE = 30
"""Seconds for what takes one."""


def until(check):
    """Wait until something holds, and give it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with contextlib.suppress(FileNotFoundError, subprocess.CalledProcessError):
            if made := check():
                return made
        time.sleep(0.05)
    raise AssertionError("it never came to be")


class Watched:
    """`md2moderncv watch` at work, and what it has said."""

    def __init__(self, folder, *arguments):
        self.folder = folder
        self.said = (folder / "said").open("wb")
        command = [sys.executable, "-m", "md2moderncv", "watch", "cv.md", *arguments]
        # a shell's background jobs ignore the signal, and so would what they start
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.process = subprocess.Popen(command, cwd=folder, stderr=self.said, stdout=subprocess.DEVNULL)
        signal.signal(signal.SIGINT, before)

    def text(self):
        return (self.folder / "said").read_text(encoding="utf-8")

    def end(self, number=signal.SIGINT):
        self.process.send_signal(number)
        try:
            return self.process.wait(10)
        finally:
            self.process.kill()
            self.process.wait()
            self.said.close()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "cv.md").write_text(CV, encoding="utf-8")
    return tmp_path


def shows(folder, word):
    return lambda: word in pdf.text(folder / "cv.pdf")


def test_each_save_is_built(folder):
    watched = Watched(folder)
    try:
        until(shows(folder, "looms"))
        until(lambda: "1 page," in watched.text())
        (folder / "cv.md").write_text(CV.replace("looms", "wheels"), encoding="utf-8")
        until(shows(folder, "wheels"))
        whole = (folder / "cv.pdf").read_bytes()
        (folder / "cv.md").write_text("---\nname: [\n---\n" + CV, encoding="utf-8")
        until(lambda: "left as it was" in watched.text() and "bad-front-matter" in watched.text())
        assert (folder / "cv.pdf").read_bytes() == whole
        (folder / "cv.md").unlink()
        until(lambda: "can't read `cv.md`" in watched.text())
        # as editors save: another file takes its place
        (folder / "new").write_text(CV.replace("looms", "engines"), encoding="utf-8")
        (folder / "new").replace(folder / "cv.md")
        until(shows(folder, "engines"))
    finally:
        assert watched.end() == 0
    assert "Traceback" not in watched.text()


def test_what_was_missing_is_built_when_it_comes(folder):
    (folder / "cv.md").write_text("---\nbibliography: refs.bib\n---\n" + CV, encoding="utf-8")
    watched = Watched(folder)
    try:
        until(lambda: "missing-bibliography" in watched.text() and "1 page," in watched.text())
        (folder / "refs.bib").write_text("@book{a, title={On Looms}, author={Ada Example}, year=2015}\n")
        until(shows(folder, "On Looms"))
        (folder / "refs.bib").write_text("@book{a, title={On Wheels}, author={Ada Example}, year=2015}\n")
        until(shows(folder, "On Wheels"))
    finally:
        assert watched.end(signal.SIGTERM) in (0, 143)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "cv.tex"], "only a PDF is watched"),
        (["-o", "cv.md"], "ends in none of"),
        (["--open"], "nothing is served without --serve"),
        (["--style", "none"], "Invalid value"),
    ],
)
def test_what_can_not_be_watched_is_refused(folder, arguments, said):
    command = [sys.executable, "-m", "md2moderncv", "watch", "cv.md", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=20)
    assert done.returncode == 2
    assert said in done.stderr.decode()


@pytest.fixture
def served(folder):
    watched = Watched(folder, "--serve")
    address = until(lambda: re.search(r"serving at (\S+)", watched.text()))[1]
    until(lambda: "1 page," in watched.text())
    yield folder, address, watched
    assert watched.end() == 0
    assert "Traceback" not in watched.text()


def answer(address, **headers):
    request = urllib.request.Request(address, headers={key.replace("_", "-"): value for key, value in headers.items()})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=10) as answered:  # noqa: S310
            return answered.status
    except urllib.error.HTTPError as error:
        return error.code


def test_nobody_else_is_served(served):
    _, address, _ = served
    assert address.startswith("http://127.0.0.1:")
    assert answer(address) == answer(address + "state") == answer(address + "pages/1.png") == 200
    assert answer(address, Host="example.org") == 403
    assert answer(address, Host="127.0.0.1") == 403
    assert answer(address + "state", Origin="http://example.org") == 403
    assert answer(address + "state", Sec_Fetch_Site="cross-site") == 403
    assert answer(address + "state", Origin=address.rstrip("/")) == 200
    for path in ("cv.md", "cv.pdf", "pages/2.png", "pages/../cv.md", "..%2fcv.md", "docs", "openapi.json"):
        assert answer(address + path) == 404, path
    assert answer(address + "line?page=x") == 400


@pytest.fixture
def browser():
    sync = pytest.importorskip("playwright.sync_api")
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        pytest.skip("there is no Chromium")
    with sync.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


def test_the_browser_shows_the_pages(served, browser):
    folder, address, _ = served
    page = browser.new_page(viewport={"width": 900, "height": 700})
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.goto(address)
    page.wait_for_selector("body[data-version='1']")
    assert page.locator("main img").count() == 1
    assert page.evaluate("document.querySelector('main img').naturalWidth") > 1000
    # a save is shown without losing the place
    page.evaluate("window.scrollTo(0, 200)")
    items = "".join(f"\n- Built loom {number}." for number in range(90))
    (folder / "cv.md").write_text(f"---\nstile: classic\n---\n{CV}{items}\n", encoding="utf-8")
    page.wait_for_selector("body[data-version='2']")
    assert page.locator("main img").count() >= 2
    assert page.evaluate("window.scrollY") == 200
    # what is wrong stands over the page, with its line
    said = page.locator("#said li.warning")
    assert "unknown-key" in said.inner_text()
    assert "did you mean" in said.inner_text()
    said.locator("a").click()
    assert page.locator("#source .here").inner_text().strip() == "stile: classic"
    # a click on an entry tells its line
    box = page.locator("main img").first.bounding_box()
    found = set()
    for part in range(10, 60, 2):
        page.evaluate("window.scrollTo(0, 0)")
        y = page.locator("main img").first.bounding_box()["y"] + box["height"] * part / 100
        if 120 < y < 460:
            page.mouse.click(box["x"] + box["width"] * 0.5, y)
            page.wait_for_timeout(150)
            found.add(page.locator("#source .here").get_attribute("id"))
    assert "line-10" in found, found
    # a failure leaves the pages, and says so
    (folder / "cv.md").write_text("---\nname: [\n---\n" + CV, encoding="utf-8")
    page.wait_for_selector("body[data-version='3']")
    assert page.locator("#failed").is_visible()
    assert page.locator("main img").count() >= 2
    assert "bad-front-matter" in page.locator("#said").inner_text()
    assert not problems, problems
