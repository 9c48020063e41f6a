"""The brief of a run: one content, four kinds of documents, two languages, and nothing recommended that was not run."""

from __future__ import annotations

import dataclasses
import io
import re
import subprocess
import sys
import types
import zipfile

import docx
import pptx
import pytest

import issueflow
from issueflow import commands
from issueflow.brief import FORMATS, as_docx, as_html, as_pdf, as_pptx, making, write_briefs
from issueflow.brief.content import Brief, Remedy
from issueflow.errors import IssueFlowError
from issueflow.report import study_tables
from issueflow.titles import Titles

#: Results of a run, usual and odd.
RUNS = ["run", "uncertain", "lone", "silent", "unclosed", "one", "four", "fitted"]


def texts_of_docx(content: bytes) -> str:
    word = docx.Document(io.BytesIO(content))
    cells = [paragraph.text for table in word.tables for row in table.rows for cell in row.cells for paragraph in cell.paragraphs]
    return "\n".join([paragraph.text for paragraph in word.paragraphs] + cells)


def texts_of_pptx(content: bytes) -> str:
    found = []
    for slide in pptx.Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def texts_of_html(content: bytes) -> str:
    import html

    return html.unescape(re.sub(r"<[^>]+>", "", content.decode("utf-8")))


def brief(pages, name: str, compare: str | None = None, lang: str = "en") -> Brief:
    compared = None if compare is None else issueflow.read_results(pages.results(compare))
    return making.brief_of(issueflow.read_results(pages.results(name)), compared, lang)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", RUNS)
def test_every_kind_says_all_that_the_brief_says(pages, undrawn, name, lang):
    told = brief(pages, name, None, lang)
    shown = {
        "html": texts_of_html(as_html.page(told)), "docx": texts_of_docx(as_docx.document(told)),
        "pptx": texts_of_pptx(as_pptx.slides(told)),
    }
    said = [told.headline, told.sentence, told.title, told.overview, told.remedies_note, told.command, told.made, told.missed]
    said += [part for cause in told.causes for part in (cause.title, cause.share, cause.types, cause.advice)]
    said += [*told.sure, *told.doubts]
    for kind, text in shown.items():
        for sentence in said:
            assert sentence in text, (kind, sentence)
    assert told.sure and told.doubts and not re.search(r"\bnan\b|None", "".join(said))
    if lang == "zh":
        assert re.search("[\u3400-\u9fff]", told.headline)


def test_the_headline_is_the_number_that_matters(pages, undrawn):
    run = issueflow.read_results(pages.results("run"))
    lowest = run.shares.iloc[0]
    told = brief(pages, "run", lang="zh")
    share = f"{lowest['mean'] * 100:.1f}%"
    assert share in told.headline
    assert run.decision != "met" or told.headline.startswith("达标")
    silent = brief(pages, "silent")
    assert silent.headline == "No issue was closed."


@pytest.mark.parametrize(
    ("mean", "decision", "en", "zh"),
    [
        (0.46, "not met", "Grid closes only 46.0%, 19.0 points short of 65%", "网格只办结 46.0%，距 65% 差 19.0 个百分点"),
        (0.81, "not met", "Grid closes 81.0%, 6.0 points above 75%", "网格办结 81.0%，高出 75% 6.0 个百分点"),
        (0.70, "met", "Target met: Grid closes 70.0%, wanted 65% to 75%", "达标：网格办结 70.0%，要求 65% 至 75%"),
        (0.70, "undecided", "Grid closes 70.0%, wanted 65% to 75%: not settled yet", "网格办结 70.0%，要求 65% 至 75%：尚无定论"),
        (0.64, "undecided", "Grid closes only 64.0%, 1.0 points short of 65% (not settled yet)", "网格只办结 64.0%，距 65% 差 1.0 个百分点（尚无定论）"),
    ],
)
def test_headlines(pages, monkeypatch, mean, decision, en, zh):
    from issueflow.brief import headline

    run = issueflow.read_results(pages.results("run"))
    monkeypatch.setattr(headline, "gap", lambda result: headline.Gap("grid", mean, 0.65, 0.75, min(0.0, mean - 0.65) or max(0.0, mean - 0.75)))
    monkeypatch.setattr(type(run), "decision", decision)
    monkeypatch.setattr(type(run), "criteria", ())
    assert headline.headline(run, Titles(run, "en")) == en
    assert headline.headline(run, Titles(run, "zh")) == zh


def test_what_is_recommended_was_run_and_has_its_effect_and_interval(pages, undrawn):
    compared = issueflow.read_results(pages.results("five"))
    for lang in ("en", "zh"):
        told = brief(pages, "run", "five", lang)
        names = {title: policy for policy, title in compared.names(lang).items()}
        assert 0 < len(told.remedies) <= 3 and told.command == ""
        for remedy in told.remedies:
            row = compared.row(names[remedy.title], "share", compared.tiers[0])
            assert remedy.effect == study_tables.change(row, Titles(compared, lang).speech)
            assert remedy.interval == study_tables.interval(row, Titles(compared, lang).speech)
            # The town meets its target as it is.
            assert not remedy.helps
        assert "The target is met without them." in told.remedies_note or "不采取这些举措也已达标" in told.remedies_note
        # Nobody has asked what anything costs here.
        everything = str(dataclasses.asdict(told))
        assert "CNY" not in everything and "元" not in everything.replace("单元", "")


def test_what_a_policy_makes_worse_is_said_beside_it():
    remedy = Remedy("Devolve", "+8 points", "+7 to +9", "✓ met", "on time −1.40 points", True)
    assert remedy.told == "Devolve (on time −1.40 points)"


def test_without_a_comparison_nothing_is_recommended_and_the_command_is_given(pages, undrawn):
    told = brief(pages, "run")
    assert told.remedies == () and "none is recommended" in told.remedies_note
    assert told.command == "issueflow compare plain.yaml --with POLICY.yaml --out results/compare"


def test_a_comparison_of_another_city_is_not_taken_for_this_one(pages, undrawn):
    told = brief(pages, "run", "begun")
    assert told.remedies == () and "of another city (small-town)" in told.remedies_note and told.command
    assert "针对另一城市（small-town）" in brief(pages, "run", "begun", "zh").remedies_note


def test_what_is_shown_to_help_is_told_apart_from_what_is_not(program, scenario, tmp_path, undrawn):
    text = scenario.read_text(encoding="utf-8").replace("grid: 60% ± 10 points", "grid: 90% ± 2 points").replace("community: 30% ± 10 points, street: 10% ± 8 points", "community: 8% ± 2 points, street: 2% ± 1 points")
    scenario.write_text(text, encoding="utf-8")
    for name, change in (("relief", "tiers: [{id: grid, wait_limit: none}]"), ("burden", "tiers: [{id: grid, paperwork: 60%}]")):
        (tmp_path / f"{name}.yaml").write_text(f"schema: 1\nname: {name}\nextends: base.yaml\n{change}\n", encoding="utf-8")
    compared = issueflow.compare(
        [scenario, tmp_path / "burden.yaml", tmp_path / "relief.yaml"], out=tmp_path / "c", replications=8, binary=program
    )
    told = making.brief_of(issueflow.run(scenario, tmp_path / "r", replications=8, binary=program), compared, "en")
    assert "short of 88%" in told.headline
    assert [(remedy.title, remedy.helps) for remedy in told.remedies] == [("relief", True), ("burden", False)]
    assert "percentage points; intervals hold together with 95% confidence" in told.remedies_note


def test_a_city_of_the_same_name_and_other_shares_is_another_city(program, scenario, tmp_path, undrawn):
    policy = tmp_path / "policy.yaml"
    policy.write_text("schema: 1\nname: relief\nextends: base.yaml\ntiers: [{id: grid, paperwork: 5%}]\n", encoding="utf-8")
    compared = issueflow.compare([scenario, policy], out=tmp_path / "c", replications=3, binary=program)
    text = scenario.read_text(encoding="utf-8").replace("authority: {grid: 70%", "authority: {grid: 40%")
    scenario.write_text(text, encoding="utf-8")
    run = issueflow.run(scenario, tmp_path / "r", replications=3, binary=program)
    told = making.brief_of(run, compared, "en")
    assert told.remedies == () and "which is not this city's" in told.remedies_note


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_files_are_written_whole_and_the_same_again(pages, tmp_path, browser, lang):
    folder = pages.results("run")
    kinds = list(FORMATS)
    first = write_briefs(folder, kinds, lang=lang, out=tmp_path)
    assert [path.name for path in first.files] == [f"brief-{lang}.{kind}" for kind in kinds]
    content = [path.read_bytes() for path in first.files]
    again = write_briefs(folder, kinds, lang=lang, out=tmp_path)
    assert [path.read_bytes() for path in again.files] == content
    pdf = content[kinds.index("pdf")]
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    # Neither the time nor the machine.
    assert b"19800101" in pdf and b"Mozilla" not in pdf and b"Headless" not in pdf
    for kind in ("docx", "pptx"):
        with zipfile.ZipFile(io.BytesIO(content[kinds.index(kind)])) as archive:
            assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_documents_tell_their_language_and_their_figure(pages, undrawn):
    for lang, named in (("en", "en-GB"), ("zh", "zh-CN")):
        told = brief(pages, "run", "five", lang)
        word = docx.Document(io.BytesIO(as_docx.document(told)))
        assert word.core_properties.language == named and word.core_properties.title == told.title
        assert 'descr="a figure"' in word.element.xml and "Microsoft YaHei" in word.styles.element.xml
        # Word refuses a table whose parts are in another order than that of its format.
        order = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblLook"]
        for table in word.tables:
            parts = [part.tag.rpartition("}")[2] for part in table._tbl.tblPr]
            assert parts == sorted(parts, key=order.index)
        show = pptx.Presentation(io.BytesIO(as_pptx.slides(told)))
        assert len(show.slides) == 3
        assert all(slide.shapes.title.text_frame.text for slide in show.slides)
        picture = next(shape for shape in show.slides[0].shapes if shape.shape_type == 13)
        assert picture._element.nvPicPr.cNvPr.get("descr") == "a figure"
        # Nothing lies outside of its slide.
        for slide in show.slides:
            for shape in slide.shapes:
                assert shape.left >= 0 and shape.left + shape.width <= show.slide_width
                assert shape.top >= 0 and shape.top + shape.height <= show.slide_height


def test_titles_of_others_are_text_in_every_kind(pages, undrawn):
    evil = "<script>alert(1)</script>\x1b[31m\u202e=1+1&amp;"
    told = dataclasses.replace(brief(pages, "run", "five"), title=evil, headline=evil, doubts=(evil,))
    page = as_html.page(told)
    assert b"<script" not in page and b"default-src 'none'" in page
    for text in (texts_of_docx(as_docx.document(told)), texts_of_pptx(as_pptx.slides(told))):
        assert "<script>alert(1)</script>" in text and "\x1b" not in text and "\u202e" not in text


def test_what_is_not_ours_is_not_written_over(pages, tmp_path, undrawn):
    for kind in FORMATS:
        mine = tmp_path / f"brief-en.{kind}"
        mine.write_bytes(b"mine")
        with pytest.raises(IssueFlowError, match="did not make"):
            write_briefs(pages.results("run"), [kind], lang="en", out=tmp_path)
        assert mine.read_bytes() == b"mine"


def test_a_brief_is_of_a_run(pages):
    for name in ("five", "levers", "cheapest"):
        with pytest.raises(IssueFlowError, match="a brief is of a run"):
            write_briefs(pages.results(name), ["html"])
    with pytest.raises(IssueFlowError, match="results of `issueflow compare` are needed here"):
        write_briefs(pages.results("run"), ["html"], compare=pages.results("levers"))


def test_a_format_that_there_is_not(results, capsys):
    assert commands.main(["report", str(results), "--format", "html,pdff"]) == 2
    said = capsys.readouterr().err
    assert "'pdff' is no format" in said and "did you mean 'pdf'?" in said and "是否想写 'pdf'" in said


def test_the_report_writes_briefs_beside_the_page(results, tmp_path, undrawn, still, capsys):
    page = tmp_path / "page.html"
    assert commands.main(["report", str(results), "--out", str(page), "--format", "html, docx", "--lang", "zh"]) == 0
    assert sorted(path.name for path in tmp_path.glob("*brief*")) == ["brief-zh.docx", "brief-zh.html"]
    assert "brief-zh.docx" in capsys.readouterr().out


def test_where_no_pdf_can_be_made_that_is_said_and_nothing_is_written(pages, tmp_path, undrawn, monkeypatch):
    monkeypatch.setattr(as_pdf, "_browser", lambda: None)
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(IssueFlowError) as caught:
        write_briefs(pages.results("run"), ["html", "pdf"], lang="en", out=tmp_path)
    assert "issueflow[pdf]" in caught.value.english and "打印为 PDF" in caught.value.chinese
    assert list(tmp_path.iterdir()) == []


def test_weasyprint_is_given_the_page_and_fetches_nothing(pages, undrawn, monkeypatch):
    asked = {}

    class Html:
        def __init__(self, string: str, url_fetcher):
            asked.update(string=string, url_fetcher=url_fetcher)

        def write_pdf(self) -> bytes:
            return b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"

    monkeypatch.setattr(as_pdf, "_browser", lambda: None)
    monkeypatch.setitem(sys.modules, "weasyprint", types.SimpleNamespace(HTML=Html))
    made = as_pdf.pdf(brief(pages, "run"))
    assert as_pdf.is_ours(made) and "<h1>" in asked["string"]
    with pytest.raises(ValueError, match="passwd"):
        asked["url_fetcher"]("file:///etc/passwd")


def test_a_browser_that_fails_is_told(pages, tmp_path, undrawn, monkeypatch):
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\necho no display >&2\nexit 3\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv(as_pdf.VARIABLE, str(broken))
    with pytest.raises(IssueFlowError, match="made no PDF"):
        as_pdf.pdf(brief(pages, "run"))


def test_excel_beside_a_command_of_the_program(program, scenario, tmp_path):
    policy = tmp_path / "policy.yaml"
    policy.write_text("schema: 1\nname: relief\nextends: base.yaml\ntiers: [{id: grid, paperwork: 5%}]\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "issueflow", "run", scenario, "-n", "2", "-q", "--excel", "--out", tmp_path / "r"],
        capture_output=True, text=True, cwd=tmp_path,
    )
    assert done.returncode == 0 and "results.xlsx" in done.stderr, done.stderr
    assert (tmp_path / "r" / "results.xlsx").is_file() and (tmp_path / "r" / "units.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    compared = subprocess.run(
        [sys.executable, "-m", "issueflow", "compare", scenario, policy, "-n", "2", "-q", "--excel", f"--out={tmp_path / 'c'}"],
        capture_output=True, text=True, cwd=tmp_path,
    )
    assert compared.returncode == 0 and (tmp_path / "c" / "results.xlsx").is_file(), compared.stderr
    failed = subprocess.run(
        [sys.executable, "-m", "issueflow", "run", "nothing.yaml", "--excel"], capture_output=True, text=True, cwd=tmp_path
    )
    assert failed.returncode == 2 and not (tmp_path / "results").exists()


def test_a_sheet_a_verdict_and_a_brief_in_three_commands(program, tmp_path, still, undrawn, monkeypatch, capfd):
    import spreadsheets

    monkeypatch.chdir(tmp_path)
    spreadsheets.book(tmp_path / "台账.xlsx", 网格表=spreadsheets.ledger)
    assert commands.main(["import", "台账.xlsx", "--lang", "zh"]) == 0
    ran = subprocess.run([sys.executable, "-m", "issueflow", "run", "台账/city.yaml", "-n", "2", "-q", "--lang", "zh"], capture_output=True, text=True)
    assert ran.returncode == 0 and "以现有输入为前提" in ran.stdout, ran.stderr
    assert commands.main(["report", "results/city", "--lang", "zh", "--format", "docx"]) == 0
    told = texts_of_docx((tmp_path / "results/city/brief-zh.docx").read_bytes())
    assert "网格" in told and "均借自 changzhou.yaml" in told
    assert (tmp_path / "results/city/report.html").is_file()


def test_a_real_weasyprint_makes_one_page(pages):
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as problem:
        # It is not among what is needed: a Chromium prints as well.
        pytest.skip(str(problem))
    made = as_pdf._steady(as_pdf._by_weasyprint(as_html.page(brief(pages, "run", "five", "zh"))))
    assert as_pdf.is_ours(made)
