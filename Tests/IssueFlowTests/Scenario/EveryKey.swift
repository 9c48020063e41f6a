/// A scenario that writes every key of the language, and for each key another value.
enum EveryKey {
  static let text = """
    schema: 1
    name: every-key
    title: {en: Every key, zh: 所有键}
    about: A scenario for tests
    caution: Numbers made up
    start: 2025-03-01
    observe: 90 days
    warm_up: detect(at most 60 days)
    drain: 30 days
    seed: 7
    replications: 20
    generator: mt19937
    holidays: h.csv
    calendars:
      - {id: office, title: Office, week: Mon-Fri 09:00-17:00, holidays: open}
      - {id: evening, week: Mon-Fri 18:00-21:00}
    profiles:
      - id: day
        weekday: [\(numbers(24, 1))]
        saturday: [\(numbers(24, 2))]
        sunday: [\(numbers(24, 3))]
        months: [\(numbers(12, 1))]
      - id: hours
        week: [\(numbers(168, 1))]
    city:
      units: {street: 2, grid: 5}
      households: "lognormal(median: 500, sigma: 0.3)"
      skew: "gamma(mean: 1, cv: 0.5)"
      seed: 9
      ground: drawn
      household_size: 2.6
    ensemble: {file: e.csv, city: 0}
    tiers:
      - id: grid
        title: Grid
        staff: 1.5
        calendar: office
        discipline: priority
        end_of_shift: finish and leave
        waiting_room: 50
        paperwork: 30%
        speed: 1.1
        competence: {level: 0.6, spread: 0.1}
        referral: {base: 5%, rise: 20%, at_queue: 8}
        wait_limit: 5 working days
        overdue: stay
        transfer: 30 min
        send_down: 10%
        send_down_delay: 1 h
        cost_per_worker: 80000 per year
        collect_every: 4 h
        switching: 5 min
        lines: [{id: order, title: Order, staff: 2}, {id: civil}]
        line_duplicates: 10%
        line_check: 10 min
        turnover: {quit_rate: 0.2 per year, lead_time: 60 days, ramp_up: 30 days, newcomer_pace: 60%}
        weakness: {onset: 1 per year, recovery: 180 days, pace: 70%, competence: 0.1}
        coverage: {covered: 95%, effective: 90%, period: 20 days}
        leadership: {mean: 0.1, sd: 0.2}
        floor: {area: 60, per_seat: 15, norm: 100, norm_per_100_households: 30}
      - id: street
    types:
      - id: noise
        title: {en: Noise, zh: 噪声}
        rate: 12 per 1000 households per month
        profile: day
        over_dispersion: 0.2
        complexity: beta(2, 5)
        authority: {grid: 70%}
        work: {grid: "lognormal(mean: 40 min, cv: 1.2)"}
        examine: {grid: 5 min}
        outside: {street: 2 days}
        urgency: urgent
        limit: 15 days
        found_by: {hotline: 2 h}
        worsening: 0.02 per day
        self_help: 15%
        self_help_time: 1 day
        start_at: grid
        departments: {police: 40%}
        deliberation: 10%
        recurrence: 20%
        recurrence_delay: 30 days
        line: civil
        ownerless: 10%
        ownerless_delay: 5 days
        blank: 10%
        joint_meeting: 20%
      - id: pets
        rate: 1 per unit per day
        work: {grid: 1 h}
        start_at: {grid: 90%, street: 10%}
        routing: {grid: {street: {share: 2%, after: 1 h}, grid: 3%}, street: {grid: 5%}}
    channels:
      - id: hotline
        title: Hotline
        calendar: office
        reports_to: street
        needs_intake: false
        travel: 10 min
        duplicates: 0.3
        false_alarms: 0.1
        circle: {centres: 2, area: 3, speed: 60, radius: 10 min, beyond: 50%}
        complaint: true
        verify: 15 min
    intake:
      at: street
      staff: 2
      calendar: office
      work: 5 min
      dispatch: 10 min
      wrong_unit: 2%
      wrong_tier: 3%
      check_work: 4 min
      return_delay: 1 day
      cost_per_worker: 70000 per year
    departments:
      - {id: police, title: Police, staff: 3, calendar: office, response: 2 h, work: 1 h, cost_per_worker: 9 per year}
    whistle: {at: street}
    deliberation:
      at: street
      sessions: Tue,Thu 19:00
      batch: 6
      quorum: 80%
      success: 60%
      duration: 2 h
      attempts: 2
      rooms: 2
      other_use: 0.5
    joint_meeting: {at: grid, sessions: "Wed 14:00"}
    responders:
      - id: firm
        title: Firm
        coverage: 50%
        types: {noise: true}
        per_unit: 2
        calendar: office
        work: 1 h
        competence: {level: 0.4, spread: 0.1}
        delay: 2 h
    volunteers:
      - {id: members, title: Members, per_unit: 3, response: 10%, sessions: "Wed 19:00", stay: 3 h, pace: 0.7, skill: -0.1}
    errands:
      - {id: forms, title: Forms, rate: 2 per unit per week, profile: day, work: 30 min}
    feedback:
      call_back: 90%
      delay: 2 days
      dissatisfied: 10%
      dissatisfied_if_late: 20%
      false_closure: {grid: 5%}
      reopen: 50%
      reopen_above: 30%
      at_most: 2
    withdrawal: {impatient: 10%, patience: 10 days}
    backlog: 1 week
    targets:
      split: handled at
      confidence: 90%
      replications_at_most: 80
      severity: warn
      shares: {grid: 70% ± 5 points, street: {share: 30%, tolerance: 4 points}}
      guards: {withdrawn_share: at most 2%, "utilisation.grid": at most 85%}
    measures:
      - {id: relieve_paperwork, dose: 50%, from: 2025-04-01, until: 2025-05-01, grid: 20%}
    expect: {withdrawn_share: falls by at least 10%}

    """

  static let files = [
    "s.yaml": text, "h.csv": "date,kind\n2025-05-01,holiday\n", "h2.csv": "date,kind\n2025-05-02,workday\n",
    "g.csv": "id,parent,households\ng,s,5\n", "s.csv": "id\ns\n",
    "e.csv": "backlog\n2 weeks\n3 weeks\n", "e2.csv": "backlog\n4 weeks\n",
  ]

  /// For each key of the language, an override that says something else.
  static let changes: [String: String] = [
    "name": "name=other", "title": "title.zh=另一个", "about": "about=Other",
    "caution": "caution=Other", "start": "start=2026-01-01",
    "observe": "observe=1 year", "warm_up": "warm_up=3 days", "drain": "drain=1 day", "seed": "seed=8",
    "replications": "replications=21", "generator": "generator=philox", "holidays": "holidays=h2.csv",
    "calendars": "calendars=[{id: office, week: always}]", "calendars.id": "calendars.office.id=desk",
    "calendars.title": "calendars.office.title=Desk", "calendars.week": "calendars.office.week=always",
    "calendars.holidays": "calendars.office.holidays=closed", "profiles": "profiles=[{id: day}]",
    "profiles.id": "profiles.day.id=night", "profiles.week": "profiles.hours.week=[\(numbers(168, 5))]",
    "profiles.weekday": "profiles.day.weekday=[\(numbers(24, 5))]",
    "profiles.saturday": "profiles.day.saturday=[\(numbers(24, 5))]",
    "profiles.sunday": "profiles.day.sunday=[\(numbers(24, 5))]",
    "profiles.months": "profiles.day.months=[\(numbers(12, 5))]",
    "city": "city={units: {grid: 3}}", "city.units": "city.units.grid=6",
    "city.files": "city={files: {grid: g.csv, street: s.csv}}", "city.households": "city.households=400",
    "city.skew": "city.skew=1", "city.household_size": "city.household_size=2.7",
    "tiers.collect_every": "tiers.grid.collect_every=5 h", "tiers.switching": "tiers.grid.switching=6 min",
    "tiers.lines": "tiers.grid.lines=[{id: civil}]", "tiers.lines.id": "tiers.grid.lines.order.id=law",
    "tiers.lines.title": "tiers.grid.lines.order.title=Law", "tiers.lines.staff": "tiers.grid.lines.order.staff=3",
    "tiers.line_duplicates": "tiers.grid.line_duplicates=11%", "tiers.line_check": "tiers.grid.line_check=11 min",
    "tiers.turnover": "tiers.grid.turnover=none",
    "tiers.turnover.quit_rate": "tiers.grid.turnover.quit_rate=0.3 per year",
    "tiers.turnover.lead_time": "tiers.grid.turnover.lead_time=61 days",
    "tiers.turnover.ramp_up": "tiers.grid.turnover.ramp_up=31 days",
    "tiers.turnover.newcomer_pace": "tiers.grid.turnover.newcomer_pace=61%",
    "tiers.weakness": "tiers.grid.weakness=none",
    "tiers.weakness.onset": "tiers.grid.weakness.onset=2 per year",
    "tiers.weakness.recovery": "tiers.grid.weakness.recovery=181 days",
    "tiers.weakness.pace": "tiers.grid.weakness.pace=71%",
    "tiers.weakness.competence": "tiers.grid.weakness.competence=0.2",
    "tiers.coverage": "tiers.grid.coverage=none", "tiers.coverage.covered": "tiers.grid.coverage.covered=96%",
    "tiers.coverage.effective": "tiers.grid.coverage.effective=91%",
    "tiers.coverage.period": "tiers.grid.coverage.period=21 days", "tiers.leadership": "tiers.grid.leadership=none",
    "tiers.leadership.mean": "tiers.grid.leadership.mean=0", "tiers.leadership.sd": "tiers.grid.leadership.sd=0.3",
    "tiers.floor": "tiers.grid.floor=none", "tiers.floor.area": "tiers.grid.floor.area=61",
    "tiers.floor.per_seat": "tiers.grid.floor.per_seat=16", "tiers.floor.norm": "tiers.grid.floor.norm=101",
    "tiers.floor.norm_per_100_households": "tiers.grid.floor.norm_per_100_households=31",
    "types.line": "types.noise.line=order", "types.ownerless": "types.noise.ownerless=11%",
    "types.ownerless_delay": "types.noise.ownerless_delay=6 days", "types.blank": "types.noise.blank=11%",
    "types.joint_meeting": "types.noise.joint_meeting=21%", "channels.circle": "channels.hotline.circle=none",
    "channels.circle.centres": "channels.hotline.circle.centres=3",
    "channels.circle.area": "channels.hotline.circle.area=4",
    "channels.circle.speed": "channels.hotline.circle.speed=61",
    "channels.circle.radius": "channels.hotline.circle.radius=11 min",
    "channels.circle.beyond": "channels.hotline.circle.beyond=51%",
    "channels.complaint": "channels.hotline.complaint=false",
    "channels.verify": "channels.hotline.verify=16 min", "deliberation.rooms": "deliberation.rooms=3",
    "deliberation.other_use": "deliberation.other_use=0.6", "joint_meeting": "joint_meeting=none",
    "joint_meeting.at": "joint_meeting.at=street", "joint_meeting.sessions": "joint_meeting.sessions=Thu 14:00",
    "joint_meeting.batch": "joint_meeting.batch=7", "joint_meeting.quorum": "joint_meeting.quorum=81%",
    "joint_meeting.success": "joint_meeting.success=61%", "joint_meeting.duration": "joint_meeting.duration=3 h",
    "joint_meeting.attempts": "joint_meeting.attempts=4", "joint_meeting.rooms": "joint_meeting.rooms=3",
    "joint_meeting.other_use": "joint_meeting.other_use=0.6", "responders": "responders=[]",
    "responders.id": "responders.firm.id=other", "responders.title": "responders.firm.title=Other",
    "responders.coverage": "responders.firm.coverage=51%", "responders.types": "responders.firm.types.noise=false",
    "responders.per_unit": "responders.firm.per_unit=3", "responders.calendar": "responders.firm.calendar=evening",
    "responders.work": "responders.firm.work=2 h", "responders.competence": "responders.firm.competence={level: 1}",
    "responders.competence.level": "responders.firm.competence.level=0.5",
    "responders.competence.spread": "responders.firm.competence.spread=0.2",
    "responders.delay": "responders.firm.delay=3 h", "volunteers": "volunteers=[]",
    "volunteers.id": "volunteers.members.id=other", "volunteers.title": "volunteers.members.title=Other",
    "volunteers.per_unit": "volunteers.members.per_unit=4", "volunteers.response": "volunteers.members.response=11%",
    "volunteers.sessions": "volunteers.members.sessions=Thu 19:00", "volunteers.stay": "volunteers.members.stay=4 h",
    "volunteers.pace": "volunteers.members.pace=0.8", "volunteers.skill": "volunteers.members.skill=0",
    "errands": "errands=[]", "errands.id": "errands.forms.id=other", "errands.title": "errands.forms.title=Other",
    "errands.rate": "errands.forms.rate=3 per unit per week", "errands.profile": "errands.forms.profile=hours",
    "errands.work": "errands.forms.work=31 min", "city.seed": "city.seed=10", "city.ground": "city.ground=fixed",
    "ensemble": "ensemble=none", "ensemble.file": "ensemble.file=e2.csv", "ensemble.city": "ensemble.city=1",
    "tiers": "tiers=[{id: grid}]",
    "tiers.id": "tiers.grid.id=block", "tiers.title": "tiers.grid.title=Block", "tiers.staff": "tiers.grid.staff=2",
    "tiers.calendar": "tiers.grid.calendar=always", "tiers.discipline": "tiers.grid.discipline=earliest deadline",
    "tiers.end_of_shift": "tiers.grid.end_of_shift=hand over",
    "tiers.waiting_room": "tiers.grid.waiting_room=unlimited",
    "tiers.paperwork": "tiers.grid.paperwork=25%", "tiers.speed": "tiers.grid.speed=0.9",
    "tiers.competence": "tiers.grid.competence={level: 1}", "tiers.competence.level": "tiers.grid.competence.level=0.7",
    "tiers.competence.spread": "tiers.grid.competence.spread=0.2", "tiers.referral": "tiers.grid.referral={base: 1%}",
    "tiers.referral.base": "tiers.grid.referral.base=6%", "tiers.referral.rise": "tiers.grid.referral.rise=1%",
    "tiers.referral.at_queue": "tiers.grid.referral.at_queue=9", "tiers.wait_limit": "tiers.grid.wait_limit=none",
    "tiers.overdue": "tiers.grid.overdue=escalate", "tiers.transfer": "tiers.grid.transfer=exponential(1 h)",
    "tiers.send_down": "tiers.grid.send_down=11%", "tiers.send_down_delay": "tiers.grid.send_down_delay=2 h",
    "tiers.cost_per_worker": "tiers.grid.cost_per_worker=5 per month",
    "types": "types=[{id: noise, rate: 1 per unit per day}]", "types.id": "types.noise.id=dogs",
    "types.title": "types.noise.title.en=Pets", "types.rate": "types.noise.rate=5 per city per day",
    "types.profile": "types.noise.profile=hours", "types.over_dispersion": "types.noise.over_dispersion=0",
    "types.complexity": "types.noise.complexity=0.5", "types.authority": "types.noise.authority.grid=71%",
    "types.work": "types.noise.work.grid=1 h", "types.examine": "types.noise.examine.grid=6 min",
    "types.outside": "types.noise.outside.street=3 days", "types.urgency": "types.noise.urgency=emergency",
    "types.limit": "types.noise.limit=none", "types.found_by": "types.noise.found_by.hotline=3 h",
    "types.worsening": "types.noise.worsening=0 per day", "types.self_help": "types.noise.self_help=16%",
    "types.self_help_time": "types.noise.self_help_time=2 days", "types.start_at": "types.noise.start_at=street",
    "types.routing": "types.pets.routing=none", "types.routing.share": "types.pets.routing.grid.street.share=3%",
    "types.routing.after": "types.pets.routing.grid.street.after=2 h",
    "types.departments": "types.noise.departments.police=41%", "types.deliberation": "types.noise.deliberation=11%",
    "types.recurrence": "types.noise.recurrence=21%", "types.recurrence_delay": "types.noise.recurrence_delay=31 days",
    "channels": "channels=[]", "channels.id": "channels.hotline.id=app", "channels.title": "channels.hotline.title=App",
    "channels.calendar": "channels.hotline.calendar=evening", "channels.reports_to": "channels.hotline.reports_to=grid",
    "channels.needs_intake": "channels.hotline.needs_intake=true", "channels.travel": "channels.hotline.travel=0 min",
    "channels.duplicates": "channels.hotline.duplicates=0", "channels.false_alarms": "channels.hotline.false_alarms=0",
    "intake": "intake=none", "intake.at": "intake.at=grid", "intake.staff": "intake.staff=3",
    "intake.calendar": "intake.calendar=evening", "intake.work": "intake.work=6 min",
    "intake.dispatch": "intake.dispatch=11 min", "intake.wrong_unit": "intake.wrong_unit=1%",
    "intake.wrong_tier": "intake.wrong_tier=1%", "intake.check_work": "intake.check_work=5 min",
    "intake.return_delay": "intake.return_delay=2 days", "intake.cost_per_worker": "intake.cost_per_worker=1 per year",
    "departments": "departments=[]", "departments.id": "departments.police.id=fire",
    "departments.title": "departments.police.title=Fire", "departments.staff": "departments.police.staff=4",
    "departments.calendar": "departments.police.calendar=evening",
    "departments.response": "departments.police.response=3 h", "departments.work": "departments.police.work=2 h",
    "departments.cost_per_worker": "departments.police.cost_per_worker=8 per year", "whistle": "whistle=none",
    "whistle.at": "whistle.at=grid", "deliberation": "deliberation=none", "deliberation.at": "deliberation.at=grid",
    "deliberation.sessions": "deliberation.sessions=Mon 19:00", "deliberation.batch": "deliberation.batch=7",
    "deliberation.quorum": "deliberation.quorum=81%", "deliberation.success": "deliberation.success=61%",
    "deliberation.duration": "deliberation.duration=3 h", "deliberation.attempts": "deliberation.attempts=3",
    "feedback": "feedback=none", "feedback.call_back": "feedback.call_back=91%",
    "feedback.delay": "feedback.delay=3 days",
    "feedback.dissatisfied": "feedback.dissatisfied=11%",
    "feedback.dissatisfied_if_late": "feedback.dissatisfied_if_late=21%",
    "feedback.false_closure": "feedback.false_closure.grid=6%", "feedback.reopen": "feedback.reopen=51%",
    "feedback.reopen_above": "feedback.reopen_above=31%", "feedback.at_most": "feedback.at_most=3",
    "withdrawal": "withdrawal=none", "withdrawal.impatient": "withdrawal.impatient=11%",
    "withdrawal.patience": "withdrawal.patience=11 days", "backlog": "backlog=2 weeks", "targets": "targets=none",
    "targets.split": "targets.split=registered", "targets.confidence": "targets.confidence=99%",
    "targets.replications_at_most": "targets.replications_at_most=160", "targets.severity": "targets.severity=error",
    "targets.shares": "targets.shares.street.tolerance=1 point",
    "targets.guards": "targets.guards.withdrawn_share=at least 1%",
    "measures": "measures.relieve_paperwork.dose=20%", "expect": "expect.withdrawn_share=rises",
  ]

  /// Distinct weights, so that a list in the wrong place shows.
  static func numbers(_ count: Int, _ first: Int) -> String {
    (0..<count).map { "\($0 * 7 + first)" }.joined(separator: ",")
  }
}
