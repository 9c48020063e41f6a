/// A measure before it is in a scenario: its page, its parameters, and how a file's entry becomes one.
public struct MeasureKind: Sendable {
  /// A parameter, for people.
  public struct Parameter: Sendable {
    public let field: FieldSpec
    public let range: String
    public let source: LocalizedText
  }

  public let page: MeasurePage
  public let parameters: [Parameter]
  /// The keys of an entry: those that all measures share, then its own.
  public let section: SectionSpec
  let read: @Sendable (SourceNode, ReadingPlace) -> MeasureUse
  /// The measure with its defaults.
  let make: @Sendable () -> any Measure

  package init<M: Measure>(_ type: M.Type) {
    page = M.page
    parameters = M.parameters.map { Parameter(field: $0.field.spec, range: $0.range, source: $0.source) }
    section = MeasureDraft<M>.section.spec
    make = { M() }
    read = { node, place in
      var draft = MeasureDraft<M>()
      MeasureDraft<M>.section.read(node, into: &draft, at: place)
      return draft.use
    }
  }
}

extension [MeasureKind] {
  /// The measure of an id, or of a term of the source documents.
  package func named(_ name: String) -> MeasureKind? {
    first { $0.page.id == name || $0.page.term == name || $0.page.title.zh == name }
  }
}
