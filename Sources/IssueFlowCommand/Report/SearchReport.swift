import Experiments
import Synchronization

/// What a search found, how sure that is, and what more would cost.
struct SearchReport {
  let search: PolicySearch
  let outcome: SearchOutcome
  let console: Console

  private static let shown = 12

  private var texts: Texts { console.texts }
  private var style: Style { console.style }

  func lines(folder: String) -> [String] {
    answer + settings + confirmation + [""] + frontier + ["", style(.faint, texts.files(folder))]
  }

  /// What it is, and what may be claimed of it.
  var answer: [String] {
    let mark = style.mark(
      outcome.isConfirmed ? Verdict.Decision.met : outcome.ending == .nothingMeets ? .notMet : .undecided)
    let sentence = texts.found(outcome, cost: outcome.cost, search: search)
    return sentence.wrapped(to: console.width - 2).enumerated().map { index, line in
      style(mark.emphasis, (index == 0 ? mark.text : " ") + " " + line)
    } + texts.claim(outcome, search: search).wrapped(to: console.width - 2).map { "  " + $0 }
  }

  private var settings: [String] {
    guard let best = outcome.best else { return [] }
    let own = search.settings(of: best).map { "    --set \($0)" }
    return [""] + [style(.strong, texts.settingsHeading(search.text(of: best)))] + own
  }

  private var confirmation: [String] {
    guard let last = outcome.confirmations.last else { return [] }
    var columns = Columns([.left, .left, .right, .left, .left])
    for finding in last.verdict.criteria {
      let mark = style.mark(finding.state)
      columns.add([
        mark, .init(texts(finding.title)), .init(texts.value(finding.estimate)), .init(texts(finding.demand)),
        .init(texts.word(finding.state), mark.emphasis),
      ])
    }
    let heading = texts.confirmationHeading(last.verdict.replications, confidence: last.verdict.confidence)
    var lines = ["", style(.strong, heading)] + columns.lines(style: style, width: console.width)
    if let plausible = last.plausible?.meeting {
      lines += texts.inPlausible(plausible, wanted: search.document.spec.plausible).wrapped(to: console.width - 2).map {
        "  " + $0
      }
    }
    return lines
  }

  /// Cost against share.
  private var frontier: [String] {
    let rows = outcome.tried.filter(\.isOnFrontier)
    guard !rows.isEmpty else { return [] }
    let step = max(1, (rows.count + Self.shown - 1) / Self.shown)
    var columns = Columns([.right, .right, .left, .left])
    columns.addHeader([texts.costHeading, texts.shareHeading, "", texts.policyHeading])
    for (index, row) in rows.enumerated()
    where index % step == 0 || index == rows.count - 1 || row.policy == outcome.best {
      columns.add([
        .init(texts.large(row.cost)), .init((row.shares.first ?? nil).map { texts.percent($0) } ?? "-"),
        .init(texts.standing(row.standing), row.policy == outcome.best ? .strong : .faint),
        .init(search.text(of: row.policy)),
      ])
    }
    let heading = texts.frontierHeading(isExplored: !search.document.spec.explore.isEmpty)
    return [style(.strong, heading)] + columns.lines(style: style, width: console.width)
  }
}

/// The best policy that was said last.
final class Incumbent: Sendable {
  private let last = Mutex(0)
  func isNew(_ policy: Int) -> Bool {
    last.withLock { last in
      defer { last = policy }
      return last != policy
    }
  }
}
