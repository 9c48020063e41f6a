import Testing

@testable import IssueFlowCommand

@Suite("Numbers for people")
struct QuantityTests {
  private let english = Texts(language: .english)
  private let chinese = Texts(language: .chinese)

  @Test(
    "Times come in the unit that one would say",
    arguments: [
      (0.0, "0 min", "0 分钟"), (0.25, "15 s", "15 秒"), (45, "45 min", "45 分钟"), (119, "119 min", "119 分钟"),
      (150, "2.5 h", "2.5 小时"), (2000, "33.3 h", "33.3 小时"), (4320, "3 days", "3 天"), (-90, "-90 min", "-90 分钟"),
      (200_000, "139 days", "139 天"), (Double.infinity, "without end", "无期限"),
    ])
  func times(minutes: Double, en: String, zh: String) {
    #expect(english.time(minutes) == en)
    #expect(chinese.time(minutes) == zh)
  }

  @Test("A half-width has the unit of its mean, or the mean that of a larger one, and decides on the decimals")
  func timesWithHalfWidths() {
    #expect(english.time(0.27, halfWidth: 3295) == "0.0 ± 2.3 days")
    #expect(english.time(4380, halfWidth: 304) == "3.04 ± 0.21 days")
    #expect(chinese.time(150, halfWidth: 90) == "2.5 ± 1.5 小时")
    #expect(english.time(0, halfWidth: 0) == "0.0 ± 0.0 min")
    #expect(english.count(1307.4, halfWidth: 17.5) == "1,307 ± 18")
    #expect(english.count(72.7, halfWidth: 8.15) == "72.7 ± 8.2")
  }

  @Test("The unit of a range is said once where both ends have it")
  func ranges() {
    #expect(english.range(["2 per unit per day", "3 per unit per day"]) == "2 … 3 per unit per day")
    #expect(english.range(["30 min", "2 h"]) == "30 min … 2 h")
    #expect(english.range(["5%", "10%"]) == "5% … 10%")
  }

  @Test("A small doubt is not rounded away")
  func percent() {
    #expect(english.percent(0.6842) == "68.4%")
    #expect(english.percent(0.6842, halfWidth: 0.0061) == "68.4 ± 0.6%")
    #expect(english.percent(0.6842, halfWidth: 0.0003) == "68.42 ± 0.03%")
    #expect(english.percent(0.6842, halfWidth: 0.00003) == "68.42 ± <0.01%")
    #expect(english.percent(0.6842, halfWidth: 0) == "68.4 ± 0.0%")
    #expect(english.percent(0.6842, halfWidth: nil) == "68.4%")
    #expect(english.percent(-0.00001) == "0.0%")
  }

  @Test("Counts have separators, large numbers words")
  func counts() {
    #expect(english.count(0) == "0")
    #expect(english.count(999) == "999")
    #expect(english.count(1_234_567) == "1,234,567")
    #expect(english.count(-1234) == "-1,234")
    #expect(english.large(3_210_000) == "3.21 million")
    #expect(chinese.large(3_210_000) == "321 万")
    #expect(english.large(1234) == "1,234")
  }

  @Test("Three significant digits, no needless zeros")
  func significant() {
    #expect(
      [0, 0.5, 1.234, 12.34, 123.4, 1234.4].map(english.significant) == ["0", "0.5", "1.23", "12.3", "123", "1,234"])
  }
}
