/// Why a journal belongs to another study.
public enum JournalStranger: Hashable, Sendable {
  case version
  case scenario
  case seed
  /// It keeps other rows of issues and visits.
  case rows
  /// Its header cannot be read.
  case damaged
}
