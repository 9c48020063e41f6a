"""The what-if page. `make whatif` serves it on this machine; its parts are beside it."""

# Marimo hands variables from cell to cell by their names, so that cells have no types to declare; they are checked.
# mypy: disable-error-code="no-untyped-def, no-untyped-call"

import marimo

app = marimo.App(width="medium", app_title="IssueFlow: what if? 假如……")


@app.cell
def _():
    from pathlib import Path

    import marimo as mo

    from issueflow import reading
    from issueflow.errors import IssueFlowError
    from issueflow.whatif import catalogue, panel, policy, scenarios, simulate, view
    from issueflow.whatif.texts import say

    return IssueFlowError, Path, catalogue, mo, panel, policy, reading, say, scenarios, simulate, view


@app.cell
def _(IssueFlowError, catalogue, mo, panel, scenarios, simulate):
    def _opened():
        try:
            return simulate.Workshop()
        except IssueFlowError as error:
            lines = (mo.md(line) for line in (error.english, error.chinese))
            mo.stop(True, mo.vstack(lines))

    workshop = _opened()
    measures = catalogue.read()
    places = scenarios.shipped(measures)
    controls = panel.panel(measures, places, workshop.room.key)
    widget = mo.ui.anywidget(controls)
    return controls, measures, places, widget, workshop


@app.cell
def _(Path, mo, panel, say, widget):
    language = panel.language(widget.value["lang"])
    style = Path(panel.__file__).with_name("page.css").read_text(encoding="utf-8")
    mo.Html(
        f"<style>{style}</style><div class='page'><h1>{say('title', language)}</h1><p>{say('lead', language)}</p></div>"
    )
    return (language,)


@app.cell
def _(widget):
    widget
    return


@app.cell
def _(IssueFlowError, controls, language, measures, mo, panel, places, policy, say, simulate, widget, workshop):
    outcome, problem = None, None
    chosen = widget.value["request"]
    if chosen:
        stages = say("stages", language).split("|")
        try:
            asked = policy.request(chosen, places, measures)
            with mo.status.progress_bar(
                total=simulate.Meter.TOTAL, title=say("progress", language), remove_on_exit=True
            ) as bar:
                meter = simulate.Meter(lambda steps, stage: bar.update(increment=steps, subtitle=stages[stage]))
                outcome = workshop.outcome(asked, meter)
        except IssueFlowError as error:
            problem = error
        finally:
            controls.failed = problem is not None
            controls.answered = panel.serial(chosen)
    return chosen, outcome, problem


@app.cell
def _(chosen, language, mo, outcome, policy, problem, reading, say, view):
    import html

    def shown():
        if problem is not None:
            told = html.escape(problem.chinese if language == "zh" else problem.english)
            return mo.Html(f"<div class='page refused' role='alert'><b>{say('refused', language)}</b>\n{told}</div>")
        if outcome is None:
            return mo.Html(f"<div class='page'><p class='note'>{say('nothing', language)}</p></div>")
        room = max(300, min(1080, int(chosen.get("width", 760))))
        # Two beside each other where there is room for both.
        is_wide = room >= 760
        figures = view.pictures(outcome, language, (room - 110) // 2 if is_wide else room - 60)
        parts = [
            mo.Html(f"<div class='page'>{view.verdicts(outcome, language)}{view.table(outcome, language)}</div>"),
            view.comparison(outcome, language, room - 60),
        ]
        heads = [f"**{say(key, language)}**" for key in ("before", "after")]
        for name in view.PAIRED:
            pair = [mo.vstack([mo.md(head), figure]) for head, figure in zip(heads, figures[name], strict=False)]
            parts.append(mo.hstack(pair, widths="equal", gap=1.5) if is_wide else mo.vstack(pair))
        parts.append(mo.Html(f"<div class='page'>{view.moves(outcome, language)}</div>"))
        files = {
            "download_scenario": (policy.download(outcome.asked).encode(), "what-if.yaml", "application/yaml"),
            "download_comparison": (
                reading.content(outcome.comparison.folder / "comparison.csv"), "comparison.csv", "text/csv"),
            "download_summary": (reading.content(outcome.policy.folder / "summary.csv"), "summary.csv", "text/csv"),
            "download_all": (outcome.archive(), "what-if.zip", "application/zip"),
        }
        links = [
            mo.download(data, filename=name, mimetype=kind, label=say(key, language))
            for key, (data, name, kind) in files.items()
        ]
        parts.append(mo.Html(f"<div class='page'><h2>{say('download', language)}</h2></div>"))
        parts.append(mo.hstack(links, justify="start", wrap=True))
        return mo.vstack(parts, gap=1)

    shown()
    return


if __name__ == "__main__":
    app.run()
