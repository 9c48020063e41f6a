"""Rows are what they say: one visit a row, one case an id, and lines, units and days that add up to them."""

import math

import pandas
from recompute_runs import agree, every, listed


def test_every_visit_is_one_row(measured):
    """Nobody arrives at one station twice at one moment; a visit that is handed on at once is the exception."""
    key = ["replication", "case_id", "activity", "resource", "enable_time", "start_time", "end_time"]
    for name, folder in measured.items():
        assert not folder.events.duplicated(subset=[*key, "result", "work_minutes"]).any(), name
        worked = folder.events[(folder.events["end_time"] > folder.events["start_time"])]
        assert not worked.duplicated(subset=key).any(), name
        # Whoever is worked on is worked on in one place at a time, departments aside.
        worked = worked[worked["role"] != "department"].sort_values(["case_id", "start_time"])
        before = worked.groupby("case_id")["end_time"].shift()
        assert not (worked["start_time"] < before).any(), name


def test_a_case_is_one_row_and_says_what_it_is(measured):
    for name, folder in measured.items():
        issues, events = folder.issues, folder.events
        assert issues["case_id"].is_unique, name
        kinds = issues.set_index("case_id")["kind"]
        assert (events.groupby("case_id")["kind"].nunique() == 1).all(), name
        both = events[events["case_id"].isin(kinds.index)]
        assert (both["case_id"].map(kinds) == both["kind"]).all(), name
        # Every issue that came anywhere has a row, however it ended; what is no issue may be open at the end.
        assert set(events.loc[events["kind"] == "issue", "case_id"]) <= set(kinds.index), name
        outcomes = {
            "issue": {"closed", "withdrawn", "open", "undiscovered"}, "report": {"merged"},
            "false_alarm": {"dismissed"}, "errand": {"errand"},
        }
        for kind, rows in issues.groupby("kind"):
            assert set(rows["outcome"]) <= outcomes[kind], name
        for frame in (issues, events):
            reports = frame["kind"] == "report"
            assert (frame.loc[~reports, "of_case"] == "").all(), name
            assert set(frame.loc[reports, "of_case"]) <= set(kinds[kinds == "issue"].index), name
            assert (frame.loc[frame["kind"] == "issue", "case_id"].str.count(r"\.") == 3).all(), name
            assert (frame.loc[frame["kind"] != "issue", "case_id"].str.count(r"\.") == 4).all(), name


def test_work_of_an_issue_is_that_of_its_visits(measured):
    for name, folder in measured.items():
        done = folder.events.groupby("case_id")["work_minutes"].sum()
        ended = folder.issues[folder.issues["kind"].eq("issue") & folder.issues["outcome"].eq("closed")]
        off = ended["work_minutes"] - ended["case_id"].map(done).fillna(0)
        # A responder's work is its own and none of the administration's.
        helped = ended["case_id"].isin(folder.events.loc[folder.events["role"] == "responder", "case_id"])
        assert (off[~helped].abs() < 1e-6).all(), name


# Little's law, and the gauges.


def test_time_average_is_rate_times_time_at_every_station(measured):
    """L = λ W over the observation, with stays cut to it: the number present, integrated over its steps."""
    for name, _folder, replication in every(measured):
        rows = replication.at_tiers
        other = replication.events[replication.events["role"].isin(["intake", "department", "responder"])]
        for station, visits in pandas.concat([rows, other]).groupby(["activity", "resource"]):
            came = visits["enable_time"].clip(0, replication.length)
            left = visits["end_time"].fillna(math.inf).clip(0, replication.length)
            steps = pandas.concat([pandas.Series(1, came), pandas.Series(-1, left)]).groupby(level=0).sum()
            present = steps.cumsum()
            assert (present >= 0).all() and present.iloc[-1] == 0, (name, station)
            lengths = present.index.to_series().diff().shift(-1).fillna(0)
            area = (present * lengths).sum()
            assert agree(area, (left - came).sum(), 1e-6), (name, station)


def test_units_are_their_rows(measured):
    wrong = []
    for name, folder in measured.items():
        runs = folder.replications
        for level, tier in enumerate(folder.tiers):
            units = folder.units[folder.units["tier"] == tier].set_index("unit")
            for unit, row in units.iterrows():
                issues = closed = came = start = end = 0
                time = count = 0.0
                split = dict.fromkeys(folder.tiers, 0)
                for run_ in runs:
                    here = run_.under("cohort")[level] == unit
                    issues += here.sum()
                    mine = run_.under("closed")[level] == unit
                    closed += mine.sum()
                    for key, number in run_.closed.loc[mine, "closed_at"].value_counts().items():
                        split[key] += number
                    times = run_.time[mine[run_.timed.index]]
                    time, count = time + times.sum(), count + len(times)
                    visits = run_.by_unit.get((tier, unit))
                    if visits is not None:
                        came += run_.in_window(visits["enable_time"]).sum()
                        begun = visits["start_time"].fillna(math.inf)
                        start += ((visits["enable_time"] < 0) & (begun >= 0)).sum()
                        end += ((visits["enable_time"] < run_.length) & (begun >= run_.length)).sum()
                n = len(runs)
                facts = {
                    "issues": issues / n, "closed": closed / n, "visits": came / n, "waiting_start": start / n,
                    "waiting_end": end / n, "time_to_close": time / count if count else None,
                }
                facts |= {f"share_{key}": number / closed if closed else None for key, number in split.items()}
                for column, value in facts.items():
                    slack = 1 / 60 if column == "time_to_close" else 0.0
                    given = None if pandas.isna(row[column]) or row[column] == "" else float(row[column])
                    if (given is None) != (value is None) or (value is not None and not agree(given, value, slack)):
                        wrong.append(f"{name}: {unit}.{column} is {given}, and by the rows {value}")
    assert not wrong, "\n".join(wrong[:40])


def test_days_are_their_rows(measured):
    """Issues of residents are open and nothing else is; what waits are visits."""
    wrong = []
    for name, folder in measured.items():
        for (quantity, tier), days in folder.timeline.groupby(["quantity", "tier"]):
            told = days["mean"].to_numpy()
            dates = (pandas.to_datetime(days["date"]) - folder.origin).dt.total_seconds().to_numpy() / 60
            if quantity not in ("arisen", "closed", "withdrawn", "open", "waiting"):
                continue
            found = sum(run_.days(quantity, tier, dates) for run_ in folder.replications) / 2
            off = [f"{date}: {a} for {b}" for date, a, b in zip(days["date"], told, found, strict=True) if a != b]
            if off:
                wrong.append(f"{name}: {quantity} {tier} on {len(off)} days, {off[0]}")
    assert not wrong, "\n".join(wrong)


def test_quantiles_lie_in_the_range_of_what_was_observed(measured):
    for name, folder, replication in every(measured):
        told = listed(folder, replication)
        low, high = replication.time.min() - 1 / 60, replication.time.max() + 1 / 60
        assert low <= told["time_to_close_p50", ""] <= told["time_to_close_p90", ""] <= high, name
