/// The argument parser's own words in the language of the command: it speaks English only.
///
/// A line that is not known here stays as it is.
enum ParserWords {
  static func text(_ text: String, in language: Language) -> String {
    guard language == .chinese else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line(String($0)) }.joined(
      separator: "\n")
  }

  private static func line(_ line: String) -> String {
    var line = line
    for (english, chinese) in starts where line.hasPrefix(english) {
      line = chinese + line.dropFirst(english.count).drop { $0 == " " }
      break
    }
    for (english, chinese) in parts { line.replace(english, with: chinese) }
    line.replace(#/^错误：The value '(.*)' is invalid for '(.*?)'\.?/#) { "错误：“\($0.1)”不能作为 '\($0.2)' 的值。" }
    line.replace(#/Please provide one of (.*)\.$/#) {
      "可选值：\($0.1.replacing(" and ", with: "、").replacing(", ", with: "、"))。"
    }
    line.replace(#/^错误：Missing expected argument '(.*)'\.?$/#) { "错误：缺少参数 '\($0.1)'" }
    line.replace(#/^错误：Missing value for '(.*)'\.?$/#) { "错误：'\($0.1)' 缺少值" }
    line.replace(#/^错误：Unknown option '(.*?)'\.?/#) { "错误：没有选项 '\($0.1)'。" }
    line.replace(#/Did you mean '(.*)'\?$/#) { "是否指 '\($0.1)'？" }
    line.replace(#/^错误：Unexpected argument '(.*)'\.?$/#) { "错误：多余的参数 '\($0.1)'" }
    line.replace(#/^错误：(\d+) unexpected arguments: (.*)$/#) { "错误：\($0.1) 个多余的参数：\($0.2)" }
    line.replace(#/^( *)See '(.*)' for (more information|detailed help)\.$/#) { "\($0.1)详见 '\($0.2)'。" }
    return line
  }

  private static let starts = [
    ("OVERVIEW:", "概述："), ("USAGE:", "用法："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："),
    ("SUBCOMMANDS:", "子命令："), ("Error:", "错误："), ("Help:", "说明："), ("Usage:", "用法："),
  ]

  private static let parts = [
    ("Show the version.", "显示版本。"), ("Show help information.", "显示帮助。"),
    ("Show subcommand help information.", "显示子命令的帮助。"), ("(values: ", "（可选值："), ("(default: ", "（默认："),
  ]
}
