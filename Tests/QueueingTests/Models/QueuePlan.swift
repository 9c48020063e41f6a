import Queueing
import RandomStreams

/// A textbook queueing network: Poisson arrivals to the first of some stages, each a station with a routing rule.
struct QueuePlan {
  /// One station of the network and where its customers go.
  struct Stage {
    var servers: Int
    /// Mean service time.
    var service: Double
    /// Coefficient of variation of the service time, which is gamma distributed; 1 is exponential.
    var variation = 1.0
    var waitingRoom = Int.max
    /// Probability of going on to the next stage after a service.
    var up = 0.0
    /// Probability of queueing here again after a service, for a fresh service time.
    var again = 0.0
  }

  /// Arrival rate of each priority class, the most urgent first.
  let arrivals: [Double]
  var stages: [Stage]
  var discipline = QueueDiscipline.firstCome

  /// Arrival rate of all classes together.
  let totalRate: Double

  /// M/G/c: one stage and one class.
  init(rate: Double, servers: Int, service: Double, variation: Double = 1, waitingRoom: Int = .max, again: Double = 0) {
    arrivals = [rate]
    totalRate = rate
    stages = [
      Stage(servers: servers, service: service, variation: variation, waitingRoom: waitingRoom, again: again)
    ]
  }

  init(arrivals: [Double], stages: [Stage], discipline: QueueDiscipline = .firstCome) {
    self.arrivals = arrivals
    totalRate = arrivals.reduce(0, +)
    self.stages = stages
    self.discipline = discipline
  }

  /// Rate at which customers come to a stage, first and again.
  func rate(atStage stage: Int) -> Double {
    let fromBelow = stage == 0 ? totalRate : rate(atStage: stage - 1) * stages[stage - 1].up
    return fromBelow / (1 - stages[stage].again)
  }

  /// The number at a stage at a random time, which is that of M/M/c, or M/M/c/K, at the stage's own rate.
  ///
  /// Stages are independent then (Jackson 1957). With other than exponential services the number is taken as that of
  /// M/M/1 too: so many residual services make up the stationary work of M/G/1 (Pollaczek, Khinchine).
  func stationaryNumber(atStage index: Int) -> StationaryNumber {
    let stage = stages[index]
    let rate = rate(atStage: index)
    let limit = stage.waitingRoom == .max ? Int.max : stage.servers + stage.waitingRoom
    return StationaryNumber(birth: { $0 < limit ? rate : 0 }, death: { Double(min($0, stage.servers)) / stage.service })
  }
}

/// What luck decides in the textbook models.
enum Purpose {
  static let interarrival = StreamPurpose(rawValue: 1)
  static let kind = StreamPurpose(rawValue: 2)
  static let service = StreamPurpose(rawValue: 3)
  static let route = StreamPurpose(rawValue: 4)
  static let start = StreamPurpose(rawValue: 5)
  static let residual = StreamPurpose(rawValue: 6)
}
