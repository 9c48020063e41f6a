"""Policies: compare two on the same luck, sweep doses, search for the cheapest. 政策：对比、扫描、搜索。"""

import marimo

app = marimo.App(width="medium", app_title="IssueFlow 3: policies 政策")


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

    import altair

    import issueflow
    from issueflow import charts
    from issueflow.language import Speech
    from issueflow.titles import Titles
    from issueflow.whatif.scenarios import folder

    speech = Speech(language.value)
    say = speech.say
    town = folder() / "small-town.yaml"
    return Path, Titles, altair, charts, issueflow, say, speech, tempfile, town


@app.cell
def _(mo, say):
    mo.md(
        say(
            """
            # Policies

            A policy is a list of **measures**, each with a dose. A measure changes causes: who may decide, how many hands
            there are and when, who notices. `issueflow measures` lists the 43.

            ## 1 · Compare, issue by issue

            Luck belongs to the issue: the very same issues arise under every policy. So a difference is not blurred by luck.
            """,
            """
            # 政策

            政策是一组**措施**，各有力度。措施改变的是原因：谁有权处置、有多少人手、何时在岗、谁来发现。`issueflow measures` 列出全部 43 项。

            ## 1 · 逐件对比

            随机性属于事项：每项政策下发生的是同一批事项，因此差异不被偶然掩盖。
            """,
        )
    )
    return


@app.cell
def _(Path, issueflow, tempfile, town):
    scratch = tempfile.TemporaryDirectory(prefix="issueflow-notebook-")
    POLICIES = {
        "relief": ("Relief of paperwork", "减负增效", "  - {id: relieve_paperwork, grid: 15%}\n"),
        "authority": ("Devolved authority", "赋权赋能", "  - {id: devolve_authority, dose: 50%}\n"),
        "both": ("Both", "两者并举", "  - {id: relieve_paperwork, grid: 15%}\n  - {id: devolve_authority, dose: 50%}\n"),
    }
    files = [town]
    for name, (en, zh, measures) in POLICIES.items():
        path = Path(scratch.name) / f"{name}.yaml"
        path.write_text(
            f'schema: 1\nextends: {town}\nname: {name}\ntitle: {{en: "{en}", zh: {zh}}}\nmeasures:\n{measures}',
            encoding="utf-8",
        )
        files.append(path)
    compared = issueflow.compare(*files, replications=10)
    return compared, scratch


@app.cell
def _(charts, compared, language):
    charts.comparison(compared, language.value, 700)
    return


@app.cell
def _(Titles, compared, language, mo, say):
    titles = Titles(compared, language.value)
    matrix = compared.matrix("both").rename(index=titles.fate, columns=titles.fate)
    matrix.index.name = say("from \\ to", "从 \\ 到")
    rows = compared.comparison.query("policy == 'both' and response == 'share' and `class` == 'grid'").iloc[0]
    mo.vstack(
        [
            mo.md(
                say(
                    "Where issues end, each paired with itself: as it is (down) and under both measures (across), mean of a replication.",
                    "逐件配对的事项去向：现状（行）与两者并举（列），每次重复的平均件数。",
                )
            ),
            mo.ui.table(matrix.round(1).reset_index(), selection=None, show_download=False),
            mo.md(
                say(
                    f"What common luck is worth: the variance of the grid share's difference is {rows.variance_reduction:,.0f} "
                    f"times smaller than with luck of its own for each side (at least {rows.variance_reduction_low:,.0f} times, "
                    "with 95% confidence).",
                    f"共同随机性的价值：网格比例差异的方差比各自独立随机时小 {rows.variance_reduction:,.0f} 倍"
                    f"（以 95% 置信水平，至少 {rows.variance_reduction_low:,.0f} 倍）。",
                )
            ),
        ]
    )
    return


@app.cell
def _(mo, say):
    mo.md(
        say(
            """
            ## 2 · Sweep: how much of it?

            A design names what varies, and a plan; here every combination of three by two levels. All points meet the same
            luck.
            """,
            """
            ## 2 · 扫描：力度多大？

            设计文件说明哪些量变化、按什么计划；这里取三水平与两水平的全部组合。所有设计点的随机性相同。
            """,
        )
    )
    return


@app.cell
def _(issueflow, town):
    design = {
        "schema": 1, "name": "levers", "base": str(town), "plan": "grid", "replications": 5,
        "factors": [
            {"id": "authority", "path": "types.noise.authority.grid", "values": ["70%", "77%", "84%"]},
            {"id": "paperwork", "path": "tiers.grid.paperwork", "values": ["20%", "40%"]},
        ],
    }
    swept = issueflow.sweep(design, progress=False)
    return design, swept


@app.cell
def _(altair, mo, say, swept):
    effects = swept.main_effects("share", "grid")
    effects["low"] = (effects["effect"] - 2 * effects["standard_error"]) * 100
    effects["high"] = (effects["effect"] + 2 * effects["standard_error"]) * 100
    effects["points"] = effects["effect"] * 100
    effects["name"] = effects["factor"].map({"authority": say("authority", "事权"), "paperwork": say("paperwork", "报表")})
    level = altair.X("level:O", title=say("level, %", "水平，%"))
    base = altair.Chart(effects)
    mo.vstack(
        [
            (
                base.mark_rule(strokeWidth=3).encode(x=level, y=altair.Y("low:Q", title=say(
                    "points beside the mean of all", "相对总均值（百分点）")), y2="high:Q")
                + base.mark_point(size=90, filled=True, color="#0072B2", opacity=1).encode(x=level, y="points:Q")
            ).properties(width=260, height=200).facet(column=altair.Column("name:N", title=None))
            .resolve_scale(x="independent").properties(usermeta={"embedOptions": {"actions": False}}),
            mo.md(
                say(
                    "Main effects on the share closed in the grid; lines are two standard errors, over replications.",
                    "对网格办结比例的主效应；线段为按重复计算的两个标准误。",
                )
            ),
        ]
    )
    return


@app.cell
def _(mo, say):
    mo.md(
        say(
            """
            ## 3 · Search: what is the cheapest way?

            Prices make it a question of money. The search tries policies, drops those that surely miss, and confirms its
            answer on fresh luck; of a small space it says with which probability the choice is right.
            """,
            """
            ## 3 · 搜索：最省钱的做法是什么？

            有了价格，就成了花多少钱的问题。搜索逐一尝试政策，淘汰必然不达标的，再用新的随机性确认答案；对小空间，它说明选择正确的概率。
            """,
        )
    )
    return


@app.cell
def _(issueflow, town):
    searched = issueflow.search(
        {
            "schema": 1, "name": "cheapest", "base": str(town), "confidence": "95%", "indifference": "1 points",
            "cost": "4 * (noise - 70) + 6 * (rubbish - 85) + 3 * (40 - paperwork)",
            "factors": [
                {"id": "noise", "path": "types.noise.authority.grid", "values": ["70%", "77%", "84%"]},
                {"id": "rubbish", "path": "types.rubbish.authority.grid", "values": ["85%", "93%"]},
                {"id": "paperwork", "path": "tiers.grid.paperwork", "values": ["40%", "20%"]},
            ],
        }
    )
    return (searched,)


@app.cell
def _(mo, say, searched):
    outcome = searched.outcome
    chosen = say(", ", "，").join(outcome.get("settings") or [])
    confirmed = outcome.get("is_confirmed")
    mo.md(
        (
            say(
                f"The cheapest that meets the targets costs **{outcome['cost']:,.6g}** thousand a year: {chosen}. "
                + ("Fresh luck confirmed it." if confirmed else "Fresh luck did not confirm it."),
                f"最便宜的达标方案每年 **{outcome['cost']:,.6g}** 千元：{chosen}。"
                + ("新的随机性确认了它。" if confirmed else "新的随机性未能确认它。"),
            )
            if outcome.get("selected")
            else say("No policy of this space surely meets the targets.", "该空间中没有确定达标的政策。")
        )
        + say(
            f" {outcome['looked_at']} policies, {outcome['runs']} runs.",
            f"共 {outcome['looked_at']} 个政策，{outcome['runs']} 次运行。",
        )
    )
    return


@app.cell
def _(charts, language, searched):
    charts.frontier(searched, language.value, 700)
    return


if __name__ == "__main__":
    app.run()
