import Experiments
import IssueFlow
import ScenarioLanguage

/// A comparison on a page: what each policy changes, for how many of the very same issues, and how sure that is.
struct ComparisonReport {
  let result: ComparedPolicies
  let plausible: PlausibleComparison?
  let console: Console

  var texts: Texts { console.texts }
  var style: Style { console.style }
  var width: Int { console.width }
  var baseline: ComparedPolicies.Policy { result.policies[0] }
  var tiers: [TierSpec] { baseline.scenario.tiers }

  func lines(folder: String) -> [String] {
    var lines = answer
    lines += [""] + table
    for migration in result.migrations { lines += [""] + self.migration(migration) + changes(migration.policy) }
    if let best { lines += [""] + best }
    lines += [""] + luck
    if let cities { lines += [""] + cities }
    return lines + ["", style(.faint, texts.files(folder))]
  }

  /// The title of a policy; its id where another has the same title, as one that extends a scenario without saying so.
  func name(_ policy: Int) -> String {
    let policy = result.policies[policy]
    let isShared = result.policies.contains { $0.id != policy.id && $0.scenario.title == policy.scenario.title }
    return isShared ? policy.id : texts.name(policy.scenario.title, id: policy.id)
  }

  func tierName(_ id: String) -> String {
    tiers.first { $0.id == id }.map { texts.name($0.title, id: id) } ?? texts.fate(id)
  }

  func heading(_ text: String) -> String { style(.strong, text) }

  /// A sentence for each policy: what it does to the lowest tier's share, and whether it meets the targets.
  var answer: [String] {
    let lowest = tiers.first?.id ?? ""
    var lines = [
      heading(texts.comparedWith(baseline: name(0), replications: result.replications, isPaired: result.isPaired))
    ]
    for policy in result.policies.indices {
      let verdict = result.policies[policy].verdict.map { texts.word($0.decision) } ?? texts.noVerdict
      let change = result.difference(.share, lowest, policy: policy)
      let text = texts.effect(
        policy: name(policy), tier: tierName(lowest), baseline: policy == 0, change: change, verdict: verdict,
        mean: result.policies[policy].summary.row(of: .share, lowest)?.mean)
      let mark = result.policies[policy].verdict.map { style.mark($0.decision) } ?? .init(style.glyphs.bullet)
      lines += text.wrapped(to: width - 2).enumerated().map { ($0 == 0 ? mark.text : " ") + " " + $1 }
    }
    return lines
  }

  /// The numbers that officials ask for.
  private var table: [String] {
    var columns = Columns([.left, .right] + result.policies.dropFirst().flatMap { _ in [.right, .right, .left] })
    columns.addHeader(
      ["", name(0)] + result.policies.indices.dropFirst().flatMap { [name($0), texts.difference, ""] })
    for (response, responseClass) in shown {
      let differences = result.policies.indices.dropFirst().map {
        result.difference(response, responseClass, policy: $0)
      }
      guard let first = differences.compactMap({ $0 }).first else { continue }
      // A scenario without prices has costs of zero, which are no news.
      if response.unit == .money, differences.allSatisfy({ $0?.mean == 0 && $0?.baselineMean == 0 }) { continue }
      var cells: [Columns.Cell] = [
        .init(texts.title(of: response, responseClass, in: baseline.scenario)),
        .init(texts.value(first.baselineMean, halfWidth: nil, unit: response.unit)),
      ]
      for difference in differences {
        guard let difference else {
          cells += [.init("-"), .init(""), .init("")]
          continue
        }
        cells += [
          .init(texts.value(difference.mean, halfWidth: nil, unit: response.unit)),
          .init(texts.change(difference), difference.isDistinct ? .strong : .faint),
          .init(difference.isDistinct ? "" : texts.notDistinct, .faint),
        ]
      }
      columns.add(cells)
    }
    return [heading(texts.differencesHeading)] + columns.lines(style: style, width: width)
      + texts.intervalNote(confidence: result.confidence, policies: result.policies.count - 1).wrapped(to: width - 2)
      .map { "  " + style(.faint, $0) }
  }

  private var shown: [(Response, String)] {
    let split: Response =
      switch baseline.verdict?.split ?? .closedAt {
      case .closedAt: .share
      case .handledAt: .shareHandled
      case .registered: .shareRegistered
      }
    return tiers.map { (split, $0.id) }
      + [
        (.timeToCloseMean, ""), (.onTimeRate, ""), (.satisfaction, ""), (.reopenRate, ""), (.withdrawnShare, ""),
        (.openShare, ""),
      ] + tiers.map { (.utilisation, $0.id) } + [(.staffCost, ""), (.policyCost, ""), (.costPerClosed, "")]
  }

  /// The matrix of a policy.
  private func migration(_ migration: ComparedPolicies.Migration) -> [String] {
    // Fates that nobody meets take no room.
    let used = migration.fates.indices.filter { index in
      migration.fates.indices.contains { migration.cells[index][$0].mean > 0 || migration.cells[$0][index].mean > 0 }
    }
    var columns = Columns([.left] + used.map { _ in .right })
    columns.addHeader([texts.fromTo] + used.map { tierName(migration.fates[$0]) })
    for from in used {
      columns.add(
        [.init(tierName(migration.fates[from]))]
          + used.map { to in
            let cell = migration.cells[from][to].mean
            return .init(cell == 0 ? "" : texts.count(cell), from == to ? .faint : .strong)
          })
    }
    let heading = texts.migrationHeading(
      baseline: name(0), policy: name(migration.policy), areVerySame: migration.areVerySame)
    let notes = [texts.pairing(migration), texts.migrationSum(migration)]
    return heading.wrapped(to: width).map(self.heading) + columns.lines(style: style, width: width)
      + notes.flatMap { $0.wrapped(to: width - 2) }.map { "  " + style(.faint, $0) } + oneSided(migration)
  }

  /// What arose under one of the two only, and what lost its pairing.
  private func oneSided(_ migration: ComparedPolicies.Migration) -> [String] {
    var sentences: [String] = []
    for (side, policy) in [(ComparedPolicies.OneSided.Side.baseline, 0), (.policy, migration.policy)] {
      let rows = migration.oneSided.filter { $0.side == side }
      let scenario = result.policies[policy].scenario
      if rows.isEmpty { continue }
      sentences.append(
        texts.oneSided(rows, side: name(policy)) { row in
          row.reason == .place ? row.id : texts(scenario.title(of: row.id, in: .issueType))
        })
    }
    if !migration.unpaired.isEmpty { sentences.append(texts.unpaired(migration.unpaired)) }
    return sentences.flatMap { sentence in
      sentence.wrapped(to: width - 4).enumerated().map { ($0 == 0 ? "  \(style.glyphs.bullet) " : "    ") + $1 }
    }
  }

  /// The leaks that a policy closes and opens.
  private func changes(_ policy: Int) -> [String] {
    let lines = [ComparedPolicies.LeakChange.Direction.lost, .gained].flatMap { direction -> [String] in
      let rows = result.leaks.filter { $0.policy == policy && $0.direction == direction }
      guard !rows.isEmpty else { return [] }
      let total = rows.reduce(0) { $0 + $1.issues }
      var causes: [(cause: LeakCause, issues: Double)] = []
      for cause in LeakCause.allCases {
        let issues = rows.reduce(0) { $1.cause == cause ? $0 + $1.issues : $0 }
        if issues > 0 { causes.append((cause, issues)) }
      }
      let top = causes.enumerated().sorted {
        ($1.element.issues, $0.offset) < ($0.element.issues, $1.offset)
      }.prefix(3).map { texts.leakChange(cause: texts($0.element.cause.title), issues: $0.element.issues) }
      return texts.leakChanges(direction, total: total, top: top).wrapped(to: width - 4).enumerated().map {
        ($0 == 0 ? "  \(style.glyphs.bullet) " : "    ") + $1
      }
    }
    return lines
  }

  private var best: [String]? {
    guard let best = result.best, result.policies.count > 2 || best.name == "distance" else { return nil }
    var columns = Columns([.left, .right, .left])
    for (index, interval) in best.intervals.enumerated() {
      columns.add([
        .init(name(index)), .init(texts.criterionValue(best, index)),
        .init(texts.standing(interval), interval.mayBeBest ? .strong : .faint),
      ])
    }
    return [heading(texts.bestHeading(best, confidence: result.confidence))] + columns.lines(style: style, width: width)
  }

  /// What pairing was worth.
  private var luck: [String] {
    guard result.isPaired else { return texts.notPaired.wrapped(to: width) }
    let rows = result.policies.indices.dropFirst().flatMap { policy in
      tiers.compactMap { result.difference(.share, $0.id, policy: policy) }
    }
    var columns = Columns([.left, .left, .left])
    for row in rows {
      guard let text = texts.gain(row.variances) else { continue }
      columns.add([.init(name(row.policy)), .init(tierName(row.responseClass)), .init(text)])
    }
    return [heading(texts.luckHeading(confidence: result.confidence))] + columns.lines(style: style, width: width)
  }

  private var cities: [String]? {
    guard let plausible else { return nil }
    var columns = Columns([.left, .left, .left])
    for row in plausible.rows {
      columns.add([
        .init(name(row.policy)), .init(row.meeting.map(texts.meeting) ?? texts.noVerdict),
        .init(row.policy == 0 ? "" : texts.spread(row)),
      ])
    }
    let ground = plausible.studies.first.flatMap(texts.ground).map { "  " + $0 }
    return [heading(texts.citiesHeading(plausible.cities, tier: tierName(plausible.tier)))]
      + columns.lines(style: style, width: width) + (ground?.wrapped(to: width) ?? [])
  }
}
