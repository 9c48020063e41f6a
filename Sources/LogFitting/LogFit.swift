import Experiments
import Foundation
import ScenarioLanguage

/// Fits a city to a log: reads the log, learns the city, writes it as a scenario, and simulates what it wrote beside the
/// log.
///
/// With a holdout, the city is learnt from the log as it was known when so great a share of the cases was still to come,
/// and compared with these; else with the log itself, which flatters it.
public struct LogFit: Sendable {
  public let document: LogMapDocument
  public let path: String
  /// Share of the cases, the last ones, that the fit does not see; 0 for none.
  public let holdout: Double
  /// Whether it sees how those that it sees ended, although that was later; else it sees the log as it was known at the
  /// time, with what was then open.
  public let followsCases: Bool
  /// Of the simulations and of the samples that tests draw.
  public let seed: UInt32
  /// Simulated logs.
  public let replications: Int
  /// Cities learnt from days drawn anew, from which `--uncertainty` of the scenario draws; 0 for none.
  public let ensemble: Int

  /// So many tell the ends of an interval of 90 % to a few hundredths of its width.
  public static let usualEnsemble = 100

  /// Fewer cases tell nothing.
  public static let fewestCases = 50

  public init(
    document: LogMapDocument, path: String, holdout: Double = 0, followsCases: Bool = false, seed: UInt32 = 1,
    replications: Int = 5, ensemble: Int = LogFit.usualEnsemble
  ) {
    precondition(ensemble >= 0, "a number of cities is no less than 0 (was \(ensemble))")
    precondition((0..<1).contains(holdout), "a part of the log is left to learn from (was \(holdout))")
    precondition(replications > 0, "a fit is simulated at least once (was \(replications))")
    self.document = document
    self.path = path
    self.holdout = holdout
    self.followsCases = followsCases
    self.seed = seed
    self.replications = replications
    self.ensemble = ensemble
  }

  /// What is being done, for those who wait.
  public enum Step: Hashable, Sendable {
    case reading
    case learning
    case learningAgain(finished: Int, of: Int)
    case simulating(finished: Int, of: Int)
  }

  /// Does it all, and writes nothing. `stem` is the scenario's file name without its ending, by which its tables are named.
  public func run(
    stem: String, jobs: Int, progress: @escaping @Sendable (Step) -> Void = { _ in }
  ) async throws(FitError) -> FittedLog {
    progress(.reading)
    let map = document.map
    var (table, whole, notes) = try wholeLog()
    guard !whole.cases.isEmpty else { throw .noCases(path: path) }
    whole = inEarnest(whole, &notes)
    guard whole.cases.count >= Self.fewestCases else {
      throw .tooFewCases(path: path, count: whole.cases.count, least: Self.fewestCases)
    }
    progress(.learning)
    let cut = holdout > 0 ? whole.time(ofShare: 1 - holdout) : whole.end
    let training = holdout == 0 ? whole : followsCases ? whole.opened(before: cut) : whole.known(at: cut)
    var learnt = training
    var change = LogChange(learnt, mostTypes: map.mostTypes, seed: UInt64(seed))
    let recent = map.since == nil && !followsCases && change.changesTimes ? RecentPast(learnt) : nil
    if let recent {
      learnt = learnt.opened(from: recent.begin)
      change = LogChange(learnt, mostTypes: map.mostTypes, seed: UInt64(seed))
    }
    guard learnt.cases.contains(where: { !$0.isOpen }) else {
      let end = CivilDate(dayNumber: Int((cut / 1440).rounded(.down))).iso
      throw .neverClosed(path: path, count: learnt.cases.count, end: end)
    }
    var (city, material) = try CityEstimation.city(map: map, table: table, log: learnt, seed: UInt64(seed))
    city.notes =
      table.notes.map { .reading($0) }
      + first(notes, of: whole, recent, change, tiers: city.tiers.map(\.id), types: table.types) + city.notes
    if map.reopenedWhen == nil { city.notes.removeAll { if case .reopened = $0 { true } else { false } } }
    var scenario = FittedScenario(
      city: city, map: map, logName: (path as NSString).lastPathComponent, log: learnt, stem: stem)
    scenario.ensemble = try await ensemble(of: material, beside: scenario, jobs: jobs, progress: progress)
    material = CityMaterial()
    var files = scenario.files()
    let target = holdout > 0 ? whole.opened(from: cut) : whole
    let goodness = try await goodness(
      files: files, city: city, table: table, parts: LogParts(learnt: learnt, training: training, target: target),
      jobs: jobs, progress: progress)
    files[0].bytes = Array(scenario.text(caution: scenario.caution(goodness)).utf8)
    let tables = FitTables(city: city, goodness: goodness, stem: stem).files()
    return FittedLog(
      city: city, files: files + tables, goodness: goodness, rows: table.read, leftOut: table.leftOut, bad: table.bad,
      cases: whole.cases.count, begin: whole.begin, end: whole.lastArrivals, cut: holdout > 0 ? cut : nil)
  }

  // MARK: - Days drawn anew

  private func ensemble(
    of material: CityMaterial, beside scenario: FittedScenario, jobs: Int,
    progress: @escaping @Sendable (Step) -> Void
  ) async throws(FitError) -> FittedEnsemble? {
    guard ensemble > 0 else { return nil }
    let refit = CityRefit(city: scenario.city, material: material, seed: UInt64(seed))
    var cities: [(city: FittedCity, minutes: Double)] = []
    progress(.learningAgain(finished: 0, of: ensemble))
    do throws(ExperimentError) {
      try await OrderedTasks.run(
        count: ensemble, jobs: jobs, work: { index throws(ExperimentError) in refit.drawn(index + 1) },
        progress: { [ensemble] in progress(.learningAgain(finished: $0, of: ensemble)) },
        deliver: { cities.append($0) })
    } catch {
      throw .experiment(error)
    }
    return FittedEnsemble(cities, beside: scenario)
  }
}

/// A city that was fitted to a log.
public struct FittedLog: Sendable {
  let city: FittedCity
  let files: [FittedScenario.File]
  public let goodness: GoodnessTable
  /// Rows of the log, those that the map leaves out, and those that could not be read.
  public let rows: Int
  public let leftOut: Int
  public let bad: BadRows
  public let cases: Int
  /// Minutes since 1970.
  public let begin: Double
  public let end: Double
  /// Up to when the fit saw the log; `nil` when it saw all of it.
  public let cut: Double?

  public var notes: [FitNote] { city.notes }
  public var fileNames: [String] { files.map(\.name) }

  /// Writes the scenario and its tables into a folder: all of them, or none, and over files of these names only where
  /// that is allowed.
  public func write(to folder: String, mayReplace: Bool) throws(FitError) {
    let place = folder.isEmpty ? "." : folder
    let manager = FileManager.default
    if !mayReplace {
      let there = files.map(\.name).filter { manager.fileExists(atPath: place + "/" + $0) }
      if !there.isEmpty { throw .filesAreThere(folder: place, names: there) }
    }
    do throws(ExperimentError) {
      do {
        try manager.createDirectory(atPath: place, withIntermediateDirectories: true)
      } catch {
        throw .file(path: place, reason: error.localizedDescription)
      }
      let work = try GuardedFile.makeFolder(in: place)
      defer { try? manager.removeItem(atPath: work) }
      for file in files {
        let output = try OutputFile(path: work + "/" + file.name)
        try output.write(file.bytes)
        try output.synchronize()
      }
      // The scenario last: as long as it is not there, nothing names the tables.
      for file in files.reversed() where rename(work + "/" + file.name, place + "/" + file.name) != 0 {
        throw .file(path: place + "/" + file.name, reason: SystemError.reason)
      }
    } catch {
      throw .experiment(error)
    }
  }
  public var typeCount: Int { city.types.count }
}
