import RandomStreams

extension FlowModel.City {
  /// One station for each unit, then the intake desks, then the departments.
  func stations(
    _ scenario: Scenario, names: FlowModel.Names
  ) -> (plans: [StationPlan], layout: FlowModel.StationLayout) {
    var plans: [StationPlan] = []
    let stream = RandomStream(key: StreamKey(masterSeed: scenario.city.seed, replication: 0))
    let lineNumbers = LuckNumbers.numbers(
      of: scenario.tiers.first?.lines.map(\.id) ?? [], bits: LuckNumbers.classBits)
    func servers(ofLine line: Int, _ index: Int, _ tier: TierSpec) -> Int32 {
      let mean = tier.lines[line].staff
      let whole = mean.rounded(.down)
      let address = StreamAddress(
        purpose: FlowPurpose.staff.stream, type: 102, place: Int(luckNumbers[index]), visit: Int(lineNumbers[line]))
      return Int32(whole) + (stream.bernoulli(mean - whole, at: address) ? 1 : 0)
    }
    /// The unit's own staff, and what measures send or take: a fraction is drawn per unit, whatever the dose by the same luck.
    func servers(ofUnit index: Int, _ tier: TierSpec) -> Int32 {
      let lines = Int(units[index].tier) == 0 ? tier.lines : []
      var staff = lines.isEmpty ? units[index].staff : 0
      if !lines.isEmpty {
        for line in 0..<(tier.mergesLines ? lines.count : 1) { staff += servers(ofLine: line, index, tier) }
      }
      // A table's own area counts unless a measure has built more.
      if let floor = tier.floor {
        let area = max(areas[index] ?? 0, floor.area)
        staff = min(staff, Int32(max(0, min(1e6, (area / floor.perSeat).rounded(.down)))))
      }
      guard tier.extraStaff != 0 else { return staff }
      let whole = tier.extraStaff.rounded(.down)
      let address = StreamAddress(
        purpose: FlowPurpose.extraStaff.stream, type: Int(units[index].tier), place: Int(luckNumbers[index]))
      return max(0, staff + Int32(whole) + (stream.bernoulli(tier.extraStaff - whole, at: address) ? 1 : 0))
    }
    func calendar(_ id: String) -> Int32 { Int32(names.calendars.firstIndex(of: id) ?? 0) }
    for (index, unit) in units.enumerated() {
      let tier = scenario.tiers[Int(unit.tier)]
      plans.append(
        StationPlan(
          role: .tier, unit: Int32(index), servers: servers(ofUnit: index, tier), calendar: calendar(tier.calendar),
          department: -1,
          costPerWorker: tier.costPerWorker))
    }
    let departmentNumbers = LuckNumbers.numbers(
      of: names.departments, bits: LuckNumbers.departmentBits, settled: names.writtenDepartments)
    // Tiers are the types of this purpose; desks and departments come after as many as a scenario may have.
    func servers(_ mean: Double, kind: Int, number: Int = 0, unit: Int) -> Int32 {
      let whole = mean.rounded(.down)
      let address = StreamAddress(
        purpose: FlowPurpose.staff.stream, type: kind, place: Int(luckNumbers[unit]), visit: number)
      return max(1, Int32(whole) + (stream.bernoulli(mean - whole, at: address) ? 1 : 0))
    }
    if let intake = scenario.intake {
      for unit in range(ofTier: intake.at, names: names) {
        plans.append(
          StationPlan(
            role: .intake, unit: Int32(unit), servers: servers(intake.staff, kind: 100, unit: unit),
            calendar: calendar(intake.calendar), department: -1, costPerWorker: intake.costPerWorker))
      }
    }
    for (index, department) in scenario.departments.enumerated() {
      for unit in range(ofTier: scenario.whistleAt, names: names) {
        plans.append(
          StationPlan(
            role: .department, unit: Int32(unit),
            servers: servers(
              department.staff + department.lent, kind: 101, number: Int(departmentNumbers[index]), unit: unit),
            calendar: calendar(department.calendar), department: Int32(index),
            costPerWorker: department.costPerWorker))
      }
    }
    let layout = layout(scenario)
    guard let places = ranges.first, let lowest = scenario.tiers.first else { return (plans, layout) }
    for place in places {
      for line in 1..<max(1, layout.lineCount) {
        plans.append(
          StationPlan(
            role: .tier, unit: Int32(place), servers: lowest.mergesLines ? 0 : servers(ofLine: line, place, lowest),
            calendar: calendar(lowest.calendar), department: -1, costPerWorker: lowest.costPerWorker))
      }
    }
    if layout.firstVolunteers >= 0 {
      for place in places {
        plans.append(
          StationPlan(
            role: .volunteers, unit: Int32(place), servers: 0, calendar: 0, department: -1, costPerWorker: 0))
      }
    }
    let responderNumbers = LuckNumbers.numbers(
      of: scenario.responders.map(\.id), bits: LuckNumbers.classBits, settled: names.writtenResponders)
    for (index, responder) in scenario.responders.enumerated() {
      for place in places {
        let whole = responder.perUnit.rounded(.down)
        let address = StreamAddress(
          purpose: FlowPurpose.staff.stream, type: 103, place: Int(luckNumbers[place]),
          visit: Int(responderNumbers[index]))
        plans.append(
          StationPlan(
            role: .responder, unit: Int32(place),
            servers: Int32(whole) + (stream.bernoulli(responder.perUnit - whole, at: address) ? 1 : 0),
            calendar: calendar(responder.calendar), department: Int32(index), costPerWorker: 0))
      }
    }
    return (plans, layout)
  }

  /// Where the stations of each role begin.
  func layout(_ scenario: Scenario) -> FlowModel.StationLayout {
    var layout = FlowModel.StationLayout()
    let places = ranges.first?.count ?? 0
    var next = units.count
    if let intake = scenario.intake { next += ranges[ofTier: intake.at, scenario].count }
    next += scenario.departments.count * ranges[ofTier: scenario.whistleAt, scenario].count
    layout.lineCount = max(1, scenario.tiers.first?.lines.count ?? 0)
    layout.firstLine = next
    next += (layout.lineCount - 1) * places
    if !scenario.volunteers.isEmpty {
      layout.firstVolunteers = next
      next += places
    }
    for _ in scenario.responders {
      layout.firstResponders.append(next)
      next += places
    }
    return layout
  }
}

extension [Range<Int>] {
  fileprivate subscript(ofTier id: String, scenario: Scenario) -> Range<Int> {
    guard let tier = scenario.tiers.firstIndex(where: { $0.id == id }), tier < count else { return 0..<0 }
    return self[tier]
  }
}
