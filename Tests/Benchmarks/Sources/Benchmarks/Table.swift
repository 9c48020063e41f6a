import Foundation

/// The results, printed as they come and written as CSV with processor, system and date.
final class Table {
  private var lines = ["benchmark,figure,minimum,median,maximum,unit,note"]

  init() { show(lines[0]) }

  /// Writes at once, so that what was measured is seen if a peer fails.
  private func show(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

  func add(_ benchmark: String, _ figure: String, _ values: [Double], _ unit: String, note: String = "") {
    let sorted = values.sorted()
    let cells = [sorted[0], sorted[sorted.count / 2], sorted[sorted.count - 1]].map { String(format: "%.3f", $0) }
    let line = "\(benchmark),\(figure),\(cells.joined(separator: ",")),\(unit),\(note)"
    show(line)
    lines.append(line)
  }

  /// Writes the table to the file that `BENCHMARK_CSV` names, if it names one.
  func write() throws {
    guard let path = ProcessInfo.processInfo.environment["BENCHMARK_CSV"] else { return }
    let date = ISO8601DateFormatter().string(from: Date())
    let place = "\(Self.processor),\(ProcessInfo.processInfo.operatingSystemVersionString),\(date)"
    let rows = lines.enumerated().map {
      $0.offset == 0 ? $0.element + ",processor,system,date" : "\($0.element),\(place)"
    }
    try (rows.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
  }

  private static var processor: String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown"
  }
}
