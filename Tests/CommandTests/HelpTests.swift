import Foundation
import Testing

@testable import IssueFlowCommand

@Suite("Help, version and wrong arguments")
struct HelpTests {
  static let commands = ["run", "check", "validate", "schema", "init", "explain"]

  @Test("Help goes to standard output and ends with 0", arguments: [[]] + commands.map { [$0] })
  func help(_ command: [String]) throws {
    for language in ["en", "zh"] {
      let answer = try BuiltCommand.run(arguments: command + ["--help", "--lang=\(language)"])
      #expect(answer.code == 0)
      #expect(answer.output.contains(language == "zh" ? "用法：issueflow" : "USAGE: issueflow"))
      if language == "zh" {
        for word in ["OVERVIEW", "USAGE", "ARGUMENTS", "OPTIONS", "SUBCOMMANDS", "Show "] {
          #expect(!answer.output.contains(word), "\(word)")
        }
      }
      #expect(answer.messages.isEmpty)
      #expect(answer.output.contains { $0 >= "\u{4E00}" && $0 <= "\u{9FFF}" } == (language == "zh"))
    }
  }

  @Test("The overview names every command and what the exit codes mean")
  func overview() throws {
    let answer = try BuiltCommand.run("--help")
    for command in Self.commands { #expect(answer.output.contains("\n  \(command)")) }
    for code in ExitStatus.allCases where code != .done { #expect(answer.output.contains("\(code.rawValue)")) }
  }

  @Test("Without a command there are five lines to begin with, and all but the page's are this program's")
  func bare() throws {
    let english = try BuiltCommand.run()
    #expect(english.code == 0 && english.messages.isEmpty)
    let lines = english.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 6 && lines.last == "" && lines.allSatisfy { $0.count <= 80 }, "\(english.output)")
    let chinese = try BuiltCommand.run("--lang", "zh").output
    #expect(chinese == (try BuiltCommand.run(environment: ["LC_ALL": "zh_CN.UTF-8"])).output)
    #expect(chinese == (try BuiltCommand.run("--lang=zh")).output)
    #expect(chinese.contains("从这里开始") && chinese.split(separator: "\n").count == 5)
    let commands = lines.dropFirst().compactMap { $0.firstMatch(of: /^  issueflow (\S+)/)?.output.1 }
    #expect(commands == ["init", "run", "report", "--help"])
  }

  @Test("A command of the Python package says where it is, in one line", arguments: PackageCommands.names + ["whatif"])
  func ofPackage(_ command: String) throws {
    for language in ["en", "zh"] {
      let answer = try BuiltCommand.run(command, "x", "--lang", language)
      #expect(answer.code == 2 && answer.output.isEmpty)
      #expect(answer.messages.split(separator: "\n").count == 1)
      #expect(answer.messages.contains("pip install issueflow-\(Version.text)-*.whl"), "\(answer.messages)")
    }
    if command != "whatif" { #expect(try BuiltCommand.run("--help").output.contains(command)) }
    #expect(try BuiltCommand.run("reprot").messages.contains("did you mean 'report'?"))
  }

  @Test("There is help for a command by either spelling")
  func spellings() throws {
    #expect(try BuiltCommand.run("help", "run").output == BuiltCommand.run("run", "--help").output)
    #expect(try BuiltCommand.run("--generate-completion-script", "bash").output.contains("--replications"))
  }

  @Test("The version is one line")
  func version() throws {
    let answer = try BuiltCommand.run("--version")
    #expect(answer.code == 0)
    #expect(answer.output == Version.text + "\n")
  }

  @Test(
    "Wrong arguments end with 2 and say so on standard error",
    arguments: [
      ["--no-such-option"], ["no-such-command"], ["run"], ["run", Fixtures.tiny, "--replications", "0"],
      ["run", Fixtures.tiny, "-n", "many"], ["run", Fixtures.tiny, "--jobs", "0"],
      ["run", Fixtures.tiny, "--seed", "-1"],
      ["run", Fixtures.tiny, "--lang", "fr"], ["check", Fixtures.tiny, "--undecided", "perhaps"],
      ["init", "no-such-template"], ["explain", "no_such_name"], ["validate", "no-such-file.yaml"],
    ])
  func wrongArguments(_ arguments: [String]) throws {
    let scratch = try Scratch()
    let answer = try BuiltCommand.run(arguments: arguments, in: scratch.folder)
    #expect(answer.code == 2)
    #expect(answer.output.isEmpty)
    #expect(!answer.messages.isEmpty)
    #expect(try scratch.files().isEmpty)
  }

  @Test(
    "Wrong arguments are named in Chinese as well",
    arguments: [
      (["run"], "错误：缺少参数 '<file>'"), (["run", "x", "--foo"], "错误：没有选项 '--foo'。"),
      (["run", "x", "--seed"], "错误：'--seed <seed>' 缺少值"), (["run", "a", "b"], "错误：多余的参数 'b'"),
      (["run", "x", "-n", "abc"], "错误：“abc”不能作为 '-n <replications>' 的值。"),
      (["check", "x", "--undecided", "foo"], "可选值：'pass'、'fail'。"),
      (["run", "x", "-n", "0"], "错误：--replications 为 0；应为 1 至 1000000"),
    ])
  func chineseArguments(_ arguments: [String], _ sentence: String) throws {
    let answer = try BuiltCommand.run(arguments: arguments, environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(answer.code == 2)
    #expect(answer.messages.contains(sentence), "\(answer.messages)")
    for word in ["Error", "Usage", "See '"] { #expect(!answer.messages.contains(word)) }
  }

  @Test("The locale chooses the language, and --lang overrules it")
  func locale() throws {
    let chinese = try BuiltCommand.run("explain", "authority", environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(chinese.output.contains("层级"))
    let english = try BuiltCommand.run("explain", "authority", "--lang", "en", environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(english.output.contains("The tier may not decide"))
    #expect(Language(environment: ["LANG": "zh_TW.UTF-8"]) == .chinese)
    #expect(Language(environment: ["LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"]) == .english)
    #expect(Language(environment: ["LC_ALL": "", "LC_MESSAGES": "zh_CN"]) == .chinese)
    #expect(Language(environment: [:]) == .english)
  }

  @Test("A reader that goes away is no error")
  func closedPipe() throws {
    let scratch = try Scratch()
    let answer = try BuiltCommand.shell("issueflow explain | head -1; echo ${PIPESTATUS[0]}", in: scratch.folder)
    #expect(answer.output == "Results\n0\n")
  }

  @Test("A full disk is an error")
  func fullDisk() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let scratch = try Scratch()
    let answer = try BuiltCommand.shell("issueflow schema > /dev/full; echo $?", in: scratch.folder)
    #expect(answer.output == "3\n")
  }
}
