/// A template with its comments in Chinese. Its YAML is that of the English one, line by line, since only what stands behind
/// a `#` is replaced.
extension Template {
  static func inChinese(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard let sign = comment(of: line) else { return String(line) }
      let words = line[sign...].dropFirst().drop { $0 == " " }
      guard let chinese = comments[String(words)] else { return String(line) }
      return line[..<sign] + "# " + chinese
    }.joined(separator: "\n")
  }

  /// Where the comment of a line begins: at a `#` that begins the line or stands behind a space. No text of a template has one.
  static func comment(of line: Substring) -> Substring.Index? {
    line.indices.first { line[$0] == "#" && ($0 == line.startIndex || line[line.index(before: $0)] == " ") }
  }
}
