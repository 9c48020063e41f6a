import RandomStreams

// Where the luck of everything lies, and how it is drawn.

extension FlowSimulation {
  /// Where the luck of an issue for a purpose lies.
  @inline(__always)
  func address(_ purpose: FlowPurpose, _ issue: Int32, visit: Int = 0) -> StreamAddress {
    let entry = region.issues.row(Int(issue))
    return StreamAddress(
      purpose: purpose.stream, type: Int(entry.pointee.luckType), place: Int(entry.pointee.luckPlace),
      ordinal: entry.pointee.ordinal, visit: visit)
  }

  @inline(__always)
  func draw(_ sampler: SamplerID, _ purpose: FlowPurpose, _ issue: Int32, visit: Int = 0) -> Double {
    if samplers.isConstant(sampler) { return samplers.mean(sampler) }
    // Durations below zero are possible for no distribution that a scenario can name; complexity is clamped.
    return samplers.sample(sampler, from: stream, at: address(purpose, issue, visit: visit))
  }

  /// Whether something of chance `p` befalls the issue; certainty and impossibility draw nothing.
  @inline(__always)
  func befalls(_ p: Double, _ purpose: FlowPurpose, _ issue: Int32, visit: Int = 0) -> Bool {
    if p <= 0 { return false }
    if p >= 1 { return true }
    return stream.bernoulli(p, at: address(purpose, issue, visit: visit))
  }

  /// The address of luck that belongs to a unit, by its tier where nothing else is asked for.
  @inline(__always)
  func address(
    _ purpose: FlowPurpose, type: Int? = nil, unit: Int, ordinal: Int = 0, visit: Int = 0
  ) -> StreamAddress {
    StreamAddress(
      purpose: purpose.stream, type: type ?? Int(model.units[unit].tier), place: Int(policy.luckNumbers[unit]),
      ordinal: ordinal, visit: visit)
  }
}
