import RandomStreams
import ScenarioLanguage

extension RandomStream {
  /// A whole number of the given mean: its whole part, and one more with the chance of its fraction.
  ///
  /// A greater mean never gives less.
  /// - Precondition: the mean is finite and not so great that it exceeds 32 bits.
  func wholeNumber(ofMean mean: Double, at address: StreamAddress) -> Int32 {
    let whole = mean.rounded(.down)
    return Int32(whole) + (bernoulli(mean - whole, at: address) ? 1 : 0)
  }
}

/// Who serves where: the workers of every line of a unit.
///
/// A fraction is drawn for each unit and line, by the ground of the city; a dose of a measure changes no other unit.
struct Staffing {
  let stream: RandomStream
  let units: [Unit]
  let luckNumbers: [Int32]
  /// Floor area by unit, where a table tells it.
  let areas: [Double?]
  let lineLuck: [Int]

  /// Workers of a unit by line.
  ///
  /// Lines that are merged have all their workers in the first. Seats limit what the lines have together, each in
  /// proportion. What measures send goes to the line that takes types which name none; what they take, first from it.
  func workers(ofUnit index: Int, _ tier: TierSpec) -> [Int32] {
    let lines = Int(units[index].tier) == 0 ? tier.lines : []
    var workers = lines.isEmpty ? [units[index].staff] : lines.indices.map { drawn(ofLine: $0, index, tier) }
    if tier.mergesLines, !lines.isEmpty {
      workers = [workers.reduce(0, +)] + Array(repeating: 0, count: lines.count - 1)
    }
    // A table's own area counts unless a measure has built more.
    if let floor = tier.floor {
      let area = max(areas[index] ?? 0, floor.area)
      workers = Staffing.seated(workers, seats: Int32(max(0, min(1e6, (area / floor.perSeat).rounded(.down)))))
    }
    guard tier.extraStaff != 0 else { return workers }
    let address = StreamAddress(
      purpose: FlowPurpose.extraStaff.stream, type: Int(units[index].tier), place: Int(luckNumbers[index]))
    let extra = stream.wholeNumber(ofMean: tier.extraStaff, at: address)
    let first = tier.mergesLines ? 0 : lines.firstIndex { $0.id == tier.firstLine } ?? 0
    workers[first] += extra
    // Nobody is taken who is not there.
    for line in [first] + workers.indices.filter({ $0 != first }) where workers[first] < 0 && line != first {
      let taken = min(workers[line], -workers[first])
      workers[line] -= taken
      workers[first] += taken
    }
    workers[first] = max(0, workers[first])
    return workers
  }

  private func drawn(ofLine line: Int, _ index: Int, _ tier: TierSpec) -> Int32 {
    let address = StreamAddress(
      purpose: FlowPurpose.staff.stream, type: 102, place: Int(luckNumbers[index]), visit: lineLuck[line])
    return stream.wholeNumber(ofMean: tier.lines[line].staff, at: address)
  }

  /// At most so many of all together, each line in proportion.
  static func seated(_ workers: [Int32], seats: Int32) -> [Int32] {
    let workers = workers.map(Int.init)
    let seated =
      workers.reduce(0, +) > Int(seats)
      ? Apportionment.shares(of: Int(seats), inProportionTo: workers) : workers
    return seated.map(Int32.init)
  }
}
