import RandomStreams

extension ScenarioProblem {
  /// The report of this problem: where and what, then the line with a caret. A warning stops nothing.
  public func report(language: MessageLanguage, isWarning: Bool = false) -> String {
    let word =
      switch language {
      case .english: isWarning ? "warning" : "error"
      case .chinese: isWarning ? "警告" : "错误"
      }
    let file = ScenarioProblem.printable(position.file)
    let place = position.source.isOverride ? file : "\(file):\(position.line):\(position.column)"
    let head = "\(place): \(word): \(message(language: language))"
    let line = ScenarioProblem.printable(position.sourceLine)
    guard !line.isEmpty, line.count <= 500 else { return head }
    return "\(head)\n    \(line)\n    \(caretIndent)^"
  }

  /// What is wrong and what is allowed, after the path where there is one.
  public func message(language: MessageLanguage) -> String {
    let path = SourcePath.text(path.map(cut))
    let separator = language == .english ? ": " : "："
    return (path.isEmpty ? "" : ScenarioProblem.printable(path) + separator) + kind.sentence(language)
  }

  /// Blanks up to the column; Chinese characters are two columns wide in a terminal.
  private var caretIndent: String {
    position.sourceLine.unicodeScalars.prefix(position.column - 1)
      .map { ScenarioProblem.isWide($0) ? "  " : " " }.joined()
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x20000...0x3FFFD:
      true
    default: false
    }
  }

  /// A text from the file, shortened so that one hostile value does not fill the screen.
  static func shortened(_ text: String) -> String {
    let limit = ReadingLimits.quotedCharacters
    let printable = printable(String(text.prefix(limit + 1)))
    return printable.count > limit ? printable.prefix(limit) + "…" : printable
  }

  /// Shows characters that a terminal would obey as blanks.
  package static func printable(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { view.append(scalar.commands ? " " : scalar) }
    return String(view)
  }
}

extension Unicode.Scalar {
  /// Whether it is no sign to be seen but something that a terminal obeys: a control character, the end of a line, or
  /// what turns the direction in which a line is read (Unicode Standard Annex 9), so that it shows another text than it is.
  package var commands: Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

extension ScenarioError: CustomStringConvertible {
  public var description: String { report(language: .english) }

  /// All problems, each with its line.
  public func report(language: MessageLanguage) -> String {
    problems.map { $0.report(language: language) }.joined(separator: "\n")
  }
}

extension ScenarioProblem.Kind {
  /// The sentence of this kind, without place and path.
  public func sentence(_ language: MessageLanguage) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }

  private var english: String {
    switch self {
    case .file(let path, let fault): "\(cutPath(path)) \(fault.english)"
    case .syntax(let problem, true):
      "not valid YAML: \(problem); put text that holds a colon, such as gamma(mean: 1 h, cv: 1), in double quotes"
    case .syntax(let problem, false): "not valid YAML: \(cutPath(problem))"
    case .duplicateKeys(let keys): "\(list(keys)) is written more than once here; write it once"
    case .keyIsNotText: "a key must be plain text"
    case .tag(let tag): "\(quoted(tag)) is a YAML tag, which this language does not have; write the value alone"
    case .tooMany(let what, let limit): "too many \(what.en); at most \(limit) are allowed"
    case .extendsCycle(let files): "extends runs in a circle: \(files.map(cutPath).joined(separator: " → "))"
    case .slip(let slip): slip.sentence.en
    case .replacesCity(let upper, let lower, let isOwn): CitySentences.replaced(upper, lower, isOwn: isOwn).en
    case .policyAlone(let path): CitySentences.policyAlone(path).en
    case .policyHasCity(let policy, let city): CitySentences.policyHasCity(policy, city).en
    case .titleForID(let title, let what, let id):
      "\(quoted(title)) is the title of the \(what.en) \(quoted(id)); write its id, \(cut(id))"
    case .unknownKey(let key, let known):
      "there is no key \(quoted(key)) here; " + suggestion(key, known, otherwise: "use \(list(known))")
    case .schemaVersion(let text):
      "schema \(quoted(text)) is not a version that this program reads; write 1, or use a newer program"
    case .missing(let what): "\(what.en) is missing"
    case .shape(.nothing, let expected): "nothing is written here; write \(expected.en), or leave the key out"
    case .shape(let found, let expected): "this is a \(found.rawValue); write \(expected.en)"
    case .wrongCount(let found, let expected): "there are \(found) here; write \(expected)"
    case .notInPlace(let text, let allowed): "\(quoted(text)) is not complete; \(allowed.en)"
    case .unreadable(let text, let kind, let allowed): "\(quoted(text)) is not \(kind.en); \(allowed.en)"
    case .surprisingNumber(let text):
      "\(quoted(text)) is not written as a plain number; write digits without leading zero or underscore, such as 10 or 0.5"
    case .unitMissing(let text, let example): "\(quoted(text)) has no unit; write for example \(example)"
    case .unitForbidden(let unit): "\(quoted(unit)) must not follow the number; write the number alone"
    case .unknownUnit(let unit, let known):
      "there is no unit \(quoted(unit)); " + suggestion(unit, known, otherwise: "use \(list(known))")
    case .outOfRange(let text, let allowed): "\(quoted(text)) is out of range; use \(allowed.en)"
    case .unknownChoice(let text, let known):
      "\(quoted(text)) is not possible here; " + suggestion(text, known, otherwise: "use \(list(known))")
    case .malformedName(let text, let allowed): "\(quoted(text)) is not a name; \(allowed.en)"
    case .reservedName(let text): "the name \(quoted(text)) has a meaning of its own; choose another"
    case .intervalsOverlap(let one, let other): "\(one) and \(other) overlap; join them"
    case .weightsAllZero: "all weights are 0; at least one must be more than 0"
    case .distribution(let text): text.en
    case .rangeDisorder(let low, let value, let high):
      "the range \(cut(low)) to \(cut(high)) does not hold \(cut(value)); write the lowest value first and the value between"
    case .rangeImpossible(let what): "a range is not possible for \(what.en); leave out range"
    case .duplicateName(let name, let what, let first):
      "there is a \(what.en) \(quoted(name)) already (\(cutPath(first))); choose another name"
    case .removesNothing(let name): "no extended file has \(quoted(name)), so it cannot be removed"
    case .overridePath(let path):
      "\(quoted(path)) does not set a value; write path=value, such as tiers.grid.paperwork=25%"
    case .unknownName(let name, let what, let candidates):
      "there is no \(what.en) \(quoted(name)); "
        + suggestion(name, candidates, otherwise: candidates.isEmpty ? "none is defined" : "use \(list(candidates))")
    case .sharesDoNotSum(let sum): "the shares add up to \(sum); they must add up to 100%"
    case .unreachableTier(let tier):
      "no issue can reach the tier \(quoted(tier)); let a lower tier or a channel pass issues to it"
    case .neverOpens(let calendar): "the calendar \(quoted(calendar)) never opens; give it at least one interval"
    case .conflict(let text), .custom(let text): text.en
    }
  }

  private var chinese: String {
    switch self {
    case .file(let path, let fault): "\(cutPath(path)) \(fault.chinese)"
    case .syntax(let problem, true):
      "不是有效的 YAML：\(problem)；含冒号的文本（如 gamma(mean: 1 h, cv: 1)）请加双引号"
    case .syntax(let problem, false): "不是有效的 YAML：\(cutPath(problem))"
    case .duplicateKeys(let keys): "\(chineseList(keys))在此处重复；只写一次"
    case .keyIsNotText: "键必须是普通文本"
    case .tag(let tag): "\(chineseQuoted(tag))是 YAML 标签，本语言不使用；请只写值"
    case .tooMany(let what, let limit): "过多：最多允许 \(limit) \(what.zh)"
    case .extendsCycle(let files): "extends 形成循环：\(files.map(cutPath).joined(separator: " → "))"
    case .slip(let slip): slip.sentence.zh
    case .replacesCity(let upper, let lower, let isOwn): CitySentences.replaced(upper, lower, isOwn: isOwn).zh
    case .policyAlone(let path): CitySentences.policyAlone(path).zh
    case .policyHasCity(let policy, let city): CitySentences.policyHasCity(policy, city).zh
    case .titleForID(let title, let what, let id):
      "\(chineseQuoted(title))是\(what.zh)\(chineseQuoted(id))的标题；请写其 id：\(cut(id))"
    case .unknownKey(let key, let known):
      "此处没有键\(chineseQuoted(key))；" + chineseSuggestion(key, known, otherwise: "可用：\(chineseList(known))")
    case .schemaVersion(let text): "本程序不能读取格式版本\(chineseQuoted(text))；请写 1，或使用更新的程序"
    case .missing(let what): "缺少 \(what.zh)"
    case .shape(.nothing, let expected): "此处没有内容；请写\(expected.zh)，或删去该键"
    case .shape(let found, let expected): "此处是\(found.chinese)；应为\(expected.zh)"
    case .wrongCount(let found, let expected): "此处有 \(found) 个；应为 \(expected) 个"
    case .notInPlace(let text, let allowed): "\(chineseQuoted(text))不完整；\(allowed.zh)"
    case .unreadable(let text, let kind, let allowed): "\(chineseQuoted(text))不是\(kind.zh)；\(allowed.zh)"
    case .surprisingNumber(let text): "\(chineseQuoted(text))不是普通写法的数；不要前导零和下划线，例如 10 或 0.5"
    case .unitMissing(let text, let example): "\(chineseQuoted(text))缺少单位；例如写 \(example)"
    case .unitForbidden(let unit): "数后不应有\(chineseQuoted(unit))；请只写数"
    case .unknownUnit(let unit, let known):
      "没有单位\(chineseQuoted(unit))；" + chineseSuggestion(unit, known, otherwise: "可用：\(chineseList(known))")
    case .outOfRange(let text, let allowed): "\(chineseQuoted(text))超出范围；应为\(allowed.zh)"
    case .unknownChoice(let text, let known):
      "此处不能写\(chineseQuoted(text))；" + chineseSuggestion(text, known, otherwise: "可用：\(chineseList(known))")
    case .malformedName(let text, let allowed): "\(chineseQuoted(text))不是有效名称；\(allowed.zh)"
    case .reservedName(let text): "名称\(chineseQuoted(text))另有含义；请换一个"
    case .intervalsOverlap(let one, let other): "\(one) 与 \(other) 重叠；请合并"
    case .weightsAllZero: "权重全为 0；至少一个应大于 0"
    case .distribution(let text): text.zh
    case .rangeDisorder(let low, let value, let high):
      "范围 \(cut(low)) 至 \(cut(high)) 不包含 \(cut(value))；先写最低值，取值应在其间"
    case .rangeImpossible(let what): "\(what.zh)不能有范围；请删去 range"
    case .duplicateName(let name, let what, let first): "已有\(what.zh)\(chineseQuoted(name))（\(cutPath(first))）；请换名称"
    case .removesNothing(let name): "所扩展的文件中没有\(chineseQuoted(name))，无法删除"
    case .overridePath(let path): "\(chineseQuoted(path))没有设定值；请写 路径=值，例如 tiers.grid.paperwork=25%"
    case .unknownName(let name, let what, let candidates):
      "没有\(what.zh)\(chineseQuoted(name))；"
        + chineseSuggestion(
          name, candidates, otherwise: candidates.isEmpty ? "尚未定义" : "可用：\(chineseList(candidates))")
    case .sharesDoNotSum(let sum): "比例之和为 \(sum)；应为 100%"
    case .unreachableTier(let tier): "没有事项能到达层级\(chineseQuoted(tier))；请让下级或渠道把事项送到这里"
    case .neverOpens(let calendar): "日历\(chineseQuoted(calendar))从不开放；至少写一个时段"
    case .conflict(let text), .custom(let text): text.zh
    }
  }
}

// MARK: - Parts of sentences

extension ScenarioProblem.FileFault {
  fileprivate var english: String {
    switch self {
    case .notFound: "does not exist; check the path, which is relative to the file that names it"
    case .notRegular: "is not a regular file; name a file"
    case .notReadable: "cannot be read; check its permissions"
    case .tooLarge(let limit): "is too large; at most \(limit) MB are allowed"
    case .notUTF8: "is not UTF-8 text; save it as UTF-8"
    case .holdsNUL: "holds NUL characters; it is not a text file"
    case .notText: "is neither UTF-8 nor UTF-16 nor GB18030; save it as UTF-8"
    case .foreign(let file): file.sentence.en
    case .empty: "is empty; write at least one entry"
    case .linkLeadsOut:
      "leads through a symbolic link out of the folder of the file that names it; put the file itself there"
    case .strangerOutside:
      "lies outside the folder of the file that names it and is neither a scenario (with a line `schema: 1`) nor a .csv "
        + "table, so it is not read; put what belongs together into one folder"
    case .tableOutside: "lies outside the folder of the file that names it; put the table there or below"
    }
  }

  fileprivate var chinese: String {
    switch self {
    case .notFound: "不存在；请检查路径，它相对于写有该路径的文件"
    case .notRegular: "不是普通文件；请指定文件"
    case .notReadable: "无法读取；请检查权限"
    case .tooLarge(let limit): "过大；最多 \(limit) MB"
    case .notUTF8: "不是 UTF-8 文本；请存为 UTF-8"
    case .holdsNUL: "含有 NUL 字符；不是文本文件"
    case .notText: "不是 UTF-8、UTF-16 或 GB18030 编码；请存为 UTF-8"
    case .foreign(let file): file.sentence.zh
    case .empty: "为空；至少写一项"
    case .linkLeadsOut: "经由符号链接指向引用它的文件所在文件夹之外；请把文件本身放入该文件夹"
    case .strangerOutside:
      "位于引用它的文件所在文件夹之外，且既不是场景（含 schema: 1 一行）也不是 .csv 表格，因此不予读取；请把相关文件放在同一文件夹"
    case .tableOutside: "位于引用它的文件所在文件夹之外；请把表格放在该文件夹或其下"
    }
  }
}

extension ScenarioProblem.Shape {
  fileprivate var chinese: String {
    switch self {
    case .text: "文本"
    case .list: "列表"
    case .mapping: "映射"
    case .nothing: "空"
    }
  }
}

private func cut(_ text: String) -> String { ScenarioProblem.shortened(text) }

/// A path is only of use as a whole, up to a length that no sound path has.
private func cutPath(_ path: String) -> String { ScenarioProblem.printable(String(path.prefix(1000))) }

private func quoted(_ text: String) -> String { "'\(cut(text))'" }

private func chineseQuoted(_ text: String) -> String { "“\(cut(text))”" }

/// At most twelve names, so that a city's streets do not fill the screen.
private func list(_ names: [String]) -> String {
  names.prefix(12).map(cut).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
}

private func chineseList(_ names: [String]) -> String {
  names.prefix(12).map(cut).joined(separator: "、") + (names.count > 12 ? "、…" : "")
}

private func suggestion(_ name: String, _ known: [String], otherwise: String) -> String {
  NearestName.suggestion(for: name, among: known).map { "did you mean '\(cut($0))'?" } ?? otherwise
}

private func chineseSuggestion(_ name: String, _ known: [String], otherwise: String) -> String {
  NearestName.suggestion(for: name, among: known).map { "是否想写“\(cut($0))”？" } ?? otherwise
}
