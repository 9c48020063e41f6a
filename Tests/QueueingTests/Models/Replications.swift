import EventKernel
import RandomStreams

/// How a replication begins.
enum QueueStart {
  case empty
  /// In the steady state of M/M/c stages, or of M/G/1; not for classes with different service times.
  case stationary
}

extension QueuePlan {
  /// Runs independent replications and gives what was seen in each.
  /// - Parameter limit: a sojourn to compare with, for quantiles.
  func replicate(
    _ count: Int, window: Range<Double>, from start: QueueStart, seed: UInt32, limit: Double = .infinity
  ) -> [QueueCensus] {
    let numbers = start == .stationary ? stages.indices.map { stationaryNumber(atStage: $0) } : []
    return (0..<count).map { replication in
      let key = StreamKey(masterSeed: seed, replication: UInt32(replication))
      var network = QueueNetwork(plan: self, window: window, key: key)
      network.census.limit = limit
      for (stage, number) in numbers.enumerated() {
        let uniform = network.stream.uniform(at: StreamAddress(purpose: Purpose.start, place: stage))
        network.fill(stage: stage, with: number.draw(uniform), isResidual: stages[stage].variation != 1)
      }
      var run = SimulationRun()
      run.advance(&network, until: .never)
      return network.census
    }
  }
}

extension [QueueCensus] {
  /// One number from each replication.
  func column(_ value: (QueueCensus) -> Double) -> [Double] { map(value) }
}
