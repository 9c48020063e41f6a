import Testing

@testable import IssueFlowCommand

@Suite("What the terminal shows")
struct TerminalTests {
  @Test(
    "Chinese characters take two columns and combining marks none",
    arguments: [("grid", 4), ("网格", 4), ("e\u{301}", 1), ("（网格）", 8), ("± 0.6 %", 7), ("█▓░·◆═", 6), ("", 0)])
  func columns(text: String, columns: Int) {
    #expect(text.columns == columns)
    #expect(text.padded(to: 12).columns == 12)
    #expect(text.paddedLeft(to: 12).columns == 12)
  }

  @Test("A text that is too long ends in an ellipsis inside the width")
  func truncated() {
    #expect("community".truncated(to: 9) == "community")
    #expect("community".truncated(to: 6) == "commu…")
    #expect("社区工作者".truncated(to: 6) == "社区…")
    #expect("社区工作者".truncated(to: 7) == "社区工…")
  }

  @Test("Lines break at blanks, and between Chinese characters but not before their full stops")
  func wrapped() {
    #expect("one two three".wrapped(to: 8) == ["one two", "three"])
    #expect("unbreakable".wrapped(to: 5) == ["unbreakable"])
    #expect("网格办结。社区".wrapped(to: 8) == ["网格办结。", "社区"])
    #expect("由 grid 办结".wrapped(to: 9) == ["由 grid", "办结"])
    #expect("".wrapped(to: 9) == [""])
  }

  @Test("Columns align for the eye, whatever the language")
  func table() {
    var table = Columns([.left, .right])
    table.add([.init("网格"), .init("68.4 %")])
    table.add([.init("Community"), .init("5 %")])
    #expect(table.lines(style: .plain, width: 40) == ["  网格       68.4 %", "  Community     5 %"])
  }

  @Test("A bar shows the share, its interval and the band")
  func bar() {
    let bar = ShareBar(mean: 0.5, interval: 0.42...0.58, band: 0.6...0.8)
    #expect(bar.text(cells: 10, glyphs: .ascii) == "####=o::..")
    #expect(ShareBar(mean: 0.9, interval: nil, band: 0.6...0.8).text(cells: 10, glyphs: .ascii) == "######%%#o")
    #expect(ShareBar(mean: 1, interval: nil, band: nil).text(cells: 4, glyphs: .ascii) == "###o")
    #expect(ShareBar(mean: 0, interval: 0...0, band: nil).text(cells: 4, glyphs: .unicode) == "◆···")
  }

  @Test("NO_COLOR, TERM=dumb and a pipe are each enough for plain text")
  func colour() {
    #expect(Style(isTerminal: true, environment: ["TERM": "xterm"]).hasColour)
    #expect(!Style(isTerminal: false, environment: ["TERM": "xterm"]).hasColour)
    #expect(!Style(isTerminal: true, environment: ["NO_COLOR": "1"]).hasColour)
    #expect(Style(isTerminal: true, environment: ["NO_COLOR": ""]).hasColour)
    #expect(!Style(isTerminal: true, environment: ["TERM": "dumb"]).hasColour)
    #expect(Style(isTerminal: true, environment: ["TERM": "dumb"]).glyphs == .ascii)
    #expect(Style(isTerminal: true, environment: ["LANG": "de_DE.ISO-8859-1"]).glyphs == .ascii)
    #expect(Style(isTerminal: true, environment: ["LANG": "zh_CN.UTF-8"]).glyphs == .unicode)
    #expect(Style(hasColour: true, glyphs: .unicode)(.bad, "x") == "\u{1B}[31mx\u{1B}[0m")
    #expect(Style.plain(.bad, "x") == "x")
  }
}
