import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A JUnit file as an independent reader of XML sees it.
final class JUnitReading: NSObject, XMLParserDelegate {
  struct Malformed: Error {
    let line: Int
  }

  private(set) var cases: [String] = []
  private(set) var failures: [String] = []
  private(set) var skipped: [String] = []
  private(set) var errors: [String] = []
  /// What stands in the elements of the cases.
  private(set) var texts: [String] = []
  private var text = ""

  init(_ data: Data) throws {
    super.init()
    let parser = XMLParser(data: data)
    parser.delegate = self
    guard parser.parse() else { throw Malformed(line: parser.lineNumber) }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    text = ""
    switch name {
    case "testcase": cases.append(attributes["name"] ?? "")
    case "failure": failures.append(cases.last ?? "")
    case "skipped": skipped.append(cases.last ?? "")
    case "error": errors.append(cases.last ?? "")
    default: break
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    if ["failure", "skipped", "error", "system-out"].contains(name) { texts.append(text) }
  }
}
