/// One thing that is wrong with a scenario: where, and what.
///
/// The sentences are in `ScenarioProblem+Messages.swift`.
public struct ScenarioProblem: Sendable {
  public let position: SourcePosition
  /// Keys from the root, list items by id or index; empty for the whole file.
  public let path: [String]
  public let kind: Kind

  public init(position: SourcePosition, path: [String], kind: Kind) {
    self.position = position
    self.path = path
    self.kind = kind
  }

  /// Why a file could not be read.
  public enum FileFault: Hashable, Sendable {
    case notFound
    case notRegular
    case notReadable
    case tooLarge(limitInMegabytes: Int)
    case notUTF8
    case holdsNUL
    /// A table in no encoding that is read.
    case notText
    /// A table that is of another kind of file.
    case foreign(ForeignFile)
    case empty
    /// A symbolic link leads out of the folder.
    case linkLeadsOut
    /// A file outside the folder that is not of this language.
    case strangerOutside
    case tableOutside
  }

  /// What a node of the file is.
  public enum Shape: String, Hashable, Sendable {
    case text
    case list
    case mapping
    /// Nothing after the colon, `~` or `null`.
    case nothing
  }

  public enum Kind: Hashable, Sendable {
    // MARK: Files and YAML
    case file(path: String, FileFault)
    case syntax(String, quotesWouldHelp: Bool)
    case duplicateKeys([String])
    case keyIsNotText
    case tag(String)
    case tooMany(LocalizedText, limit: String)
    case extendsCycle([String])
    /// What is wrong with the writing, where the parser only knows that it is.
    case slip(WritingSlip)
    /// The units of one file would take the place of another's; where both are written.
    case replacesCity(upper: String, lower: String, isOwn: Bool)
    /// A policy, which has no city, where a scenario is wanted.
    case policyAlone(path: String)
    /// A file that is to be laid over a city and has one.
    case policyHasCity(policy: String, city: String)

    // MARK: Keys and shapes
    case unknownKey(String, known: [String])
    case schemaVersion(String)
    case missing(LocalizedText)
    case shape(found: Shape, expected: LocalizedText)
    case wrongCount(found: Int, expected: String)
    case notInPlace(String, LocalizedText)

    // MARK: Values
    /// A text that is not of the kind wanted.
    case unreadable(String, kind: LocalizedText, allowed: LocalizedText)
    case surprisingNumber(String)
    case unitMissing(String, example: String)
    case unitForbidden(String)
    case unknownUnit(String, known: [String])
    case outOfRange(String, allowed: LocalizedText)
    case unknownChoice(String, known: [String])
    case malformedName(String, allowed: LocalizedText)
    case reservedName(String)
    case intervalsOverlap(String, String)
    case weightsAllZero
    case distribution(LocalizedText)

    // MARK: Ranges of uncertain values
    case rangeDisorder(low: String, value: String, high: String)
    case rangeImpossible(LocalizedText)

    // MARK: Lists, overrides
    case duplicateName(String, what: LocalizedText, firstAt: String)
    case removesNothing(String)
    case overridePath(String)

    // MARK: Meaning across sections
    case unknownName(String, what: LocalizedText, candidates: [String])
    /// A title where an id is wanted.
    case titleForID(String, what: LocalizedText, id: String)
    case sharesDoNotSum(sum: String)
    case unreachableTier(String)
    case neverOpens(calendar: String)
    case conflict(LocalizedText)
    case custom(LocalizedText)
  }
}

extension ScenarioProblem.Kind {
  /// A sentence of the caller's own.
  public static func custom(en: String, zh: String) -> Self { .custom(LocalizedText(en: en, zh: zh)) }

  /// Two settings that exclude each other, in a sentence of the caller's own.
  public static func conflict(en: String, zh: String) -> Self { .conflict(LocalizedText(en: en, zh: zh)) }
}

/// Everything that is wrong with a scenario, in the order of the file.
public struct ScenarioError: Error, Sendable {
  public let problems: [ScenarioProblem]

  /// Sorts the problems by position and drops repetitions, which aliases cause.
  public init(problems: [ScenarioProblem]) {
    var seen: Set<ScenarioProblem> = []
    let sorted = problems.enumerated().sorted {
      ($0.element.position, $0.offset) < ($1.element.position, $1.offset)
    }
    self.problems = sorted.map(\.element).filter { seen.insert($0).inserted }
  }
}

extension ScenarioProblem: Hashable {
  public static func == (a: ScenarioProblem, b: ScenarioProblem) -> Bool {
    a.position == b.position && a.kind == b.kind
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(position)
    hasher.combine(kind)
  }
}
