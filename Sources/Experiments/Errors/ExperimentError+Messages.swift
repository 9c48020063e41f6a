import RandomStreams
import ScenarioLanguage

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
    case (.foreign(let path, let kind), .english):
      "\(path): \(kind.sentence.en), so nothing is written to it; move it away, or name another place"
    case (.foreign(let path, let kind), .chinese):
      "\(path)：\(kind.sentence.zh)，因此不写入；请将其移走，或另选位置"
    case (.smallerResult(let folder, let losses), .english):
      "\(folder): the finished result there is larger than the new one would be: "
        + losses.map(\.en).joined(separator: "; ")
        + "; write elsewhere with --out, ask for as much, or replace it with --force"
    case (.smallerResult(let folder, let losses), .chinese):
      "\(folder)：其中已完成的结果比新结果更完整：" + losses.map(\.zh).joined(separator: "；")
        + "；请用 --out 写到别处，或至少要求同样多，或用 --force 替换"
    case (.folderInUse(let path), .english):
      "\(path): another run is writing to this folder; wait for it, or choose another folder with --out"
    case (.folderInUse(let path), .chinese): "\(path)：另一次运行正在写入此文件夹；请等待其结束，或用 --out 另选文件夹"
    case (.folderGone(let path), .english):
      "\(path): this folder was removed or moved away while it was being written to; nothing more can be kept, so the work "
        + "ends here"
    case (.folderGone(let path), .chinese): "\(path)：此文件夹在写入期间被删除或移走；无法继续保存，运行到此结束"
    case (.memory(let needed, let available), .english):
      "this needs about \(mebibytes(needed)) MiB of memory, and the process may have \(mebibytes(available)) MiB; give it "
        + "more (ulimit -v), fewer --jobs, or a smaller city"
    case (.memoryToBegin(let needed, let available), .english):
      "to begin takes \(mebibytes(needed)) MiB of memory, and the process may have \(mebibytes(available)) MiB; give it more "
        + "(ulimit -v)"
    case (.memoryToBegin(let needed, let available), .chinese):
      "启动需要 \(mebibytes(needed)) MiB 内存，而本进程最多可用 \(mebibytes(available)) MiB；请放宽限制（ulimit -v）"
    case (.memory(let needed, let available), .chinese):
      "约需 \(mebibytes(needed)) MiB 内存，而本进程最多可用 \(mebibytes(available)) MiB；请放宽限制（ulimit -v）、减小 --jobs 或缩小城市"
    case (.sameLuck(let replications, let fingerprint), .english):
      "replications \(list(replications, ", ")) went the very same way (fingerprint \(fingerprint)): they had the same luck "
        + "and are one observation, not \(replications.count); no result was made of them. Begin anew in another folder"
    case (.sameLuck(let replications, let fingerprint), .chinese):
      "第 \(list(replications, "、")) 次重复的过程完全相同（指纹 \(fingerprint)）：随机性相同，只能算一次观测而非 \(replications.count) 次；"
        + "未据此生成结果。请在另一文件夹中重新开始"
    case (.otherStudy(let folder, let stranger), .english):
      "\(folder): the interrupted study there is another one (\(stranger.reason.en)); choose its folder, or leave --resume out"
    case (.otherStudy(let folder, let stranger), .chinese):
      "\(folder)：其中被中断的是另一项研究（\(stranger.reason.zh)）；请选择对应的文件夹，或去掉 --resume"
    case (.nothingToResume(let folder), .english):
      "\(folder): there is no interrupted study to go on with; leave --resume out to begin one"
    case (.nothingToResume(let folder), .chinese): "\(folder)：没有可继续的研究；去掉 --resume 即可开始"
    case (.noShard(let folder), .english):
      "\(folder): there is no finished shard of a sweep in this folder; run its sweep with --shard to the end first"
    case (.noShard(let folder), .chinese): "\(folder)：此文件夹中没有已完成的分片；请先用 --shard 运行至结束"
    case (.otherShard(let folder, let stranger), .english):
      "\(folder): this shard is of another sweep than the first (\(stranger.reason.en))"
    case (.otherShard(let folder, let stranger), .chinese):
      "\(folder)：此分片与第一个分片不属于同一扫描（\(stranger.reason.zh)）"
    case (.pointsMissing(let first, let count, let total), .english):
      "\(count) of \(total) points are in none of the shards, the first of them point \(first); name all folders"
    case (.pointsMissing(let first, let count, let total), .chinese):
      "\(total) 个设计点中有 \(count) 个不在任何分片中，首个为第 \(first) 个；请列出全部文件夹"
    case (.shardsDisagree(let point), .english):
      "two shards tell different things of point \(point), which one program cannot have written; make both anew"
    case (.shardsDisagree(let point), .chinese): "两个分片对第 \(point) 个设计点的记录不同，不可能出自同一程序；请重新生成"
    case (.noPoints(let reason), .english): "nothing to simulate: \(reason.en)"
    case (.noPoints(let reason), .chinese): "没有可模拟的内容：\(reason.zh)"
    case (.notComparable(let path, let reason), .english): "\(path): cannot be compared: \(reason.en)"
    case (.notComparable(let path, let reason), .chinese): "\(path)：无法比较：\(reason.zh)"
    case (.interrupted, .english): "interrupted"
    case (.interrupted, .chinese): "已中断"
    }
  }
}

private func mebibytes(_ bytes: Double) -> Int { Int((bytes / 1_048_576).rounded(.up)) }

private func list(_ numbers: [Int], _ separator: String) -> String {
  numbers.map(String.init).joined(separator: separator)
}

extension JournalStranger {
  /// What differs.
  public var reason: LocalizedText {
    switch self {
    case .version: LocalizedText(en: "it was made by another build of issueflow", zh: "由另一版本的 issueflow 生成")
    case .scenario: LocalizedText(en: "its scenario or design reads otherwise", zh: "场景或设计不同")
    case .seed: LocalizedText(en: "it has another master seed", zh: "主种子不同")
    case .rows: LocalizedText(en: "it keeps other rows or replications", zh: "保存的行或重复次数不同")
    case .damaged: LocalizedText(en: "its beginning cannot be read", zh: "开头无法读取")
    }
  }
}

extension ExperimentError.Foreign {
  fileprivate var sentence: LocalizedText {
    switch self {
    case .link: LocalizedText(en: "this is a link that leads elsewhere", zh: "这是指向别处的链接")
    case .notRegular: LocalizedText(en: "this is no regular file", zh: "这不是普通文件")
    case .otherUser: LocalizedText(en: "this belongs to another user", zh: "这属于其他用户")
    case .secondName: LocalizedText(en: "this file has a second name elsewhere (a hard link)", zh: "该文件在别处另有名称（硬链接）")
    case .notOwn: LocalizedText(en: "issueflow did not write this", zh: "这不是 issueflow 写的文件")
    }
  }
}
