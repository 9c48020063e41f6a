import Foundation
import ScenarioLanguage

extension FitNote {
  /// Whether it is about what the log cannot say or what was assumed, and so belongs into the scenario itself.
  public var isCaution: Bool {
    switch self {
    case .reading(let note): note.isCaution
    case .typesTogether, .populations, .openCases, .reopened, .hoursFound, .staffFound, .fromSample: false
    default: true
    }
  }

  /// Whether it may turn the answer itself, and so is said beside every result of the scenario.
  public var isDoubt: Bool {
    switch self {
    case .rows(let note): note.isDoubt
    case .log, .recentCases, .blankTiers, .casesLeftOut, .momentaryStays, .borrowedWays, .loadTooHigh,
      .closesWithLastRow, .beyondLongest:
      true
    case .reading(let note): note.isDoubt
    default: false
    }
  }

  /// The remark in a sentence.
  public var sentence: LocalizedText {
    switch self {
    case .reading(let note): note.sentence
    case .rows(let note): note.sentence
    case .log(let doubt): doubt.sentence
    case .changeUntested(let times, let others):
      LocalizedText(
        en:
          "The log is too short to tell whether \(others ? "rates and shares" : "")\(times && others ? " or " : "")\(times ? "times" : "") change in its course.",
        zh: "日志太短，无法判断\(times ? "办结时间" : "")\(times && others ? "和" : "")\(others ? "发生率与比例" : "")前后是否有变化。")
    case .recentCases(let count, let total, let begin):
      LocalizedText(
        en:
          "The log changes: times of cases from \(begin) on (\(count) of \(total)) foretell the last fifth of it better than all do, so only they are used. Write `since` in the map to say otherwise.",
        zh: "日志前后有变化：\(begin) 以来的案件（\(total) 件中的 \(count) 件）比全部案件更能预测最后五分之一，因此只采用它们。可在映射中写 since 另行指定。")
    case .typesTogether(let count, let cases):
      LocalizedText(
        en: "\(count) rare types with \(cases) cases together are one type, other.",
        zh: "\(count) 个少见类型（共 \(cases) 件）合并为 other。")
    case .populations(let types):
      LocalizedText(
        en:
          "\(types) types are each of two populations, cases settled at once and cases that take long; each is two types here.",
        zh: "有 \(types) 个类型各含两类案件：当即办结的和久拖的；在此各分为两类。")
    case .noTypes: LocalizedText(en: "The log tells no types; all cases are of one.", zh: "日志没有类型信息，全部视为同一类。")
    case .noTiers:
      LocalizedText(
        en: "The log tells no tiers; the city has one, and nothing can be said of shares between tiers.",
        zh: "日志没有层级信息；城市只有一个层级，无法说明各层级的比例。")
    case .noTimeOfDay:
      LocalizedText(
        en: "The log has dates only: within a day cases are assumed to arise evenly, and times are whole days.",
        zh: "日志只有日期：假定事项在一天内均匀发生，时间以整天计。")
    case .noWork:
      LocalizedText(
        en:
          "The log does not tell when work began, so hands-on time and capacity cannot be told apart: stays are reproduced as times that bind no staff, work takes 0 min, and doses of staff, hours, paperwork or speed change nothing in this scenario. Put hands-on times, staff and hours of your own in their place before you try such measures.",
        zh:
          "日志没有记录何时开始办理，因此无法区分办理时间与人手不足：停留时间按不占人员的时间重现，办理时间为 0 min，人员、工时、减负、效率等措施在本场景中不起作用。若要试验这些措施，请先填入自己的办理时间、人员和工作时间。"
      )
    case .noMoves:
      LocalizedText(
        en:
          "The log has a row for each case: moves between tiers are not in it, so each case starts at the tier that closed it.",
        zh: "日志每件只有一行，没有层级间流转：每件从办结它的层级开始。")
    case .closesWithLastRow:
      LocalizedText(
        en: "Nothing in the log says when a case is closed: each is assumed to be closed by its last row.",
        zh: "日志未写明何时办结：假定每件以最后一行为办结。")
    case .noUnits: LocalizedText(en: "The log names no units; each tier is one.", zh: "日志没有单元信息；每个层级为一个单元。")
    case .blankUnits(let cases):
      LocalizedText(
        en: "\(cases) cases name no unit; they are spread over the units like the others.",
        zh: "\(cases) 件没有单元，按其余事项的比例分摊。")
    case .unitsWithoutParents(let tier):
      LocalizedText(
        en: "Units below send their cases to several units of the tier \(tier), so that it is taken as one unit.",
        zh: "下级单元的事项去往层级 \(tier) 的多个单元，因此该层级视为一个单元。")
    case .openCases(let count, let total):
      LocalizedText(
        en: "\(count) of \(total) cases are open; they count as lasting at least so long.",
        zh: "\(total) 件中有 \(count) 件未结，按“至少已持续这么久”计入。")
    case .reopened(let count): LocalizedText(en: "\(count) closings were opened again.", zh: "有 \(count) 次办结后退回重办。")
    case .handovers(let count):
      LocalizedText(
        en: "\(count) hand-overs between desks of the same tier are inside its stays.", zh: "同一层级内 \(count) 次转手计入其停留时间。"
      )
    case .hoursFound(let tier, let hours):
      LocalizedText(
        en: "Work at \(tier) was found to be done \(hours); write `hours` in the map where you know better.",
        zh: "层级 \(tier) 的工作时间推断为 \(hours)；如有确切信息，请在映射中写 hours。")
    case .hoursUnclear(let tier):
      LocalizedText(
        en:
          "Working hours of \(tier) cannot be seen in the log; it is taken to work day and night. Write `hours` in the map.",
        zh: "无法从日志看出层级 \(tier) 的工作时间，视为昼夜工作。请在映射中写 hours。")
    case .staffFound(let tier, let staff):
      LocalizedText(
        en:
          "A unit of \(tier) had \(TimeText.number(staff, digits: 3)) at work at one time at most, in the mean over units; idle staff cannot be seen, nor time lost to paperwork.",
        zh: "层级 \(tier) 的单元平均最多有 \(TimeText.number(staff, digits: 3)) 人同时办理；空闲人员和报表占用的时间无法看出。")
    case .pooledCells(let count, let total):
      LocalizedText(
        en:
          "\(count) of \(total) distributions rest on all types of their tier, because a type alone has too few stays.",
        zh: "\(total) 个分布中有 \(count) 个因单类停留过少而采用该层级全部类型。")
    case .blankTiers(let rows, let total):
      LocalizedText(
        en:
          "In \(rows) of \(total) rows the column of the tier is blank; they count as the tier that takes the rest. If they say nothing, `leave_out` of the map leaves them out: {COLUMN: [\"\"]}.",
        zh: "\(total) 行中有 \(rows) 行的层级列为空白，按接收 rest 的层级处理。若空白行没有意义，可在映射的 leave_out 中写 {列名: [\"\"]} 排除。")
    case .casesLeftOut(let count, let remaining):
      LocalizedText(
        en:
          "Of \(count) cases `leave_out` of the map leaves no row, so that they are missing whole beside the \(remaining) that remain; what kind of cases they are, the fit does not see.",
        zh: "映射的 leave_out 使 \(count) 件一行不剩，整件缺失（尚存 \(remaining) 件）；它们是哪一类案件，拟合无从得知。")
    case .momentaryStays(let count, let total):
      LocalizedText(
        en:
          "\(count) of \(total) stays end in the moment in which they begin, and go on to another tier: perhaps rows are there twice, with another tier, and the ways are not what happened.",
        zh: "\(total) 次停留中有 \(count) 次一开始即转往另一层级：可能有层级不同的重复行，路径未必真实。")
    case .borrowedWays(let types, let total):
      LocalizedText(
        en: "Of \(types) of \(total) types no case was seen to be closed; they are taken to go the ways of all types.",
        zh: "\(total) 个类型中有 \(types) 个未见任何案件办结，按全部类型的路径处理。")
    case .fromSample(let count, let total):
      LocalizedText(
        en: "\(count) of \(total) distributions are the sample itself, because no family fits it.",
        zh: "\(total) 个分布中有 \(count) 个直接采用样本，因为没有合适的分布族。")
    case .shortForMonths(let days):
      LocalizedText(
        en: "\(days) days are too short to see seasons; months are alike.", zh: "仅 \(days) 天，看不出季节；各月相同。")
    case .loadTooHigh(let tier, let load):
      LocalizedText(
        en:
          "With these numbers \(tier) would be busy \(TimeText.number(load * 100, digits: 3))% of its time: its queue grows without end, so hours or staff found in the log cannot be right.",
        zh: "按这些数，层级 \(tier) 的负荷为 \(TimeText.number(load * 100, digits: 3))%，队列将无限增长：从日志得出的工时或人员不对。")
    case .waitsInLine(let tier, let staff, let share, let low, let high):
      LocalizedText(
        en:
          "At \(tier) \(Self.percent(share))% (\(Self.percent(low))-\(Self.percent(high))) of the time that cases waited on duty, they waited in line while all \(TimeText.number(staff, digits: 3)) were at work: there staff acts, and the line is simulated. The rest they were elsewhere, which is kept as it was.",
        zh:
          "层级 \(tier) 当班时的等待中，\(Self.percent(share))%（\(Self.percent(low))-\(Self.percent(high))）是 \(TimeText.number(staff, digits: 3)) 名人员全部在办时的排队：人手在此起作用，排队由模拟产生；其余等待在别处，按原样保留。"
      )
    case .waitsElsewhere(let tier, let staff, let share, let high):
      LocalizedText(
        en:
          "Staff is not why cases wait at \(tier): \(Self.percent(share))%\(high < 1 ? " (at most \(Self.percent(high)))" : "") of the time that they waited on duty they were in line while all \(TimeText.number(staff, digits: 3)) were at work. Their waits are kept as times elsewhere, which more staff does not shorten.",
        zh:
          "层级 \(tier) 的等待不是因为人手：当班等待中只有 \(Self.percent(share))%\(high < 1 ? "（至多 \(Self.percent(high))）" : "")是 \(TimeText.number(staff, digits: 3)) 名人员全部在办时的排队。这些等待按别处的时间保留，增加人手不会缩短。"
      )
    case .waitsOffDuty(let tier, let share):
      LocalizedText(
        en: "Of all waiting at \(tier), \(Self.percent(share))% lay outside its working hours.",
        zh: "层级 \(tier) 的全部等待中，\(Self.percent(share))% 在工作时间之外。")
    case .orderOfService(let tier, let share):
      LocalizedText(
        en:
          "At \(tier) cases are not taken in the order in which they came: in \(Self.percent(share))% of pairs the later one was taken first. The scenario takes them in order, which leaves the mean wait as it is, but not its spread.",
        zh: "层级 \(tier) 并非先到先办：\(Self.percent(share))% 的相邻两件中后到的先办。场景按先到先办，平均等待不变，但离散程度不同。")
    case .staffByHour(let tier, let least, let most):
      LocalizedText(
        en:
          "At \(tier) at some hours \(least) and at others up to \(most) were at work in a unit: lines are told from the number of the hour, but the scenario has the greatest one at all hours, so that its lines are too short where staff binds at the thin hours.",
        zh: "层级 \(tier) 的单元在某些时段有 \(least) 人办理，其他时段至多 \(most) 人：排队按各时段人数判断，但场景各时段均取最多的人数，因此在人少且紧张的时段排队偏短。"
      )
    case .beyondLongest(let cells, let total):
      LocalizedText(
        en:
          "In \(cells.count) of \(total) distributions the median or the mean lies beyond the longest stay that the log shows: there the form of the law speaks and not the log (\(Self.list(cells, more: "and %d more"))).",
        zh:
          "\(total) 个分布中有 \(cells.count) 个的中位数或均值超过日志中最长的停留：这部分只是由分布形式推测，日志并未显示（\(Self.list(cells, more: "另有 %d 个"))）。"
      )
    case .firstWaitUnknown:
      LocalizedText(
        en:
          "Nothing tells when a case was opened but the beginning of its first work: how long it waited for that is not in the log. When cases came was reckoned from how many were taken after times in which nobody was free, and the line there is simulated; time elsewhere before it is missing. Name the column `opened` if there is one.",
        zh: "日志只有首次办理的开始时间，没有登记时间：此前等了多久不得而知。何时到达由无人空闲的时段之后接连办理的件数推算，该处的排队由模拟产生；此前在别处的时间缺失。若有登记时间，请在映射中写 opened。")
    }
  }

  /// The first of some names, and how many there are beside.
  private static func list(_ names: [String], more: String) -> String {
    let shown = names.prefix(6).joined(separator: ", ")
    return names.count > 6 ? shown + ", " + more.replacingOccurrences(of: "%d", with: "\(names.count - 6)") : shown
  }

  private static func percent(_ share: Double) -> String { TimeText.number(share * 100, digits: share < 0.1 ? 2 : 3) }
}
