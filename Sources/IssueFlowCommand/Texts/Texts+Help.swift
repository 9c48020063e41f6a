import Foundation

/// The help of the commands and their options.
extension Texts {
  var abstract: String {
    say(
      "Simulates how residents' issues flow through a city's tiers, and whether a policy reaches 70/20/10.",
      "模拟居民诉求在城市各层级间的流转，判断政策能否达到 70/20/10 目标。")
  }

  /// What is printed when nothing is asked for: five lines to begin with.
  var beginning: [String] {
    let lines = [
      ("issueflow init", say("writes a small town, and a policy", "生成一个小城，以及一项达标的方案")),
      ("issueflow run small-town.yaml", say("simulates it: is the target met?", "模拟，并说明是否达标")),
      ("issueflow report results/small-town", say("a page for those who decide", "生成供决策者阅读的网页")),
      ("issueflow --help", say("all commands", "列出全部命令")),
    ]
    let width = lines.map(\.0.count).max() ?? 0
    return [say("Begin with these, in a folder of your own:", "在自己的文件夹中，从这里开始：")]
      + lines.map { "  " + $0.padding(toLength: width, withPad: " ", startingAt: 0) + "   " + $1 }
  }

  var overview: String {
    say(
      """
      Begin with `issueflow init`, which writes a small town to try things on, then `issueflow run small-town.yaml`.

      The Python package, whose wheel holds this program too, adds the commands \(PackageCommands.names.joined(separator: ", ")): \
      pages, documents and spreadsheets of results, the what-if page, cities from spreadsheets, notebooks.

      Exit codes: 0 done, or targets met; 1 a target is not met; 2 wrong arguments or an invalid scenario; 3 internal \
      error; 4 undecided; 5 nothing to check; 130 interrupted. The codes 1, 4 and 5 come from `check` only: `run` \
      answers a question and is done when it has, whatever the answer.

      Results go to standard output, messages and progress to standard error. NO_COLOR and TERM=dumb are honoured.
      """,
      """
      先用 `issueflow init` 生成一个小城场景，再运行 `issueflow run small-town.yaml`。

      Python 包（其 wheel 内含本程序）另有命令 \(PackageCommands.names.joined(separator: "、"))：\
      结果的网页、文档与表格、假设分析页面、从表格导入城市、笔记本。

      退出码：0 完成或达标；1 未达标；2 参数错误或场景无效；3 内部错误；4 尚无定论；5 没有可检查的目标；130 已中断。\
      其中 1、4、5 只由 `check` 给出：`run` 只回答问题，无论答案如何，完成即为 0。

      结果写到标准输出，消息和进度写到标准错误。遵守 NO_COLOR 与 TERM=dumb。
      """)
  }

  // MARK: Commands

  var runAbstract: String { say("Simulate a scenario and report its results.", "模拟一个场景并报告结果。") }
  var runDiscussion: String {
    say(
      """
      Writes the result files into results/NAME (see --out) and prints the answer: the verdict, the split between the \
      tiers, the guards, and why issues leave the lowest tier. Equal scenario and seed give equal files, whatever the \
      number of jobs. The exit code is 0 when the run is done, whatever the verdict; use `issueflow check` for a \
      code that says whether the targets are met.
      """,
      """
      结果文件写入 results/名称（见 --out），并打印答案：结论、各层级占比、约束指标，以及事项为何离开最低层级。\
      场景与种子相同，则文件逐字节相同，与并行数无关。运行完成即退出码为 0，与结论无关；需要以退出码判断是否达标，请用 `issueflow check`。
      """)
  }
  var checkAbstract: String {
    say("Simulate scenarios and say by the exit code whether their targets are met.", "模拟场景，并以退出码说明是否达标。")
  }
  var checkDiscussion: String {
    say(
      """
      Exit code 0: all targets and guards are met, and the measures do what `expect` says of them, compared on the \
      same luck with the city without them; 1: one is not; 4: the replications do not suffice to say (0 with \
      --undecided pass); 5: a scenario has neither targets nor expectations. Of several scenarios the most pressing code counts. No result \
      files are written unless --out is given.
      """,
      """
      退出码 0：全部目标与约束达标，且措施效果符合 expect（与不采取措施的城市在相同随机性下比较）；1：有未达标；\
      4：重复次数不足，尚无定论（--undecided pass 时为 0）；5：场景既无目标也无预期。\
      多个场景取最紧要的一个。除非给出 --out，否则不写结果文件。
      """)
  }
  var validateAbstract: String { say("Check scenario files without running them.", "检查场景文件，不运行。") }
  var schemaAbstract: String {
    say("Print the JSON Schema of scenario files, for completion in editors.", "输出场景文件的 JSON Schema，供编辑器补全。")
  }
  var initAbstract: String {
    say("Write a commented scenario to begin with, and a policy that meets its target.", "生成带注释的示例场景，以及一项达标的方案。")
  }
  var explainAbstract: String {
    say("Explain a key, a result, a cause or a measure.", "解释一个键、一项指标、一种原因或一项措施。")
  }

  // MARK: Arguments

  var file: String { say("A scenario file.", "场景文件。") }
  var files: String { say("Scenario files.", "场景文件。") }
  var replications: String {
    say("Number of replications. (default: the scenario's)", "重复次数（默认：场景所定）。")
  }
  var seed: String { say("The master seed. (default: the scenario's)", "主种子（默认：场景所定）。") }
  var jobs: String {
    say("Replications, or streets of one, at a time. (default: the processor's cores)", "并行数：重复次数或同一次重复中的镇街（默认：处理器核数）。")
  }
  var outFolder: String { say("Folder of the result files. (default: results/NAME)", "结果文件夹（默认：results/名称）。") }
  var outFolders: String {
    say(
      "Folder under which each scenario's result files go, in NAME. (default: none)", "结果文件夹，各场景写入其下的 名称 子文件夹（默认：不写）。")
  }
  var set: String {
    say("Set a value, such as tiers.grid.paperwork=25%; repeatable.", "设定一个值，例如 tiers.grid.paperwork=25%；可重复。")
  }
  var laidPolicy: String {
    say(
      "Lay a policy without a city over the scenario; repeatable. `compare` compares each with the first scenario, the other commands lay all over it, one after the other.",
      "把不含城市的方案叠加到场景上；可重复。compare 将每项分别与首个场景比较，其他命令依次全部叠加。")
  }
  var forceResult: String {
    say("Replace a finished result that is larger than the new one.", "允许用较小的新结果替换已完成的较大结果。")
  }
  var uncertainty: String {
    say("Draw the uncertain inputs, and the ground, this often.", "抽取不确定输入（及地面）的次数。")
  }
  var json: String { say("Print one JSON document instead of the report.", "输出一个 JSON 文档，代替报告。") }
  var quiet: String { say("Print the verdict only; no progress.", "只输出结论，不显示进度。") }
  var validateQuiet: String { say("Print nothing but problems.", "只输出问题。") }
  var languageHelp: String { say("Language: en or zh. (default: the locale's)", "语言：en 或 zh（默认：依系统区域）。") }
  var excel: String {
    say("Begin CSV files with the byte-order mark that Excel needs for Chinese.", "CSV 文件加字节序标记，便于 Excel 显示中文。")
  }
  var events: String { say("Also write events.csv, for process mining.", "另写 events.csv，供流程挖掘。") }
  var issues: String { say("Also write issues.csv, one row per issue.", "另写 issues.csv，每个事项一行。") }
  var trace: String {
    say(
      "Write every event of the first replication, and what it adds to the sums, to this file.",
      "把第一次重复的全部事件及其计入的数量写入该文件。")
  }
  var junit: String { say("Write a JUnit XML report to this file.", "把 JUnit XML 报告写入该文件。") }
  var undecided: String {
    say("What undecided counts as: pass (0) or fail (4).", "尚无定论如何计：pass（0）或 fail（4）。")
  }
  var template: String { say("What to begin with.", "模板。") }
  var initOut: String {
    say("File to write; - is standard output. (default: TEMPLATE.yaml)", "输出文件；- 为标准输出（默认：模板名.yaml）。")
  }
  var explainName: String {
    say(
      "A key such as tiers.competence, a response such as on_time_rate, or a cause such as authority; without it, all names.",
      "键（如 tiers.competence）、指标（如 on_time_rate）或原因（如 authority）；省略则列出全部名称。")
  }
}
