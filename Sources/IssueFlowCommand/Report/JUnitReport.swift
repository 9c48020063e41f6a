import Experiments

/// The outcome of `check` in the XML that CI servers read: a suite for each scenario, a case for each demand.
///
/// Numbers stand in the text of a failure, because some servers show neither properties nor attributes.
struct JUnitReport {
  enum Outcome {
    case passed(String)
    case failed(String)
    case skipped(String)
    /// Crashed, or could not be examined.
    case error(String)
  }

  struct Case {
    let name: String
    let outcome: Outcome
  }

  struct Suite {
    let name: String
    let file: String
    /// Wall time.
    let seconds: Double
    let cases: [Case]

    func count(where matches: (Outcome) -> Bool) -> Int { cases.count { matches($0.outcome) } }
  }

  var suites: [Suite] = []

  private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"issueflow\">\n"

  /// A report replaces an earlier one of this program, and nothing else.
  static func checkPlace(_ file: String) throws(ExperimentError) {
    try ExperimentResult.checkReport(file, beginsWith: head)
  }

  var text: String { JUnitReport.head + suites.map(JUnitReport.text(of:)).joined() + "</testsuites>\n" }

  private static func text(of suite: Suite) -> String {
    let failures = suite.count { if case .failed = $0 { true } else { false } }
    let errors = suite.count { if case .error = $0 { true } else { false } }
    let skipped = suite.count { if case .skipped = $0 { true } else { false } }
    let attributes = [
      attribute("name", suite.name), attribute("file", suite.file), attribute("tests", "\(suite.cases.count)"),
      attribute("failures", "\(failures)"), attribute("errors", "\(errors)"), attribute("skipped", "\(skipped)"),
      attribute("time", seconds(suite.seconds)),
    ]
    let cases = suite.cases.map { text(of: $0, in: suite) }.joined()
    return "  <testsuite\(attributes.joined())>\n\(cases)  </testsuite>\n"
  }

  private static func text(of item: Case, in suite: Suite) -> String {
    let head =
      "    <testcase\(attribute("classname", suite.name))\(attribute("name", item.name))"
      + attribute("time", seconds(suite.seconds))
    func element(_ name: String, type: String, _ message: String) -> String {
      "\(head)>\n      <\(name)\(attribute("type", type))\(attribute("message", message))>\(escaped(message))</\(name)>\n"
        + "    </testcase>\n"
    }
    return switch item.outcome {
    case .passed(let message): "\(head)>\n      <system-out>\(escaped(message))</system-out>\n    </testcase>\n"
    case .failed(let message): element("failure", type: "notMet", message)
    case .skipped(let message): element("skipped", type: "undecided", message)
    case .error(let message): element("error", type: "error", message)
    }
  }

  private static func attribute(_ name: String, _ value: String) -> String { " \(name)=\"\(escaped(value))\"" }

  private static func seconds(_ number: Double) -> String { Texts(language: .english).fixed(number, 3) }

  /// The text with what XML 1.0 reserves as references, and without the characters that it forbids.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&apos;"
      case "\n": escaped += "&#10;"
      case "\t": escaped += "&#9;"
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
