import Foundation
import Testing

@Suite("Observed routing on the command line")
struct RoutingCommandTests {
  /// The tiny town with another type, whose routing is observed.
  private static func town(
    _ routing: String = routing, measures: String = "", keeps noise: Bool = true
  ) throws -> String {
    var text = try String(contentsOfFile: Fixtures.tiny, encoding: .utf8)
    let pets =
      "  - id: pets\n    rate: 50 per 1000 households per month\n    start_at: {grid: 90%, street: 10%}\n"
      + "    work: {grid: 30 min, street: 1 h}\n    routing:\n" + routing + "\n"
    text = text.replacing("\ntargets:\n", with: pets + "\ntargets:\n")
    if !noise {
      text = text.replacing(#/(?s)  - id: noise\n.*?examine: [^\n]*\n/#, with: "")
    }
    return text + measures
  }

  private static let routing = """
          grid:
            community: 28%
            street: {share: 2%, after: "lognormal(median: 2 days, sigma: 1.2)"}
            grid: 3%
          community:
            grid: {share: 5%, after: 3 h}
            street: {value: 10%, range: [8%, 12%], source: log}
    """

  private func validate(_ text: String, _ options: String...) throws -> BuiltCommand.Answer {
    let scratch = try Scratch()
    try Data(text.utf8).write(to: scratch.file("town.yaml"))
    return try BuiltCommand.run(arguments: ["validate", "town.yaml"] + options, in: scratch.folder)
  }

  @Test("A scenario in the language's own words runs, and its leaks say that they were routed")
  func run() throws {
    let scratch = try Scratch()
    try Data(Self.town().utf8).write(to: scratch.file("town.yaml"))
    let answer = try BuiltCommand.run("run", "town.yaml", "--out", "o", "--events", "--lang", "en", in: scratch.folder)
    #expect(answer.code == 0, "\(answer.messages)")
    #expect(answer.output.contains("observed routing: where issues of 1"))
    let leaks = try String(contentsOf: scratch.file("o/leaks.csv"), encoding: .utf8)
    #expect(leaks.contains("community,routed,pets,") && leaks.contains("street,routed,pets,"))
    #expect(leaks.contains("street,direct,pets,") && !leaks.contains("routed,noise"))
    let summary = try String(contentsOf: scratch.file("o/summary.csv"), encoding: .utf8)
    #expect(summary.contains("routing_cut_short,,0,"))
    #expect(try String(contentsOf: scratch.file("o/events.csv"), encoding: .utf8).contains(",routed,"))
    let chinese = try BuiltCommand.run("run", "town.yaml", "--lang", "zh", "--out", "z", in: scratch.folder)
    #expect(chinese.output.contains("按记录流转"))
  }

  @Test("What is wrong with routing is named at its line and column, all at once")
  func problems() throws {
    let wrong = """
            grid:
              comunity: 28%
              street: 75%
              grid: 30%
            street:
              street: 100%
      """
    let answer = try validate(Self.town(wrong), "--lang", "en")
    #expect(answer.code == 2)
    let lines = answer.messages.split(separator: "\n").filter { $0.hasPrefix("town.yaml:") }.map(String.init)
    #expect(lines.count == 3, "\(answer.messages)")
    #expect(lines.allSatisfy { $0.contains("types.pets.routing") })
    #expect(answer.messages.contains("did you mean 'community'?"))
    #expect(answer.messages.contains("add up to 133%") && answer.messages.contains("solved nowhere"))
    let chinese = try validate(Self.town(wrong), "--lang", "zh")
    #expect(chinese.messages.contains("比例之和为 133%") && chinese.messages.contains("得不到解决"))
  }

  @Test(
    "Shapes that routing cannot have are refused by the reader",
    arguments: [
      ("      grid: 28%", "this is a text"), ("      grid: {community: -1%}", "'-1%' is out of range"),
      ("      grid: {community: {after: 3 h}}", "share is missing"),
      ("      grid: {community: {share: 3%, delay: 3 h}}", "there is no key 'delay' here"),
      ("      grid: {community: {share: 3%, after: 3}}", "has no unit"),
      ("      Grid: {community: 3%}", "is the title of the tier 'grid'"),
      ("      GRID: {community: 3%}", "is the title of the tier 'grid'"),
      ("      Gird: {community: 3%}", "is not a name"),
    ])
  func shapes(routing: String, words: String) throws {
    let answer = try validate(Self.town(routing), "--lang", "en")
    #expect(answer.code == 2)
    #expect(answer.messages.contains(words), "\(answer.messages)")
    #expect(answer.messages.contains("types.pets.routing"), "\(answer.messages)")
  }

  @Test("Errands have no routing, and starting shares say what they add up to")
  func others() throws {
    let errand = "\nerrands: [{id: forms, rate: 1 per unit per day, work: 1 h, routing: {grid: {street: 1%}}}]\n"
    #expect(try validate(Self.town(measures: errand), "--lang", "en").messages.contains("errands.forms.routing"))
    let sums = try validate(Self.town().replacing("street: 10%}", with: "street: 20%}"), "--lang", "en")
    #expect(sums.messages.contains("types.pets.start_at: the shares add up to 110%"), "\(sums.messages)")
    let ranged = try validate(
      Self.town().replacing("street: 10%}", with: "street: {value: 10%, range: [5%, 15%], source: log}}"),
      "--lang", "en")
    #expect(ranged.messages.contains("a range is not possible"), "\(ranged.messages)")
  }

  @Test("A measure that cannot reach a type is warned of before the run, and refused where none is left")
  func reach() throws {
    let devolve = "\nmeasures: [{id: devolve_authority}]\n"
    let warned = try validate(Self.town(measures: devolve), "--lang", "en", "--quiet")
    #expect(warned.code == 0)
    #expect(
      warned.messages.contains(
        "warning: measures.devolve_authority: devolve_authority does nothing for `pets`: the routing of the type is "
          + "observed"), "\(warned.messages)")
    let chinese = try validate(Self.town(measures: devolve), "--lang", "zh")
    #expect(chinese.messages.contains("警告: measures.devolve_authority：devolve_authority 对 `pets`不起作用"))
    let refused = try validate(Self.town(measures: devolve, keeps: false), "--lang", "en")
    #expect(
      refused.code == 2 && refused.messages.contains("devolve_authority does nothing here"), "\(refused.messages)")
  }

  @Test("`explain` has a page for it in both languages")
  func explain() throws {
    let english = try BuiltCommand.run("explain", "types.routing", "--lang", "en").output
    #expect(english.hasPrefix("types.routing\n\n  Observed routing: for each tier"))
    #expect(english.contains("Share of the work at the tier") && english.contains("Time on the way"))
    let chinese = try BuiltCommand.run("explain", "types.pets.routing.grid.street.after", "--lang", "zh").output
    #expect(chinese.hasPrefix("types.routing.after\n\n  途中时间"))
    #expect(try BuiltCommand.run("explain", "devolve_authority", "--lang", "en").output.contains("routing is observed"))
  }
}
