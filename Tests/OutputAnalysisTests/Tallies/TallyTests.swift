import Testing

@testable import OutputAnalysis

@Suite("Tally")
struct TallyTests {
  @Test("Skewness is that of the formula, merged or not")
  func skewness() throws {
    // Deviations −1, −1, 2 and s = √3: 3 · 6 / (2 · 1 · 3√3) = √3.
    #expect(agree(Tally([0, 0, 3]).skewness, 3.0.squareRoot(), within: 1e-14))
    #expect(agree(Tally([0, 3, 3]).skewness, -(3.0.squareRoot()), within: 1e-14))
    #expect(Tally([0, 3]).skewness == nil)
    #expect(Tally([2, 2, 2]).skewness == nil)
    let values = [1.0, 7, 2, 9, 4, 4, 30]
    var merged = Tally(values.prefix(3))
    merged.merge(Tally(values.dropFirst(3)))
    #expect(agree(merged.skewness, try #require(Tally(values).skewness), within: 1e-13))
  }

  @Test("An empty tally has no mean, variance or extremes")
  func empty() {
    let tally = Tally()
    #expect(tally.count == 0)
    #expect(tally.mean == nil)
    #expect(tally.variance == nil)
    #expect(tally.standardDeviation == nil)
    #expect(tally.minimum == nil)
    #expect(tally.maximum == nil)
    #expect(tally.sum == 0)
    #expect(!tally.hasZeroVariance)
  }

  @Test("A single observation has a mean and extremes but no variance")
  func single() {
    let tally = Tally([-4])
    #expect(tally.mean == -4)
    #expect(tally.minimum == -4)
    #expect(tally.maximum == -4)
    #expect(tally.variance == nil)
    #expect(!tally.hasZeroVariance)
  }

  @Test("The variance is the sum of squares over n − 1")
  func byHand() {
    let tally = Tally([2, 4, 4, 4, 5, 5, 7, 9])
    #expect(tally.mean == 5)
    #expect(agree(tally.variance, 32.0 / 7, within: 1e-15))
    #expect(tally.sum == 40)
    #expect(tally.minimum == 2)
    #expect(tally.maximum == 9)
  }

  @Test("A large mean does not cost the digits of the variance")
  func largeMean() {
    let tally = Tally([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16])
    #expect(tally.variance == 30)
  }

  @Test("Merging any split equals adding in one go, to rounding")
  func merging() {
    var generator = DeterministicGenerator(seed: 5)
    let values = generator.normals(500, mean: 100, deviation: 3)
    let whole = Tally(values)
    for split in [0, 1, 2, 250, 499, 500] {
      var merged = Tally(values[..<split])
      merged.merge(Tally(values[split...]))
      #expect(merged.count == 500)
      #expect(agree(merged.mean, whole.mean ?? .nan, within: 1e-11))
      #expect(agree(merged.variance, whole.variance ?? .nan, within: 1e-10))
      #expect(merged.minimum == whole.minimum)
      #expect(merged.maximum == whole.maximum)
    }
  }

  @Test("Observations that differ in their last bits only count as having no variance")
  func zeroVariance() {
    #expect(Tally([0.3, 0.1 + 0.2]).hasZeroVariance)
    #expect(Tally([0, 0, 0]).hasZeroVariance)
    #expect(Tally([7, 7]).variance == 0)
    #expect(!Tally([0, 1e-300]).hasZeroVariance)
    #expect(!Tally([0.3, 0.3000001]).hasZeroVariance)
  }
}
