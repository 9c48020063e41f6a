"""A first look: run a small town, read its verdict, and see where its issues go. 初识：运行一个小城，读懂结论。"""

import marimo

app = marimo.App(width="medium", app_title="IssueFlow 1: a first look 初识")


@app.cell
def _():
    import marimo as mo

    language = mo.ui.dropdown({"English": "en", "中文": "zh"}, value="English", label="Language 语言")
    language
    return language, mo


@app.cell
def _(language):
    import issueflow
    from issueflow import charts
    from issueflow.language import Speech
    from issueflow.titles import Titles
    from issueflow.whatif.scenarios import folder

    speech = Speech(language.value)
    say = speech.say
    town = folder() / "small-town.yaml"
    return Titles, charts, issueflow, say, speech, town


@app.cell
def _(mo, say):
    mo.md(
        say(
            """
            # A first look

            Residents notice something: noise, rubbish, a dispute. Somebody has to hear of it, may or may not decide it,
            can or cannot solve it, and has more or less time. So an issue is closed in the **grid**, or leaks to the
            **community** or the **street**. The target is about 70 / 20 / 10.

            Nothing below is an input of the model: the shares come out of it.
            """,
            """
            # 初识

            居民遇到问题：噪声、垃圾、纠纷。要有人知晓，有权或无权处置，有能力或没能力解决，时间或多或少。于是事项在**网格**办结，
            或外溢到**社区**、**镇街**。目标约为 70 / 20 / 10。

            下面的比例都不是输入，而是仿真的结果。
            """,
        )
    )
    return


@app.cell
def _(issueflow, town):
    result = issueflow.run(town, replications=10)
    return (result,)


@app.cell
def _(Titles, language, mo, result, say, speech):
    titles = Titles(result, language.value)
    reasons = result.verdict["reasons_zh" if language.value == "zh" else "reasons"]
    mo.md(
        say("## The verdict: ", "## 结论：") + titles.state(result.decision) + "\n\n"
        + "\n".join(f"- {reason}" for reason in reasons) + "\n\n"
        + say(
            f"It is said with {speech.plain_percent(result.confidence)} confidence and *given these inputs*: "
            f"{result.verdict['replications']} runs of the same town with different luck. Every ± is the half-width of an "
            "interval over those runs. *Met* needs every share surely inside its band; *not met* needs one surely "
            "outside; else the honest word is *undecided*.",
            f"结论的置信水平为 {speech.plain_percent(result.confidence)}，并以*给定输入*为前提：同一小城在不同随机性下运行 "
            f"{result.verdict['replications']} 次。每个 ± 是这些运行的区间半宽。*达标*要求每个比例确定在范围内；*未达标*要求至少一个"
            "确定在范围外；否则如实说*尚无定论*。",
        )
    )
    return (titles,)


@app.cell
def _(charts, language, result):
    charts.split(result, language.value, 700)
    return


@app.cell
def _(mo, result, say, speech, titles):
    found = result.leaks_by("cause")
    first = found.iloc[0]
    mo.md(
        say(
            f"""
            ## Why issues leave the grid

            Every issue that was closed higher up has one cause. Here the largest is *{titles.cause(first.cause)}*, with
            {speech.percent(first.share)} of all closed issues. {titles.advice(first.cause)} That is the answer to "what
            should we change?".
            """,
            f"""
            ## 事项为何离开网格

            在上层办结的每件事项都有一个原因。这里最大的是“{titles.cause(first.cause)}”，占办结事项的 {speech.percent(first.share)}。
            {titles.advice(first.cause)}这就是“该改什么”的答案。
            """,
        )
    )
    return


@app.cell
def _(charts, language, result):
    charts.leaks(result, language.value, 700)
    return


@app.cell
def _(charts, language, result):
    charts.flow(result, language.value, 700)
    return


@app.cell
def _(mo, say):
    mo.md(
        say(
            """
            ## A split can be forced

            Closing everything in the grid is easy if nobody asks whether it was solved. So read the shares beside time,
            load and what residents say.
            """,
            """
            ## 比例可以“做”出来

            只要没人追问是否真的解决，全部在网格办结并不难。因此要与时间、负荷和居民反馈一起看。
            """,
        )
    )
    return


@app.cell
def _(charts, language, result):
    charts.time_to_close(result, language.value, 700)
    return


@app.cell
def _(charts, language, result):
    charts.load(result, language.value, 700)
    return


@app.cell
def _(mo, say):
    paperwork = mo.ui.slider(10, 60, 10, value=20, show_value=True, label=say("Paperwork in the grid, %", "网格报表占用，%"))
    mo.vstack(
        [
            mo.md(
                say(
                    "## Change one thing\n\nA part of every shift goes to reports. Move it, and the town is run again on "
                    "the very same luck.",
                    "## 只改一处\n\n每班有一部分时间用于报表。移动滑块，小城会在同样的随机性下重新运行。",
                )
            ),
            paperwork,
        ]
    )
    return (paperwork,)


@app.cell
def _(issueflow, paperwork, town):
    changed = issueflow.run(town, replications=10, settings={"tiers.grid.paperwork": f"{paperwork.value}%"})
    return (changed,)


@app.cell
def _(changed, mo, result, say, speech, titles):
    def line(name, part=""):
        before, after = result.row(name, part), changed.row(name, part)
        return (
            f"| {titles.response(name, part)} | {speech.value(before['mean'], before['unit'], before['half_width'])} "
            f"| {speech.value(after['mean'], after['unit'], after['half_width'])} |"
        )

    lines = [line("share", tier) for tier in result.tiers] + [line("time_to_close_mean"), line("on_time_rate")]
    mo.md(
        say("| | as it is | changed |", "| | 现状 | 修改后 |") + "\n|---|---|---|\n" + "\n".join(lines) + "\n\n"
        + say(
            "Each side has its own interval here. Whether the *difference* is real is told far more sharply by "
            "`issueflow.compare`, which looks at the same issues on both sides: notebook 3.",
            "这里两侧各有区间。*差异*是否真实，用 `issueflow.compare` 逐件比较同一批事项要灵敏得多：见第 3 个笔记本。",
        )
    )
    return


if __name__ == "__main__":
    app.run()
