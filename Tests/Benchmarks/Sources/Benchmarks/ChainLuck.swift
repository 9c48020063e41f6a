import EventKernel
import RandomStreams

/// The chain's random numbers: each issue's own, addressed by grid and ordinal, or all from one place in turn.
///
/// A grid's issues are served in order of arrival, so their gaps, grid works and grid decisions have consecutive
/// ordinals and are drawn sixteen at a time; what happens in the upper tiers is drawn at its address.
struct ChainLuck: ~Copyable {
  private static let batch = 16

  private let stream: RandomStream
  private let isAddressed: Bool
  private var exponentials: SequentialExponentials
  private var uniforms: SequentialUniforms
  private var gaps = FlatTable<Double>()
  private var works = FlatTable<Double>()
  private var decisions = FlatTable<Double>()
  private var nextGap = FlatTable<Int32>()

  init(stream: RandomStream, isAddressed: Bool) {
    self.stream = stream
    self.isAddressed = isAddressed
    exponentials = SequentialExponentials(from: stream, at: StreamAddress(purpose: StreamPurpose(rawValue: 20)))
    uniforms = SequentialUniforms(from: stream, at: StreamAddress(purpose: StreamPurpose(rawValue: 21)))
    for _ in 0..<1_000 {
      nextGap.append(0)
    }
    for _ in 0..<1_000 * Self.batch {
      gaps.append(0)
      works.append(0)
      decisions.append(0)
    }
  }

  /// The next gap of a grid, in mean gaps, and how many it has given.
  mutating func gap(grid: Int) -> (gap: Double, ordinal: Int32) {
    let ordinal = nextGap[grid]
    nextGap[grid] = ordinal + 1
    if !isAddressed { return (exponentials.next(mean: 1), ordinal) }
    let place = Int(ordinal) % Self.batch
    if place == 0 {
      let address = StreamAddress(purpose: StreamPurpose(rawValue: 0), place: grid, ordinal: Int(ordinal))
      gaps.withMutableRows { rows in
        stream.fillExponential(
          .init(rebasing: rows[grid * Self.batch..<(grid + 1) * Self.batch]), mean: 1, from: address)
      }
    }
    return (gaps[grid * Self.batch + place], ordinal)
  }

  /// An issue's work in a tier, in mean works.
  mutating func work(tier: Int, _ issue: ChainModel.Issue) -> Double {
    if !isAddressed { return exponentials.next(mean: 1) }
    let (grid, ordinal) = (Int(issue.grid), Int(issue.ordinal))
    let address = StreamAddress(
      purpose: StreamPurpose(rawValue: 1 + UInt8(tier)), place: grid, ordinal: ordinal)
    guard tier == 0 else { return stream.exponential(mean: 1, at: address) }
    let place = ordinal % Self.batch
    if place == 0 {
      works.withMutableRows { rows in
        stream.fillExponential(
          .init(rebasing: rows[grid * Self.batch..<(grid + 1) * Self.batch]), mean: 1, from: address)
      }
    }
    return works[grid * Self.batch + place]
  }

  /// What decides whether an issue goes up from a tier.
  mutating func uniform(tier: Int, _ issue: ChainModel.Issue) -> Double {
    if !isAddressed { return uniforms.next() }
    let (grid, ordinal) = (Int(issue.grid), Int(issue.ordinal))
    let address = StreamAddress(
      purpose: StreamPurpose(rawValue: 8 + UInt8(tier)), place: grid, ordinal: ordinal)
    guard tier == 0 else { return stream.uniform(at: address) }
    let place = ordinal % Self.batch
    if place == 0 {
      decisions.withMutableRows { rows in
        stream.fillUniform(.init(rebasing: rows[grid * Self.batch..<(grid + 1) * Self.batch]), from: address)
      }
    }
    return decisions[grid * Self.batch + place]
  }
}
