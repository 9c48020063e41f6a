extension Template {
  /// The comments of the templates by their English: line by line, in the order of the files. Those that are not here, such as
  /// commands, are the same in both languages; a test names what was forgotten.
  static let comments: [String: String] = [
    // small-town.yaml
    "A small town to begin with: 2 streets x 3 communities x 4 grids, sixty days. It runs in well under a second:":
      "入门用的小城：2 个镇街 × 3 个社区 × 4 个网格，共六十天。运行不到一秒：",
    "Change a number, run it again. Any number may be written plainly, or with its range and where it is from:":
      "改一个数字，再运行一次。任何数字都可以直接写，也可以连同取值范围和来源一起写：",
    "What is watched: issues that arise in these 60 days. Before them, 14 days fill the queues; after them, the issues are":
      "观察的是这 60 天内发生的事项。之前的 14 天用来使队列达到常态；之后对这些事项最多再跟踪",
    "followed for up to 60 days more. Twenty runs with different luck say how sure the answer is.":
      "60 天。用不同的随机数运行二十次，可知答案有多可靠。",
    "When people work. `always` (day and night) needs no entry. For public holidays add `holidays: FILE.csv` with the":
      "人员何时上班。`always`（昼夜不停）无须列出。法定节假日请加 `holidays: 文件.csv`，",
    "columns date and kind (holiday or workday).": "其列为 date（日期）与 kind（holiday 放假或 workday 调休上班）。",
    "When issues arise: 24 weights for the hours of a weekday; only their ratios matter.":
      "事项何时发生：工作日 24 个小时的权重，只看相互比例。",
    "The ground. Two streets; in each, three communities; in each of those, four grids of about 300 households.":
      "地面：两个镇街，各有三个社区；每个社区四个网格，每个网格约 300 户。",
    "(Quotes, because a colon with a space means something to YAML.)": "（加引号，因为冒号加空格在 YAML 中另有含义。）",
    "Some places have more trouble than others: a multiplier of what arises, one on average.":
      "有些地方问题更多：发生量的倍数，平均为一。",
    "From the ground up. Issues start in the grid; what a tier may not or cannot settle goes to the next.":
      "自下而上。事项从网格开始；一个层级无权或无力解决的，交给上一级。",
    "workers in each grid": "每个网格的人数",
    "emergencies first; or: first come, earliest deadline": "紧急优先；也可以是 first come（先到先办）、earliest deadline（时限最近者先办）",
    "of the shift, lost to reports": "班次中被填表报数占去的比例",
    "half of the issues of complexity 0.75 succeed": "复杂度为 0.75 的事项有一半能办成",
    "then it goes up unseen": "超过则未经处理直接上交",
    "to the community": "转到社区所需的时间",
    "What residents bring. With these rates a grid has about 1.4 issues a working day; from rates, hands-on times and":
      "居民反映什么。按这些发生率，每个网格每个工作日约有 1.4 件；由以上发生率、办理时间与",
    "hours above, staff are busy 0.45 of the time left after paperwork in a grid, 0.52 in a community, 0.63 in a street.":
      "工作时间可得，除去填表，网格人员有 0.45 的时间在忙，社区为 0.52，镇街为 0.63。",
    "0 is easy, 1 is hard": "0 为容易，1 为困难",
    "The share that each tier may decide. The top tier decides everything.": "各层级有权决定的比例。最高层级全部有权。",
    "Hands-on time where it is settled, and until a tier sees that it may not settle it.":
      "办结所需的办理时间；以及（examine）层级发现自己无权办理所需的时间。",
    "Who notices first? Each clock runs in the hours of its channel; the first to ring reports it.":
      "谁先发现？各渠道的时钟在其工作时间内走，最先响的那个上报。",
    "of those that reach the street": "占到达镇街的事项的比例",
    "settled by neighbours or the property firm, never registered": "由邻里或物业解决、从未登记的比例",
    "After the work, days in which others must act and no worker is bound.": "办理之后，等待他方行动、不占用人员的天数。",
    "Ways to notice an issue.": "发现事项的渠道。",
    "the worker who finds it keeps it": "谁发现谁处理",
    "further reports of the same issue, on average": "同一事项平均另有多少次重复反映",
    "The desk that registers reports and says who handles them.": "登记并派单的窗口。",
    "Departments that the street can call (the whistle).": "镇街可以呼叫的部门（吹哨报到）。",
    "Residents' sessions on two evenings a week.": "每周两晚的居民议事会。",
    "After closing: who is asked, who is not content, who opens it again.": "办结之后：回访多少，多少人不满意，多少人要求重办。",
    "Residents who give up waiting.": "不再等待的居民。",
    "What the policy should reach, and what that may not cost.": "政策应达到什么，又不得以什么为代价。",
    // small-town-policy.yaml
    "A policy for small-town.yaml that meets its target. A policy says only what differs.":
      "使 small-town.yaml 达标的方案。方案只写不同之处。",
    "issueflow check small-town-policy.yaml                      # exit code 0: met":
      "    issueflow check small-town-policy.yaml                      # 退出码 0：达标",
    "issueflow compare small-town.yaml small-town-policy.yaml    # what it changes, issue by issue":
      "    issueflow compare small-town.yaml small-town-policy.yaml    # 逐件事项看改变了什么",
    "`issueflow measures` lists all 43; `issueflow explain online_channel` says what one does, and its side effect.":
      "`issueflow measures` 列出全部 43 项措施；`issueflow explain online_channel` 说明其作用与副作用。",
    "the grid may decide more": "网格可以决定更多",
    "residents find the grid instead of the community": "居民直接找到网格，而不是社区",
    "hours for issues instead of reports": "把填表的时间用来办事",
    // mm1.yaml
    "M/M/1: one grid of one worker, open day and night; 0.9 issues a minute, one minute of work each.":
      "M/M/1：一个网格一名人员，昼夜不停；每分钟 0.9 件，每件办理一分钟。",
    "Theory: time in the grid 10 minutes, waiting 9, number waiting 8.1, 90 % of issues within 23.026.":
      "理论值：在网格停留 10 分钟，等待 9 分钟，等待件数 8.1，90 % 的事项在 23.026 分钟内办结。",
    "Length: the asymptotic variance of the mean wait is rho (2 + 5 rho - 4 rho^2 + rho^3) / (1 - rho)^4 = 35,900 per issue;":
      "长度：平均等待的渐近方差为每件 rho (2 + 5 rho - 4 rho^2 + rho^3) / (1 - rho)^4 = 35,900；",
    "39 million issues make the 99.9 % interval about 1.3 % of the value wide to each side.":
      "3,900 万件使 99.9 % 区间的单侧宽度约为该值的 1.3 %。",
  ]
}
