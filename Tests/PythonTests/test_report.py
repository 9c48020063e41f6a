"""The page in a browser that has no network, and every way in which it can be asked for wrongly."""

import itertools
import re
import xml.etree.ElementTree
from pathlib import Path

import pytest
from made import HOSTILE

import issueflow
from issueflow.__main__ import main
from issueflow.report import write_report
from issueflow.report.method import command
from issueflow.report.verdict import _guards
from issueflow.titles import Titles

ARTEFACTS = Path(__file__).resolve().parents[2] / ".build" / "artefacts" / "report"


@pytest.fixture(scope="session")
def full(made) -> Path:
    """A report with every chapter in both languages."""
    out = made.folder / "full.html"
    written = write_report(made.uncertain(), out, compare=made.compared(), search=made.searched())
    assert written.size == out.stat().st_size
    return out


class Visit:
    """A page opened without a network, with all that it asked for and complained of."""

    def __init__(self, browser, path: Path, width: int, tongue: str = "en"):
        self.context = browser.new_context(viewport={"width": width, "height": 900}, offline=True, locale="en-GB")
        # A busy machine may take long to draw a large page; nobody waits for a network here.
        self.context.set_default_timeout(180_000)
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.address = path.resolve().as_uri()
        self.page.goto(f"{self.address}#{tongue}")
        self.page.wait_for_load_state("networkidle")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    @property
    def left_the_machine(self) -> list[str]:
        return [url for url in self.requests if not url.startswith((self.address, "data:"))]

    @property
    def overflow(self) -> int:
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    def keep(self, name: str) -> None:
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=ARTEFACTS / f"{name}.png", full_page=True)


@pytest.mark.parametrize("tongue", ["en", "zh"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_needs_nothing_and_fits(browser, full, width, tongue):
    with Visit(browser, full, width, tongue) as visit:
        visit.keep(f"town-{tongue}-{width}")
        assert visit.left_the_machine == []
        assert visit.complaints == []
        assert visit.overflow <= 0
        shown = visit.page.locator(f".tongue-{tongue} figure .{'wide' if width > 640 else 'narrow'} svg")
        assert shown.count() == 11
        for index in range(shown.count()):
            box = shown.nth(index).bounding_box()
            assert box["width"] > 200 and box["x"] >= 0 and box["x"] + box["width"] <= width
        other = "zh" if tongue == "en" else "en"
        assert not visit.page.locator(f".tongue-{other}").is_visible()
        # Nothing of a title became code.
        assert "taken" not in visit.page.title() or HOSTILE in visit.page.title()
        assert visit.page.locator("main script, main img").count() == 0


def test_words_in_figures_are_large_enough_on_a_phone(browser, full):
    with Visit(browser, full, 390) as visit:
        sizes = visit.page.evaluate(
            """() => [...document.querySelectorAll('.tongue-en .narrow text')].map(text => {
                 const svg = text.ownerSVGElement, scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
                 return [parseFloat(getComputedStyle(text).fontSize) * scale, text.textContent,
                         svg.viewBox.baseVal.width, svg.closest('figure')?.id ?? svg.parentElement.id]; })"""
        )
        smallest = min(sizes)
        assert smallest[0] >= 9.5, smallest


def test_the_language_is_switched_by_keyboard_and_without_scripts(browser, full):
    with Visit(browser, full, 1280) as visit:
        visit.page.locator("#tongue-en").focus()
        visit.page.keyboard.press("ArrowRight")
        assert (
            visit.page.locator(".tongue-zh h1").is_visible() and not visit.page.locator(".tongue-en h1").is_visible()
        )
        assert visit.page.evaluate("document.documentElement.lang") == "zh-Hans"
        # The first stop after the switch is the way past the contents.
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.className") == "skip"
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(full.resolve().as_uri())
    page.locator("label[for=tongue-zh]").click()
    assert page.locator(".tongue-zh h1").is_visible() and not page.locator(".tongue-en h1").is_visible()
    context.close()


def test_marks_say_what_they_are(browser, full):
    with Visit(browser, full, 1280) as visit:
        visit.page.locator("#split-en .wide svg [role='graphics-symbol'][aria-label^='Grid']").first.hover()
        assert visit.page.locator("#tip").is_visible()
        assert "wanted 58% to 82%" in visit.page.locator("#tip").inner_text()


def test_figures_have_words_tables_and_headings(browser, full):
    with Visit(browser, full, 1280) as visit:
        for tongue in ("en", "zh"):
            root = visit.page.locator(f".tongue-{tongue}")
            labels = root.locator("figure .wide").evaluate_all(
                "all => all.map(one => one.getAttribute('aria-label'))"
            )
            assert len(labels) == 11 and all(len(label) > 20 for label in labels)
            levels = root.locator("h1, h2, h3").evaluate_all("all => all.map(one => Number(one.tagName[1]))")
            assert levels[0] == 1 and all(after - before <= 1 for before, after in itertools.pairwise(levels))
            # A table within the figure, or one that stands beside it.
            for index in range(root.locator("section:has(figure)").count()):
                assert root.locator("section:has(figure)").nth(index).locator("table").count() >= 1
            assert root.locator("th[scope=col]").count() > 20
        identifiers = visit.page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
        assert len(identifiers) == len(set(identifiers))


def test_words_stand_out_from_what_is_behind_them(browser, full):
    with Visit(browser, full, 1280) as visit:
        ratios = visit.page.evaluate(
            """() => { const light = colour => { const part = colour.match(/[0-9.]+/g).slice(0, 3).map(v => v / 255)
                   .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                 return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2]; };
               return [...document.querySelectorAll('.tongue-en p, .tongue-en a, .tongue-en th, .tongue-en dd, .tongue-en summary')].map(one => {
                 const ink = light(getComputedStyle(one).color), paper = one.closest('.verdict, pre') ? light('rgb(244,246,248)') : 1;
                 return (paper + 0.05) / (ink + 0.05); }); }"""
        )
        assert len(ratios) > 50 and min(ratios) >= 4.5


def test_prints_without_switches(browser, full):
    with Visit(browser, full, 1280) as visit:
        visit.page.emulate_media(media="print")
        assert not visit.page.locator("nav").first.is_visible()
        assert not visit.page.locator(".tongues").is_visible()
        assert visit.page.locator(".tongue-en .wide").first.is_visible()


def test_chapters_stand_in_the_promised_order(full):
    text = full.read_text(encoding="utf-8")
    order = [
        "verdict",
        "split",
        "leaks",
        "time",
        "load",
        "units",
        "equity",
        "guards",
        "comparison",
        "frontier",
        "uncertainty",
        "method",
        "again",
    ]
    for tongue in ("en", "zh"):
        places = [text.index(f'<section id="{name}-{tongue}"') for name in order]
        assert places == sorted(places)
    assert text.index("1 Objectives") < text.index("2 Logic") < text.index("3 Data") < text.index("4 Experimentation")
    assert text.index("4 Experimentation") < text.index("5 Implementation") < text.index("6 Code access")


def test_titles_never_become_code(full):
    text = full.read_text(encoding="utf-8")
    assert text.count("<script>") == 1 and "<img" not in text
    assert "&lt;script&gt;document.title" in text
    # Every picture is well formed by itself.
    pictures = re.findall(r"<svg .*?</svg>", text, re.DOTALL)
    assert len(pictures) == 44
    for picture in pictures:
        root = xml.etree.ElementTree.fromstring(picture)
        assert not [part for part in root.iter() if part.tag.split("}")[-1] in {"script", "foreignObject", "image"}]


def test_the_page_states_the_verdict_and_its_condition(made, full):
    result = issueflow.read_results(made.uncertain())
    text = full.read_text(encoding="utf-8")
    words = {"met": "Target met", "not met": "Target not met", "undecided": "Undecided at"}[result.decision]
    assert words in text and "given these inputs; met in" in text and "plausible cities" in text
    assert result.manifest["scenario"]["hash"] in text
    for fingerprint in result.manifest["fingerprints"]:
        assert fingerprint in text


def test_a_guard_that_nobody_wrote_is_not_boasted_of(made):
    result = issueflow.read_results(made.run("town"))
    withdrawn = {"response": "withdrawn_share", "class": "", "unit": "1", "lower": None, "upper": 0.05, "half_width": 0}
    withdrawn |= {"kind": "guard", "state": "holds", "is_default": True, "mean": 0}
    for changes, words in [
        ({}, {"en": "what the default one guards against never happened here", "zh": "从未发生"}),
        ({"mean": 0.02}, {"en": "The scenario names no guard; the default one holds", "zh": "场景未设约束指标；默认约束满足"}),
        ({"is_default": False}, {"en": "All guards hold.", "zh": "所有约束指标均满足。"}),
        ({"state": "open"}, {"en": "some are not settled", "zh": "部分尚未判定"}),
    ]:
        for lang, expected in words.items():
            assert expected in _guards([withdrawn | changes], Titles(result, lang))


def test_the_command_makes_the_same_numbers(made):
    folder = made.run("town")
    words = command(issueflow.read_results(folder))
    assert words == "issueflow run town.yaml --seed 5 --replications 4"
    again = made._call("again", *words.split()[1:])
    assert (again / "summary.csv").read_bytes() == (folder / "summary.csv").read_bytes()


def test_settings_are_part_of_the_command_and_folders_are_not(made):
    folder = made._call(
        "set", "run", "town.yaml", "--replications", "2", "--set", "tiers.grid.paperwork=30%", "--jobs", "1"
    )
    assert (
        command(issueflow.read_results(folder))
        == "issueflow run town.yaml --seed 5 --replications 2 --set tiers.grid.paperwork=30%"
    )


@pytest.mark.parametrize(
    ("which", "replications", "words"),
    [
        ("five", 2, ["No targets", "City", "Lane"]),
        ("lone", 1, ["Undecided at 95% confidence after 1 replication", "neither a yes nor a no", "still open"]),
    ],
)
def test_unusual_cities(browser, made, which, replications, words):
    out = made.folder / f"{which}.html"
    write_report(made.run(which, replications), out, lang="en")
    text = out.read_text(encoding="utf-8")
    for word in words:
        assert word in text
    if replications == 1:
        assert "±" not in text.split("<main>")[1].split("Method")[0]
    with Visit(browser, out, 390) as visit:
        visit.keep(f"{which}-en-390")
        assert visit.overflow <= 0 and visit.complaints == [] and visit.left_the_machine == []


def test_six_thousand_grids_stay_readable_and_small(browser, made):
    out = made.folder / "large.html"
    written = write_report(made.run("large", 2), out, lang="zh")
    # Both languages together are twice this.
    assert written.size < 4_000_000
    with Visit(browser, out, 390, "zh") as visit:
        visit.keep("large-zh-390")
        assert visit.overflow <= 0 and visit.complaints == []
        assert visit.page.locator("#units-zh .narrow svg [role='graphics-symbol'][aria-label]").count() >= 600


def test_a_chinese_page_has_no_english_left(browser, full):
    with Visit(browser, full, 1280, "zh") as visit:
        words = visit.page.evaluate(
            """() => { const page = document.querySelector('.tongue-zh');
               const labels = [...page.querySelectorAll('[aria-label]')].map(one => one.getAttribute('aria-label'));
               return [page.innerText, page.textContent, ...labels].join(' '); }"""
        )
    # Titles of the test, names of files, options, keys of the model, hashes and seeds are the same in every language.
    same = r"\b[a-z]+-\d+\b|[\w-]+\.(?:csv|json|yaml)|--[\w-]+(?: \w+)?|(?:types|tiers|targets)\.[\w.]+|\b[0-9a-f]{16,}\b|GPL-3.0-or-later"
    for part in [HOSTILE, *sorted(set(re.findall(same, words)), key=len, reverse=True)]:
        words = words.replace(part, " ")
    # So are names of programs, methods and journals, the scenario's and the factor's own, and the drain, a key.
    known = {"issueflow", "IssueFlow", "run", "town", "philox", "fnv", "STRESS", "DES", "Monks", "Journal", "Simulation"}
    known |= {"Student", "noise", "drain", "script", "document", "title", "taken", "img", "src", "onerror"}
    # Where a figure cuts the test's title short, a part of a word is left, or two words without the sign between.
    known |= {word[:length] for word in known for length in range(3, len(word))} | {"imgsrc", "xonerror"}
    left = set(re.findall(r"[A-Za-z]{3,}", words)) - known
    assert not left, sorted(left)


def test_figures_as_files(made, capsys):
    out = made.folder / "files.html"
    assert main(["report", str(made.run("lone", 1)), "--out", str(out), "--lang", "en", "--figures", "png,svg"]) == 0
    folder = made.folder / "files-figures"
    names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    assert names == sorted(
        f"{name}-en.{kind}"
        for name in ("split", "flow", "leaks", "time", "load", "backlog", "units", "equity")
        for kind in ("png", "svg")
    )
    assert (folder / "split-en.png").read_bytes().startswith(b"\x89PNG")
    xml.etree.ElementTree.parse(folder / "split-en.svg")
    assert "files.html" in capsys.readouterr().out


def _refused(capsys, *arguments: str) -> str:
    try:
        code = main(["report", *arguments])
    except SystemExit as end:
        code = end.code
    assert code == 2
    said = capsys.readouterr().err
    assert "error: " in said and "错误：" in said
    return said


def test_what_cannot_be_done_is_said_and_nothing_written(made, capsys, tmp_path):
    run, out = str(made.run("town")), tmp_path / "page.html"
    assert "did you mean '--compare'" in _refused(capsys, run, "--comapre", "x")
    assert "'fr'" in _refused(capsys, run, "--lang", "fr")
    assert "there is no such folder" in _refused(capsys, str(tmp_path / "gone"), "--out", str(out))
    said = _refused(capsys, str(made.compared()), "--search", str(made.searched()), "--out", str(out))
    assert "results of `issueflow compare`" in said and "give the folder of `issueflow run` first" in said
    assert "`issueflow search` are needed here" in _refused(capsys, run, "--search", run, "--out", str(out))
    assert "did you mean 'svg'" in _refused(capsys, run, "--figures", "svgz", "--out", str(out))
    assert "cannot be written" in _refused(capsys, run, "--out", str(tmp_path / "no" / "page.html"))
    assert list(tmp_path.iterdir()) == []
