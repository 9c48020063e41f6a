import IssueFlow
import OutputAnalysis
import ScenarioLanguage

/// Writes what the files of a sweep say of each point.
struct SweepTables: Sendable {
  let sweep: Sweep

  /// In the order of the rows of ``PointRows``.
  var tables: [ResultTable] {
    [
      .design(sweep.points.columns, hasPolicies: hasPolicies), .sweepSummary, .sweepReplications, .verdicts,
      .sweepLeaks, .runs, .sweepFailures,
    ]
  }

  private var hasPolicies: Bool { !sweep.document.spec.policies.isEmpty }

  func frame(warmUp: CommonWarmUp?) -> SweepFrame {
    SweepFrame(
      manifest: SweepManifest.json(sweep, warmUp: warmUp, files: ResultFiles.ofSweep).text,
      dataPackage: DataPackage.json(name: sweep.document.spec.name, tables: tables).text,
      headers: tables.map { SweepFrame.Header(file: $0.file, bytes: $0.header.bytes) })
  }

  /// - `runs`: of the point, in the order of their numbers.
  /// - `plan`: what they were measured with; `nil` when the point makes no city.
  func rows(of point: DesignPoint, runs: [SweepWorker.Run], plan: MeasurementPlan?) -> PointRows {
    var results: [(number: Int, result: ReplicationResult)] = []
    var failures = CSVText()
    var failed = 0
    for run in runs {
      switch run.outcome {
      case .finished(let result): results.append((run.key.replication, result))
      case .failed(let reason):
        failed += 1
        add(point, run.key.replication, reason, to: &failures)
      case .invalid(let reason):
        // Said once for all its runs.
        if failed == 0 { add(point, nil, reason, to: &failures) }
        failed = 1
      }
    }
    guard let plan, !results.isEmpty else {
      let empty = [UInt8]()
      return PointRows(
        point: point.number, failures: failed, decision: "",
        tables: [design(point), empty, empty, empty, empty, empty, failures.bytes])
    }
    let confidence = plan.model.scenario.targets?.confidence ?? 0.95
    let replications = results.map(\.result)
    let summary = SummaryRow.rows(of: replications, layout: plan.layout, confidence: confidence)
    let judged = verdict(plan: plan, replications: replications, summary: summary)
    let leaks = LeakRow.rows(of: replications, scenario: plan.model.scenario, confidence: confidence)
    return PointRows(
      point: point.number, failures: failed, decision: judged.verdict?.decision.rawValue ?? "",
      tables: [
        design(point), text(summary, point), text(results, layout: plan.layout, point),
        text(judged.verdict, judged.reason, point), text(leaks, point), text(results, point), failures.bytes,
      ])
  }

  private func add(_ point: DesignPoint, _ replication: Int?, _ reason: String, to text: inout CSVText) {
    text.integer(point.number)
    if let replication { text.integer(replication) } else { text.text("") }
    text.text(reason)
    text.endRow()
  }

  private func verdict(
    plan: MeasurementPlan, replications: [ReplicationResult], summary: [SummaryRow]
  ) -> (verdict: Verdict?, reason: String) {
    var units = UnitEvidence(plan: plan)
    for replication in replications { if let details = replication.details { units.add(details.units) } }
    do throws(VerdictProblem) {
      return (try Verdict.decide(plan: plan, replications: replications, summary: summary, units: units), "")
    } catch {
      return (nil, error.message(language: .english))
    }
  }

  private func isReported(_ response: Response) -> Bool {
    let wanted = sweep.document.spec.responses
    return wanted.isEmpty || wanted.contains(response.name)
  }

  private func design(_ point: DesignPoint) -> [UInt8] {
    var text = CSVText()
    text.integer(point.number)
    if hasPolicies { text.text(sweep.document.spec.policies[point.policy].id) }
    for (column, level) in zip(sweep.points.columns, point.levels) {
      if column.isNumeric { text.number(level.number) } else { text.text(level.text ?? "") }
    }
    text.endRow()
    return text.bytes
  }

  private func text(_ summary: [SummaryRow], _ point: DesignPoint) -> [UInt8] {
    var text = CSVText()
    for row in summary where isReported(row.response) {
      text.integer(point.number)
      row.write(to: &text)
    }
    return text.bytes
  }

  private func text(
    _ results: [(number: Int, result: ReplicationResult)], layout: ResponseLayout, _ point: DesignPoint
  ) -> [UInt8] {
    var text = CSVText()
    for (number, result) in results {
      for (entry, value) in zip(layout.entries, result.values) where isReported(entry.response) {
        guard let value else { continue }
        text.integer(point.number)
        text.integer(number)
        text.text(entry.response.name)
        text.text(entry.responseClass)
        text.number(value)
        text.endRow()
      }
    }
    return text.bytes
  }

  private func text(_ verdict: Verdict?, _ reason: String, _ point: DesignPoint) -> [UInt8] {
    var text = CSVText()
    text.integer(point.number)
    text.text(verdict?.decision.rawValue ?? "")
    // The demand that would tip the verdict first; ties in the order of the file.
    let nearest = verdict?.criteria.enumerated().min { a, b in
      (a.element.margin, a.offset) < (b.element.margin, b.offset)
    }?.element
    if let verdict { text.integer(verdict.replications) } else { text.text("") }
    text.text(nearest?.name ?? "")
    text.text(nearest?.state.rawValue ?? "")
    text.number(nearest?.estimate.mean)
    text.number(nearest?.lower)
    text.number(nearest?.upper)
    text.number(nearest?.margin)
    text.text(reason)
    text.endRow()
    return text.bytes
  }

  private func text(_ leaks: [LeakRow], _ point: DesignPoint) -> [UInt8] {
    var text = CSVText()
    for row in leaks {
      text.integer(point.number)
      row.write(to: &text)
    }
    return text.bytes
  }

  private func text(_ results: [(number: Int, result: ReplicationResult)], _ point: DesignPoint) -> [UInt8] {
    var text = CSVText()
    for (number, result) in results {
      text.integer(point.number)
      text.integer(number)
      text.text(result.fingerprint)
      text.integer(result.events)
      text.boolean(result.cohortIsComplete)
      text.endRow()
    }
    return text.bytes
  }
}

extension SummaryRow {
  /// The row of a summary, from the response on.
  func write(to text: inout CSVText) {
    text.text(response.name)
    text.text(responseClass)
    text.number(mean)
    text.number(halfWidth)
    text.number(low)
    text.number(high)
    text.integer(n)
    text.text(unit)
    text.endRow()
  }
}

extension LeakRow {
  /// The row of a table of leaks, from the tier on.
  func write(to text: inout CSVText) {
    text.text(tier)
    text.text(cause == .none ? "none" : cause.name)
    text.text(type)
    text.number(issues)
    text.number(halfWidth)
    text.number(share)
    text.endRow()
  }
}
