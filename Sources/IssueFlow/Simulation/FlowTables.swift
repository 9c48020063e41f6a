import EventKernel
import Queueing

/// The model's rows that nearly every event reads, as tables of the simulation's own.
///
/// An array that is a property of a class costs two loads, a reference count and a check of bounds at each access; a
/// row of a table costs one load.
struct FlowTables: ~Copyable {
  let tierCount: Int
  let tiers: FlatTable<Tier>
  let types: FlatTable<IssueType>
  /// One row per type and tier, type by type.
  let typesAtTiers: FlatTable<TypeAtTier>
  let channels: FlatTable<Channel>
  /// One row per type and channel, type by type.
  let typesInChannels: FlatTable<TypeInChannel>
  let calendars: FlatTable<WorkingCalendar>
  /// Unit of the tier above, by unit; -1 at the top.
  let parents: FlatTable<Int32>
  let luckNumbers: FlatTable<Int32>

  init(_ model: FlowModel) {
    tierCount = model.tierCount
    tiers = FlatTable(model.tiers)
    types = FlatTable(model.types)
    typesAtTiers = FlatTable(model.typesAtTiers)
    channels = FlatTable(model.channels)
    typesInChannels = FlatTable(model.typesInChannels)
    calendars = FlatTable(model.calendars)
    parents = FlatTable(model.units.map(\.parent))
    luckNumbers = FlatTable(model.unitLuckNumbers)
  }

  @inline(__always)
  func type(_ issue: UnsafeMutablePointer<Issue>) -> UnsafeMutablePointer<IssueType> {
    types.row(Int(issue.pointee.type))
  }

  /// What holds for the issue at its tier.
  @inline(__always)
  func cell(_ issue: UnsafeMutablePointer<Issue>) -> UnsafeMutablePointer<TypeAtTier> {
    typesAtTiers.row(Int(issue.pointee.type) * tierCount + Int(issue.pointee.tier))
  }

  /// The forebear at a tier of a place, which is a unit of the lowest.
  @inline(__always)
  func forebear(of place: Int32, atTier tier: Int) -> Int {
    var unit = Int(place)
    for _ in 0..<tier { unit = Int(parents[unit]) }
    return unit
  }
}
