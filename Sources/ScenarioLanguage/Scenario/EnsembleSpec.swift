/// `ensemble`: cities that a log leaves plausible, of which one may stand in the place of the scenario's own numbers.
public struct EnsembleSpec: Sendable {
  /// The table, as written.
  public var file = ""
  /// Rows of the table; 0 when it could not be read.
  public var cities = 0
  /// The row whose numbers hold, from 1; 0 for those of the scenario itself.
  public var city = 0
  public init() {}
}
