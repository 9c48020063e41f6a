"""What to call what the tables name by id: tiers, types, causes, responses, states, in either language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from issueflow.language import Speech

TIERS = {
    "grid": ("Grid", "网格"), "community": ("Community", "社区"), "street": ("Street or town", "镇街"),
    "district": ("District", "区县"), "city": ("City", "市"),
}

#: As `issueflow explain` calls them, with what would keep such issues at the lowest tier.
CAUSES = {
    "authority": (
        "no authority", "无权限", "The tier may not decide them: give it the right to decide more.",
        "该层级无权处置：把更多处置权下放。"),
    "competence": (
        "too hard", "能力不足", "The tier tried and did not solve them: train or pair the workers.",
        "已办理但未解决：培训或结对提升能力。"),
    "referral": (
        "passed on", "主动上交", "Passed up untouched, more often under load: shorten the line, or make it less easy.",
        "未办理即上交，负荷越重越常见：缩短排队或限制随意上交。"),
    "uncovered": (
        "no active unit", "无在岗单元", "The unit was not there or not active: fill and activate it.",
        "单元空缺或未运转：补齐并激活。"),
    "deadline": (
        "waited too long", "等待超时", "They waited longer than the limit: free hours for issues.",
        "等待超过时限：腾出办理时间。"),
    "misroute": (
        "sent too high", "派单过高", "The desk sent them one tier too high: assign more exactly.",
        "受理时派高一级：提高派单准确度。"),
    "reopened": (
        "reopened", "重新打开", "Residents were not content and the tier above took them: solve them the first time.",
        "居民不满意，由上一级接手：一次办好。"),
    "emergency": (
        "emergency", "紧急事项", "By rule such emergencies start higher: decide which the tier may begin itself.",
        "按规则从更高层级开始：明确哪些可先办。"),
    "direct": (
        "went straight up", "直接上行", "A resident or a rule went straight higher: let the channel report below first.",
        "居民或规则直接到更高层级：让渠道先报最低层级。"),
    "full": (
        "no room to wait", "候办已满", "No place was left to wait: make room, or work faster.",
        "没有候办位置：增加位置或加快办理。"),
    "routed": (
        "moved on, as observed", "按记录流转",
        "The log shows that they go up and not why: no measure of authority or competence can change it here.",
        "记录显示其上行而未说明原因：权限或能力类措施在此不能改变它。"),
}

RESPONSES = {
    "share": ("closed at", "办结比例"), "share_handled": ("handled at", "处置比例"),
    "share_registered": ("closed at, registered only", "登记事项办结比例"),
    "issues_arisen": ("issues that arose", "发生数"), "issues_closed": ("issues closed", "办结数"),
    "open_share": ("still open", "未办结比例"), "undiscovered_share": ("never noticed", "未发现比例"),
    "withdrawn_share": ("given up by residents", "居民放弃比例"),
    "time_to_close_mean": ("mean time to close", "平均办结时间"),
    "time_to_close_p50": ("median time to close", "办结时间中位数"),
    "time_to_close_p90": ("90% closed within", "九成事项办结时间"),
    "time_to_close_mean_by_tier": ("mean time to close", "分层级平均办结时间"),
    "time_to_close_mean_by_type": ("mean time to close", "分类型平均办结时间"),
    "lowest_tier_share_by_type": ("closed at the lowest tier", "最低层级办结比例"),
    "discovery_delay_mean": ("mean time until noticed", "平均发现时间"),
    "found_by_share": ("found by", "渠道发现比例"), "sojourn_mean": ("mean visit", "平均停留时间"),
    "wait_mean": ("mean wait", "平均等待时间"), "queue_length_mean": ("mean line", "平均排队数"),
    "utilisation": ("staff busy", "利用率"), "overloaded_units": ("overloaded units", "超负荷单元比例"),
    "units_in_band": ("units on target", "达标单元比例"), "reopen_rate": ("reopened", "重开率"),
    "satisfaction": ("residents content", "满意率"), "on_time_rate": ("on time", "按期办结率"),
    "misroute_rate": ("assigned wrongly", "派错率"), "duplicate_reports": ("duplicate reports", "重复上报数"),
    "false_alarms": ("false alarms", "误报数"), "staff_cost": ("cost of staff", "人员成本"),
    "policy_cost": ("cost of measures", "措施成本"), "cost_per_closed_issue": ("cost per closed issue", "单件办结成本"),
    "department_wait_mean": ("wait for the department", "部门平均等待时间"),
    "department_utilisation": ("department busy", "部门利用率"), "intake_utilisation": ("intake desk busy", "受理利用率"),
    "peak_open": ("most open at once", "未办结峰值"), "time_to_close_gini": ("Gini of time to close", "办结时间基尼系数"),
    "time_to_close_worst_tenth": ("time to close, slowest tenth", "最慢一成单元办结时间"),
    "lowest_tier_share_gini": ("Gini of the lowest tier's share", "就地办结基尼系数"),
    "lowest_tier_share_worst_tenth": ("lowest tier's share, worst tenth", "最差一成单元就地办结比例"),
    "vacancy_share": ("vacant posts", "空缺率"), "weak_share": ("weak units", "软弱比例"),
    "uncovered_share": ("issues without a unit", "无单元事项比例"), "blank_share": ("issues in blank spots", "空白点事项比例"),
    "volunteer_turnout": ("volunteers who came", "志愿者到场率"), "proactive_share": ("settled unasked", "主动办结比例"),
    "recovery_time": ("time to recover", "恢复时间"),
}

STATES = {
    "holds": ("✓", "holds", "满足"), "violated": ("✗", "violated", "不满足"), "open": ("?", "not settled", "尚未判定"),
    "meets": ("✓", "meets the targets", "达标"), "misses": ("✗", "misses them", "未达标"),
    "invalid": ("–", "could not be run", "无法运行"),
    "met": ("✓", "met", "达标"), "not met": ("✗", "not met", "未达标"), "undecided": ("?", "undecided", "尚无定论"),
    "inconclusive": ("?", "inconclusive", "不明"),
}

FATES = {
    "withdrawn": ("given up", "居民放弃"), "open": ("still open", "仍未办结"),
    "undiscovered": ("never noticed", "未发现"), "absent": ("did not arise", "未发生"),
}


class Titles:
    """Titles in one language: those of the scenario where the results hold them, else those that everybody uses."""

    def __init__(self, result, lang: str):
        self.speech = Speech(lang)
        self.lang = lang
        manifest = result.manifest
        self._own = manifest.get("titles") or manifest.get("scenario", {}).get("titles") or {}

    def _find(self, group: str, key: str, common: dict[str, tuple]) -> str:
        own = self._own.get(group, {}).get(key)
        # A title that only repeats the id says nothing in Chinese; a word that everybody uses does.
        if own and own.get(self.lang) and not (own[self.lang] == key and key in common):
            return own[self.lang]
        if key in common:
            return self.speech.say(common[key][0], common[key][1])
        return key.replace("_", " ")

    def tier(self, key: str) -> str:
        return self._find("tiers", key, TIERS)

    def type(self, key: str) -> str:
        return self._find("types", key, {})

    def department(self, key: str) -> str:
        return self._find("departments", key, {})

    def channel(self, key: str) -> str:
        return self._find("channels", key, {})

    def cause(self, key: str) -> str:
        return self._find("causes", key, CAUSES)

    def advice(self, key: str) -> str:
        return self.speech.say(*CAUSES[key][2:]) if key in CAUSES else ""

    def fate(self, key: str) -> str:
        return self._find("fates", key, FATES) if key in FATES else self.tier(key)

    def mark(self, state: str) -> str:
        return STATES[state][0] if state in STATES else "?"

    def state(self, key: str) -> str:
        """The mark and the word of a state, so that no colour is needed; no line ends between them."""
        mark, en, zh = STATES.get(key, ("?", key, key))
        return f"{mark}\u00a0{self.speech.say(en, zh)}"

    def response(self, name: str, response_class: str = "") -> str:
        title = self.speech.say(*RESPONSES.get(name, (name.replace("_", " "), name.replace("_", " "))))
        if not response_class:
            return title
        part = self.part(name, response_class)
        if name in {"share", "share_handled", "share_registered", "found_by_share"}:
            return self.speech.say(f"{title} {part}", f"{part}{title}")
        return self.speech.say(f"{title}, {part}", f"{part}{title}")

    def demand(self, criterion: str) -> str:
        """What a demand is about, by its name in the tables, such as share.grid."""
        response, _, part = criterion.partition(".")
        return self.response(response, part)

    def part(self, name: str, response_class: str) -> str:
        """The class of a response: a tier, or whatever this response is divided by."""
        if name.endswith("_by_type"):
            return self.type(response_class)
        if name.startswith("department_"):
            return self.department(response_class)
        if name == "found_by_share":
            return self.channel(response_class)
        return self.tier(response_class)

    def scenario(self, manifest: Mapping[str, Any]) -> str:
        """The title of what was run; its name where it has none."""
        for key in ("scenario", "design"):
            if own := manifest.get(key):
                return own.get(f"title_{self.lang}") or own.get("title_en") or own.get("name", "")
        return manifest.get("name", "")
