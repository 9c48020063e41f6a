"""The what-if page in a browser that can reach nothing but this machine.

Screenshots stay in `.build/artefacts/whatif`, to be looked at.
"""

import re
import zipfile
from pathlib import Path

import pandas
import pytest
import yaml
from playwright.sync_api import Browser, Page, expect
from test_whatif_server import PATHS, port  # noqa: F401 (the served page, a fixture)

ARTEFACTS = Path(__file__).resolve().parents[2] / ".build" / "artefacts" / "whatif"
#: Milliseconds; generous, because machines that decide on changes are often busy.
PATIENCE = 300_000
expect.set_options(timeout=PATIENCE)

#: What the page's framework says of itself, which is no error of the page.
HARMLESS = re.compile(r"was preloaded using link preload")


class Visit:
    """A page with all that went wrong on it, and all that it asked of another machine."""

    def __init__(self, browser: Browser, port: int, width: int):  # noqa: F811
        self.problems: list[str] = []
        self.foreign: list[str] = []
        self.own = f"http://127.0.0.1:{port}/{PATHS[port]}/"
        self.context = browser.new_context(viewport={"width": width, "height": 900}, accept_downloads=True)
        self.context.set_default_timeout(PATIENCE)
        self.context.route("**/*", self._route)
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda m: m.type == "error" and self.problems.append(m.text))
        self.page.on("console", lambda m: "STDERR" in m.text and self.problems.append(m.text))
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("websocket", lambda s: s.url.startswith(self.own.replace("http", "ws")) or self.foreign.append(s.url))
        self.page.goto(self.own)
        self.page.locator("#whatif-run").wait_for()

    def _route(self, route):
        if route.request.url.startswith((self.own, "data:", "blob:")):
            return route.continue_()
        self.foreign.append(route.request.url)
        return route.abort()

    def run(self) -> None:
        self.page.locator("#whatif-run").click()
        self.wait()

    def wait(self) -> None:
        """Until what was asked for is answered, and the answer shown."""
        self.page.locator(".whatif[data-state='done'], .whatif[data-state='failed']").wait_for()
        self.page.locator(".page .card, .refused").first.wait_for()

    def decision(self, side: int) -> str:
        return self.page.locator(".card").nth(side).get_attribute("data-decision")

    def cell(self, row: int, column: int) -> str:
        return self.page.locator("table.sides tbody tr").nth(row).locator("td").nth(column).inner_text()

    def width(self) -> tuple[int, int]:
        return tuple(self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]"))

    def keep(self, name: str) -> None:
        """A screenshot of all that the page holds, however far down."""
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        size = self.page.viewport_size
        tall = self.page.evaluate("Math.max(...[...document.querySelectorAll('*')].map((e) => e.scrollHeight))")
        self.page.set_viewport_size({"width": size["width"], "height": min(9000, tall + 40)})
        self.page.wait_for_timeout(1500)
        self.page.screenshot(path=ARTEFACTS / f"{name}.png")
        self.page.set_viewport_size(size)

    def close(self) -> None:
        self.context.close()
        assert self.foreign == []
        assert [problem for problem in self.problems if not HARMLESS.search(problem)] == []


@pytest.fixture
def visit(browser, port):  # noqa: F811
    opened: list[Visit] = []

    def opening(width: int = 1280) -> Visit:
        opened.append(Visit(browser, port, width))
        return opened[-1]

    yield opening
    for each in opened:
        each.close()


def choose(visit: Visit, area: int = 4) -> None:
    visit.page.locator("summary").nth(area).click()


def test_a_slider_and_the_button_change_verdict_and_shares(visit):
    here = visit()
    here.page.locator("#whatif-replications").fill("10")
    here.run()
    assert here.decision(0) == here.decision(1) == "not-met"
    expect(here.page.locator("table.sides")).to_have_count(1)
    assert {here.cell(row, 2) for row in range(3)} == {"none at all"}
    # The leaks of the small town: no authority, straight to the community, and some that waited too long.
    choose(here)
    slider = here.page.locator("#whatif-devolve_authority-range")
    slider.fill("60")
    assert here.page.locator("#whatif-devolve_authority-dose").input_value() == "60"
    assert here.page.locator("#whatif-devolve_authority").is_checked()
    here.page.locator("#whatif-relieve_paperwork").check()
    choose(here, 3)
    here.page.locator("#whatif-online_channel-range").fill("50")
    expect(here.page.locator(".whatif")).to_have_attribute("data-state", "stale")
    here.run()
    expect(here.page.locator(".card").nth(1)).to_have_attribute("data-decision", "met")
    assert here.decision(0) == "not-met"
    assert here.cell(0, 2).startswith("+") and here.cell(0, 0) != here.cell(0, 1)
    # The comparison, and four figures in pairs.
    expect(here.page.locator(".vega-embed .chart-wrapper")).to_have_count(9)
    assert here.page.locator("text=Open in Vega Editor").count() == 0


def test_keyboard_alone_is_enough(visit):
    here = visit()
    page = here.page
    page.locator("#whatif-language").focus()
    for expected in ("whatif-scenario", "whatif-replications"):
        page.keyboard.press("Tab")
        assert focused(page) == expected
    page.keyboard.press("Control+A")
    page.keyboard.type("4")
    # Past the seed and four areas to the fifth, which Enter opens.
    for _ in range(6):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == "whatif-devolve_authority"
    page.keyboard.press("Space")
    assert page.locator("#whatif-devolve_authority-dose").input_value() == "100"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")
    assert page.locator("#whatif-devolve_authority-dose").input_value() == "95"
    for _ in range(200):
        if focused(page) == "whatif-run":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    here.wait()
    assert here.cell(0, 2).startswith("+")


def focused(page: Page) -> str:
    """The id of what has the focus, however deep in shadow trees."""
    return page.evaluate(
        "() => { let e = document.activeElement; while (e.shadowRoot?.activeElement) e = e.shadowRoot.activeElement; return e.id; }")


def test_every_input_has_a_name(visit):
    here = visit()
    for area in range(5):
        choose(here, area)
    inputs = here.page.locator(".whatif :is(input, select, button)")
    names = [name.strip() for name in inputs.evaluate_all(
        "all => all.map(e => e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent)")]
    assert len(names) == 43 * 3 + 4 + len(["run", "stop", "clear"])
    assert all(names) and len(set(names)) == len(names)


@pytest.mark.parametrize("typed", ["101", "-5", "abc", "1e2", "", "∞", "0x10", "50;rm"])
def test_a_dose_that_is_none_is_refused_beside_its_field(visit, typed):
    here = visit()
    choose(here)
    box = here.page.locator("#whatif-relieve_paperwork-dose")
    box.fill(typed)
    expect(here.page.locator("#whatif-relieve_paperwork-problem")).to_have_text("A dose is a number from 0 to 100.")
    choose(here)
    here.page.locator("#whatif-run").click()
    # Nothing is run; the area opens, and the field has the focus.
    assert focused(here.page) == "whatif-relieve_paperwork-dose"
    expect(here.page.locator(".whatif")).to_have_attribute("data-state", "ready")
    box.fill("37,5 %")
    expect(here.page.locator("#whatif-relieve_paperwork-problem")).to_have_text("")
    assert here.page.locator("#whatif-relieve_paperwork-range").get_attribute("aria-valuetext") == "37.5%"


def test_measure_that_the_scenario_has_nothing_for_says_why(visit):
    here = visit()
    choose(here, 0)
    assert here.page.locator("#whatif-merge_grids").is_disabled()
    assert "tiers.lines" in here.page.locator("[data-measure=merge_grids] .reason").inner_text()
    here.page.locator("#whatif-scenario").select_option("everything-base")
    assert here.page.locator("#whatif-merge_grids").is_enabled()


def test_mixture_that_is_none_is_told_in_the_language_chosen(visit):
    here = visit()
    here.page.locator("#whatif-language").select_option("zh")
    choose(here, 1)
    here.page.locator("#whatif-member_points").check()
    here.run()
    expect(here.page.locator(".whatif")).to_have_attribute("data-state", "failed")
    assert "未运行" in here.page.locator(".refused").inner_text() and "措施" in here.page.locator(".refused").inner_text()


def test_downloads(visit, tmp_path):
    here = visit()
    here.page.locator("#whatif-replications").fill("3")
    choose(here)
    here.page.locator("#whatif-relieve_paperwork-dose").fill("60")
    here.run()
    kept = {}
    for name in ("what-if.yaml", "comparison.csv", "summary.csv", "what-if.zip"):
        with here.page.expect_download() as waiting:
            here.page.locator(f"a[download='{name}']").click()
        kept[name] = tmp_path / name
        waiting.value.save_as(kept[name])
    written = yaml.safe_load(kept["what-if.yaml"].read_text(encoding="utf-8"))
    assert written["measures"] == [{"id": "relieve_paperwork", "dose": "60%"}]
    table = pandas.read_csv(kept["comparison.csv"])
    assert set(table["policy"]) == {"what-if"} and set(table["n"].dropna()) == {3}
    assert "share" in set(pandas.read_csv(kept["summary.csv"])["response"])
    assert zipfile.ZipFile(kept["what-if.zip"]).testzip() is None


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [1280, 390])
def test_readable_at_both_widths_in_both_languages(visit, language, width):
    here = visit(width)
    here.page.locator("#whatif-language").select_option(language)
    choose(here)
    here.keep(f"controls-{language}-{width}")
    here.page.locator("#whatif-devolve_authority-dose").fill("70")
    here.page.locator("#whatif-relieve_paperwork").check()
    choose(here)
    here.page.locator("#whatif-replications").fill("8")
    here.run()
    expect(here.page.locator(".vega-embed .chart-wrapper")).to_have_count(9)
    scroll, inner = here.width()
    assert scroll <= inner
    overflowing = here.page.evaluate(
        "() => [...document.querySelectorAll('.page, marimo-ui-element')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).length")
    assert overflowing == 0
    assert here.page.evaluate("document.documentElement.lang") == ("zh-CN" if language == "zh" else "en")
    here.keep(f"results-{language}-{width}")
    if language == "zh":
        # All that is prose is Chinese; ids of keys, seeds and the like are not.
        for text in here.page.locator(".page :is(h1, h2, h3, th, p, li), .whatif :is(label, summary, button, p)").all_inner_texts():
            assert not text.strip() or re.search(r"[\u4e00-\u9fff]|^\W*$", text), text


def test_another_language_keeps_what_was_chosen(visit):
    here = visit()
    choose(here)
    here.page.locator("#whatif-relieve_paperwork-dose").fill("45")
    here.page.locator("#whatif-seed").fill("7")
    here.page.locator("#whatif-language").select_option("zh")
    assert here.page.locator("#whatif-relieve_paperwork-dose").input_value() == "45"
    assert here.page.locator("#whatif-seed").input_value() == "7"
    assert here.page.locator("#whatif-run").inner_text() == "运行"
