import ScenarioLanguage

/// A column of times of a log or of its table of cases, on the way to being read.
struct TimeColumn {
  let path: String
  let name: String
  let role: LogTime
  let isOfCases: Bool
  /// Where it stands in its table.
  let index: Int
  var detection = TimestampDetection()
  var form = TimeForm.yearFirst
  var granularity = TimeGranularity.second
}

extension TimeColumn {
  var reading: TimestampDetection.Reading { detection[form] }
  /// Whether nothing of it was a time.
  var isEmpty: Bool { detection.times == 0 }
}

/// How the columns of times of a log and of its table of cases are written, decided for all of them together.
struct TimePlan {
  private(set) var columns: [TimeColumn]
  private(set) var clock = LogClock(rule: .keep)
  private(set) var notes: [ReadingNote] = []
  private let map: LogMap

  init(columns: [TimeColumn], map: LogMap) throws(FitError) {
    self.columns = columns
    self.map = map
    try chooseForms()
    for index in self.columns.indices { noteForm(self.columns[index]) }
    try chooseClock()
    lookAgain()
    noteGranularities()
  }

  func reader(_ column: TimeColumn) -> TimestampReader {
    TimestampReader(form: column.form, clock: clock, shift: map.timeShift, granularity: column.granularity)
  }

  // MARK: - Forms

  private mutating func chooseForms() throws(FitError) {
    let told = map.dates == .detected ? TimeForm.allCases : TimeForm.allCases.filter { $0.dates == map.dates }
    var open: [(column: Int, forms: [TimeForm])] = []
    for (index, column) in columns.enumerated() {
      var forms = column.detection.forms(among: told)
      if forms.isEmpty, map.dates != .detected { forms = column.detection.forms(among: TimeForm.allCases) }
      switch forms.count {
      case 1: columns[index].form = forms[0]
      case 0:
        // A column without any time is one of cases that are all open.
        if column.isEmpty { continue }
        columns[index].form = try form(ofUnreadable: column)
      default: open.append((index, forms))
      }
    }
    try settle(open)
    for index in columns.indices { columns[index].granularity = columns[index].reading.grain.granularity }
  }

  /// What a map says is obeyed, whatever years come out of it.
  private func form(ofUnreadable column: TimeColumn) throws(FitError) -> TimeForm {
    switch map.dates {
    case .unix: return .seconds
    case .spreadsheet: return .spreadsheet
    case .dayFirst: return .dayFirst
    case .monthFirst: return .monthFirst
    case .yearFirst: return .yearFirst
    case .detected: break
    }
    let example = column.detection.strangeExample
    var scan = TimestampScan()
    guard scan.read(Array(example.utf8)[...]), scan.value != nil else {
      throw .datesUnreadable(path: column.path, column: column.name, example: example, isEnding: column.role.isEnding)
    }
    let readings = [TimeForm.seconds, .spreadsheet].compactMap { form in
      form.minutes(scan).map { TimeReadingText(form: form, minutes: $0) }
    }
    throw .datesImplausible(path: column.path, column: column.name, example: example, readings: readings)
  }

  /// Chooses among forms that read a column equally well.
  ///
  /// Columns of one log are written by one program: what one of them leaves open another may settle. Where years or
  /// counts are in question, the reading is right whose span is a fifth of every other's at most.
  private mutating func settle(_ open: [(column: Int, forms: [TimeForm])]) throws(FitError) {
    let settled = columns.indices.filter { index in
      !columns[index].isEmpty && !open.contains { $0.column == index }
    }.map { columns[$0].form }
    for (index, forms) in open {
      if let form = settled.first(where: { forms.contains($0) && $0 != .yearFirst }) {
        columns[index].form = form
        continue
      }
      let together = open.filter { Set($0.forms) == Set(forms) }.map { columns[$0.column].detection }
      guard let form = TimePlan.plausible(forms, together) else {
        let column = columns[index]
        var scan = TimestampScan()
        _ = scan.read(Array(column.detection.example.utf8)[...])
        let readings = forms.compactMap { form in
          form.minutes(scan).map { TimeReadingText(form: form, minutes: $0) }
        }
        throw .datesAmbiguous(
          path: column.path, column: column.name, example: column.detection.example, readings: readings)
      }
      columns[index].form = form
    }
  }

  private static func plausible(_ forms: [TimeForm], _ detections: [TimestampDetection]) -> TimeForm? {
    func span(_ form: TimeForm) -> Double {
      (detections.map { $0[form].last }.max() ?? 0) - (detections.map { $0[form].first }.min() ?? 0) + 1440
    }
    let count = detections.reduce(0) { $0 + $1.count }
    return forms.first { form in
      let days = detections.reduce(into: Set<Int>()) { $0.formUnion($1[form].days) }.count
      return forms.allSatisfy { other in
        if other == form { return true }
        // A count that happens to be a date and an hour each time is one.
        if form == .compactHour, other == .seconds { return count >= 10 }
        // The order of day and month is no matter of years: a log of twelve days may be one of twelve months.
        if [form, other].allSatisfy({ $0 == .dayFirst || $0 == .monthFirst }) { return false }
        return days >= 3 && span(form) * 5 <= span(other)
      }
    }
  }

  private mutating func noteForm(_ column: TimeColumn) {
    guard !column.isEmpty, column.form != .yearFirst else { return }
    var scan = TimestampScan()
    guard scan.read(Array(column.detection.example.utf8)[...]), let minutes = column.form.minutes(scan) else { return }
    notes.append(
      .notation(
        column: column.name, example: column.detection.example,
        reading: TimeReadingText(form: column.form, minutes: minutes)))
  }

  // MARK: - Offsets

  private mutating func chooseClock() throws(FitError) {
    var byOffset: [Int: Int] = [:]
    var universal: [String] = []
    var bare: TimeColumn?
    for column in columns where !column.isEmpty {
      if column.form.isUniversal {
        universal.append(column.name)
        byOffset[0, default: 0] += column.detection.times
        continue
      }
      byOffset.merge(column.detection.offsets) { $0 + $1 }
      // A date alone has no clock that could be off.
      if column.detection.withoutOffset > 0, column.granularity != .day { bare = bare ?? column }
    }
    let shares = byOffset.map { OffsetShare(minutes: $0.key, times: $0.value) }
      .sorted { ($1.times, $0.minutes) < ($0.times, $1.minutes) }
    if let zone = map.timeZone {
      clock = LogClock(rule: .zone(ZoneClock(zone), written: map.writtenZone.map(ZoneClock.init)))
      let asWritten = map.writtenZone == nil ? bare?.name : nil
      if !shares.isEmpty { notes.append(.convertedToZone(zone.name, offsets: shares)) }
      if let asWritten, !shares.isEmpty || map.timeZone != nil {
        notes.append(.takenAsLocal(column: asWritten, zone: zone.name))
      }
      return
    }
    guard let first = shares.first else { return }
    // Universal time is a machine's; another offset is a place's.
    let place = shares.first { $0.minutes != 0 } ?? first
    if let bare {
      guard shares.count == 1, first.minutes != 0 else {
        let other = columns.first { !$0.isEmpty && ($0.form.isUniversal || !$0.detection.offsets.isEmpty) }
        throw .offsetsMissing(
          path: bare.path, column: bare.name, example: bare.detection.example, other: other?.name ?? bare.name)
      }
      notes.append(.takenAsOffset(column: bare.name, offset: place))
    }
    clock = LogClock(rule: .offset(place.minutes))
    notes.append(
      shares.count > 1
        ? .offsetsConverted(to: place, offsets: shares)
        : first.minutes == 0 ? .universalKept(counted: universal) : .offsetKept(first))
  }

  // MARK: - Granularity

  /// Dates of another zone are dates once they are moved to midnight.
  private mutating func lookAgain() {
    for index in columns.indices {
      let column = columns[index]
      // Several offsets of one column are of no one clock.
      let offset = column.form.isUniversal ? 0 : column.detection.offsets.first?.key
      guard column.granularity != .day, column.detection.offsets.count <= 1 else { continue }
      var grain = TimestampDetection.Grain()
      for time in column.reading.sample { grain.add(clock.local(time, offset: offset) + map.timeShift) }
      if grain.granularity == .day, !column.reading.sample.isEmpty { columns[index].granularity = .day }
    }
  }

  private mutating func noteGranularities() {
    let timed = columns.filter { !$0.isEmpty && $0.granularity != .day }
    guard !timed.isEmpty else { return }
    for column in columns where !column.isEmpty {
      if column.granularity == .day || column.granularity == .hour,
        timed.contains(where: { $0.granularity < column.granularity })
      {
        notes.append(.rounded(column: column.name, to: column.granularity))
      }
      let reading = column.reading
      if column.granularity != .day, reading.hasOneMinuteOfDay, reading.days.count >= 3,
        let minute = reading.minuteOfDay
      {
        notes.append(.oneTimeOfDay(column: column.name, minute: minute))
      }
    }
  }
}
