/// Repeatable random numbers for property tests: SplitMix64 (Steele, Lea and Flood, 2014), apart from the package's
/// own streams, so that a fault there cannot hide one elsewhere.
public struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Draws a whole number in 0..<limit.
  public mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

  /// Draws whether something of probability `p` happens.
  public mutating func happens(_ p: Double) -> Bool { Double.random(in: 0..<1, using: &self) < p }
}
