/// The folder of a search's results.
public final class SearchFolder {
  public let path: String
  private let place: JournalFolder
  private var journal: SearchJournal?

  /// Makes the folder, unless it is there.
  /// - Throws: when it holds files that a study would write and none wrote, or another run is writing to it.
  public init(path: String) throws(ExperimentError) {
    self.path = path.isEmpty ? "." : path
    place = try JournalFolder.ofResults(self.path)
  }

  deinit { close() }

  /// Opens the journal: one that the same search left before, else a new one.
  /// - `mayShrink`: whether a larger result may be replaced.
  /// - Throws: when the folder holds more than the search will make, and that may not be.
  public func journal(of search: PolicySearch, mayShrink: Bool = false) throws(ExperimentError) -> SearchJournal {
    if !mayShrink {
      let spec = search.document.spec
      var extent = ResultExtent(study: "search")
      extent.amounts = [
        .replications: Double(spec.atMost), .candidates: Double(search.policies),
        .confirmations: Double(spec.confirm), .cities: Double(spec.cities),
      ]
      try ResultExtent.check(path, replacedBy: extent)
    }
    let journal = try SearchJournal(folder: place, header: search.header)
    self.journal = journal
    return journal
  }

  /// Writes all files and puts them in place; the journal of a search that was stopped stays, so that it can go on.
  public func write(_ outcome: SearchOutcome, of search: PolicySearch, log: StudyLog) throws(ExperimentError) {
    let transaction = try FolderTransaction(folder: place.results, work: place.path)
    do throws(ExperimentError) {
      let tables = outcome.tables(of: search)
      for table in tables { try transaction.file(table.table.file).write(table.text.bytes) }
      try transaction.write(outcome.json(of: search).text, to: "search.json")
      try transaction.write(log.text, to: "run.log")
      let package = DataPackage.json(name: search.document.spec.space.name, tables: tables.map(\.table))
      let manifest = search.manifest(files: transaction.names)
      try transaction.describe(package: package.text, manifest: manifest.text)
      try transaction.commit(replacing: ResultFiles.all)
    } catch {
      transaction.abandon()
      throw error
    }
    switch outcome.ending {
    case .interrupted, .budget: try? journal?.synchronize()
    default: place.remove()
    }
    journal = nil
    place.leave()
  }

  /// Lets go of the folder; finished runs stay for a later search.
  public func close() {
    if let journal, journal.count > 0 {
      try? journal.synchronize()
      place.leave()
    } else if journal != nil {
      place.remove()
    } else {
      place.leave()
    }
    journal = nil
  }
}

extension SearchOutcome {
  func tables(of search: PolicySearch) -> [TableText] {
    let tiers = search.document.policies.first?.document.scenario.tiers.map(\.id) ?? []
    let columns = search.space.points.columns
    let hasPolicies = search.document.policies.count > 1
    func text(_ table: ResultTable, _ rows: [Tried]) -> TableText {
      TableText(table) { text in
        for row in rows {
          let point = search.space.points[row.policy]
          text.integer(row.policy)
          if hasPolicies { text.text(search.document.policies[point.policy].id) }
          for (column, level) in zip(columns, point.levels) {
            if column.isNumeric { text.number(level.number) } else { text.text(level.text ?? "") }
          }
          text.number(row.cost.isFinite ? row.cost : nil)
          text.text(row.standing)
          text.integer(row.replications)
          text.number(row.margin.flatMap { $0.isFinite ? $0 : nil })
          for tier in tiers.indices { text.number(row.shares.indices.contains(tier) ? row.shares[tier] : nil) }
          text.endRow()
        }
      }
    }
    let frontier = tried.filter(\.isOnFrontier)
    return [
      text(.search(columns, hasPolicies: hasPolicies, tiers: tiers), tried),
      text(.frontier(columns, hasPolicies: hasPolicies, tiers: tiers), frontier), confirmationTable,
    ]
  }

  private var confirmationTable: TableText {
    TableText(.confirmation) { text in
      for confirmation in confirmations {
        for finding in confirmation.verdict.criteria {
          text.integer(confirmation.policy)
          text.number(confirmation.cost.isFinite ? confirmation.cost : nil)
          text.text(confirmation.verdict.decision.rawValue)
          text.text(finding.name)
          text.text(finding.state.rawValue)
          text.number(finding.estimate.mean)
          text.number(finding.estimate.halfWidth)
          text.number(finding.lower)
          text.number(finding.upper)
          text.integer(confirmation.verdict.replications)
          text.endRow()
        }
      }
    }
  }

  /// The answer for scripts.
  public func json(of search: PolicySearch) -> JSONValue {
    .object([
      ("method", .string(method.rawValue)), ("ending", .string(ending.rawValue)), ("policies", .integer(policies)),
      ("looked_at", .integer(tried.count)), ("runs", .integer(runs)),
      ("confidence", method == .exhaustive ? .number(search.document.spec.confidence) : .null),
      ("indifference", .number(search.document.spec.indifference)),
      ("selected", selected.map { .integer($0) } ?? .null), ("best", best.map { .integer($0) } ?? .null),
      ("settings", .array((best.map(search.settings) ?? []).map { .string($0) })),
      ("cost", .optional(cost)),
      ("is_confirmed", .boolean(isConfirmed)),
      ("cheaper_undecided", .array(openCheaper.map { .integer($0) })),
      (
        "confirmations",
        .array(
          confirmations.map { confirmation in
            .object([
              ("policy", .integer(confirmation.policy)), ("cost", .number(confirmation.cost)),
              ("decision", .string(confirmation.verdict.decision.rawValue)),
              ("replications", .integer(confirmation.verdict.replications)),
              ("plausible_cities", confirmation.plausible.map { .integer($0.judged.count) } ?? .null),
              ("met_in", .optional(confirmation.plausible?.meeting?.share)),
              ("met_in_at_least", .optional(confirmation.plausible?.meeting?.low)),
              ("inconclusive_cities", confirmation.plausible?.meeting.map { .integer($0.unclear) } ?? .null),
            ])
          })
      ),
    ])
  }
}

extension PolicySearch {
  func manifest(files: [String]) -> JSONValue {
    let spec = document.spec
    return .object([
      ("schema_version", .integer(Manifest.schemaVersion)), ("study", .string("search")),
      ("tool", .object([("name", .string(Manifest.toolName)), ("build", .string(tool))])),
      ("name", .string(spec.space.name)), ("hash_algorithm", .string("fnv1a-128")), ("hash", .string(hash)),
      ("policies", .integer(policies)), ("method", .string(method.rawValue)),
      ("cost", .string(spec.cost?.text ?? "staff and measures")), ("confidence", .number(spec.confidence)),
      ("indifference", .number(spec.indifference)), ("first", .integer(spec.first)), ("at_most", .integer(spec.atMost)),
      ("confirm", .integer(spec.confirm)), ("plausible_cities", .integer(spec.cities)),
      ("master_seed", .integer(Int(seed))),
      ("files", .array(files.map { .string($0) })),
    ])
  }
}
