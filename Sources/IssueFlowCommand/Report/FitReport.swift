import Experiments
import Foundation
import LogFitting

/// What is said of a fit: how well the scenario behaves like the log, what it rests on, and what it cannot say.
struct FitReport: Sendable {
  let fit: LogFit
  let result: FittedLog
  let file: String
  let console: Console

  private var texts: Texts { console.texts }

  var lines: [String] {
    var lines = [texts.fitHeading(result, map: fit.document.map, file: fit.path), ""]
    lines.append(console.style(.strong, answer))
    lines += misses
    let doubts = result.notes.filter(\.isDoubt)
    if !doubts.isEmpty { lines += ["", texts.fitDoubts] + doubts.flatMap { bullet(texts($0.sentence)) } }
    lines += [""] + table + [""] + texts.fitLegend(drifts: drifts).wrapped(to: console.width)
    if result.bad.count > 0 {
      lines +=
        ["", texts.skippedRows(result.bad.count)]
        + BadRowsText(path: fit.path, rows: result.bad).lines.map { texts($0) }
    }
    for (title, isCaution) in [(texts.fitCautions, true), (texts.fitFindings, false)] {
      let notes = result.notes.filter { $0.isCaution == isCaution && !$0.isDoubt }
      if notes.isEmpty { continue }
      lines += ["", title] + notes.flatMap { bullet(texts($0.sentence)) }
    }
    lines += ["", console.style(.faint, texts.fitFiles(file, result.fileNames.count - 1)), texts.fitNext(file)]
    return lines
  }

  /// How many numbers are met, in a sentence.
  var answer: String {
    let (held, judged) = result.goodness.met
    return texts.fitAnswer(held: held, of: judged, naive: result.goodness.naive)
  }

  /// Whom the misses are laid to, where there are some.
  private var misses: [String] {
    let counts = GoodnessTable.Blame.allCases.map { ($0, result.goodness.misses($0)) }.filter { $0.1 > 0 }
    return counts.isEmpty ? [] : texts.fitMisses(counts).wrapped(to: console.width)
  }

  /// Whether the cases fitted and those they are compared with are not the same.
  private var drifts: Bool { result.goodness.rows.contains { $0.drift != nil } }

  private var table: [String] {
    let drifts = drifts
    var columns = Columns(
      [.left, .left, .right, .right, .right, .right, .right] + (drifts ? [.right] : []) + [.left, .left])
    columns.addHeader(texts.fitColumns(drifts: drifts))
    var last: GoodnessTable.Measure?
    for row in result.goodness.rows where row.measure != .medianOfType && row.measure != .p90OfType {
      let mark: Columns.Cell =
        switch row.holds {
        case true: .init(texts.glyphs.met, .good)
        case false: .init(texts.glyphs.notMet, .bad)
        default: .init("")
        }
      columns.add(
        [
          .init(row.measure == last ? "" : texts.name(of: row.measure)),
          .init(row.measure == .weekdays ? texts.weekday(row.name) : row.name),
          .init(value(row.log, row)), .init(value(row.simulated, row)), .init(gap(row.difference, row)),
          .init(row.allowed.map { texts.allowedGap($0, isShare: row.isShare) } ?? ""),
          .init(gap(row.noise, row)),
        ] + (drifts ? [.init(gap(row.drift, row))] : []) + [mark, .init(row.blame.map { texts.name(of: $0) } ?? "")])
      last = row.measure
    }
    return columns.lines(style: console.style, width: console.width)
  }

  private func value(_ number: Double?, _ row: GoodnessTable.Row) -> String {
    guard let number, number.isFinite else { return "" }
    switch row.measure {
    case .volume: return texts.fixed(number, number < 10 ? 2 : 1)
    case .share, .open, .reopened, .arrivals, .weekdays: return texts.fixed(number * 100, 1) + "%"
    case .medianTime, .p90Time, .medianFirst, .p90First, .meanWait, .p90Wait, .medianOfType, .p90OfType:
      return texts.time(number)
    case .pathDistance, .timeDistance: return ""
    }
  }

  private func gap(_ number: Double?, _ row: GoodnessTable.Row) -> String {
    guard let number, number.isFinite else { return "" }
    switch row.measure {
    case .timeDistance: return texts.time(number)
    case .pathDistance: return texts.fixed(number, 4)
    default: return (number > 0 ? "+" : "") + texts.fixed(number * 100, 1) + (row.isShare ? "" : "%")
    }
  }

  /// A sentence behind a bullet, broken where the screen ends.
  private func bullet(_ sentence: String) -> [String] {
    let width = max(40, console.width - 4)
    var lines: [String] = []
    var line = ""
    // Chinese has no blanks between words: it is broken between any two of its characters.
    for word in words(of: sentence) {
      if !line.isEmpty, (line + word).columns > width {
        lines.append(line)
        line = word.trimmingCharacters(in: .whitespaces)
      } else {
        line += word
      }
    }
    lines.append(line)
    return lines.enumerated().map { ($0.offset == 0 ? "  \(texts.glyphs.bullet) " : "    ") + $0.element }
  }

  private func words(of sentence: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in sentence {
      let isWide = character.unicodeScalars.contains { $0.value >= 0x2E80 }
      if character == " " || isWide {
        if !word.isEmpty { words.append(word) }
        word = String(character)
        if isWide {
          words.append(word)
          word = ""
        }
      } else {
        word.append(character)
      }
    }
    return words + (word.isEmpty ? [] : [word])
  }

  var json: JSONValue {
    .object([
      ("scenario", .string(file)), ("files", .array(result.fileNames.map { .string($0) })),
      ("rows", .integer(result.rows)), ("rows_left_out", .integer(result.leftOut)),
      ("bad_rows", .integer(result.bad.count)), ("cases", .integer(result.cases)),
      ("holdout", .number(fit.holdout)),
      (
        "met",
        .object([
          ("fit", .integer(result.goodness.met.count)),
          ("naive", result.goodness.naive.map { .integer($0) } ?? .null),
          ("judged", .integer(result.goodness.met.judged)),
        ])
      ),
      (
        "notes",
        .array(
          result.notes.map { note in
            .object([
              ("en", .string(note.sentence.en)), ("zh", .string(note.sentence.zh)),
              ("caution", .boolean(note.isCaution)), ("doubt", .boolean(note.isDoubt)),
            ])
          })
      ),
      (
        "goodness",
        .array(
          result.goodness.rows.map { row in
            .object([
              ("measure", .string(row.measure.rawValue)), ("class", .string(row.name)), ("cases", .integer(row.cases)),
              ("log", number(row.log)), ("simulated", number(row.simulated)), ("difference", number(row.difference)),
              ("noise", number(row.noise)), ("drift", number(row.drift)), ("in_sample", number(row.inSample)),
              ("allowed", number(row.allowed)), ("holds", row.holds.map { .boolean($0) } ?? .null),
              ("naive_holds", row.naiveHolds.map { .boolean($0) } ?? .null),
              ("blame", row.blame.map { .string($0.rawValue) } ?? .null),
            ])
          })
      ),
    ])
  }

  private func number(_ value: Double?) -> JSONValue {
    guard let value, value.isFinite else { return .null }
    return .number(value)
  }
}
