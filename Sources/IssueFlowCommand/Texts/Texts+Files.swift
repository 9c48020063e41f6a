/// What is said about files and arguments.
extension Texts {
  func valid(file: String, title: String) -> String {
    say("\(file): valid (\(title))", "\(file)：有效（\(title)）")
  }

  /// After the problems of invalid scenarios.
  func problems(_ count: Int) -> String {
    say("\(count) \(count == 1 ? "problem" : "problems"). Nothing was run.", "共 \(count) 个问题，未运行。")
  }

  func exists(_ file: String) -> String {
    say(
      "error: \(file) exists already; name another file with --out, or remove it first",
      "错误：\(file) 已存在；请用 --out 指定其他文件，或先删除它")
  }

  func cannotWrite(_ file: String, reason: String) -> String {
    say("error: cannot write \(file): \(reason)", "错误：无法写入 \(file)：\(reason)")
  }

  func cannotWriteOutput(_ reason: String) -> String {
    say("error: cannot write to standard output: \(reason)", "错误：无法写到标准输出：\(reason)")
  }

  func wrote(_ file: String) -> String { say("Wrote \(file).", "已写入 \(file)。") }

  func next(_ file: String) -> String {
    say("Next: issueflow run \(file)", "下一步：issueflow run \(file)")
  }

  var editorHint: String {
    say(
      """
      For completion in your editor: issueflow schema > issueflow.schema.json, and this as the first line of the file:
      # yaml-language-server: $schema=issueflow.schema.json
      """,
      """
      编辑器补全：先运行 issueflow schema > issueflow.schema.json，再把下面一行写在文件首行：
      # yaml-language-server: $schema=issueflow.schema.json
      """)
  }

  func error(_ message: String) -> String { say("error: \(message)", "错误：\(message)") }

  func outOfRange(_ option: String, number: Int, allowed: ClosedRange<Int>) -> String {
    say(
      "\(option) is \(number); use \(allowed.lowerBound) to \(allowed.upperBound)",
      "\(option) 为 \(number)；应为 \(allowed.lowerBound) 至 \(allowed.upperBound)")
  }

  func internalError(_ description: String) -> String {
    say("internal error: \(description)", "内部错误：\(description)")
  }
}
