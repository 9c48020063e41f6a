import CGSL
import CPhilox

// MARK: - Draws at the present position

extension RandomStream {
  /// Draws a number in [0, 1), a multiple of 2⁻⁵³ when the stream is addressed.
  @inlinable
  public func uniform() -> Double {
    if let philox { cphilox_next_uniform(philox) } else { gsl_rng_uniform(current) }
  }
}

// MARK: - Draws at an address

extension RandomStream {
  /// Draws the first uniform number in [0, 1) at an address.
  ///
  /// An addressed stream stays where it was, which is what makes this and ``exponential(mean:at:)`` fast.
  @inlinable
  public func uniform(at address: StreamAddress) -> Double {
    if isAddressed {
      return cphilox_uniform_at(key.masterSeed, key.replication, address.first, address.low, address.high)
    }
    move(to: address)
    return gsl_rng_uniform(current)
  }

  /// Draws from the exponential distribution by inversion: −`mean` · log(1 − u) of the uniform number at the address.
  ///
  /// With mean 1 it is within 1 ulp of `gsl_ran_exponential`, and the bits are the same on every system.
  ///
  /// - Precondition: `mean` is not negative.
  @inlinable
  public func exponential(mean: Double, at address: StreamAddress) -> Double {
    precondition(mean >= 0, "an exponential mean must not be negative")
    return cphilox_exponential(uniform(at: address), mean)
  }

  /// Draws whether an event of probability `p` happens; raising `p` never undoes it.
  ///
  /// The event happens when the uniform number at the address is below `p`; so 0 means never, 1 always.
  @inlinable
  public func bernoulli(_ p: Double, at address: StreamAddress) -> Bool {
    uniform(at: address) < p
  }

  /// Tells whether thinning keeps the arrival at an address when only a fraction of all arrivals remains.
  ///
  /// A larger fraction keeps all that a smaller one keeps, so arrivals keep their identity when rates fall.
  @inlinable
  public func keeps(_ fraction: Double, at address: StreamAddress) -> Bool {
    uniform(at: address) < fraction
  }

  /// Draws a whole number in 0..<limit, each with the same probability.
  ///
  /// - Precondition: `limit` is in 1..<2²⁴, which every generator can reach without bias.
  public func uniformInt(below limit: Int, at address: StreamAddress) -> Int {
    precondition((1..<(1 << 24)).contains(limit), "the limit must be in 1..<2^24 (was \(limit))")
    move(to: address)
    return Int(gsl_rng_uniform_int(current, UInt(limit)))
  }

  /// Draws a count from the Poisson distribution; 0 when the mean is 0.
  ///
  /// - Precondition: `mean` is in 0...10⁹.
  /// - Complexity: O(`mean`) up to a mean of 10, then O(log `mean`).
  public func poisson(mean: Double, at address: StreamAddress) -> Int {
    precondition(
      mean >= 0 && mean <= Distribution.largestPoissonMean, "a Poisson mean must be in 0...10^9 (was \(mean))")
    move(to: address)
    return Int(gsl_ran_poisson(current, mean))
  }

  /// Draws from the binomial distribution: how many of `trials` happen, each with probability `p`.
  ///
  /// - Precondition: `trials` is in 0..<2³¹ and `p` in 0...1.
  public func binomial(trials: Int, p: Double, at address: StreamAddress) -> Int {
    precondition((0..<1 << 31).contains(trials) && p >= 0 && p <= 1, "no such binomial (was \(trials), \(p))")
    if trials == 0 || p == 0 { return 0 }
    if p == 1 { return trials }
    move(to: address)
    return Int(gsl_ran_binomial(current, p, UInt32(trials)))
  }

  /// Draws from the standard normal distribution by inversion; of its upper part when `share` is above 0.
  ///
  /// With a share *s* the value is that of quantile *s* + (1 − *s*)·*u*: the lowest *s* of all are left out, and raising
  /// *s* never lowers the value at an address.
  ///
  /// - Precondition: `share` is in 0..<1.
  public func standardNormal(above share: Double = 0, at address: StreamAddress) -> Double {
    precondition(share >= 0 && share < 1, "a share must be in 0..<1 (was \(share))")
    let u = uniform(at: address)
    // Half a unit of the last place keeps the end of the range out, where the quantile is infinite.
    return gsl_cdf_ugaussian_Pinv(share + (1 - share) * (u + 0x1p-54))
  }

  /// Draws from the gamma distribution with a mean and a coefficient of variation; the mean itself when `cv`
  /// is 0.
  ///
  /// - Precondition: `mean` is positive and finite, `cv` is not negative and finite.
  public func gamma(mean: Double, cv: Double, at address: StreamAddress) -> Double {
    precondition(mean > 0 && mean.isFinite, "a gamma mean must be positive and finite (was \(mean))")
    precondition(cv >= 0 && cv.isFinite, "a coefficient of variation must not be negative (was \(cv))")
    if cv == 0 { return mean }
    move(to: address)
    return gsl_ran_gamma(current, 1 / (cv * cv), mean * cv * cv)
  }

  /// Replaces all values by the first uniforms in [0, 1) of as many addresses with consecutive ordinals.
  ///
  /// Each equals ``uniform(at:)`` of its address; an addressed stream computes them several at a time.
  ///
  /// - Precondition: The last ordinal is below 2⁴⁰.
  public func fillUniform(_ values: inout [Double], from first: StreamAddress) {
    values.withUnsafeMutableBufferPointer { fillUniform($0, from: first) }
  }

  /// Fills a buffer of the caller's, such as a part of a larger table, with uniforms of consecutive ordinals.
  ///
  /// - Precondition: The last ordinal is below 2⁴⁰.
  public func fillUniform(_ values: UnsafeMutableBufferPointer<Double>, from first: StreamAddress) {
    precondition(
      first.ordinal + values.count <= 1 << 40,
      "ordinals must stay below 2^40 (was \(first.ordinal) + \(values.count))")
    guard let base = values.baseAddress else { return }
    if isAddressed {
      cphilox_fill_uniform(key.masterSeed, key.replication, first.first, first.low, first.high, base, values.count)
    } else {
      move(to: first)
      for index in values.indices { values[index] = gsl_rng_uniform(current) }
    }
  }

  /// Replaces all values by exponential numbers at as many addresses with consecutive ordinals.
  ///
  /// Each equals ``exponential(mean:at:)`` of its address; an addressed stream computes them several at a time.
  ///
  /// - Precondition: `mean` is not negative. The last ordinal is below 2⁴⁰.
  public func fillExponential(_ values: inout [Double], mean: Double, from first: StreamAddress) {
    values.withUnsafeMutableBufferPointer { fillExponential($0, mean: mean, from: first) }
  }

  /// Fills a buffer of the caller's, such as a part of a larger table.
  ///
  /// - Precondition: `mean` is not negative. The last ordinal is below 2⁴⁰.
  public func fillExponential(_ values: UnsafeMutableBufferPointer<Double>, mean: Double, from first: StreamAddress) {
    precondition(mean >= 0, "an exponential mean must not be negative")
    precondition(
      first.ordinal + values.count <= 1 << 40,
      "ordinals must stay below 2^40 (was \(first.ordinal) + \(values.count))")
    guard let base = values.baseAddress else { return }
    if isAddressed {
      cphilox_fill_exponential(
        key.masterSeed, key.replication, first.first, first.low, first.high, mean, base, values.count)
    } else {
      move(to: first)
      for index in values.indices { values[index] = cphilox_exponential(gsl_rng_uniform(current), mean) }
    }
  }
}
