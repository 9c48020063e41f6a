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
    case (.filesOfOthers(let folder, let names), .english):
      "\(folder): \(names.joined(separator: ", ")) would be replaced, and no run of issueflow wrote that; "
        + "choose another folder with --out, or move the files away"
    case (.filesOfOthers(let folder, let names), .chinese):
      "\(folder)：\(names.joined(separator: "、")) 将被覆盖，但并非 issueflow 运行所写；请用 --out 另选文件夹，或移走这些文件"
    case (.folderInUse(let path), .english):
      "\(path): another run is writing to this folder; wait for it, or choose another folder with --out"
    case (.folderInUse(let path), .chinese): "\(path)：另一次运行正在写入此文件夹；请等待其结束，或用 --out 另选文件夹"
    case (.interrupted, .english): "interrupted"
    case (.interrupted, .chinese): "已中断"
    }
  }
}
