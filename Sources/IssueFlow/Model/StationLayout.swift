extension FlowModel {
  /// Which stations a unit has, in the order of the plans: one for each unit, in their order, then the intake desks, the
  /// departments, the further lines of the lowest tier, the volunteers, and the first responders.
  struct StationLayout: Sendable {
    /// Stations of workers that every unit of the lowest tier has.
    var lineCount = 1
    /// Numbers in addresses of luck by line; empty where units have one line each.
    var lineLuck: [UInt16] = []
    /// Units of the lowest tier.
    var placeCount = 0
    /// Station of the second line of the first place; further lines follow place by place.
    var secondLine = 0
    /// Of the first unit that has a desk, and that unit.
    var firstDesk = 0
    var firstUnitWithDesk = 0
    /// Of each department at the first unit that calls it, and that unit.
    var firstDepartments: [Int] = []
    var firstUnitThatCalls = 0
    /// Of the first place; -1 without volunteers.
    var firstVolunteers = -1
    /// Of each responder at the first place.
    var firstResponders: [Int] = []

    /// The station of one line of a unit; those above the lowest tier have one line.
    @inline(__always)
    func station(ofUnit unit: Int, line: Int) -> Int {
      line == 0 ? unit : secondLine + unit * (lineCount - 1) + line - 1
    }

    /// All stations at which workers of a unit serve.
    @inline(__always)
    func stations(ofUnit unit: Int) -> UnitStations {
      let further = unit < placeCount ? lineCount - 1 : 0
      return UnitStations(unit: unit, next: secondLine + unit * further, count: 1 + further)
    }

    /// The line of a unit that a station of workers is.
    func line(ofStation station: Int) -> Int {
      station < secondLine ? 0 : (station - secondLine) % (lineCount - 1) + 1
    }

    /// The desk that registers what comes from under a unit of the tier that has desks.
    @inline(__always)
    func desk(ofUnit unit: Int) -> Int { firstDesk + unit - firstUnitWithDesk }

    /// Where a department works for a unit of the tier that calls departments.
    @inline(__always)
    func department(_ number: Int, ofUnit unit: Int) -> Int {
      firstDepartments[number] + unit - firstUnitThatCalls
    }

    /// Where a first responder of a place serves.
    @inline(__always)
    func responder(_ number: Int, ofUnit unit: Int) -> Int { firstResponders[number] + unit }

    /// Where the volunteers of a place serve; -1 without volunteers.
    @inline(__always)
    func volunteers(ofUnit unit: Int) -> Int { firstVolunteers < 0 ? -1 : firstVolunteers + unit }
  }

  /// The stations of a unit: that of the unit's own number, and those of its further lines.
  public struct UnitStations: RandomAccessCollection, Sendable {
    let unit: Int
    let next: Int
    public let count: Int

    public var startIndex: Int { 0 }
    public var endIndex: Int { count }
    public subscript(line: Int) -> Int { line == 0 ? unit : next + line - 1 }
  }

  /// All stations at which workers of a unit serve, one for each of its lines.
  public func stations(ofUnit unit: Int) -> UnitStations { layout.stations(ofUnit: unit) }

  /// Workers of every unit, all its lines together, by the rules that hold just before a time.
  public func staffOfUnits(before time: Double) -> [Int] {
    let plans = rules(at: time.nextDown).stations
    return units.indices.map { unit in stations(ofUnit: unit).reduce(0) { $0 + Int(plans[$1].servers) } }
  }
}
