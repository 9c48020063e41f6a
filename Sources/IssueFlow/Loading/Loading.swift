import Policies
import ScenarioLanguage

// How files of the language are read where there are measures and a model: all that a file may name is known, and what
// no model can be made of is told together with what cannot be read.

extension ReadingRules {
  /// Every measure there is, and what a model refuses.
  static let all = ReadingRules(measures: MeasureRegistry.all, findings: FlowModel.certainFindings)
}

extension ScenarioDocument {
  /// Reads a scenario file, what it extends and its tables, lays policies over it, and puts overrides on top.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - policies: files without a city of their own, each laid over what the one before made; paths in them count from
  ///     their own folder. The result is named after all of them.
  ///   - overrides: values set from outside, the last of a path holds.
  /// - Throws: When anything is wrong, with all problems that could be found.
  public static func load(
    path: String, policies: [String] = [], overrides: [Override] = []
  ) throws(ScenarioError) -> ScenarioDocument {
    try load(path: path, rules: .all, policies: policies, overrides: overrides)
  }
}

extension PolicyDocument {
  /// Reads a file that is a policy.
  /// - Returns: `nil` when it is none, which `ScenarioDocument` reads.
  /// - Throws: with all that is wrong with what stands in it.
  public static func load(path: String) throws(ScenarioError) -> PolicyDocument? {
    try load(path: path, measures: MeasureRegistry.all)
  }
}

extension DesignDocument where Spec == DesignSpec {
  /// Reads a design, its scenarios and its table.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - overrides: put on top of every scenario, before the factors.
  /// - Throws: when anything is wrong, with all problems that could be found. Every level of a factor is tried by itself,
  ///   so that a misspelt path fails here and not in each run.
  public static func load(path: String, overrides: [Override] = []) throws(ScenarioError) -> DesignDocument {
    try load(path: path, rules: .all, overrides: overrides)
  }
}

extension DesignDocument where Spec == SearchSpec {
  /// Reads a search, as designs are read.
  public static func load(path: String, overrides: [Override] = []) throws(ScenarioError) -> DesignDocument {
    try load(path: path, rules: .all, overrides: overrides)
  }
}

extension ScenarioSchema {
  /// The JSON Schema, draft 7, of scenario, design or search files, for completion and checks in editors.
  ///
  /// It says less than the reader: required keys are demanded only of files that extend no other, and only at the top,
  /// since a file that extends another writes parts. Text notations are checked by patterns.
  public static func json(of file: StudyFile = .scenario) -> String { json(of: file, measures: MeasureRegistry.all) }
}
