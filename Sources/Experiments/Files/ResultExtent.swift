import Foundation
import ScenarioLanguage

/// How much a result holds, so that none is replaced by a smaller one unless somebody asks for it.
///
/// What counts is what somebody waited for: replications, plausible cities, points, policies, rows of issues and events.
/// A result of as much or more takes the place of an earlier one as it always did, whatever changed in the scenario or
/// the seed; one of less, or of another kind of study, is refused before anything is simulated.
struct ResultExtent: Sendable {
  /// As the manifest calls it; `run` has no word there.
  var study: String
  /// For each quantity how much.
  var amounts: [Quantity: Double] = [:]
  /// Policies of a comparison by id.
  var policies: [String] = []
  /// The points of a shard.
  var range: ClosedRange<Int>?
  /// Tables that only some runs write.
  var files: Set<String> = []

  enum Quantity: String, CaseIterable, Sendable {
    case replications
    case cities
    case points
    case candidates
    case confirmations
  }

  /// What would be lost.
  enum Loss: Hashable, Sendable {
    /// The whole result, which is another kind of study.
    case study(String)
    case less(Quantity, from: Double, to: Double)
    case policies([String])
    case file(String)
    case points(ClosedRange<Int>)
  }

  init(study: String) { self.study = study }

  /// The extent of the finished result in a folder; `nil` when there is none.
  init?(folder: String) {
    guard let data = FileManager.default.contents(atPath: "\(folder)/manifest.json"),
      let manifest = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      (manifest["tool"] as? [String: Any])?["name"] as? String == Manifest.toolName
    else { return nil }
    self.init(manifest: manifest)
  }

  init(manifest: [String: Any]) {
    study = manifest["study"] as? String ?? "run"
    func number(_ value: Any?) -> Double? { (value as? NSNumber)?.doubleValue }
    switch manifest["replications"] {
    case let rule as [String: Any]: amounts[.replications] = number(rule["at_most"])
    case let count: amounts[.replications] = number(manifest["replications_asked"]) ?? number(count)
    }
    switch study {
    case "run":
      amounts[.cities] = number((manifest["uncertainty"] as? [String: Any])?["cities"])
      files = Set(manifest["files"] as? [String] ?? []).intersection(["issues.csv", "events.csv"])
    case "comparison":
      amounts[.cities] = number(manifest["plausible_cities"])
      policies = manifest["policies"] as? [String] ?? []
    case "sweep": amounts[.points] = number((manifest["design"] as? [String: Any])?["points"])
    case "shard of a sweep":
      amounts[.points] = number(manifest["points"])
      if let first = number(manifest["first_point"]), let last = number(manifest["last_point"]), first <= last {
        range = Int(first)...Int(last)
      }
    case "search":
      amounts = [
        .replications: number(manifest["at_most"]) ?? 0, .candidates: number(manifest["policies"]) ?? 0,
        .confirmations: number(manifest["confirm"]) ?? 0, .cities: number(manifest["plausible_cities"]) ?? 0,
      ]
    default: break
    }
  }

  /// What of this result another would not hold.
  func losses(to new: ResultExtent) -> [Loss] {
    // The shards of a sweep become the sweep.
    guard study == new.study || (study == "shard of a sweep" && new.study == "sweep") else { return [.study(study)] }
    let less = Quantity.allCases.compactMap { quantity -> Loss? in
      guard let old = amounts[quantity] else { return nil }
      let now = new.amounts[quantity] ?? 0
      return now < old ? .less(quantity, from: old, to: now) : nil
    }
    let gone = policies.filter { !new.policies.contains($0) }
    if let range, let now = new.range, !(now.contains(range.lowerBound) && now.contains(range.upperBound)) {
      return less + [.points(range)]
    }
    return less + (gone.isEmpty ? [] : [.policies(gone)]) + files.subtracting(new.files).sorted().map { .file($0) }
  }

  /// Refuses to replace the result in a folder by a smaller one.
  static func check(_ folder: String, replacedBy new: ResultExtent) throws(ExperimentError) {
    guard let old = ResultExtent(folder: folder) else { return }
    let losses = old.losses(to: new)
    if !losses.isEmpty { throw .smallerResult(folder: folder, losses: losses.map(\.text)) }
  }
}

extension ResultExtent.Loss {
  var text: LocalizedText {
    switch self {
    case .study(let study):
      LocalizedText(en: "it holds a \(study), and not what this command makes", zh: "其中是另一种结果（\(study)）")
    case .less(let quantity, let old, let new):
      LocalizedText(
        en: "\(ResultExtent.Loss.number(old)) \(quantity.title.en) would become \(ResultExtent.Loss.number(new))",
        zh: "\(quantity.title.zh)将由 \(ResultExtent.Loss.number(old)) 减为 \(ResultExtent.Loss.number(new))")
    case .policies(let ids):
      LocalizedText(
        en: "the policies \(ids.joined(separator: ", ")) would be lost", zh: "方案 \(ids.joined(separator: "、")) 将丢失")
    case .points(let range):
      LocalizedText(
        en: "the points \(range.lowerBound) to \(range.upperBound) would be lost",
        zh: "第 \(range.lowerBound) 至 \(range.upperBound) 个设计点将丢失")
    case .file(let name): LocalizedText(en: "\(name) would be lost", zh: "\(name) 将丢失")
    }
  }

  private static func number(_ value: Double) -> String { QuantityText.fixed(value, digits: 0) }
}

extension ResultExtent.Quantity {
  var title: LocalizedText {
    switch self {
    case .replications: LocalizedText(en: "replications", zh: "重复次数")
    case .cities: LocalizedText(en: "plausible cities", zh: "可能的城市数")
    case .points: LocalizedText(en: "points", zh: "设计点数")
    case .candidates: LocalizedText(en: "policies to choose from", zh: "备选方案数")
    case .confirmations: LocalizedText(en: "confirming replications", zh: "确认用重复次数")
    }
  }
}
