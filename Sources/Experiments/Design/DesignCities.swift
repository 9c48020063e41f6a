import IssueFlow
import ScenarioLanguage
import Synchronization

/// The cities of a design's points, each made when its first run begins.
///
/// Runs begin in the order of the points, so that those at hand belong to few of them: only the latest are kept.
final class DesignCities: Sendable {
  /// Why a point makes no city, in English; it goes to a file that must not depend on the language.
  struct Invalid: Error, Hashable {
    let reason: String
  }

  private final class City: Sendable {
    let plan = Mutex<Result<MeasurementPlan, Invalid>?>(nil)
  }

  private let documents: [ScenarioDocument]
  private let points: DesignPoints
  /// Minutes of warm-up that all cities have in common; `nil` where each keeps its own.
  let warmUp: Double?
  private let kept: Int
  private let cities = Mutex<[(number: Int, city: City)]>([])

  init(documents: [ScenarioDocument], points: DesignPoints, warmUp: Double?, kept: Int) {
    self.documents = documents
    self.points = points
    self.warmUp = warmUp
    self.kept = kept
  }

  /// What the replications of a point are measured with.
  func plan(of number: Int) throws(Invalid) -> MeasurementPlan {
    let city = cities.withLock { cities -> City in
      if let found = cities.first(where: { $0.number == number }) { return found.city }
      let city = City()
      cities.append((number, city))
      if cities.count > kept { cities.removeFirst() }
      return city
    }
    // Others that want the same city wait for it here; those that want another do not.
    let made = city.plan.withLock { plan -> Result<MeasurementPlan, Invalid> in
      if let plan { return plan }
      let made = Result { () throws(Invalid) in try make(points[number]) }
      plan = made
      return made
    }
    return try made.get()
  }

  /// The city of a point alone, which is not kept: for those who ask every point what it costs.
  func model(of number: Int) throws(Invalid) -> FlowModel { try model(points[number]) }

  private func make(_ point: DesignPoint) throws(Invalid) -> MeasurementPlan {
    MeasurementPlan(model: try model(point))
  }

  private func model(_ point: DesignPoint) throws(Invalid) -> FlowModel {
    let overrides = zip(points.columns, point.levels).flatMap { column, level in
      level.text.map { text in column.paths.map { Override(path: $0, value: text) } } ?? []
    }
    let document = documents[point.policy]
    do throws(ScenarioError) {
      var scenario = try document.loaded(overriding: overrides).scenario
      if let warmUp { scenario.warmUp = .fixed(warmUp) }
      do throws(FlowModelError) {
        return try FlowModel(validating: scenario)
      } catch {
        throw ScenarioError(problems: error.findings.map { document.problem(at: $0.path, kind: $0.kind) })
      }
    } catch {
      throw Invalid(reason: error.problems.map { $0.message(language: .english) }.joined(separator: "; "))
    }
  }
}
