import Foundation
import Synchronization

/// Says on the error stream how far long work has come: an animated line on a terminal, now and then a line elsewhere.
final class ProgressBar: Sendable {
  private struct State {
    var begin: ContinuousClock.Instant?
    var shown: ContinuousClock.Instant?
    var isDrawn = false
  }

  private let state = Mutex(State())
  private let output: Output
  private let console: Console
  private let label: String

  init(console: Console, label: String, output: Output = .error) {
    self.console = console
    self.label = label
    self.output = output
  }

  /// Shows that so many of all parts are done.
  func show(done: Int, of total: Int) {
    guard !console.isQuiet, total > 0 else { return }
    state.withLock { state in
      let now = ContinuousClock.now
      let begin = state.begin ?? now
      state.begin = begin
      let pause: Duration = output.isTerminal ? .milliseconds(100) : .seconds(10)
      if let shown = state.shown, now - shown < pause, done < total { return }
      // A pipe or a log hears nothing of work that is over within the first pause.
      if !output.isTerminal, now - begin < pause { return }
      state.shown = now
      let line = text(done: done, of: total, elapsed: now - begin)
      if output.isTerminal && console.canRedraw {
        try? output.write("\r\u{1B}[2K" + line)
        state.isDrawn = true
      } else if !output.isTerminal || done < total {
        try? output.write(line + "\n")
      }
    }
  }

  /// Takes the line away, so that the answer stands alone.
  func clear() {
    state.withLock { state in
      if state.isDrawn { try? output.write("\r\u{1B}[2K") }
      state.isDrawn = false
    }
  }

  private func text(done: Int, of total: Int, elapsed: Duration) -> String {
    let texts = console.texts
    let glyphs = console.errorStyle.glyphs
    var left = ""
    if done > 0 && done < total {
      left = texts.timeLeft(elapsed / Double(done) * Double(total - done))
    }
    let counts = texts.progress(label: label, done: done, of: total)
    guard output.isTerminal else { return [counts, left].filter { !$0.isEmpty }.joined(separator: ", ") }
    let cells = 24
    let full = cells * done / total
    let bar = String(repeating: glyphs.full, count: full) + String(repeating: glyphs.empty, count: cells - full)
    let width = output.width(environment: console.environment)
    return "  \(bar)  \([counts, left].filter { !$0.isEmpty }.joined(separator: "  "))".truncated(to: width - 1)
  }
}
