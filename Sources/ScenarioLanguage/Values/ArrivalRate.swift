public enum ArrivalRate: Hashable, Sendable {
  /// Issues a minute from each household.
  case perHousehold(Double)
  /// Issues a minute from each lowest-tier unit.
  case perUnit(Double)
  /// Issues a minute from the whole city.
  case perCity(Double)
}

extension ArrivalRate {
  /// Issues a minute of what it is counted by.
  package var number: Double {
    switch self {
    case .perHousehold(let number), .perUnit(let number), .perCity(let number): number
    }
  }

  /// The same kind of rate, so many times as high.
  package func times(_ factor: Double) -> ArrivalRate {
    switch self {
    case .perHousehold(let number): .perHousehold(number * factor)
    case .perUnit(let number): .perUnit(number * factor)
    case .perCity(let number): .perCity(number * factor)
    }
  }
}
