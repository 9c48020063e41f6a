import Testing

@testable import ScenarioLanguage

@Suite struct YAMLTreeTests {
  private func parse(_ text: String) throws(YAMLFault) -> SourceNode {
    try YAMLTree.parse(text, in: SourceText(name: "f.yaml", directory: "", order: 1, text: text))
  }

  private func fault(_ text: String) -> String? {
    do throws(YAMLFault) {
      _ = try parse(text)
      return nil
    } catch {
      return "\(error.position.line):\(error.position.column): \(error.kind.sentence(.english))"
    }
  }

  @Test("Scalars keep their text, style and position")
  func scalars() throws {
    let root = try parse("中文: 010\nb: ['yes', \"1_0\", .nan]\nc: |\n  two\n  lines\n")
    let entries = try #require(root.entries)
    #expect(entries.map(\.key) == ["中文", "b", "c"])
    #expect(entries[0].value.text == "010" && entries[0].value.position.column == 5)
    let items = try #require(entries[1].value.items)
    #expect(items.map(\.text) == ["yes", "1_0", ".nan"])
    #expect(items[1].position.line == 2 && items[1].position.column == 12)
    // A caret into a quoted text steps over the quote, one into a block stays at its start.
    #expect(items[0].position(atOffset: 2).column == 8)
    #expect(items[2].position(atOffset: 2).column == 21)
    #expect(entries[2].value.text == "two\nlines\n" && entries[2].value.position(atOffset: 4).column == 4)
  }

  @Test("Aliases stand for what they name, and an asterisk elsewhere stays")
  func aliases() throws {
    let root = try parse("a: &x {k: 1 * 2}\nb: *x\nc: '*x'\nd: \"a*b\" # *x\ne: [*x, *x]\nf: &x 5\ng: *x\n")
    #expect(root["b"]?["k"]?.text == "1 * 2")
    #expect(root["c"]?.text == "*x" && root["d"]?.text == "a*b")
    #expect(root["e"]?.items?.count == 2)
    #expect(root["g"]?.text == "5")
    #expect(fault("a: *nowhere\n") == "1:4: not valid YAML: found undefined alias")
    #expect(fault("a: &a [*a]\n") == "1:8: not valid YAML: found undefined alias")
  }

  @Test(
    "What YAML cannot read is said where it is",
    arguments: [
      ("a: 1\nb: 2\na: 3\n", "1:1: a is written more than once here; write it once"),
      ("a: [1\n", "1:4: the bracket '[' that begins here is not closed: at line 2, column 1 a comma or ']' is missing"),
      ("a:\n\t- b\n", "2:1: this line is indented with a tab; indent with spaces, two for each level"),
      (
        "w: gamma(mean: 1 h)\n",
        "1:14: not valid YAML: mapping values are not allowed in this context; put text that holds a colon, such as "
          + "gamma(mean: 1 h, cv: 1), in double quotes"
      ),
      ("a: !!int 5\n", "1:4: '!!int' is a YAML tag, which this language does not have; write the value alone"),
      ("a: !mine {b: 1}\n", "1:4: '!mine' is a YAML tag, which this language does not have; write the value alone"),
      ("? [a]\n: 1\n", "1:3: a key must be plain text"),
      ("a: 1\n---\nb: 2\n", "2:1: not valid YAML: but found another document"),
      ("# nothing\n", "1:1: f.yaml is empty; write at least one entry"),
      ("a: \u{E000}b\n", "1:4: not valid YAML: private-use character U+E000"),
      ("a: \u{1}b\n", "1:4: not valid YAML: control characters are not allowed"),
    ])
  func faults(text: String, expected: String) {
    #expect(fault(text) == expected)
  }
}
