import RandomStreams
import ScenarioLanguage

extension FlowModel.City {
  /// One station for each unit, then the intake desks, then the departments.
  func stations(
    _ scenario: Scenario, names: FlowModel.Names
  ) -> (plans: [StationPlan], layout: FlowModel.StationLayout) {
    var plans: [StationPlan] = []
    let stream = RandomStream(key: StreamKey(masterSeed: scenario.city.seed, replication: 0))
    var layout = FlowModel.StationLayout()
    let lines = scenario.tiers.first?.lines ?? []
    let lineLuck = LuckNumbers.numbers(of: lines.map(\.id), bits: LuckNumbers.classBits)
    layout.lineCount = max(1, lines.count)
    if lines.count > 1 { layout.lineLuck = lineLuck.map { UInt16($0) } }
    layout.placeCount = ranges.first?.count ?? 0
    let staffing = Staffing(
      stream: stream, units: units, luckNumbers: luckNumbers, areas: areas, lineLuck: lineLuck.map(Int.init))
    func calendar(_ id: String) -> Int32 { Int32(names.calendars.firstIndex(of: id) ?? 0) }
    let workers = units.indices.map { staffing.workers(ofUnit: $0, scenario.tiers[Int(units[$0].tier)]) }
    func plan(unit: Int, line: Int) -> StationPlan {
      let tier = scenario.tiers[Int(units[unit].tier)]
      return StationPlan(
        role: .tier, unit: Int32(unit), servers: workers[unit][line], calendar: calendar(tier.calendar),
        department: -1, costPerWorker: tier.costPerWorker)
    }
    for unit in units.indices { plans.append(plan(unit: unit, line: 0)) }
    let departmentNumbers = LuckNumbers.numbers(
      of: names.departments, bits: LuckNumbers.departmentBits, settled: names.writtenDepartments)
    // Tiers are the types of this purpose; desks and departments come after as many as a scenario may have.
    func servers(_ mean: Double, kind: Int, number: Int = 0, unit: Int) -> Int32 {
      let address = StreamAddress(
        purpose: FlowPurpose.staff.stream, type: kind, place: Int(luckNumbers[unit]), visit: number)
      return max(1, stream.wholeNumber(ofMean: mean, at: address))
    }
    if let intake = scenario.intake {
      layout.firstDesk = plans.count
      layout.firstUnitWithDesk = range(ofTier: intake.at, names: names).lowerBound
      for unit in range(ofTier: intake.at, names: names) {
        plans.append(
          StationPlan(
            role: .intake, unit: Int32(unit), servers: servers(intake.staff, kind: 100, unit: unit),
            calendar: calendar(intake.calendar), department: -1, costPerWorker: intake.costPerWorker))
      }
    }
    if !scenario.departments.isEmpty {
      layout.firstUnitThatCalls = range(ofTier: scenario.whistleAt, names: names).lowerBound
    }
    for (index, department) in scenario.departments.enumerated() {
      layout.firstDepartments.append(plans.count)
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
    guard let places = ranges.first else { return (plans, layout) }
    layout.secondLine = plans.count
    for place in places {
      for line in 1..<layout.lineCount { plans.append(plan(unit: place, line: line)) }
    }
    if !scenario.volunteers.isEmpty {
      layout.firstVolunteers = plans.count
      for place in places {
        plans.append(
          StationPlan(
            role: .volunteers, unit: Int32(place), servers: 0, calendar: 0, department: -1, costPerWorker: 0))
      }
    }
    let responderNumbers = LuckNumbers.numbers(
      of: scenario.responders.map(\.id), bits: LuckNumbers.classBits, settled: names.writtenResponders)
    for (index, responder) in scenario.responders.enumerated() {
      layout.firstResponders.append(plans.count)
      for place in places {
        let address = StreamAddress(
          purpose: FlowPurpose.staff.stream, type: 103, place: Int(luckNumbers[place]),
          visit: Int(responderNumbers[index]))
        plans.append(
          StationPlan(
            role: .responder, unit: Int32(place),
            servers: stream.wholeNumber(ofMean: responder.perUnit, at: address),
            calendar: calendar(responder.calendar), department: Int32(index), costPerWorker: 0))
      }
    }
    return (plans, layout)
  }
}
