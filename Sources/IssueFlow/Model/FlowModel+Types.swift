import Policies
import Queueing
import RandomStreams
import ScenarioLanguage

extension FlowModel {
  struct CompiledTypes {
    var types: [IssueType] = []
    var atTiers: [TypeAtTier] = []
    var inChannels: [TypeInChannel] = []
    var calls: [DepartmentCall] = []
    var routes: [Route] = []
    var startLimits: [Double] = []
  }

  static func types(
    of scenario: Scenario, names: Names, calendars: [WorkingCalendar], _ samplers: inout SamplerBank,
    _ findings: inout Findings
  ) -> CompiledTypes {
    var compiled = CompiledTypes()
    let numbers = LuckNumbers.numbers(
      of: names.types + names.errands, bits: LuckNumbers.typeBits, settled: names.writtenTypes)
    let calls = callNumbers(scenario, names)
    for (index, spec) in scenario.types.enumerated() {
      let path = ["types", spec.id]
      for (map, key) in [
        (Array(spec.authority.keys), "authority"), (Array(spec.work.keys), "work"),
        (Array(spec.examine.keys), "examine"), (Array(spec.outside.keys), "outside"),
      ] {
        for tier in map.sorted() {
          _ = findings.index(of: tier, among: names.tiers, what: Nouns.tier, at: path + [key, tier])
        }
      }
      let profile =
        spec.profile.isEmpty
        ? 0
        : findings.index(of: spec.profile, among: names.profiles, what: Nouns.profile, at: path + ["profile"])
          .map { $0 + 1 } ?? 0
      let firstStart = compiled.startLimits.count
      let start = start(of: spec, names: names, into: &compiled, &findings)
      checkRouting(spec, scenario, names: names, &findings)
      let firstCall = compiled.calls.count
      for id in spec.departments.keys.sorted() {
        if let department = findings.index(
          of: id, among: names.departments, what: Nouns.department, at: path + ["departments", id])
        {
          compiled.calls.append(
            DepartmentCall(
              department: Int32(department), share: spec.departments[id] ?? 0,
              luckNumber: calls[CallName(type: spec.id, department: id)] ?? 0))
        }
      }
      compileTiers(spec, scenario, into: &compiled, &samplers, &findings)
      compileChannels(spec, names: names, into: &compiled, &samplers, &findings)
      let startCalendar = scenario.tiers[Int(max(0, start))].calendar
      compiled.types.append(
        IssueType(
          luckNumber: UInt16(numbers[index]), profile: Int32(profile), overDispersion: spec.overDispersion,
          complexity: samplers.add(spec.complexity),
          priorityClass: spec.urgency.priorityClass,
          limit: limit(spec.limit, calendar: scenario.calendars.first { $0.id == startCalendar }),
          worsening: spec.worsening / Horizon.minutesPerDay, selfHelp: spec.selfHelp,
          selfHelpTime: samplers.add(spec.selfHelpTime), startTier: start,
          isFoundAtOnce: spec.foundBy.isEmpty, firstCall: Int32(firstCall),
          callCount: Int32(compiled.calls.count - firstCall), deliberation: spec.deliberation,
          recurrence: spec.recurrence, recurrenceDelay: samplers.add(spec.recurrenceDelay),
          isDecidedByLuck: spec.routing != nil
            || compiled.atTiers.suffix(scenario.tiers.count).contains { $0.authority < 1 },
          line: line(spec.line, at: path + ["line"], scenario, &findings), ownerless: spec.ownerless,
          ownerlessDelay: samplers.add(spec.ownerlessDelay), fallback: samplers.add(spec.fallback ?? .constant(0)),
          hasFallback: spec.fallback != nil, blank: spec.blank, jointMeeting: spec.jointMeeting,
          lasting: spec.lasting, isRouted: spec.routing != nil, firstStart: Int32(firstStart)))
    }
    for (index, spec) in scenario.errands.enumerated() {
      compile(spec, luckNumber: numbers[scenario.types.count + index], scenario, names, &compiled, &samplers, &findings)
    }
    return compiled
  }

  /// The position of a line; the first where none is named.
  private static func line(
    _ name: String, at path: [String], _ scenario: Scenario, _ findings: inout Findings
  ) -> UInt8 {
    let lines = scenario.tiers.first?.lines.map(\.id) ?? []
    if name.isEmpty { return 0 }
    let line = findings.index(of: name, among: lines, what: .lineWord, at: path) ?? 0
    return scenario.tiers[0].mergesLines ? 0 : UInt8(truncatingIfNeeded: line)
  }

  /// A department that a type calls.
  private struct CallName: Hashable {
    let type: String
    let department: String
  }

  /// The numbers by which what departments do for types is addressed, by type and department.
  ///
  /// An address has room for one number of 16 bits beside the visit, so type and department share one.
  private static func callNumbers(_ scenario: Scenario, _ names: Names) -> [CallName: UInt16] {
    let calls = scenario.types.flatMap { type in
      type.departments.keys.sorted().map { CallName(type: type.id, department: $0) }
    }
    func id(_ call: CallName) -> String { call.type + "\u{0}" + call.department }
    let settled = calls.filter {
      names.writtenTypes.contains($0.type) && names.writtenDepartments.contains($0.department)
    }
    let numbers = LuckNumbers.numbers(
      of: calls.map(id), bits: LuckNumbers.typeBits, settled: Set(settled.map(id)))
    return Dictionary(zip(calls, numbers.map(UInt16.init))) { first, _ in first }
  }

  /// An errand is a type that the lowest tier works off and that no share counts.
  private static func compile(
    _ spec: ErrandSpec, luckNumber: Int32, _ scenario: Scenario, _ names: Names, _ compiled: inout CompiledTypes,
    _ samplers: inout SamplerBank, _ findings: inout Findings
  ) {
    let profile =
      spec.profile.isEmpty
      ? 0
      : findings.index(
        of: spec.profile, among: names.profiles, what: Nouns.profile, at: ["errands", spec.id, "profile"]
      ).map { $0 + 1 } ?? 0
    let none = samplers.add(.constant(0))
    compiled.types.append(
      IssueType(
        luckNumber: UInt16(luckNumber), profile: Int32(profile), overDispersion: 0, complexity: none,
        priorityClass: Urgency.routine.priorityClass, limit: .none, worsening: 0, selfHelp: 0, selfHelpTime: none,
        startTier: 0, isFoundAtOnce: true, firstCall: 0, callCount: 0, deliberation: 0, recurrence: 0,
        recurrenceDelay: none, isDecidedByLuck: false, isErrand: true,
        line: line(spec.line, at: ["errands", spec.id], scenario, &findings), ownerlessDelay: none, fallback: none))
    for _ in scenario.tiers {
      compiled.atTiers.append(
        TypeAtTier(
          authority: 1, work: samplers.add(spec.work), examine: none, hasExamine: false, outside: none,
          hasOutside: false, goesOn: false, falseClosure: 0))
    }
    for _ in names.channels { compiled.inChannels.append(TypeInChannel(delay: none, isUsed: false)) }
  }

  /// Fills what a file may leave out: authority and times of a tier are those of the tier below.
  private static func compileTiers(
    _ spec: IssueTypeSpec, _ scenario: Scenario, into compiled: inout CompiledTypes,
    _ samplers: inout SamplerBank, _ findings: inout Findings
  ) {
    var authority = 0.0
    var work: Distribution?
    var examine: Distribution?
    for (index, tier) in scenario.tiers.enumerated() {
      if let share = spec.authority[tier.id] {
        if share < authority {
          findings.add(
            ["types", spec.id, "authority", tier.id],
            .conflict(
              en: "`\(tier.id)` may decide less than a tier below it; shares must not fall from tier to tier upward",
              zh: "`\(tier.id)` 的权限低于下级；权限比例不得逐级下降"))
        }
        authority = max(authority, share)
      } else if spec.authority.isEmpty {
        authority = 1
      }
      work = spec.work[tier.id] ?? work
      examine = spec.examine[tier.id] ?? examine
      if work == nil, index == 0 { work = spec.work.isEmpty ? nil : .constant(0) }
      let outside = spec.outside[tier.id]
      let firstRoute = compiled.routes.count
      addRoutes(of: spec, from: index, scenario, into: &compiled, &samplers)
      compiled.atTiers.append(
        TypeAtTier(
          authority: authority, work: samplers.add(work ?? .constant(0)),
          examine: samplers.add(examine ?? .constant(0)), hasExamine: examine != nil,
          outside: samplers.add(outside ?? .constant(0)), hasOutside: outside != nil,
          goesOn: outside != nil || (scenario.whistleAt == tier.id && !spec.departments.isEmpty)
            || (scenario.deliberation?.at == tier.id && spec.deliberation > 0)
            || (scenario.jointMeeting?.at == tier.id && spec.jointMeeting > 0),
          falseClosure: scenario.feedback?.falseClosure[tier.id] ?? 0, firstRoute: Int32(firstRoute),
          routeCount: Int32(compiled.routes.count - firstRoute)))
    }
    if spec.work.isEmpty {
      findings.add(["types", spec.id], .missing(Nouns.workAt(scenario.tiers[0].id)))
    } else if spec.work[scenario.tiers[0].id] == nil, spec.mayStart(at: scenario.tiers[0].id) {
      findings.add(["types", spec.id, "work"], .missing(Nouns.workAt(scenario.tiers[0].id)))
    }
    if authority < 1 {
      findings.add(
        ["types", spec.id, "authority"],
        .conflict(
          en: "no tier may decide every issue of `\(spec.id)`; give the highest tier 100%",
          zh: "没有任何层级有权决定 `\(spec.id)` 的全部事项；最高层级应为 100%"))
    }
  }

  private static func compileChannels(
    _ spec: IssueTypeSpec, names: Names, into compiled: inout CompiledTypes, _ samplers: inout SamplerBank,
    _ findings: inout Findings
  ) {
    for id in spec.foundBy.keys.sorted() {
      _ = findings.index(
        of: id, among: names.channels, what: Nouns.channel, at: ["types", spec.id, "found_by", id])
    }
    for id in names.channels {
      let delay = spec.foundBy[id]
      compiled.inChannels.append(
        TypeInChannel(delay: samplers.add(delay ?? .constant(0)), isUsed: delay != nil))
    }
  }
}

extension Urgency {
  var priorityClass: UInt8 {
    switch self {
    case .emergency: 0
    case .urgent: 1
    case .routine: 2
    }
  }
}
