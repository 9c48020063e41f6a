"""What the page says, in both languages."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    # The controls.
    "scenario": {"en": "Scenario", "zh": "场景"},
    "replications": {"en": "Replications", "zh": "重复次数"},
    "wrong_replications": {"en": "A whole number from 2 to 100.", "zh": "2 到 100 的整数。"},
    "seed": {"en": "Seed of luck", "zh": "随机种子（seed）"},
    "wrong_seed": {"en": "A whole number from 0 to 4294967295.", "zh": "0 到 4294967295 的整数。"},
    "dose": {"en": "Dose", "zh": "力度"},
    "dose_percent": {"en": "Dose in percent", "zh": "力度（百分比）"},
    "wrong_dose": {"en": "A dose is a number from 0 to 100.", "zh": "力度是 0 到 100 的数。"},
    "unusable": {"en": "Not in this scenario: ", "zh": "不适用于本场景："},
    "side_effect": {"en": "Side effect: ", "zh": "副作用："},
    "cost": {"en": "Cost at full dose: ", "zh": "全力度成本："},
    "no_cost": {"en": "none of its own", "zh": "无专门成本"},
    "count": {"en": "{on} of {all} on", "zh": "{all} 项中启用 {on} 项"},
    "run": {"en": "Run", "zh": "运行"},
    "clear": {"en": "All off", "zh": "全部关闭"},
    "ready": {"en": "Choose measures, then run.", "zh": "选择措施，然后运行。"},
    "running": {"en": "Running …", "zh": "运行中……"},
    "stop": {"en": "Stop", "zh": "停止"},
    "stale": {"en": "Changed since the last run.", "zh": "选择已改变，请重新运行。"},
    "failed": {"en": "The run failed; see below.", "zh": "运行失败，见下方。"},
    "done": {"en": "Done; the results are below.", "zh": "已完成，结果见下方。"},
    # The page around them.
    "title": {"en": "What if?", "zh": "假如……"},
    "lead": {
        "en": "Choose what the city would do, and see what becomes of residents' issues: beside the city as it is, on "
        "the same luck. The shares are simulated, never set.",
        "zh": "选择城市将采取的措施，看居民事项如何变化：与现状在同样的随机性下逐件对比。比例由仿真得出，不是输入。",
    },
    "stages": {"en": "As it is|With the measures|Side by side", "zh": "现状|采取措施|逐件对比"},
    "progress": {"en": "Simulating", "zh": "仿真中"},
    "refused": {"en": "This was not run", "zh": "未运行"},
    "nothing": {
        "en": "Nothing has been run yet. Without a measure, Run shows the city as it is.",
        "zh": "尚未运行。不启用任何措施时，运行将显示现状。",
    },
    "verdict": {"en": "Verdict", "zh": "结论"},
    "as_it_is": {"en": "As it is", "zh": "现状"},
    "with_measures": {"en": "With the measures", "zh": "采取措施"},
    "difference": {"en": "Difference", "zh": "差异"},
    "response": {"en": "Response", "zh": "指标"},
    "wanted": {"en": "Wanted", "zh": "要求"},
    "not_distinct": {"en": "not distinct", "zh": "无显著差异"},
    "identical": {"en": "none at all", "zh": "完全相同"},
    "unpaired": {"en": "no interval is known", "zh": "区间未知"},
    "points": {"en": "points", "zh": "个百分点"},
    "own_target": {
        "en": "This scenario has no target of its own; it is judged by 70/20/10 ± 5 points.",
        "zh": "该场景没有自己的目标，按 70/20/10 ± 5 个百分点评判。",
    },
    "given": {
        "en": "Given these inputs. {n} replications, {confidence} confidence; issues that are still open or were given up "
        "are counted at their best and at their worst.",
        "zh": "以给定输入为前提。重复 {n} 次，置信水平 {confidence}；未办结和放弃的事项按最好与最坏两种情形计入。",
    },
    "caveat": {
        "en": "Each difference is an interval of its own, and many are looked at: of twenty that are nothing, one may "
        "look like something.",
        "zh": "各差异区间单独成立；同时看很多项时，二十个没有差异的指标中可能有一个看似有差异。",
    },
    "leaks": {"en": "Why issues leave the grid", "zh": "事项为何离开网格"},
    "before": {"en": "As it is", "zh": "现状"},
    "after": {"en": "With the measures", "zh": "采取措施"},
    "moves": {"en": "Issue by issue", "zh": "逐件对照"},
    "moves_about": {
        "en": "Rows: where an issue ends as it is; columns: where the same issue ends with the measures. Mean number of "
        "a replication.",
        "zh": "行：现状下的去向；列：采取措施后同一事项的去向。每次重复的平均件数。",
    },
    "download": {"en": "Take it with you", "zh": "下载"},
    "download_scenario": {"en": "Scenario (YAML)", "zh": "场景文件（YAML）"},
    "download_comparison": {"en": "Comparison (CSV)", "zh": "对比（CSV）"},
    "download_summary": {"en": "Summary (CSV)", "zh": "汇总（CSV）"},
    "download_all": {"en": "All files (ZIP)", "zh": "全部文件（ZIP）"},
}


def say(key: str, language: str) -> str:
    return TEXTS[key][language]
