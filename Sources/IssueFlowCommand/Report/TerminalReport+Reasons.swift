import Experiments

/// Why issues leave the lowest tier, and what would change it.
extension TerminalReport {
  private static let shown = 5
  private static let explained = 3

  var leaks: [String] {
    guard tiers.count > 1, let ground = tiers.first else { return [] }
    let title = heading(texts.leaksHeading(texts.name(ground.title, id: ground.id)))
    let causes = result.leakCauses
    guard !causes.isEmpty else { return [title, "  " + texts.noLeaks] }
    var columns = Columns([.right, .left])
    for row in causes {
      columns.add([.init(texts.percent(row.share), .strong), .init(texts(row.cause.title))])
    }
    var details = Columns([.right, .left, .left])
    for leak in result.topLeaks(Self.shown) {
      details.add([
        .init(texts.percent(leak.share)), .init(texts(leak.cause.title)),
        .init(texts.leak(type: name(ofType: leak.type), tier: name(ofTier: leak.tier))),
      ])
    }
    let advice = causes.prefix(Self.explained).flatMap { row in
      paragraph(
        style.glyphs.bullet,
        texts.say(
          "\(texts(row.cause.title)): \(texts(row.cause.meaning)) \(texts(row.cause.advice))",
          "\(texts(row.cause.title))：\(texts(row.cause.meaning))\(texts(row.cause.advice))"))
    }
    return [title] + table(columns) + advice + ["  " + texts.largestLeaks] + table(details)
  }

  /// What a reader must know before believing a mean.
  var diagnoses: [String] {
    guard !result.diagnoses.isEmpty else { return [] }
    return [heading(texts.diagnosesHeading)]
      + result.diagnoses.flatMap { paragraph(style.glyphs.warning, texts($0.message), emphasis: .doubtful) }
  }
}
