/// A slip of the pen: what is wrong with the writing of a YAML file, where its parser only knows that something is.
public enum WritingSlip: Hashable, Sendable {
  /// Signs of Chinese typing where YAML and the grammars want those of ASCII, with what to write.
  case fullWidth([Sign])
  /// A tab in the indentation.
  case tab
  /// A blank that is none, such as U+3000, in the indentation; its code.
  case strangeBlank(String)
  /// A key, a colon and a value without a space between.
  case colonWithoutSpace(key: String)
  /// A dash and what it lists without a space between.
  case dashWithoutSpace
  /// A line of a mapping without a colon.
  case noColon(String)
  case quoteNeverEnds(String)
  /// A bracket, what would close it, and where something else was found.
  case bracketNeverEnds(open: String, close: String, line: Int, column: Int)
  /// A comma or a bracket is missing in one line.
  case commaMissing(open: String, close: String)
  /// A colon and a space inside of a value.
  case secondColon
  case indentation
  /// Something behind a value that has ended.
  case leftover(String)
  /// A value that begins with a sign that has a meaning of its own.
  case reservedSign(String)
  case listItemHere
  case backslash

  public struct Sign: Hashable, Sendable {
    let found: String
    let write: String
  }
}

extension WritingSlip {
  var sentence: LocalizedText {
    switch self {
    case .fullWidth(let signs):
      let (found, write) = (signs.map { "'\($0.found)'" }, signs.map { "'\($0.write)'" })
      return LocalizedText(
        en: "\(found.joined(separator: ", ")) \(signs.count == 1 ? "is" : "are") full-width; write "
          + write.joined(separator: ", "),
        zh: "\(found.joined(separator: " "))是全角符号；请写半角的 \(write.joined(separator: " "))")
    case .tab:
      return LocalizedText(
        en: "this line is indented with a tab; indent with spaces, two for each level", zh: "此行以制表符缩进；请用空格缩进，每级两个")
    case .strangeBlank(let code):
      return LocalizedText(
        en: "this line is indented with the blank \(code), which is no space; indent with plain spaces",
        zh: "此行以空白字符 \(code) 缩进，它不是普通空格；请用半角空格缩进")
    case .colonWithoutSpace(let key):
      return LocalizedText(en: "write a space after the colon: '\(key): …'", zh: "冒号后要有空格：'\(key): …'")
    case .dashWithoutSpace:
      return LocalizedText(en: "write a space after the dash of a list item: '- …'", zh: "列表项的短横后要有空格：'- …'")
    case .noColon(let text):
      let text = ScenarioProblem.shortened(text)
      return LocalizedText(
        en: "there is no colon behind a key in '\(text)'; write key: value", zh: "“\(text)”中键后没有冒号；请写 键: 值")
    case .quoteNeverEnds(let quote):
      return LocalizedText(
        en: "the quote \(quote) that begins here never ends; close it with \(quote)",
        zh: "此处开始的引号 \(quote) 没有结束；请用 \(quote) 闭合")
    case .bracketNeverEnds(let open, let close, let line, let column):
      return LocalizedText(
        en:
          "the bracket '\(open)' that begins here is not closed: at line \(line), column \(column) a comma or '\(close)' is missing",
        zh: "此处开始的括号 '\(open)' 没有闭合：第 \(line) 行第 \(column) 列前缺少逗号或 '\(close)'")
    case .commaMissing(let open, let close):
      return LocalizedText(
        en: "a comma or '\(close)' is missing before this place, within '\(open)'",
        zh: "此处之前缺少逗号或 '\(close)'（位于 '\(open)' 之内）")
    case .secondColon:
      return LocalizedText(
        en:
          "a colon and a space inside of a value mean another key; put the value in double quotes, or begin a new line for the key",
        zh: "值中的冒号加空格会被当作另一个键；请给值加双引号，或把该键另起一行")
    case .indentation:
      return LocalizedText(
        en:
          "this line is not indented like the lines that it belongs to; give keys of one mapping, and items of one list, the same number of spaces",
        zh: "此行的缩进与所属各行不一致；同一映射的键、同一列表的项应缩进相同个数的空格")
    case .leftover(let text):
      let text = ScenarioProblem.shortened(text)
      return LocalizedText(
        en:
          "'\(text)' stands behind a value that has ended; a quote or a bracket is too many, or one is missing before",
        zh: "“\(text)”位于已结束的值之后；多了引号或括号，或前面少了一个")
    case .reservedSign(let sign):
      return LocalizedText(
        en: "a value cannot begin with '\(sign)'; put it in double quotes", zh: "值不能以 '\(sign)' 开头；请加双引号")
    case .listItemHere:
      return LocalizedText(en: "a list begins on a new line, below its key", zh: "列表应另起一行，写在键的下方")
    case .backslash:
      return LocalizedText(
        en: "a backslash in double quotes begins a code; write / in paths, or use single quotes",
        zh: "双引号中的反斜杠表示转义；路径请写 /，或改用单引号")
    }
  }
}

extension WritingSlip.Sign {
  /// The sign for one that is typed in its place; `nil` where there is none.
  static func ascii(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "、": return ","
    case "。": return "."
    case "“", "”", "「", "」": return "\""
    case "‘", "’": return "'"
    case "【": return "["
    case "】": return "]"
    case "〈": return "<"
    case "〉": return ">"
    default: break
    }
    switch scalar.value {
    case 0xFF01...0xFF5E: return Unicode.Scalar(scalar.value - 0xFEE0).map { String(Character($0)) }
    default: return isBlank(scalar) ? " " : nil
    }
  }

  /// Whether it looks like a space and is none.
  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xA0, 0x1680, 0x2000...0x200B, 0x202F, 0x205F, 0x3000, 0xFEFF: true
    default: false
    }
  }

  /// The different signs of a text, each once, in their order.
  static func all(in text: some StringProtocol) -> [WritingSlip.Sign] {
    var signs: [WritingSlip.Sign] = []
    for scalar in text.unicodeScalars {
      guard let write = ascii(scalar) else { continue }
      let sign = WritingSlip.Sign(found: isBlank(scalar) ? code(scalar) : String(Character(scalar)), write: write)
      if !signs.contains(sign) { signs.append(sign) }
    }
    return signs
  }

  static func code(_ scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
  }

  /// The text with all of them replaced.
  static func plain(_ text: some StringProtocol) -> String {
    text.unicodeScalars.map { ascii($0) ?? String(Character($0)) }.joined()
  }
}
