import Experiments
import ScenarioLanguage

/// How many issues there were, how long they took, and how the tiers fared.
extension TerminalReport {
  var issues: [String] {
    var counts = Columns([.left, .right, .left, .right])
    counts.add(pair(texts.arisen, .issuesArisen) + pair(texts.closed, .issuesClosed))
    counts.add(pair(texts.open, .openShare) + pair(texts.withdrawn, .withdrawnShare))
    var times = Columns([.left, .right, .left, .right])
    times.add(pair(texts.mean, .timeToCloseMean) + pair(texts.median, .timeToCloseP50))
    times.add(pair(texts.ninetieth, .timeToCloseP90) + pair(texts.discovery, .discoveryDelayMean))
    return [heading(texts.cohortHeading)] + table(counts) + [""] + [heading(texts.timesHeading)] + table(times)
  }

  var tierTable: [String] {
    var columns = Columns([.left] + texts.tierColumns.map { _ in .right })
    columns.addHeader([""] + texts.tierColumns)
    for tier in tiers {
      let overloaded = result.row(of: .overloadedUnits, tier.id)
      columns.add([
        .init(texts.name(tier.title, id: tier.id)), .init(texts.mean(result.row(of: .waitMean, tier.id))),
        .init(texts.mean(result.row(of: .sojournMean, tier.id))),
        .init(texts.mean(result.row(of: .queueLengthMean, tier.id))),
        .init(texts.mean(result.row(of: .utilisation, tier.id))),
        .init(texts.mean(overloaded), (overloaded?.mean ?? 0) > 0 ? .doubtful : .none),
      ])
    }
    return [heading(texts.tiersHeading)] + table(columns)
  }

  var departmentTable: [String] {
    guard !result.scenario.departments.isEmpty else { return [] }
    var columns = Columns([.left] + texts.departmentColumns.map { _ in .right })
    columns.addHeader([""] + texts.departmentColumns)
    for department in result.scenario.departments {
      columns.add([
        .init(texts.name(department.title, id: department.id)),
        .init(texts.mean(result.row(of: .departmentWaitMean, department.id))),
        .init(texts.mean(result.row(of: .departmentUtilisation, department.id))),
      ])
    }
    return [heading(texts.departmentsHeading)] + table(columns)
  }

  private func pair(_ label: String, _ response: Response) -> [Columns.Cell] {
    [.init(label, .faint), .init(texts.value(result.row(of: response)))]
  }
}
