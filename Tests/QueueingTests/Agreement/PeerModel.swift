import Foundation
import RandomStreams

/// The parameters of one model of `Tests/Peers/agreement/models.json`, which the peers read too.
struct PeerModel: Decodable {
  /// Rate of the arrivals, or of the batches, of each class; the most urgent first.
  var arrivals: [Double] = []
  /// Mean work at each station, or of each class.
  var services: [Double]?
  /// Coefficient of variation of the work, which is then lognormal.
  var variation: Double?
  /// Limits of the work, which is then uniform.
  var uniform: [Double]?
  /// At each station; with `shifts`, in each shift.
  var servers: [Int] = []
  /// Places to wait at each station; negative for any number.
  var rooms: [Int]?
  var patience: Double?
  /// Probabilities of going from one station to another; what is missing to 1 leaves.
  var routes: [[Double]]?
  /// Ends of the shifts; the last is the length of the cycle.
  var shifts: [Double]?
  /// Probabilities of a batch of 1, 2, 3 …
  var batch: [Double]?
  /// Who arrives in it is the cohort.
  var window: [Double] = []
  /// For so long after the window arrivals go on.
  var drain: Double?
  /// Arrivals written down, and the work of each customer at each station.
  var times: [Double]?
  var works: [[Double]]?

  private enum CodingKeys: String, CodingKey {
    case arrivals, services, variation, uniform, servers, rooms, patience, routes, shifts, batch, window, drain, times
    case works
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    arrivals = try values.decodeIfPresent([Double].self, forKey: .arrivals) ?? []
    services = try values.decodeIfPresent([Double].self, forKey: .services)
    variation = try values.decodeIfPresent(Double.self, forKey: .variation)
    uniform = try values.decodeIfPresent([Double].self, forKey: .uniform)
    servers = try values.decodeIfPresent([Int].self, forKey: .servers) ?? []
    rooms = try values.decodeIfPresent([Int].self, forKey: .rooms)
    patience = try values.decodeIfPresent(Double.self, forKey: .patience)
    routes = try values.decodeIfPresent([[Double]].self, forKey: .routes)
    shifts = try values.decodeIfPresent([Double].self, forKey: .shifts)
    batch = try values.decodeIfPresent([Double].self, forKey: .batch)
    window = try values.decodeIfPresent([Double].self, forKey: .window) ?? []
    drain = try values.decodeIfPresent(Double.self, forKey: .drain)
    times = try values.decodeIfPresent([Double].self, forKey: .times)
    works = try values.decodeIfPresent([[Double]].self, forKey: .works)
  }

  var observed: Range<Double> { window[0]..<window[1] }
  var end: Double { window[1] + (drain ?? 0) }

  /// Places to wait at a station.
  func room(at station: Int) -> Int {
    guard let rooms, rooms[station] >= 0 else { return .max }
    return rooms[station]
  }
}

/// The luck of one replication of a model: one address for each decision.
struct PeerLuck {
  let stream: RandomStream
  private let model: PeerModel
  private var bank = SamplerBank()
  private var works: [SamplerID] = []

  init(_ model: PeerModel, key: StreamKey) {
    self.model = model
    stream = RandomStream(key: key)
    if let limits = model.uniform {
      works = [bank.add(.uniform(low: limits[0], high: limits[1]))]
    } else {
      works = (model.services ?? []).map { mean in
        bank.add(model.variation.map { .lognormal(mean: mean, cv: $0) } ?? .exponential(mean: mean))
      }
    }
  }

  /// Work of a customer at a station, or of a class.
  func work(_ number: Int, customer: Int, visit: Int = 0) -> Double {
    bank.sample(
      works[number], from: stream,
      at: StreamAddress(purpose: Purpose.service, place: number, ordinal: customer, visit: visit))
  }

  /// Time from one arrival of a class to the next.
  func gap(of kind: Int, number: Int) -> Double {
    stream.exponential(
      mean: 1 / model.arrivals[kind], at: StreamAddress(purpose: Purpose.interarrival, type: kind, ordinal: number))
  }

  func uniform(_ purpose: StreamPurpose, station: Int = 0, customer: Int, visit: Int = 0) -> Double {
    stream.uniform(at: StreamAddress(purpose: purpose, place: station, ordinal: customer, visit: visit))
  }

  /// All arrivals of all classes until the end of the drain, in order.
  func allArrivals() -> [(time: Double, kind: Int)] {
    var found: [(time: Double, kind: Int)] = []
    for kind in model.arrivals.indices {
      var number = 0
      var time = gap(of: kind, number: 0)
      while time < model.end {
        found.append((time, kind))
        number += 1
        time += gap(of: kind, number: number)
      }
    }
    return found.sorted { ($0.time, $0.kind) < ($1.time, $1.kind) }
  }
}
