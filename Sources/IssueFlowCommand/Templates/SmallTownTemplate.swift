extension Template {
  /// `Scenarios/small-town.yaml`, the small town to begin with; a test keeps the two alike.
  static let smallTownText = #"""
    # A small town to begin with: 2 streets x 3 communities x 4 grids, sixty days. It runs in well under a second:
    #
    #     issueflow run small-town.yaml
    #
    # Change a number, run it again. Any number may be written plainly, or with its range and where it is from:
    #     staff: {value: 2, range: [1, 3], source: guess}

    schema: 1
    name: small-town
    title: {en: Small town, zh: 小城}

    # What is watched: issues that arise in these 60 days. Before them, 14 days fill the queues; after them, the issues are
    # followed for up to 60 days more. Twenty runs with different luck say how sure the answer is.
    start: 2025-01-01
    warm_up: 14 days
    observe: 60 days
    drain: 60 days
    seed: 1
    replications: 20

    # When people work. `always` (day and night) needs no entry. For public holidays add `holidays: FILE.csv` with the
    # columns date and kind (holiday or workday).
    calendars:
      - id: office
        title: {en: Office hours, zh: 工作时间}
        week: Mon-Fri 08:30-12:00 13:30-17:30

    # When issues arise: 24 weights for the hours of a weekday; only their ratios matter.
    profiles:
      - id: evening
        weekday: [1, 1, 1, 1, 1, 1, 2, 3, 4, 4, 4, 4, 4, 4, 4, 4, 5, 6, 8, 9, 9, 8, 5, 2]

    # The ground. Two streets; in each, three communities; in each of those, four grids of about 300 households.
    city:
      units: {street: 2, community: 3, grid: 4}
      households: "gamma(mean: 300, cv: 0.2)"
      # (Quotes, because a colon with a space means something to YAML.)
      # Some places have more trouble than others: a multiplier of what arises, one on average.
      skew: "lognormal(mean: 1, cv: 0.4)"

    # From the ground up. Issues start in the grid; what a tier may not or cannot settle goes to the next.
    tiers:
      - id: grid
        title: {en: Grid, zh: 网格}
        staff: 1 # workers in each grid
        calendar: office
        discipline: priority # emergencies first; or: first come, earliest deadline
        paperwork: 40% # of the shift, lost to reports
        competence: {level: 0.75, spread: 0.1} # half of the issues of complexity 0.75 succeed
        wait_limit: 3 working days # then it goes up unseen
        transfer: 45 min # to the community
      - id: community
        title: {en: Community, zh: 社区}
        staff: 1
        calendar: office
        discipline: earliest deadline
        paperwork: 30%
        transfer: 1 h
      - id: street
        title: {en: Street, zh: 镇街}
        staff: 1
        calendar: office
        discipline: earliest deadline
        paperwork: 10%

    # What residents bring. With these rates a grid has about 1.4 issues a working day; from rates, hands-on times and
    # hours above, staff are busy 0.45 of the time left after paperwork in a grid, 0.52 in a community, 0.63 in a street.
    types:
      - id: noise
        title: {en: Noise, zh: 噪声扰民}
        rate: 45 per 1000 households per month
        profile: evening
        complexity: beta(2, 4) # 0 is easy, 1 is hard
        # The share that each tier may decide. The top tier decides everything.
        authority: {grid: 70%, community: 85%, street: 100%}
        # Hands-on time where it is settled, and until a tier sees that it may not settle it.
        work:
          grid: "gamma(mean: 110 min, cv: 0.7)"
          community: "gamma(mean: 100 min, cv: 0.9)"
          street: "gamma(mean: 2 h, cv: 0.9)"
        examine: {grid: 40 min}
        limit: 5 working days
        # Who notices first? Each clock runs in the hours of its channel; the first to ring reports it.
        found_by:
          patrol: exponential(12 h)
          hotline: exponential(15 h)
        departments: {urban_management: 50%} # of those that reach the street

      - id: rubbish
        title: {en: Rubbish, zh: 垃圾分类与清运}
        rate: 30 per 1000 households per month
        complexity: beta(2, 5)
        authority: {grid: 85%, community: 95%, street: 100%}
        work:
          grid: "gamma(mean: 90 min, cv: 0.8)"
          community: "gamma(mean: 80 min, cv: 0.8)"
        examine: {grid: 40 min, community: 30 min}
        urgency: urgent
        limit: 4 working hours
        found_by:
          patrol: exponential(6 h)
          hotline: exponential(2 days)
        self_help: 10% # settled by neighbours or the property firm, never registered
        self_help_time: 3 h

      - id: neighbours
        title: {en: Disputes between neighbours, zh: 邻里纠纷}
        rate: 20 per 1000 households per month
        profile: evening
        complexity: beta(3, 4)
        authority: {grid: 50%, community: 90%, street: 100%}
        work:
          grid: "lognormal(median: 90 min, sigma: 1.1)"
          community: "lognormal(median: 2 h, sigma: 1.0)"
          street: "lognormal(median: 3 h, sigma: 1.0)"
        examine: {grid: 60 min}
        # After the work, days in which others must act and no worker is bound.
        outside:
          community: "lognormal(median: 1 day, sigma: 1.8)"
        limit: 15 days
        found_by:
          hotline: exponential(4 days)
          visit: exponential(1 day)
        deliberation: 20%

    # Ways to notice an issue.
    channels:
      - id: patrol
        title: {en: Grid patrol, zh: 网格巡查}
        calendar: office
        reports_to: grid
        needs_intake: false # the worker who finds it keeps it
      - id: hotline
        title: {en: Hotline, zh: 12345热线}
        reports_to: grid
        duplicates: 0.3 # further reports of the same issue, on average
        false_alarms: 0.05
      - id: visit
        title: {en: Visit to the centre, zh: 群众上门}
        calendar: office
        reports_to: community
        travel: 12 min

    # The desk that registers reports and says who handles them.
    intake:
      at: community
      staff: 1
      calendar: office
      work: "gamma(mean: 8 min, cv: 0.7)"
      wrong_unit: 3%
      check_work: 15 min
      return_delay: 4 h

    # Departments that the street can call (the whistle).
    departments:
      - id: urban_management
        title: {en: Urban management, zh: 城管}
        staff: 1
        calendar: office
        response: exponential(2 h)
        work: "gamma(mean: 90 min, cv: 0.8)"

    whistle: {at: street}

    # Residents' sessions on two evenings a week.
    deliberation:
      at: community
      sessions: Tue,Thu 19:00
      batch: 4
      quorum: 85%
      success: 60%
      duration: 90 min

    # After closing: who is asked, who is not content, who opens it again.
    feedback:
      call_back: 70%
      delay: exponential(1 day)
      dissatisfied: 8%
      reopen: 40%

    # Residents who give up waiting.
    withdrawal:
      impatient: 5%
      patience: "lognormal(median: 20 days, sigma: 1)"

    # What the policy should reach, and what that may not cost.
    targets:
      shares:
        grid: 70% ± 5 points
        community: 20% ± 5 points
        street: 10% ± 5 points
      guards:
        withdrawn_share: at most 2%
        on_time_rate: at least 80%
        reopen_rate: at most 5%

    """#
}
