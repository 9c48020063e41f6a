import Foundation

@testable import OutputAnalysis

/// Samples of known laws, with a known share cut off.
struct FittingSamples {
  /// Shares and laws; what is missing to 1 takes no time.
  let parts: [(share: Double, law: DurationLaw)]

  init(_ law: DurationLaw) { parts = [(1, law)] }

  init(_ parts: (share: Double, law: DurationLaw)...) { self.parts = parts }

  func survival(_ x: Double) -> Double { parts.reduce(0) { $0 + $1.share * $1.law.survival(x) } }

  /// Draws durations, cut off at times that are uniform up to a limit under which the wanted share is open.
  func sample(_ count: Int, open share: Double = 0, resolution: Double = 0, seed: UInt64) -> DurationSample {
    var generator = DeterministicGenerator(seed: seed)
    let limit = share > 0 ? cutLimit(share) : .infinity
    var ended: [Double] = []
    var open: [Double] = []
    for _ in 0..<count {
      let time = draw(&generator)
      let cut = share > 0 ? generator.uniform() * limit : .infinity
      if time <= cut {
        ended.append(resolution > 0 ? (time / resolution).rounded() * resolution : time)
      } else {
        open.append(cut)
      }
    }
    return DurationSample(ended: ended, open: open, resolution: resolution)
  }

  private func draw(_ generator: inout DeterministicGenerator) -> Double {
    var choice = generator.uniform()
    for part in parts {
      if choice < part.share { return part.law.quantile(generator.uniform()) }
      choice -= part.share
    }
    return 0
  }

  /// P(T > C) falls as the limit of C grows.
  private func cutLimit(_ share: Double) -> Double {
    var (low, high) = (1e-3, 1e9)
    for _ in 0..<60 {
      let middle = (low * high).squareRoot()
      let open = (0..<200).reduce(0) { $0 + survival((Double($1) + 0.5) / 200 * middle) / 200 }
      if open > share { low = middle } else { high = middle }
    }
    return low
  }
}
