import ScenarioLanguage

/// The numbers by which types, places, channels and departments are known in addresses of luck.
///
/// They come from the ids, so that a type or a row of a table can be inserted, removed or moved and no other meets
/// other luck. A number is the upper bits of the id's hash: FNV-1a over its UTF-8 (Fowler, Noll and Vo), finished as in
/// Steele, Lea and Flood, *SplitMix* (2014).
///
/// Where two ids want one number, the id of the smaller hash has it, whatever their order, and the other goes on to
/// its next choice (double hashing with an odd step, which visits every number). So a new id can renumber only ids that
/// it collides with, and those that they meet in turn.
enum LuckNumbers {
  static let typeBits = 16
  static let placeBits = 24
  static let channelBits = 16
  static let departmentBits = 16
  /// Of volunteers, first responders and works.
  static let classBits = 16
  /// Superposed streams of arrivals of one source that can be told apart, and sessions of one visit.
  static let mostLayers = 16
  static let mostSessions = ReadingLimits.sessionsOfVisit

  /// A number below 2 to the power of `bits` for each id; all are different.
  /// - Precondition: there are at most so many ids. Ids are different; equal ones are numbered in their order.
  /// - Complexity: O(*n* log *n*)
  ///
  /// Ids that are settled, such as those that a file wrote itself, are numbered before all others, so that what measures
  /// bring cannot renumber them.
  static func numbers(of ids: [String], bits: Int, settled: Set<String>? = nil) -> [Int32] {
    precondition(ids.count <= 1 << bits, "\(ids.count) ids do not fit \(bits) bits")
    let hashes = ids.map(hash)
    func rank(_ index: Int) -> (Int, UInt64, Int) {
      (settled.map { $0.contains(ids[index]) } ?? true ? 0 : 1, hashes[index], index)
    }
    let order = ids.indices.sorted { rank($0) < rank($1) }
    let mask = 1 << bits - 1
    var isTaken = [Bool](repeating: false, count: mask + 1)
    var numbers = [Int32](repeating: 0, count: ids.count)
    for index in order {
      var number = Int(hashes[index] >> (64 - UInt64(bits)))
      let step = Int(truncatingIfNeeded: hashes[index]) & mask | 1
      while isTaken[number] { number = (number + step) & mask }
      isTaken[number] = true
      numbers[index] = Int32(number)
    }
    return numbers
  }

  private static func hash(_ id: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return mixed(hash)
  }

  /// One of many by luck, so that another of them that comes or goes moves nobody but who chooses it: each has a score of
  /// the luck and its own number, and the highest wins (rendezvous hashing, Thaler and Ravishankar 1998).
  ///
  /// - Returns: The position of the winner; `nil` of none. Equal numbers tie and the first wins.
  /// - Complexity: O(*n*)
  static func choice(among candidates: some Sequence<(index: Int, number: Int32)>, luck: UInt64) -> Int? {
    var best: (score: UInt64, index: Int)?
    for (index, number) in candidates {
      let score = mixed(luck ^ (UInt64(UInt32(bitPattern: number)) &+ 1) &* 0x9E37_79B9_7F4A_7C15)
      if best.map({ score > $0.score }) ?? true { best = (score, index) }
    }
    return best?.index
  }

  /// The finish of SplitMix: every bit of the result depends on every bit of the number.
  private static func mixed(_ number: UInt64) -> UInt64 {
    var hash = number
    hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
    return hash ^ (hash >> 31)
  }
}
