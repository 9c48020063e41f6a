import RandomStreams
import ScenarioLanguage

// What a city has beside tiers that wait for issues, as the engine sees it.

struct Orders: Sendable {
  var acceptance: Double
  var response: SamplerID
}

struct Turnover: Sendable {
  var quitRate: Double
  var promotionRate: Double
  var leadTime: SamplerID
  var passRate: Double
  var rampUp: Double
  var newcomerPace: Double
  var newcomerSkill: Double
  var grades: GradeSpec?

  /// Departures a minute of a worker of a grade: who is paid more leaves less.
  func departureRate(grade: Int) -> Double {
    guard let grades, grades.quitElasticity > 0 else { return quitRate + promotionRate }
    let pay = 1 + grades.payStep * Double(grade - 1)
    return quitRate * exponent(pay, -grades.quitElasticity) + promotionRate
  }
}

struct Weakness: Sendable {
  var onset: Double
  var recovery: Double
  var pace: Double
  var competence: Double
  var inspection: Double
  var found: Double
  var repair: SamplerID
}

struct Volunteers: Sendable {
  /// By which luck is addressed.
  var luckNumber: UInt16
  var perUnit: Double
  var response: Double
  var sessions: [Double]
  var stay: Double
  var pace: Double
  var skill: Double
  var points: PointsSpec?
}

struct Responder: Sendable {
  var luckNumber: UInt16
  var coverage: Double
  /// Bit by type; all types of a scenario fit two words.
  var types: (UInt64, UInt64)
  var work: SamplerID
  var level: Double
  var spread: Double
  var delay: SamplerID

  func tries(_ type: UInt8) -> Bool {
    (type < 64 ? types.0 >> UInt64(type) : types.1 >> UInt64(type - 64)) & 1 == 1
  }
}

struct Works: Sendable {
  var luckNumber: UInt16
  var types: (UInt64, UInt64)
  var share: Double
  /// Simulated minutes.
  var from: Double
  var window: Double
  var duration: Double
  var during: Double
  var after: Double

  func changes(_ type: Int) -> Bool {
    (type < 64 ? types.0 >> UInt64(type) : types.1 >> UInt64(type - 64)) & 1 == 1
  }
}
