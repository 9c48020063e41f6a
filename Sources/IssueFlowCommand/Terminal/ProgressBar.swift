import Foundation
import Synchronization

/// Says on the error stream how far long work has come: an animated line on a terminal, now and then a line elsewhere.
final class ProgressBar: Sendable {
  private struct State {
    var label = ""
    var begin = ContinuousClock.now
    var shown: ContinuousClock.Instant?
    var isDrawn = false
  }

  private let state = Mutex(State())
  private let output: Output
  private let console: Console
  private let isAnimated: Bool

  init(console: Console, output: Output = .error) {
    self.console = console
    self.output = output
    isAnimated = output.isTerminal && console.canRedraw
  }

  /// Shows that so many parts of the work that the label names are done.
  func show(_ label: String, done: Int, of total: Int) {
    guard !console.isQuiet, total > 0 else { return }
    state.withLock { state in
      let now = ContinuousClock.now
      if state.label != label { state = State(label: label, begin: now, isDrawn: state.isDrawn) }
      // A log hears nothing of work that is over soon, and of other work not too often.
      let pause: Duration = isAnimated ? .milliseconds(100) : .seconds(10)
      let last = state.shown ?? (isAnimated ? now - pause : state.begin)
      guard now - last >= pause || isAnimated && done == total else { return }
      state.shown = now
      let line = text(label, done: done, of: total, elapsed: now - state.begin)
      try? output.write(isAnimated ? "\r\u{1B}[2K\(line)" : line + "\n")
      state.isDrawn = isAnimated
    }
  }

  /// Takes the line away, so that the answer stands alone.
  func clear() {
    state.withLock { state in
      if state.isDrawn { try? output.write("\r\u{1B}[2K") }
      state = State()
    }
  }

  private func text(_ label: String, done: Int, of total: Int, elapsed: Duration) -> String {
    let texts = console.texts
    var parts = [texts.progress(label: label, done: done, of: total)]
    if done > 0, done < total { parts.append(texts.timeLeft(elapsed / Double(done) * Double(total - done))) }
    guard isAnimated else { return parts.joined(separator: texts.listSeparator) }
    let cells = 24
    let full = cells * done / total
    let glyphs = console.errorStyle.glyphs
    let bar = String(repeating: glyphs.full, count: full) + String(repeating: glyphs.empty, count: cells - full)
    let line = "  \(bar)  \(parts.joined(separator: "  "))"
    return line.truncated(to: output.width(environment: console.environment) - 1)
  }
}
