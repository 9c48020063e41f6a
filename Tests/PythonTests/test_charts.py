"""Figures: specifications that Vega-Lite accepts, and Chinese ones without a word of English."""

import json
import re

import pytest

import issueflow
from issueflow import charts
from issueflow.charts.style import extent, wrap
from issueflow.language import Speech

OF_RUNS = ["split", "leaks", "flow", "time_to_close", "load", "backlog", "units", "equity"]

#: Names of files, and letters that Chinese texts write as well.
ALLOWED = {"csv", "units", "script", "document", "title", "taken", "img", "src", "onerror"}


def _cases():
    for name in OF_RUNS:
        for which in ("town", "five", "lone"):
            yield name, which
    yield "uncertainty", "uncertain"
    yield "comparison", "compared"
    yield "frontier", "searched"


def _result(made, which):
    if which in {"town", "five"}:
        return issueflow.read_results(made.run(which))
    if which == "lone":
        return issueflow.read_results(made.run(which, 1))
    return issueflow.read_results(getattr(made, which)())


def _texts(node, key=""):
    """All words of a specification that a reader sees: titles, notes, labels, legends; not names of fields or fonts."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name in {
                "$schema",
                "config",
                "field",
                "type",
                "format",
                "labelExpr",
                "font",
                "subtitleFont",
                "scheme",
            }:
                continue
            yield from _texts(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value, key)
    elif isinstance(node, str) and key in {"text", "subtitle", "title", "description", "domain"}:
        yield node


def _cells(spec):
    """Texts in the data that the figure writes."""
    shown = {"head", "name", "number", "note", "tip", "label", "line", "tier_title", "named", "word"}
    for values in spec.get("datasets", {}).values():
        for row in json.loads(values) if isinstance(values, str) else values:
            for name, value in row.items():
                if name in shown:
                    yield from value if isinstance(value, list) else [value]


@pytest.mark.parametrize(("name", "which"), list(_cases()))
def test_figures_are_valid_and_speak_one_language(made, name, which):
    result = _result(made, which)
    for width in (760, 326):
        # Validates against the schema of Vega-Lite.
        english = getattr(charts, name)(result, "en", width).to_dict()
        assert english["description"]
    chinese = getattr(charts, name)(result, "zh", 326).to_dict()
    words = [text for text in [*_texts(chinese), *_cells(chinese)] if isinstance(text, str)]
    assert any(re.search(r"[一-鿿]", text) for text in words)
    for text in words:
        # Three Latin letters in a row are a word, unless they name a file or stand in the hostile title.
        left = [word for word in re.findall(r"[A-Za-z]{3,}", text) if not any(one.startswith(word) for one in ALLOWED)]
        assert not left or (name == "frontier" and set(left) == {"noise"}), (text, left)
    assert chinese["description"] != english["description"]


def test_an_unknown_language_is_refused(made):
    with pytest.raises(issueflow.IssueFlowError, match="'fr' is not spoken here"):
        charts.split(issueflow.read_results(made.run("town")), "fr")


def test_the_split_shows_band_interval_and_state(made):
    result = issueflow.read_results(made.run("town"))
    rows = next(
        iter(
            json.loads(values) for values in charts.split(result).to_dict()["datasets"].values() if "lower" in values
        )
    )
    assert [row["lower"] for row in rows] == pytest.approx([0.58, 0.10, 0.02])
    assert all(row["low"] < row["mean"] < row["high"] for row in rows)
    assert all(re.search(r"[✓✗?]\u00a0", row["note"]) for row in rows)


def test_one_replication_shows_no_interval(made):
    result = issueflow.read_results(made.run("lone", 1))
    text = json.dumps(charts.split(result).to_dict(), ensure_ascii=False)
    assert "±" not in text
    assert "no interval is known" in text


def test_ribbons_keep_what_flows(made):
    result = issueflow.read_results(made.run("town"))
    datasets = [json.loads(values) for values in charts.flow(result).to_dict()["datasets"].values()]
    ribbons = next(rows for rows in datasets if "link" in rows[0])
    ends = {}
    for row in ribbons:
        ends.setdefault(row["link"], []).append(row["y2"] - row["y"])
    sizes = {link: widths[0] for link, widths in ends.items()}
    into = sum(size for link, size in sizes.items() if link.startswith("(0"))
    out = sum(size for link, size in sizes.items() if link.startswith("(1"))
    assert into == pytest.approx(out)
    stays = sum(size for link, size in sizes.items() if link.startswith("(1, 'stays')"))
    assert stays / out == pytest.approx(result.value("share", "grid"), abs=1e-6)


def test_a_city_of_six_thousand_grids_shows_its_communities(made):
    result = issueflow.read_results(made.run("large", 2))
    spec = charts.units(result).to_dict()
    cells = next(
        rows for rows in map(json.loads, spec["datasets"].values()) if "share_grid" in rows[0] and "parent" in rows[0]
    )
    assert len(cells) == 600
    assert "6,000" in json.dumps(spec, ensure_ascii=False)
    area = sum((row["x2"] - row["x"]) * (row["y2"] - row["y"]) for row in cells)
    assert area == pytest.approx(640 * round(640 * 0.62), rel=1e-6)


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (lambda s: s.percent(0.53751, 0.00041), "53.75 ± 0.04%"),
        (lambda s: s.percent(0.5, 0.00001), "50.00% ± <0.01"),
        (lambda s: s.percent(0.5), "50.0%"),
        (lambda s: s.time(4396.8, 31), "3.05 ± 0.02 days"),
        (lambda s: s.time(90), "90.0 min"),
        (lambda s: s.count(2316450), "2.32 million"),
        (lambda s: s.count(1330), "1,330"),
        (lambda s: s.band(0.65, 0.75, s.plain_percent), "65% to 75%"),
        (lambda s: s.percent(None), "not observed"),
    ],
)
def test_numbers_as_people_say_them(call, text):
    assert call(Speech("en")) == text


def test_chinese_counts_in_ten_thousands():
    speech = Speech("zh")
    assert speech.count(2316450) == "231.6万"
    assert speech.count(350000000) == "3.50亿"
    assert speech.band(None, 0.05, speech.plain_percent) == "不高于 5%"


def test_lines_break_where_they_may():
    assert wrap("one two three", 5) == ["one two", "three"]
    lines = wrap("每日未办结与排队，各层级", 6)
    assert all(extent(line) <= 7 for line in lines) and not any(line.startswith("，") for line in lines)
