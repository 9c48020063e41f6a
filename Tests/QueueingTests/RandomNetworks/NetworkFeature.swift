/// Something that a place of a random network can do.
enum NetworkFeature: String, CaseIterable, Sendable {
  // Of a station.
  case priorities, deadlines, smallRoom, reneging, balking, shifts, closing, handingBack, changeOfClass
  // Of a station whose services can be interrupted.
  case preemption, restart, resampling, pausedWork, handOver, overtime, failures
  // Of a shared station.
  case sharing, limitedSharing, breakdowns, leavingService
  // Of the other stations, each with all that it can do.
  case skills, batches, jockeying, severalResources, blocking, forking
  // Of what comes in from outside.
  case arrivalsTogether

  enum Home { case plain, interruptible, shared, skilled, batching, lines, pool, blocking, branched, outside }

  var home: Home {
    switch self {
    case .priorities, .deadlines, .smallRoom, .reneging, .balking, .shifts, .closing, .handingBack, .changeOfClass:
      .plain
    case .preemption, .restart, .resampling, .pausedWork, .handOver, .overtime, .failures: .interruptible
    case .sharing, .limitedSharing, .breakdowns, .leavingService: .shared
    case .skills: .skilled
    case .batches: .batching
    case .jockeying: .lines
    case .severalResources: .pool
    case .blocking: .blocking
    case .forking: .branched
    case .arrivalsTogether: .outside
    }
  }

  /// Pairs that no one place can have, because each answers the same question differently.
  static let senseless: [(NetworkFeature, NetworkFeature)] = [
    (.priorities, .deadlines), (.restart, .resampling), (.pausedWork, .handOver), (.pausedWork, .overtime),
    (.handOver, .overtime), (.sharing, .limitedSharing),
  ]

  static func isSenseless(_ first: NetworkFeature, _ second: NetworkFeature) -> Bool {
    senseless.contains { ($0.0 == first && $0.1 == second) || ($0.0 == second && $0.1 == first) }
  }
}
