import Experiments
import IssueFlow

/// Why issues leave the lowest tier, and what would change it.
extension TerminalReport {
  private static let shown = 5

  var leaks: [String] {
    guard tiers.count > 1, let ground = tiers.first else { return [] }
    let title = heading(texts.leaksHeading(texts.name(ground.title, id: ground.id)))
    let top = result.topLeaks(Self.shown)
    guard !top.isEmpty else { return [title, "  " + texts.noLeaks] }
    var columns = Columns([.right, .left, .left])
    for leak in top {
      columns.add([
        .init(texts.percent(leak.share), .strong), .init(texts.label(of: leak.cause)),
        .init(texts.leak(type: name(ofType: leak.type), tier: name(ofTier: leak.tier))),
      ])
    }
    var causes: [LeakCause] = []
    for leak in top where !causes.contains(leak.cause) { causes.append(leak.cause) }
    let advice = causes.flatMap { cause in
      paragraph(
        style.glyphs.bullet,
        texts.say(
          "\(texts.label(of: cause)): \(texts.meaning(of: cause)) \(texts.advice(on: cause))",
          "\(texts.label(of: cause))：\(texts.meaning(of: cause))\(texts.advice(on: cause))"))
    }
    return [title] + table(columns) + advice
  }

  /// What a reader must know before believing a mean.
  var diagnoses: [String] {
    guard !result.diagnoses.isEmpty else { return [] }
    return [heading(texts.diagnosesHeading)]
      + result.diagnoses.flatMap { paragraph(style.glyphs.warning, texts($0.message), emphasis: .doubtful) }
  }
}
