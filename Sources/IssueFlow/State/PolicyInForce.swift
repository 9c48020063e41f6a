import EventKernel
import Queueing

/// What holds now: the rules of the phase in force, and of them the rows that nearly every event reads as tables of their
/// own.
///
/// An array that is a property of a class costs two loads, a reference count and a check of bounds at each access; a
/// row of a table costs one load.
///
/// Rows of every phase lie one phase after another; ``begin(phase:of:)`` says whose are read. Nothing here is state of its
/// own: it follows from the model and from the phase of the region under way.
///
/// Invariant: the tables are read where the rows of the phase lie.
struct PolicyInForce: ~Copyable {
  /// Number of the phase whose rules hold.
  private(set) var phase = 0
  /// Its rules, of which the tables below hold the rows most read.
  private(set) var rules: FlowRules
  let tierCount: Int
  let typeCount: Int
  let channelCount: Int
  private(set) var firstTier = 0
  private(set) var firstType = 0
  private(set) var firstChannel = 0
  private let tierRows: FlatTable<Tier>
  private let typeRows: FlatTable<IssueType>
  /// One row per type and tier, type by type.
  private let cellRows: FlatTable<TypeAtTier>
  private let channelRows: FlatTable<Channel>
  /// One row per type and channel, type by type.
  private let finderRows: FlatTable<TypeInChannel>
  let calendars: FlatTable<WorkingCalendar>
  /// Unit of the tier above, by unit; -1 at the top.
  let parents: FlatTable<Int32>
  let luckNumbers: FlatTable<Int32>

  init(_ model: FlowModel) {
    rules = model.rules
    tierCount = model.tierCount
    typeCount = model.rules.types.count
    channelCount = model.rules.channels.count
    tierRows = FlatTable(model.phases.flatMap(\.rules.tiers))
    typeRows = FlatTable(model.phases.flatMap(\.rules.types))
    cellRows = FlatTable(model.phases.flatMap(\.rules.typesAtTiers))
    channelRows = FlatTable(model.phases.flatMap(\.rules.channels))
    finderRows = FlatTable(model.phases.flatMap(\.rules.typesInChannels))
    calendars = FlatTable(model.calendars)
    parents = FlatTable(model.units.map(\.parent))
    luckNumbers = FlatTable(model.unitLuckNumbers)
  }

  /// Has the rules of a phase read from now on.
  mutating func begin(phase: Int, of model: FlowModel) {
    guard phase != self.phase else { return }
    self.phase = phase
    rules = model.phases[phase].rules
    firstTier = phase * tierCount
    firstType = phase * typeCount
    firstChannel = phase * channelCount
  }

  @inline(__always) var topTier: Int { tierCount - 1 }

  @inline(__always)
  func tier(_ tier: Int) -> UnsafeMutablePointer<Tier> { tierRows.row(firstTier + tier) }

  @inline(__always)
  func type(_ number: Int) -> UnsafeMutablePointer<IssueType> { typeRows.row(firstType + number) }

  @inline(__always)
  func type(_ issue: UnsafeMutablePointer<Issue>) -> UnsafeMutablePointer<IssueType> {
    type(Int(issue.pointee.type))
  }

  @inline(__always)
  func channel(_ number: Int) -> UnsafeMutablePointer<Channel> { channelRows.row(firstChannel + number) }

  /// How a type is found, by channel.
  @inline(__always)
  func finders(ofType type: Int) -> UnsafeMutablePointer<TypeInChannel> {
    finderRows.row((firstType + type) * channelCount)
  }

  /// What holds for a type, by tier.
  @inline(__always)
  func cells(ofType type: Int) -> UnsafeMutablePointer<TypeAtTier> {
    cellRows.row((firstType + type) * tierCount)
  }

  /// What holds for the issue at its tier.
  @inline(__always)
  func cell(_ issue: UnsafeMutablePointer<Issue>) -> UnsafeMutablePointer<TypeAtTier> {
    cells(ofType: Int(issue.pointee.type)) + Int(issue.pointee.tier)
  }

  /// The forebear at a tier of a place, which is a unit of the lowest.
  @inline(__always)
  func forebear(of place: Int32, atTier tier: Int) -> Int {
    var unit = Int(place)
    for _ in 0..<tier { unit = Int(parents[unit]) }
    return unit
  }

  /// Says what is wrong with the inside, or `nil`.
  func checkInvariants() -> String? {
    (firstTier, firstType, firstChannel) == (phase * tierCount, phase * typeCount, phase * channelCount)
      ? nil : "rows are read of another phase than \(phase)"
  }
}
