import EventKernel

/// What belongs to some subtrees of a city while others are under way: regions, ledgers, and how far each has run.
final class ParkedSubtrees {
  struct Row: ~Copyable {
    /// Which of the model's subtrees.
    let number: Int
    var region: Region
    var ledger: Ledger
    var run: SimulationRun
  }

  /// How many there are.
  let count: Int
  private let rows: UnsafeMutablePointer<Row>

  /// - Parameter observers: of each subtree, by its number.
  init(
    _ numbers: [Int], of model: FlowModel, clocks: ProfileClocks, observers: (Int) -> [any FlowObserver],
    trace: (any FlowTrace)?
  ) {
    count = numbers.count
    rows = .allocate(capacity: count)
    for (index, number) in numbers.enumerated() {
      var ledger = Ledger(model: model, observers: observers(number))
      ledger.trace = trace
      (rows + index).initialize(
        to: Row(
          number: number, region: Region(of: model.subtrees[number], model: model, clocks: clocks), ledger: ledger,
          run: SimulationRun(trace: trace)))
    }
  }

  deinit {
    rows.deinitialize(count: count)
    rows.deallocate()
  }

  func row(_ index: Int) -> UnsafeMutablePointer<Row> {
    precondition((0..<count).contains(index), "there is no row \(index)")
    return rows + index
  }
}
