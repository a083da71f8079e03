"""Whatever TeX can complain of is told at the line of the source, with a code and what to do."""

from __future__ import annotations

import zlib
from struct import pack

import pytest

from md2moderncv.diagnostics import CvError, Source
from md2moderncv.latexmk import Build
from md2moderncv.pipeline import Options, to_pdf
from tests.test_documents import PIXEL

HEAD = "# Ada Example\n\n## Experience\n\n### 2015 - 2019: Engineer, Acme Ltd\n\nBuilt looms.\n\n"
"""Eight lines: what raw TeX does in the next ones starts at the tenth."""
RAW = {
    r"\undefinedthing here": "undefined-command",
    r"\textbf{open": "unbalanced",
    r"closed} too much": "unbalanced",
    r"\begin{nothing}x\end{nothing}": "undefined-environment",
    r"\begin{figure}x\end{figure}": "undefined-environment",
    r"\begin{itemize}\item x\end{enumerate}": "unbalanced",
    r"\begin{itemize}x\end{itemize}": "tex-failed",
    r"\hspace{width}": "tex-failed",
    r"\hspace{2 cubits}": "tex-failed",
    r"\rule{99999999cm}{1cm}": "too-large",
    r"\usepackage{array}": "tex-failed",
    r"\input{no-such-file}": "tex-failed",
    r"\newcommand{\section}{x}": "tex-failed",
    r"$x^a^b$": "tex-failed",
    r"a^b": "tex-failed",
    r"a & b": "tex-failed",
    r"\def\again{\again\again}\again": "tex-capacity",
    r"\font\nofont=nosuchfont \nofont x": "no-tex-font",
    r"\includegraphics{no-such-picture.png}": "unread-picture",
    r"\csname\endgroup": "unbalanced",
    r"\setcounter{nothing}{1}": "tex-failed",
    r"\else": "unbalanced",
    r"\par\begin{tabular}{q}x\end{tabular}": "tex-failed",
    r"$\frac{1}{$": "unbalanced",
    r"\errmessage{no more}": "tex-failed",
    r"\cvitem{a}{b\par c}": "unbalanced",
}


def failed(text, folder, **options):
    with pytest.raises(CvError) as caught:
        to_pdf(Source(text, "cv.md"), folder, Options(**options), Build(timeout=8))
    return caught.value


@pytest.mark.parametrize("tex", RAW)
def test_raw_tex(tmp_path, tex):
    error = failed(f"{HEAD}```{{=latex}}\n{tex}\n```\n", tmp_path, raw_tex=True)
    first = error.diagnostics[0]
    assert first.code == RAW[tex], error.diagnostics
    assert first.span is not None and first.span.line == 10, first
    assert first.hint or first.code == "tex-failed"


PREAMBLE = {
    r"\usepackage{no-such-package}": ("no-package", 3),
    r"\usepackage[bookmarks=false]{hyperref}": ("option-clash", 1),
    r"\usepackage[dvips]{xcolor}": ("option-clash", 1),
}


@pytest.mark.parametrize("tex", PREAMBLE)
def test_header_includes(tmp_path, tex):
    error = failed(f"---\nheader-includes: |\n  {tex}\n---\n{HEAD}", tmp_path, raw_tex=True)
    code, exit_code = PREAMBLE[tex]
    assert error.diagnostics[0].code == code, error.diagnostics
    assert error.exit_code == exit_code
    assert "tlmgr install no-such-package" in error.diagnostics[0].hint or code != "no-package"


def png(width, height):
    def chunk(kind, content):
        return pack(">I", len(content)) + kind + content + pack(">I", zlib.crc32(kind + content))

    rows = zlib.compress(b"\0" * (width // 8 + 1) * height)
    header = pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_picture_that_is_too_large(tmp_path):
    (tmp_path / "big.png").write_bytes(png(40000, 40000))
    made = to_pdf(Source(HEAD + "![](big.png)\n", "cv.md"), tmp_path, Options(), Build())[1]
    assert [(one.code, one.span.line) for one in made.diagnostics] == [("large-picture", 9)]


def test_a_damaged_picture(tmp_path):
    (tmp_path / "bad.png").write_bytes(PIXEL[:40])
    made = to_pdf(Source(HEAD + "![](bad.png)\n", "cv.md"), tmp_path, Options(), Build())[1]
    assert [(one.code, one.span.line) for one in made.diagnostics] == [("bad-picture", 9)]


def test_a_missing_photo_is_told_and_no_failure(tmp_path):
    made = to_pdf(Source("---\nphoto: none.png\n---\n" + HEAD, "cv.md"), tmp_path, Options(), Build())[1]
    assert [(one.code, one.span.line) for one in made.diagnostics] == [("missing-picture", 2)]


def test_a_letter_that_no_font_has(tmp_path):
    error = failed(HEAD + "\U0001e94d\U000107a0 unset\n", tmp_path, engine="pdflatex")
    assert error.diagnostics[0].code == "engine-cannot"
    assert error.diagnostics[0].span.line == 9


def test_a_line_off_the_page(tmp_path):
    text = HEAD + "```\n" + "0123456789" * 30 + "\n```\n"
    made = to_pdf(Source(text, "cv.md"), tmp_path, Options(), Build())[1]
    assert [one.code for one in made.diagnostics] in ([], ["off-page"])
    wide = f"{HEAD}```{{=latex}}\n\\mbox{{{'wide ' * 60}}}\n```\n"
    made = to_pdf(Source(wide, "cv.md"), tmp_path, Options(raw_tex=True), Build())[1]
    (told,) = made.diagnostics
    assert (told.code, told.severity, told.span.line) == ("off-page", "warning", 10)


def test_an_end_without_end(tmp_path):
    error = failed(f"{HEAD}```{{=latex}}\n\\def\\x{{\\count0=1 \\x}}\\x\n```\n", tmp_path, raw_tex=True)
    assert error.diagnostics[0].code == "tex-timeout"


def test_memory_has_a_bound(tmp_path, monkeypatch):
    monkeypatch.setattr("md2moderncv.process.MEMORY", 30_000)
    assert failed(HEAD, tmp_path).exit_code in (1, 3)
