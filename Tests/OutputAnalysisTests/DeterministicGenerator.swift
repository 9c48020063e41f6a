import Foundation

/// A small repeatable source of numbers for tests (SplitMix64), independent of the streams of the package.
struct DeterministicGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number in (0, 1).
  mutating func uniform() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }

  mutating func exponential(mean: Double) -> Double { -mean * log(uniform()) }

  /// Box and Muller's first value; the second is dropped, so that draws do not depend on the past.
  mutating func normal(mean: Double = 0, deviation: Double = 1) -> Double {
    let radius = (-2 * log(uniform())).squareRoot()
    return mean + deviation * radius * cos(2 * Double.pi * uniform())
  }

  mutating func normals(_ count: Int, mean: Double = 0, deviation: Double = 1) -> [Double] {
    (0..<count).map { _ in normal(mean: mean, deviation: deviation) }
  }
}

/// Whether two numbers agree to an absolute tolerance.
func agree(_ a: Double?, _ b: Double, within tolerance: Double) -> Bool {
  a.map { abs($0 - b) <= tolerance } ?? false
}
