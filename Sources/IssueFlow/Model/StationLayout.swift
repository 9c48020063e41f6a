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

    /// Where the volunteers of a place serve; -1 without volunteers.
    @inline(__always)
    func volunteers(ofUnit unit: Int) -> Int { firstVolunteers < 0 ? -1 : firstVolunteers + unit }
  }

  /// The stations of a unit: that of the unit's own number, and those of its further lines.
  struct UnitStations: RandomAccessCollection {
    let unit: Int
    let next: Int
    let count: Int

    var startIndex: Int { 0 }
    var endIndex: Int { count }
    subscript(line: Int) -> Int { line == 0 ? unit : next + line - 1 }
  }
}
