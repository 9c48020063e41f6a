"""Your own log: from rows of a log to a scenario that behaves like it. 自己的日志：从日志到行为相同的场景。"""

import marimo

app = marimo.App(width="medium", app_title="IssueFlow 4: your own log 自己的日志")


@app.cell
def _():
    import marimo as mo

    language = mo.ui.dropdown({"English": "en", "中文": "zh"}, value="English", label="Language 语言")
    language
    return language, mo


@app.cell
def _(language):
    import tempfile
    from pathlib import Path

    import pandas

    import issueflow
    from issueflow import charts
    from issueflow.language import Speech
    from issueflow.titles import Titles
    from issueflow.whatif.scenarios import folder

    speech = Speech(language.value)
    say = speech.say
    town = folder() / "small-town.yaml"
    return Path, Titles, charts, issueflow, pandas, say, speech, tempfile, town


@app.cell
def _(mo, say):
    mo.md(
        say(
            """
            # Your own log

            A city has a log: which issue, of which type, who worked on it, from when to when. `issueflow fit` makes a
            scenario of it: how often issues arise and when, who hands what to whom, how long work takes, how many people
            that implies.

            So that there is something to check against, the log below is one whose truth is known: the small town itself,
            simulated once for a hundred days. Put your own in its place.
            """,
            """
            # 自己的日志

            城市有日志：哪件事项、什么类型、谁承办、从何时到何时。`issueflow fit` 由它生成场景：事项何时、多频繁地发生，谁转给谁，
            办理多久，由此需要多少人手。

            为了能够核对，下面的日志来自真相已知的小城：仿真一百天所得。换成自己的日志即可。
            """,
        )
    )
    return


@app.cell
def _(issueflow, town):
    truth = issueflow.run(town, replications=1, events=True, issues=True, settings={"observe": "100 days", "warm_up": "28 days"})
    log, cases = truth.folder / "events.csv", truth.folder / "issues.csv"
    return cases, log, truth


@app.cell
def _(log, mo, pandas, say):
    rows = pandas.read_csv(log, dtype=str, keep_default_na=False)
    mo.vstack(
        [
            mo.md(say(f"{len(rows):,} rows; the first of them:", f"共 {len(rows):,} 行；开头几行：")),
            mo.ui.table(rows.head(5), selection=None, show_download=False),
        ]
    )
    return


@app.cell
def _(mo, say):
    mo.md(
        say(
            """
            ## The map

            A map says which column means what. Names are your log's; nothing is guessed from them. Rows that are no work of
            a tier (the intake desk, departments) are left out by name; cases that no tier ever saw are skipped, and the
            report counts them.
            """,
            """
            ## 映射

            映射说明各列的含义。列名是日志自己的，不靠猜测。不属于层级工作的行（受理台、部门）按名称排除；
            没有任何层级办理过的案件跳过，报告会写明数量。
            """,
        )
    )
    return


@app.cell
def _(cases):
    columns = {
        "schema": 1,
        "name": "fitted-town",
        "columns": {
            "case": "case_id", "type": "type", "tier": "tier", "unit": "place", "desk": "resource",
            "entered": "enable_time", "start": "start_time", "end": "end_time",
        },
        "cases": {"file": str(cases), "columns": {"case": "case_id", "opened": "registered", "closed": "ended"}},
        "tiers": [{"id": tier, "values": tier} for tier in ("grid", "community", "street")],
        "leave_out": {"role": ["intake", "department", "volunteers"]},
        # Cases that no tier ever worked on (merged, dismissed, settled at home) have no row in the log of events.
        "bad_rows": "skip",
    }
    return (columns,)


@app.cell
def _(Path, columns, issueflow, language, log, tempfile):
    scratch = tempfile.TemporaryDirectory(prefix="issueflow-notebook-")
    fitted = issueflow.fit(log, columns, Path(scratch.name) / "fitted.yaml", lang=language.value)
    return fitted, scratch


@app.cell
def _(fitted, mo, say):
    mo.vstack(
        [
            mo.md(
                say(
                    """
                    ## What it learnt, and what it could not

                    Read this before you believe anything: what the log does not tell had to be assumed, and a fit may replay
                    a log well and still predict nothing of a city with other staff.
                    """,
                    """
                    ## 学到了什么，学不到什么

                    相信之前请先读：日志没有说的只能假定；拟合可以很好地重演日志，却未必能预测人手不同的城市。
                    """,
                )
            ),
            mo.plain_text(fitted.report),
        ]
    )
    return


@app.cell
def _(fitted, issueflow):
    replayed = issueflow.run(fitted.scenario, replications=5)
    return (replayed,)


@app.cell
def _(Titles, language, mo, replayed, say, speech, truth):
    titles = Titles(truth, language.value)

    def line(name, part=""):
        was, now = truth.row(name, part), replayed.row(name, part)
        again = say("not observed", "未观测到") if now is None else speech.value(now["mean"], now["unit"], now["half_width"])
        return f"| {titles.response(name, part)} | {speech.value(was['mean'], was['unit'])} | {again} |"

    names = [("share", tier) for tier in truth.tiers] + [("time_to_close_p50", ""), ("time_to_close_p90", "")]
    mo.md(
        say("## Beside the log\n\n| | log | fitted |", "## 与日志对照\n\n| | 日志 | 拟合 |") + "\n|---|---|---|\n"
        + "\n".join(line(*name) for name in names)
        + "\n\n"
        + say(
            "The log is one run and has no interval: a part of every difference is its luck. The program's report above "
            "sets distances beside those between two runs of the model itself.",
            "日志只是一次运行，没有区间：差异中有一部分是它的偶然。上面程序的报告把距离与模型自身两次运行之间的距离并列。",
        )
    )
    return


@app.cell
def _(charts, language, replayed):
    charts.leaks(replayed, language.value, 700)
    return


@app.cell
def _(mo, say):
    mo.md(
        say(
            "Now it is a scenario like any other: give it targets, measures, and go to notebook 3.",
            "现在它与其他场景无异：加上目标和措施，继续看第 3 个笔记本。",
        )
    )
    return


if __name__ == "__main__":
    app.run()
