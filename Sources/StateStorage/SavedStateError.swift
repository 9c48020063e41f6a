/// Why a saved state cannot be read.
public enum SavedStateError: Error, Hashable, Sendable {
  /// The bytes do not begin like a saved state.
  case notASavedState
  /// The file was written in another version of the format.
  case otherFormat(found: UInt32, expected: UInt32)
  /// It is the state of another model.
  case otherModel(found: String, expected: String)
  /// It is the state of this model in another version.
  case otherVersion(found: UInt32, expected: UInt32)
  /// The file ends too early, or holds more than its model reads.
  case wrongLength(found: Int, expected: Int)
  /// The file is damaged: its checksum does not fit its content.
  case damaged
  /// The part at hand is not the one that the reader expects.
  case otherPart(found: String, expected: String)
  /// A row of the part has another size, so it was saved by a program with another layout.
  case otherLayout(part: String, found: Int, expected: Int)
  /// The checksum fits, and a value is one that the part can never have: the state was not written by a program.
  case impossible(part: String)
}

extension SavedStateError: CustomStringConvertible {
  /// One sentence in English.
  public var description: String {
    switch self {
    case .notASavedState: "this is not a saved state"
    case .otherFormat(let found, let expected):
      "the state was saved in format \(found), and this program reads format \(expected)"
    case .otherModel(let found, let expected): "the state is that of '\(found)', not of '\(expected)'"
    case .otherVersion(let found, let expected):
      "the state was saved by version \(found) of the model, and this is version \(expected)"
    case .wrongLength(let found, let expected):
      "the saved state has \(found) bytes where \(expected) belong; it may have been cut short"
    case .damaged: "the saved state is damaged: its checksum does not fit"
    case .otherPart(let found, let expected): "the saved state holds '\(found)' where '\(expected)' belongs"
    case .otherLayout(let part, let found, let expected):
      "rows of '\(part)' were saved with \(found) bytes and are read with \(expected)"
    case .impossible(let part): "the saved state gives '\(part)' a value that it cannot have"
    }
  }
}
