"""The method statement in the order of STRESS-DES, and how to make the same numbers again.

The order is that of Monks, Currie, Onggo, Robinson, Kunc and Taylor (2019), Strengthening the reporting of empirical
simulation studies, Journal of Simulation 13(1), table for discrete-event simulation. What the results do not hold is said
to be elsewhere, and never made up.
"""

from __future__ import annotations

import shlex
from pathlib import PurePath

from issueflow import reading
from issueflow.documents import Manifest, Uncertainty
from issueflow.errors import IssueFlowError
from issueflow.result_folder import Results
from issueflow.results import RunResult
from issueflow.titles import Titles

#: A heading and its items, each an item of the checklist and what is true of this study.
Chapter = tuple[str, list[tuple[str, str]]]


def statement(result: RunResult, titles: Titles) -> list[Chapter]:
    say, speech = titles.speech.say, titles.speech
    manifest, verdict = result.manifest, result.verdict
    observed = manifest["observation"]
    days = speech.days(observed["minutes"])
    tiers = say(" → ", " → ").join(titles.tier(tier) for tier in result.tiers)
    units = say(", ", "、").join(
        f"{titles.tier(tier)} {speech.count(int((result.units['tier'] == tier).sum()))}" for tier in result.tiers
    )
    sure = speech.plain_percent(result.confidence)
    types = result.classes("time_to_close_mean_by_type")
    split = {
        "closed at": say("where issues were closed", "办结层级"),
        "handled at": say("the highest tier that handled them", "最高处置层级"),
        "registered": say("where registered issues were closed", "登记事项的办结层级"),
    }.get(verdict.get("split") or "closed at", "")
    demands = "; ".join(
        f"{titles.response(c.response, c.class_)}: " + speech.demanded(c.lower, c.upper, c.unit)
        for c in result.criteria
    )
    uncertainty = manifest.get("uncertainty")
    fixed = (
        say("fixed in the scenario", "由场景设定")
        if observed["warm_up"] == "fixed"
        else say("found from pilot runs", "由试运行检出")
    )
    generator = manifest["generator"]
    causes = result.leaks_by("cause")
    # Where a log's own ways move issues, the split repeats the log, and nobody may say that it emerged.
    emerges = (
        say(
            "Of types whose routing is observed the ways between tiers are those of a log: their shares are an input.",
            "流转取自记录的类型，层级间的去向照搬记录，其比例是输入。",
        )
        if "routed" in set(causes["cause"])
        else say("Shares are never an input.", "比例从不作为输入。")
    )
    return [
        (
            say("1 Objectives", "1 目标"),
            [
                (
                    say("Purpose", "目的"),
                    say(
                        "To say whether the city's tiers close residents' issues in the wanted proportions, and why not where they do not.",
                        "判断各层级办结居民事项的比例是否达到要求，未达到时说明原因。",
                    ),
                ),
                (
                    say("Outputs", "输出"),
                    say(
                        f"Shares of the tiers ({split}), causes of leaks, times, load and backlog, inequality between units, guards; "
                        "every column is described in datapackage.json.",
                        f"各层级比例（{split}）、外溢原因、时间、负荷与积压、单元间差异、约束指标；各列含义见 datapackage.json。",
                    ),
                ),
                (
                    say("Aims", "试验目的"),
                    (say("To test: ", "检验：") + demands)
                    if demands
                    else say("The targets could not be judged.", "目标未能评判。")
                    if verdict.get("problem")
                    else say("No targets were set: the study describes.", "未设目标：仅作描述。"),
                ),
            ],
        ),
        (
            say("2 Logic", "2 逻辑"),
            [
                (
                    say("Model", "模型"),
                    say(
                        f"Discrete events. Issues arise in units of the lowest tier, are noticed, assigned, and wait for staff; what a tier may not or cannot "
                        f"settle in time goes up: {tiers}. {emerges}",
                        f"离散事件。事项在最低层级单元发生，被发现、受理、派单并等待人手；本层级无权、无力或来不及办的上行：{tiers}。{emerges}",
                    ),
                ),
                (say("Scenario", "场景"), f"{titles.scenario(manifest)} ({manifest['scenario']['name']})"),
                (
                    say("Components", "组成"),
                    say(f"Units: {units}. Issue types: {len(types)}.", f"单元：{units}。事项类型：{len(types)} 种。"),
                ),
                (
                    say("Algorithms", "算法"),
                    say(
                        "Order of equal times: time, precedence of the kind of event, order of scheduling. Queues, calendars, meetings and measures: see the documentation of the model.",
                        "同时刻的次序：时间、事件类别优先、排入先后。队列、日历、会议与措施见模型文档。",
                    ),
                ),
            ],
        ),
        (
            say("3 Data", "3 数据"),
            [
                (
                    say("Sources", "来源"),
                    say(
                        "Each number's source, or the word guess, stands beside it in the scenario file; the results do not repeat them.",
                        "每个数字的来源（或“估计”）写在场景文件中；结果中不重复。",
                    ),
                ),
                (
                    say("Preparation", "预处理"),
                    say("The program reads the scenario and changes nothing in it.", "除读取场景外，程序不做预处理。"),
                ),
                (
                    say("Inputs", "输入"),
                    say(
                        f"The scenario with the hash {manifest['scenario']['hash']} ({manifest['scenario']['hash_algorithm']}).",
                        f"哈希为 {manifest['scenario']['hash']}（{manifest['scenario']['hash_algorithm']}）的场景。",
                    ),
                ),
                (
                    say("Assumptions", "假设"),
                    say(
                        "Those of the model's documentation, and every input that the scenario marks as a guess. ",
                        "见模型文档，以及场景中标为“估计”的每项输入。",
                    )
                    + _inputs(uncertainty, titles),
                ),
            ],
        ),
        (
            say("4 Experimentation", "4 试验"),
            [
                (
                    say("Initialisation", "初始化"),
                    say(
                        f"Warm-up of {observed['warm_up_days']} days, {fixed}; it is not counted.",
                        f"预热 {observed['warm_up_days']} 天（{fixed}），不计入。",
                    ),
                ),
                (
                    say("Run length", "运行长度"),
                    say(
                        f"{days} from {observed['start']}; issues that arose in them are followed into the drain.",
                        f"自 {observed['start']} 起 {days}；期间发生的事项继续跟踪。",
                    ),
                ),
                (
                    say("Estimation", "估计"),
                    say(
                        f"{manifest['replications']} independent {'replication' if manifest['replications'] == 1 else 'replications'}; Student intervals of {sure} over replications. "
                        + (
                            "Met and not met are shown, not guessed: see the rules of verdicts."
                            if result.criteria
                            else ""
                        ),
                        f"{manifest['replications']} 次独立重复；按重复计算 {sure} Student 区间。"
                        + ("“达标”与“未达标”须经检验，见结论规则。" if result.criteria else ""),
                    ),
                ),
            ],
        ),
        (
            say("5 Implementation", "5 实现"),
            [
                (say("Software", "软件"), program(manifest)),
                (
                    say("Random sampling", "随机抽样"),
                    say(
                        f"Generator {generator['name']}, master seed {manifest['master_seed']}; "
                        + (
                            "numbers are addressed, so that the same issue has the same luck under every policy."
                            if generator["is_addressed"]
                            else "numbers are drawn in turn from streams for each purpose."
                        ),
                        f"发生器 {generator['name']}，主种子 {manifest['master_seed']}；"
                        + (
                            "随机数按地址取用，同一事项在各政策下际遇相同。"
                            if generator["is_addressed"]
                            else "随机数按用途分流依次取用。"
                        ),
                    ),
                ),
                (say("Execution", "运行"), _execution(result, titles)),
            ],
        ),
        (
            say("6 Code access", "6 代码获取"),
            [
                (
                    say("Model and program", "模型与程序"),
                    say(
                        "IssueFlow is free software under GPL-3.0-or-later; the scenario file is needed beside it.",
                        "IssueFlow 是以 GPL-3.0-or-later 发布的自由软件；另需场景文件。",
                    ),
                ),
            ],
        ),
    ]


#: Options without a word of their own that do not change what comes out.
FLAGS = {"-q", "--quiet", "--json", "--resume", "--retry-failed", "--dry-run"}


def _inputs(uncertainty: Uncertainty | None, titles: Titles) -> str:
    say = titles.speech.say
    if not uncertainty:
        return say("Uncertain inputs were held at their values.", "不确定的输入取其设定值。")
    count = len(uncertainty.get("inputs") or [])
    return say(
        f"{count} {'input was' if count == 1 else 'inputs were'} drawn from {'its range' if count == 1 else 'their ranges'} for {uncertainty['cities']} cities, {uncertainty['replications_per_city']} replications each.",
        f"为 {uncertainty['cities']} 个城市从区间中抽取 {count} 项输入，每市 {uncertainty['replications_per_city']} 次重复。",
    )


def _log(result: Results) -> dict[str, str]:
    """What the log of the run tells; empty where it was left behind."""
    try:
        lines = reading.content(result.folder / "run.log", 1 << 20).decode("utf-8", "replace").splitlines()
    except IssueFlowError:
        return {}
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}


def _execution(result: RunResult, titles: Titles) -> str:
    say = titles.speech.say
    log = _log(result)
    try:
        seconds, jobs, events = float(log["wall_seconds"]), int(log["jobs"]), int(log["events"])
    except (KeyError, ValueError):
        return say("Not recorded with these results.", "结果中没有记录。")
    return say(
        f"{titles.speech.count(events)} events in {seconds:.3g} s, {jobs} replications at a time. Results do not depend on it.",
        f"{titles.speech.count(events)} 个事件，用时 {seconds:.3g} 秒，同时进行 {jobs} 次重复。结果与此无关。",
    )


def command(result: Results) -> str:
    """The command that makes the same numbers: that of the log without the folders of the machine it ran on."""
    manifest = result.manifest
    try:
        words = shlex.split(_log(result).get("invocation", ""))
    except ValueError:
        words = []
    files, kept, position = [], [], 2
    while position < len(words):
        word = words[position]
        name, _, value = word.partition("=")
        if not word.startswith("-"):
            files.append(PurePath(word).name)
        elif name in {"--set", "--uncertainty", "--with"}:
            if not value:
                position += 1
                value = words[position] if position < len(words) else ""
            kept += [name, PurePath(value).name if name == "--with" else value]
        elif name in {"--events", "--issues", "--excel"}:
            kept.append(name)
        elif name not in FLAGS and not value:
            # Other options take a word that says where to write, or how fast.
            position += 1
        position += 1
    count = manifest.get("replications")
    repeated = ["--replications", str(count)] if isinstance(count, int) else []
    seed = ["--seed", str(manifest["master_seed"])]
    return shlex.join(["issueflow", result.kind, *_inputs_of(result, files, words), *seed, *repeated, *kept])


def _inputs_of(result: Results, files: list[str], words: list[str]) -> list[str]:
    """The files that the command read; a word in capitals stands for what the results do not name."""
    if result.kind == "compare":
        return files or ["BASELINE.yaml", "POLICY.yaml"]
    stand_in = {"run": "SCENARIO.yaml", "sweep": "DESIGN.yaml", "search": "SEARCH.yaml"}[result.kind]
    # A merge names shards. `check` may name many scenarios, of which only the one with this name is meant.
    named = [] if words[1:2] == ["merge"] else files
    if len(named) > 1:
        name = result.manifest.get("scenario", {}).get("name")
        named = [file for file in named if PurePath(file).stem == name]
    return named[-1:] or [stand_in]


def program(manifest: Manifest) -> str:
    """Name and version of the program that wrote the results."""
    tool = manifest["tool"]
    return f"{tool['name']} {tool.get('version') or tool.get('build', '')}"


def hashes(result: RunResult, titles: Titles) -> list[tuple[str, str]]:
    """By what one sees that it is the same again."""
    say = titles.speech.say
    manifest = result.manifest
    scenario = manifest["scenario"]
    return [
        (say("Scenario", "场景"), f"{scenario['name']}, {scenario['hash_algorithm']} {scenario['hash']}"),
        (say("Program", "程序"), program(manifest)),
        (say("Master seed", "主种子"), str(manifest["master_seed"])),
        (say("Replications", "重复次数"), str(manifest["replications"])),
        (say("Fingerprints of the replications", "各次重复的指纹"), " ".join(manifest.get("fingerprints") or ["–"])),
    ]
