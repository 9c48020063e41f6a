import TestSupport

/// One input, made from a number alone, so that it can be made again.
public struct FuzzCase: Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    /// A scenario file.
    case scenario
    /// Values put on top of a sound scenario.
    case overrides
    /// A sound scenario whose table is not.
    case table
    /// A design or search file.
    case design
    /// The map of a sound log.
    case map
    /// A log whose map is sound.
    case log
    /// The file of a saved state.
    case state
    /// The journal of a run, a sweep, a search or a comparison.
    case journal
  }

  public let kind: Kind
  /// The shipped file that it was made from, relative to the folder of scenarios; for states and journals what it is of.
  public let base: String
  public let bytes: [UInt8]
  /// By which it can be made again; absent for one that is read from a corpus.
  public var number: UInt64?

  public init(kind: Kind, base: String, bytes: [UInt8], number: UInt64? = nil) {
    self.kind = kind
    self.base = base
    self.bytes = bytes
    self.number = number
  }
}

/// What became of an input that broke no rule.
public enum FuzzOutcome: Sendable {
  /// Refused, with so many problems.
  case refused(Int)
  /// Sound, but too large to be run here.
  case valid
  /// Sound, and simulated.
  case ran
}

/// A rule that an input broke.
public struct FuzzFinding: Error, CustomStringConvertible, Sendable {
  public let description: String
  init(_ description: String) { self.description = description }
}
