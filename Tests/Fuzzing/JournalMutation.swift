import Experiments
import TestSupport

/// Changes of a journal, as a file of bytes or as a row of records.
enum JournalMutation {
  static func change(_ whole: [UInt8], _ luck: inout SeededGenerator) -> [UInt8] {
    if luck.happens(0.4) {
      var bytes = whole
      for _ in 0...luck.below(3) { ByteMutation.change(&bytes, &luck) }
      return bytes
    }
    var records = JournalFile.contents(of: whole)
    for _ in 0...luck.below(3) where !records.isEmpty {
      let place = luck.below(records.count)
      switch luck.below(6) {
      case 0: records.remove(at: place)
      case 1: records.insert(records[place], at: luck.below(records.count + 1))
      case 2: records.swapAt(place, luck.below(records.count))
      case 3: records = Array(records[...place])
      default:
        // With its checksum set right, so that what reads the record sees it.
        for _ in 0...luck.below(3) { ByteMutation.change(&records[place], &luck) }
      }
    }
    return records.flatMap { JournalFile.framed($0) }
  }
}
