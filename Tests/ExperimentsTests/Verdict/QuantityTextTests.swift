import ScenarioLanguage
import Testing

@testable import Experiments

@Suite("Quantities for people")
struct QuantityTextTests {
  @Test("Shares are percentages with one digit")
  func shares() {
    #expect(Response.Unit.share.text(0.70123).en == "70.1%")
    #expect(Response.Unit.share.text(-0.00001).en == "0.0%")
    #expect(Response.Unit.share.text(-0.0123).en == "-1.2%")
  }

  @Test("Minutes become hours and days")
  func durations() {
    #expect(QuantityText.duration(90).en == "90.0 min")
    #expect(QuantityText.duration(150).zh == "2.5 小时")
    #expect(QuantityText.duration(4320).en == "3.0 days")
  }

  @Test("Large numbers are grouped")
  func counts() {
    #expect(QuantityText.count(1_234_567.4) == "1,234,567")
    #expect(QuantityText.count(-1234) == "-1,234")
    #expect(QuantityText.count(2.345) == "2.35")
    #expect(QuantityText.count(7) == "7")
  }
}
