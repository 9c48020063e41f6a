"""How sure can one be: warm-up, replications, intervals, verdicts, and how to fool oneself. 有多大把握？"""

import marimo

app = marimo.App(width="medium", app_title="IssueFlow 2: how sure? 有多大把握？")


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
    import numpy
    import pandas
    from scipy import stats

    import issueflow
    from issueflow import charts
    from issueflow.language import Speech
    from issueflow.titles import Titles
    from issueflow.whatif.scenarios import folder

    speech = Speech(language.value)
    say = speech.say
    town = folder() / "small-town.yaml"
    return Path, Titles, altair, charts, issueflow, numpy, pandas, say, speech, stats, tempfile, town


@app.cell
def _(Path, tempfile, town):
    scratch = tempfile.TemporaryDirectory(prefix="issueflow-notebook-")

    def variant(name, text):
        """A scenario file that changes the small town."""
        path = Path(scratch.name) / f"{name}.yaml"
        path.write_text(f"schema: 1\nextends: {town}\nname: {name}\n{text}", encoding="utf-8")
        return path

    # A tenth of the small town, so that hundreds of runs take no time.
    HAMLET = "city: {replace: keys, units: {street: 1, community: 2, grid: 2}}\nobserve: 30 days\ndrain: 30 days\n"
    return HAMLET, scratch, variant


@app.cell
def _(mo, say):
    mo.md(
        say(
            """
            # How sure can one be?

            A simulation gives numbers, and numbers look sure. Here is what stands between a number and a decision.

            ## 1 · A city does not begin empty

            A run starts with nobody waiting. Until the queues have filled, issues are served too well. That time, the
            **warm-up**, must not be counted. `warm_up: detect(at most 56 days)` looks for its end: pilots are averaged day
            by day (Welch 1983), and MSER over whole weeks (so that the rhythm of the week is no noise to it) chooses the
            cut after which the mean of the rest is estimated best.
            """,
            """
            # 有多大把握？

            仿真给出数字，而数字看上去总是确定的。下面是数字与决策之间还隔着的几步。

            ## 1 · 城市不是从零开始的

            运行开始时没有人排队；在队列形成之前，事项办得太顺。这段时间叫**预热**，不能计入。`warm_up: detect(at most 56 days)`
            会寻找它的终点：对若干先导运行逐日平均（Welch 1983），再以整周为批的 MSER（使一周的节律不被当作波动）选择截断点，
            使其后的均值估计得最准。
            """,
        )
    )
    return


@app.cell
def _(issueflow, variant):
    detected = issueflow.run(variant("detected", 'warm_up: "detect(at most 56 days)"\n'), replications=5)
    series = detected.table("warm_up.csv")
    return detected, series


@app.cell
def _(altair, detected, mo, say, series):
    found = detected.manifest["observation"]["warm_up_days"]
    days = series.assign(
        low=series["open"] - series["half_width"], high=series["open"] + series["half_width"],
        part=series["is_warm_up"].map({True: say("warm-up", "预热"), False: say("counted", "计入")}),
    )
    x = altair.X("day:Q", title=say("day", "天"))
    shades = altair.Color("part:N", title=None, scale=altair.Scale(range=["#E69F00", "#0072B2"]), sort=None)
    band = altair.Chart(days).mark_area(opacity=0.25, color="#59626d").encode(
        x=x, y=altair.Y("low:Q", title=say("issues open", "未办结事项")), y2="high:Q")
    line = altair.Chart(days).mark_line().encode(x=x, y="open:Q", color=shades, strokeDash="part:N")
    weeks = altair.Chart(days.dropna(subset=["mser"])).mark_line(point=True, color="#0072B2").encode(
        x=x, y=altair.Y("mser:Q", title="MSER"))
    mo.vstack(
        [
            mo.md(
                say(
                    f"The cut that was found: **{found} days**. Above, what is open at the end of each day with the "
                    "interval of its mean; below, the statistic whose least value decides.",
                    f"检测到的截断点：**{found} 天**。上图为每日末未办结事项及其均值区间；下图为取最小值者即截断点的统计量。",
                )
            ),
            altair.vconcat(
                (band + line).properties(width=640, height=200), weeks.properties(width=640, height=120)
            ).properties(usermeta={"embedOptions": {"actions": False}}),
            mo.md(say("The program adds: ", "程序同时提示：") + "；".join(detected.verdict[say("diagnoses", "diagnoses_zh")])),
        ]
    )
    return


@app.cell
def _(issueflow, variant):
    starts = {
        days: issueflow.run(variant(f"after-{days}", f"warm_up: {days} days\n"), replications=10) for days in (0, 14, 56)
    }
    return (starts,)


@app.cell
def _(Titles, language, mo, say, speech, starts):
    def told(days):
        each = starts[days]
        cells = [
            speech.value(each.row(name, part)["mean"], each.row(name, part)["unit"], each.row(name, part)["half_width"])
            for name, part in (("share", each.tiers[0]), ("time_to_close_mean", ""), ("wait_mean", each.tiers[1]))
        ]
        return f"| {days} | " + " | ".join(cells) + " |"

    names = Titles(starts[0], language.value)
    heads = [
        names.response("share", starts[0].tiers[0]), names.response("time_to_close_mean"),
        names.response("wait_mean", starts[0].tiers[1]),
    ]
    mo.md(
        say("Does it matter? The same town, observed after 0, 14 and 56 days:", "有影响吗？同一小城，分别在 0、14、56 天后开始观察：")
        + f"\n\n| {say('warm-up, days', '预热天数')} | " + " | ".join(heads) + " |\n|---|---|---|---|\n"
        + "\n".join(told(days) for days in starts)
    )
    return


@app.cell
def _(mo, say):
    mo.md(
        say(
            """
            ## 2 · One run is an anecdote

            The unit of analysis is the **replication**: one run of the whole city with its own luck. From *n* of them comes
            a mean and Student's interval, whose half-width shrinks like 1/√n: four times the runs for half the width.
            """,
            """
            ## 2 · 一次运行只是一则故事

            分析的单位是**重复**：整个城市在自己的随机性下运行一次。由 *n* 次得到均值与学生 t 区间，其半宽按 1/√n 缩小：
            要把宽度减半，需要四倍的运行。
            """,
        )
    )
    return


@app.cell
def _(HAMLET, issueflow, variant):
    many = issueflow.run(variant("hamlet", HAMLET), replications=200)
    shares = many.replications.query("response == 'share' and `class` == 'grid'")["value"].to_numpy()
    return many, shares


@app.cell
def _(altair, many, numpy, pandas, say, shares, stats):
    def interval(sample):
        """Mean and half-width of Student's interval."""
        n = len(sample)
        return sample.mean(), stats.t.ppf((1 + many.confidence) / 2, n - 1) * sample.std(ddof=1) / numpy.sqrt(n)

    growing = pandas.DataFrame(
        [{"n": n, "mean": m, "low": m - h, "high": m + h} for n in range(3, 201) for m, h in [interval(shares[:n])]]
    )
    across = altair.X("n:Q", scale=altair.Scale(type="log", domain=[3, 200]), title=say("replications", "重复次数"))
    (
        altair.Chart(growing).mark_area(opacity=0.3, color="#0072B2").encode(
            x=across, y=altair.Y("low:Q", scale=altair.Scale(zero=False), axis=altair.Axis(format=".0%"),
                                 title=say("closed in the grid", "网格办结比例")), y2="high:Q")
        + altair.Chart(growing).mark_line(color="#0072B2").encode(x=across, y="mean:Q")
    ).properties(width=640, height=220, usermeta={"embedOptions": {"actions": False}})
    return (interval,)


@app.cell
def _(interval, many, mo, numpy, say, shares, speech, stats):
    issues = many.replications.query("response == 'issues_closed'")["value"].to_numpy()
    sample, closed = shares[:10], issues[:10]
    mean, honest = interval(sample)
    # As if every issue were a coin of its own.
    pooled = stats.norm.ppf((1 + many.confidence) / 2) * numpy.sqrt(mean * (1 - mean) / closed.sum())
    true = shares.mean()
    blocks = [(shares[i : i + 10], issues[i : i + 10]) for i in range(0, 200, 10)]

    def covers(block, width):
        return abs(block.mean() - true) <= width

    right = sum(covers(block, interval(block)[1]) for block, _ in blocks)
    wrong = sum(
        covers(block, stats.norm.ppf((1 + many.confidence) / 2) * numpy.sqrt(block.mean() * (1 - block.mean()) / n.sum()))
        for block, n in blocks
    )
    mo.md(
        say(
            f"""
            ## 3 · False certainty

            **Pooling issues.** Issues of one run share queues, days and neighbours: they are not independent. Ten
            replications of a hamlet give a grid share of {speech.percent(mean, honest)} over replications; pooling their
            {closed.sum():,.0f} issues as if each were a coin claims {speech.percent(mean, pooled)}. Of {len(blocks)} such
            studies the honest interval held the mean of all 200 replications {right} times, the pooled one {wrong} times.
            (With counts so small the two can agree by luck; which one is *meant* to hold does not change.)
            """,
            f"""
            ## 3 · 虚假的把握

            **把事项混在一起。** 同一次运行的事项共享队列、日子和邻里，并不独立。一个小村重复十次，按重复计算网格比例为
            {speech.percent(mean, honest)}；若把 {closed.sum():,.0f} 件事项当作独立硬币，则声称 {speech.percent(mean, pooled)}。
            在 {len(blocks)} 次这样的研究中，前者包含全部 200 次重复的均值 {right} 次，后者 {wrong} 次。
            （次数很少时两者可能碰巧一致；但只有前者是按道理成立的。）
            """,
        )
    )
    return (true,)


@app.cell
def _(interval, mo, say, shares, speech, true):
    looks = [shares[i : i + 20] for i in range(0, 200, 20)]

    def misses(sample):
        """Whether the interval of a sample leaves out the mean of all replications."""
        mean, width = interval(sample)
        return abs(mean - true) > width

    once = sum(misses(sample) for sample in looks)
    peeking = sum(any(misses(sample[:n]) for n in range(3, 21)) for sample in looks)
    mo.md(
        say(
            f"""
            **Looking again and again.** Whoever looks after every replication and stops when the answer pleases gives luck
            many chances. Of {len(looks)} studies of 20 replications, {once} were wrong when looked at once, at the end;
            {peeking} were wrong at *some* look ({speech.percent(peeking / len(looks))}). So the program spends its error
            over the looks (`targets: replications_at_most`), and asks for another seed when you come back for more.
            """,
            f"""
            **反复偷看。** 每次重复后都看一眼、满意就停，等于给偶然很多次机会。在 {len(looks)} 次各含 20 次重复的研究中，只在结束时看，
            {once} 次出错；若每次都看，则 {peeking} 次在*某一次*出错（{speech.percent(peeking / len(looks))}）。因此程序把误判率分摊到
            各次查看（`targets: replications_at_most`），再来加跑时要求换一个种子。
            """,
        )
    )
    return


@app.cell
def _(issueflow, town):
    authority = {
        f"{share}%": issueflow.run(town, replications=10, settings={"types.noise.authority.grid": f"{share}%"})
        for share in (70, 78, 84)
    }
    return (authority,)


@app.cell
def _(Titles, authority, language, mo, say, speech):
    def row(share, each):
        titles = Titles(each, language.value)
        parts = [speech.percent(each.row("share", tier)["mean"], each.row("share", tier)["half_width"]) for tier in each.tiers]
        return f"| {share} | " + " | ".join(parts) + f" | {titles.state(each.decision)} |"

    tiers = next(iter(authority.values()))
    titles = Titles(tiers, language.value)
    mo.md(
        say("## 4 · Three verdicts\n\nMore or less of the noise may be decided in the grid, 10 replications each:",
            "## 4 · 三种结论\n\n网格可处置的噪声事项多少不等，各重复 10 次：")
        + f"\n\n| {say('authority', '事权')} | " + " | ".join(titles.tier(tier) for tier in tiers.tiers)
        + f" | {say('verdict', '结论')} |\n|---|---|---|---|---|\n"
        + "\n".join(row(share, each) for share, each in authority.items())
        + "\n\n"
        + say(
            "*Undecided* is no failure: it says that these runs cannot tell. The reasons say how many might.",
            "*尚无定论*并非失败：它说明这些运行还分辨不了；理由中给出大约需要多少次。",
        )
        + "\n\n"
        + "\n".join(f"- {reason}" for each in authority.values() for reason in each.verdict[say("reasons", "reasons_zh")])
    )
    return


@app.cell
def _(issueflow, variant):
    unsure = variant(
        "unsure",
        "types:\n  - {id: noise, authority: {grid: {value: 84%, range: [70%, 84%], source: guess}}}\n"
        "tiers:\n  - {id: grid, paperwork: {value: 30%, range: [20%, 50%], source: guess}}\n",
    )
    cities = issueflow.run(unsure, replications=5, uncertainty=20)
    return (cities,)


@app.cell
def _(charts, cities, language, mo, say):
    mo.vstack(
        [
            mo.md(
                say(
                    "## 5 · The inputs are guesses too\n\nMore replications make the interval as narrow as one likes, and no "
                    "input any truer. `uncertainty=20` draws twenty plausible towns from the ranges that the inputs carry.",
                    "## 5 · 输入也是估计\n\n增加重复可以让区间任意窄，却不会让任何输入更真实。`uncertainty=20` 从输入所带的区间中抽取"
                    "二十个可能的小城。",
                )
            ),
            charts.uncertainty(cities, language.value, 700),
        ]
    )
    return


if __name__ == "__main__":
    app.run()
