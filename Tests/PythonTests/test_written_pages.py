"""The page of everything that the program writes, in a browser without a network: both languages, a desk and a phone."""

import json
import re

import pytest
from test_report import Visit
from written import PAGES

#: What no reader should meet: a number that is none, or a word of Python's or the browser's for nothing.
NOTHINGS = r"\b(?:NaN|nan|None|undefined|null|inf|Infinity)\b|nan%|∞"

#: Names of files, options, keys, hashes and seeds, which are the same in every language.
SAME = (
    r"[a-z]+-\d+|[A-Za-z_-]+\.(?:csv|json|yaml)|--[a-z-]+(?: \d+)?|(?:types|tiers|targets)\.[a-z_.]+|"
    r"[0-9a-f]{16,}|[a-z]+_[a-z_]+\w*|GPL-3.0-or-later|issueflow [a-z]+"
)

#: Names of programs, methods and journals, of the scenarios and factors here, and of a type that a log calls so.
KNOWN = {
    "issueflow", "IssueFlow", "philox", "fnv", "STRESS", "DES", "Monks", "Journal", "Simulation",
    "Student", "noise", "rubbish", "town", "lone", "four", "one", "silent", "unclosed", "fitted", "paperwork", "staff",
    "authority", "drain", "grid", "exhaustive", "run", "cheapest",
}  # fmt: skip

#: Labels that are cut at the edge of their figure, and labels that lie over each other.
CROWDED = """root => {
  const seen = [], gone = element => !element.getClientRects().length;
  for (const svg of root.querySelectorAll('figure svg')) {
    if (gone(svg)) continue;
    const edge = svg.getBoundingClientRect(), texts = [];
    for (const text of svg.querySelectorAll('text')) {
      const words = text.textContent.trim(), box = text.getBoundingClientRect();
      if (!words || getComputedStyle(text).opacity === '0' || !box.width) continue;
      if (box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - 1 || box.bottom > edge.bottom + 1)
        seen.push('cut: ' + words);
      for (const [other, there] of texts) {
        const across = Math.min(box.right, there.right) - Math.max(box.left, there.left);
        const down = Math.min(box.bottom, there.bottom) - Math.max(box.top, there.top);
        // A white edge behind a word is the same word again; line boxes may touch.
        if (other !== words && across > 3 && down > 5) seen.push('over each other: ' + other + ' | ' + words);
      }
      texts.push([words, box]);
    }
  }
  return seen; }"""


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", list(PAGES))
def test_a_page_of_what_the_program_writes(browser, pages, name, width):
    with Visit(browser, pages.page(name), width) as visit:
        for tongue in ("en", "zh"):
            visit.page.locator(f"label[for=tongue-{tongue}]").click()
            visit.keep(f"written-{name}-{tongue}-{width}")
            root = visit.page.locator(f".tongue-{tongue}")
            assert visit.overflow <= 0
            _figures(root, width)
            words = root.evaluate(
                "root => [root.textContent, ...[...root.querySelectorAll('[aria-label]')].map(one => one.ariaLabel)].join(' ¶ ')"
            )
            assert not re.findall(rf".{{0,30}}(?:{NOTHINGS}).{{0,30}}", words)
            assert "fault of the program" not in words and "add up" not in words.replace("would add long", "")
            if tongue == "zh":
                assert not _english(words)
        assert visit.complaints == [] and visit.left_the_machine == []


def _figures(root, width: int) -> None:
    """Every figure that is shown has marks or says why there is nothing; no label is cut or lies over another."""
    shown = root.locator(f"figure .{'wide' if width > 640 else 'narrow'} svg")
    assert shown.count() >= 1
    for index in range(shown.count()):
        box = shown.nth(index).bounding_box()
        assert box["width"] > 200 and box["height"] > 30 and box["x"] >= 0 and box["x"] + box["width"] <= width
        assert shown.nth(index).evaluate("svg => svg.querySelectorAll('path[d], rect, line, text').length") >= 2
    assert root.evaluate(CROWDED) == []


def _english(words: str) -> set[str]:
    for part in sorted(set(re.findall(SAME, words)), key=len, reverse=True):
        words = words.replace(part, " ")
    return set(re.findall(r"[A-Za-z]{3,}", words)) - KNOWN


@pytest.mark.parametrize("name", [name for name in PAGES if name in {"run", "uncertain", "lone", "silent", "unclosed", "one", "four", "checked", "fitted"}])
def test_the_headline_is_the_verdict(pages, name):
    verdict = json.loads((pages.results(PAGES[name][0]) / "verdict.json").read_text(encoding="utf-8"))
    text = pages.page(name).read_text(encoding="utf-8")
    said = re.findall(r'<p class="answer"><span[^>]*>(.)</span> ([^<]*)</p>', text)
    words = {
        "met": ("✓", "Target met", "达标"),
        "not met": ("✗", "Target not met", "未达标"),
        "undecided": ("?", "Undecided", "尚无定论"),
        None: ("?", "No verdict", "无法判定"),
    }[verdict["decision"]]
    assert [mark for mark, _ in said] == [words[0]] * 2
    assert [sentence.startswith(start) for (_, sentence), start in zip(said, words[1:], strict=False)] == [True, True]
