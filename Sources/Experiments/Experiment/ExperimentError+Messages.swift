import IssueFlow
import RandomStreams

extension ExperimentError {
  /// What is wrong, in one sentence.
  public func message(language: MessageLanguage) -> String {
    switch (self, language) {
    case (.model(let error), .english):
      "the scenario is not valid: \(error.findings.count) problem(s), the first at "
        + "\(error.findings.first.map { $0.path.joined(separator: ".") } ?? "the root")"
    case (.model(let error), .chinese):
      "场景无效：\(error.findings.count) 处问题，首处位于 "
        + "\(error.findings.first.map { $0.path.joined(separator: ".") } ?? "根节点")"
    case (.generator(let replication, let error), .english):
      "replication \(replication): \(error.message(language: language))"
    case (.generator(let replication, let error), .chinese):
      "第 \(replication) 次重复：\(error.message(language: language))"
    case (.issuesLost(let replication, let number), .english):
      "replication \(replication): \(number) issues are unaccounted for; this is a fault of the program, please report it"
    case (.issuesLost(let replication, let number), .chinese):
      "第 \(replication) 次重复：有 \(number) 件事项去向不明；这是程序错误，请报告"
    case (.file(let path, let reason), .english): "\(path): cannot be written: \(reason)"
    case (.file(let path, let reason), .chinese): "\(path)：无法写入：\(reason)"
    case (.interrupted, .english): "interrupted"
    case (.interrupted, .chinese): "已中断"
    }
  }
}
