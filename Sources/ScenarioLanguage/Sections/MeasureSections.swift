/// `measures`: the levers that a policy pulls.
///
/// The keys of an entry depend on its id: every measure has its own beside those that all share.
struct MeasureDraft<M: Measure> {
  var measure = M()
  var id = ""
  var dose = 1.0
  var from: CivilDate?
  var until: CivilDate?
  var steps: [DoseStep] = []

  var use: MeasureUse {
    var use = MeasureUse(measure, dose: dose, from: from, until: until)
    use.steps = steps
    return use
  }
}

extension MeasureDraft {
  static var section: Section<MeasureDraft> {
    Section(
      doc: LocalizedText(en: M.page.mechanism.en, zh: M.page.mechanism.zh),
      fields: shared + M.parameters.map { own($0.field) },
      check: { draft, node, place in
        if let from = draft.from, let until = draft.until, from >= until {
          place.report(
            .conflict(en: "`until` must be later than `from`", zh: "until 必须晚于 from"), at: node.position)
        }
        if !draft.steps.isEmpty, node["from"] != nil {
          place.report(
            .conflict(
              en: "`schedule` says from when; leave `from` out", zh: "schedule 已给出起始日期；请去掉 from"),
            at: node.position)
        }
      })
  }

  private static var shared: [Field<MeasureDraft>] {
    [
      .leaf(
        "id", \.id, .word(among: [M.page.id]), required: true, en: "Which measure: \(M.page.title.en).",
        zh: "哪项措施：\(M.page.title.zh)。"),
      .leaf(
        "dose", \.dose, Notation<Double>.share().bounded, default: "100%",
        en: "How much of it: 0% is absence, 100% the measure in full.",
        zh: "力度：0% 为没有，100% 为全面实施。"),
      Field("from", .date, en: "First day; left out, from the beginning of the run.", zh: "起始日；不写则自模拟开始。") {
        node, draft, place in
        draft.from = place.leaf(node, Notation<CivilDate>.date)
      },
      Field("until", .date, en: "First day without it; left out, it stays.", zh: "停止日（当日起不再实施）；不写则一直实施。") {
        node, draft, place in
        draft.until = place.leaf(node, Notation<CivilDate>.date)
      },
      Field(
        "schedule", .schedule, en: "Doses by the date from which each holds; before the first there is none.",
        zh: "按起始日期给出的力度；首个日期之前不实施。"
      ) { node, draft, place in
        draft.steps = place.schedule(node)
        draft.from = draft.steps.first?.from
      },
    ]
  }

  private static func own(_ field: Field<M>) -> Field<MeasureDraft> {
    Field(spec: field.spec) { node, draft, place in field.read(node, &draft.measure, place) }
  }
}

extension ReadingPlace {
  /// Reads the measures of a policy, in the order of the file.
  func measures(_ node: SourceNode, among measures: [MeasureKind]) -> [MeasureUse] {
    guard let items = node.items else {
      report(.shape(found: node.shape, expected: FieldKind.measures.noun), at: node.position)
      return []
    }
    var places: [String: SourcePosition] = [:]
    var uses: [MeasureUse] = []
    for (index, item) in items.enumerated() {
      let place = below(item.itemID ?? "\(index)")
      if place.reportRemoval(of: item) { continue }
      guard let id = item["id"] else {
        place.report(.missing(LocalizedText(same: "id")), at: item.position)
        continue
      }
      guard let name = id.text, let kind = measures.first(where: { $0.page.id == name }) else {
        place.below("id").report(
          .unknownName(id.text ?? "", what: .measureWord, candidates: measures.map(\.page.id)),
          at: id.position)
        continue
      }
      if let first = places.updateValue(id.position, forKey: name) {
        place.report(
          .duplicateName(name, what: .measureWord, firstAt: "\(first.file):\(first.line)"), at: id.position)
      }
      uses.append(kind.read(item, place))
    }
    return uses
  }

  fileprivate func schedule(_ node: SourceNode) -> [DoseStep] {
    guard let entries = node.entries, !entries.isEmpty else {
      report(.shape(found: node.shape, expected: FieldKind.schedule.noun), at: node.position)
      return []
    }
    let steps = entries.compactMap { entry -> DoseStep? in
      let place = below(entry.key)
      guard let date = CivilDate(iso: entry.key) else {
        place.report(
          .unreadable(entry.key, kind: FieldKind.date.noun, allowed: .dateExample), at: entry.keyPosition)
        return nil
      }
      return place.leaf(entry.value, Notation<Double>.share().bounded).map { DoseStep(from: date, dose: $0) }
    }
    return steps.sorted { $0.from < $1.from }
  }
}

extension LocalizedText {
  static let measureWord = LocalizedText(en: "measure", zh: "措施")
}
