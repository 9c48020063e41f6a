import Foundation

/// The page `report.html` that `issueflow report` writes beside results.
///
/// It holds the numbers of the day it was made, and opens without asking anybody. When other results take their place
/// it must say so itself: a bar is put on its top, and taken away when the results are again those that it shows. The
/// page knows its results by a digest of their manifest.
public enum ReportPage {
  /// Its name in a folder of results.
  public static let file = "report.html"
  /// Larger pages are left alone; one of a large city has a few megabytes.
  private static let mostBytes = 64 * 1_048_576
  private static let begin = "<!--issueflow: outdated-->"
  private static let end = "<!--/issueflow: outdated-->"

  /// Whether a folder holds a page that is marked as showing earlier numbers.
  public static func isOutdated(in folder: String) -> Bool { text(in: folder)?.contains(begin) ?? false }

  /// Marks the page of a folder when its results are others now, and takes the mark away when they are those again.
  ///
  /// A page that no report wrote is left alone, and so is one that cannot be written: the results are in place.
  static func mark(in folder: String) {
    guard let text = text(in: folder), let shown = digest(of: text),
      let manifest = try? String(contentsOfFile: "\(folder)/manifest.json", encoding: .utf8)
    else { return }
    var page = text
    if let from = page.range(of: begin), let to = page.range(of: end), from.upperBound <= to.lowerBound {
      page.removeSubrange(from.lowerBound..<to.upperBound)
    }
    if shown != ContentHash.fnv1a128(manifest) {
      guard let body = page.range(of: "<body"),
        let close = page.range(of: ">", range: body.upperBound..<page.endIndex)
      else { return }
      page.insert(contentsOf: bar, at: close.upperBound)
    }
    guard page != text else { return }
    try? Data(page.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(file)"), options: .atomic)
  }

  private static func text(in folder: String) -> String? {
    let path = "\(folder)/\(file)"
    guard let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int, size <= mostBytes else {
      return nil
    }
    return try? String(contentsOfFile: path, encoding: .utf8)
  }

  /// The digest of the manifest whose results a page shows; `nil` when no report wrote it.
  private static func digest(of page: String) -> String? {
    guard let mark = page.range(of: "<meta name=\"issueflow-results\" content=\"") else { return nil }
    let digits = page[mark.upperBound...].prefix { $0.isHexDigit }
    return digits.isEmpty ? nil : String(digits)
  }

  private static var bar: String {
    begin
      + "<p role=\"alert\" style=\"margin:0;padding:.8em 1em;background:#8a1c1c;color:#fff;font-weight:bold\">"
      + "<span lang=\"en\">Outdated: the results in this folder were replaced after this page was made. Make it anew with "
      + "<code>issueflow report</code>.</span> "
      + "<span lang=\"zh\">已过期：生成本页之后，文件夹中的结果已被替换。请用 <code>issueflow report</code> 重新生成。</span></p>"
      + end
  }
}
