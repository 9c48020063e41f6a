import EventKernel
import OutputAnalysis
import Queueing
import RandomStreams
import StateStorage

/// An M/M/c that can be written down at any instant and go on elsewhere, or in two ways from the same state.
extension MultiServerQueue {
  func save(_ run: SimulationRun) -> [UInt8] {
    var writer = StateWriter(model: "M/M/c", version: 1)
    writer.write(run)
    writer.write([means.gap, means.work])
    calendar.save(to: &writer)
    writer.write(station)
    gaps.save(to: &writer)
    works.save(to: &writer)
    writer.write(waiting)
    return writer.finish()
  }

  /// Reads the parts in the order in which they were written.
  static func resume(
    _ bytes: [UInt8], stream: RandomStream
  ) throws(SavedStateError) -> ResumedQueue {
    var reader = try StateReader(bytes, model: "M/M/c", version: 1)
    let run = try reader.read(SimulationRun.self)
    let means = try reader.read(2, rowsOf: Double.self)
    var model = MultiServerQueue(servers: 0, arrivalRate: 1 / means[0], serviceRate: 1 / means[1], stream: stream)
    model.means = (means[0], means[1])
    model.calendar = try EventCalendar(from: &reader)
    model.station = try reader.read(Station.self)
    model.gaps = try SequentialExponentials(from: &reader, stream: stream)
    model.works = try SequentialExponentials(from: &reader, stream: stream)
    model.waiting = try reader.read(TimeWeightedTally.self)
    try reader.finish()
    return ResumedQueue(model: model, run: run)
  }

  struct ResumedQueue: ~Copyable {
    var model: MultiServerQueue
    var run: SimulationRun
  }
}
