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
  static let typeBits = 8
  static let placeBits = 24
  static let channelBits = 8
  static let departmentBits = 8
  /// Of volunteers, first responders and works.
  static let classBits = 8

  /// A number below 2 to the power of `bits` for each id; all are different.
  /// - Precondition: there are at most so many ids. Ids are different; equal ones are numbered in their order.
  /// - Complexity: O(*n* log *n*)
  ///
  /// The first `settled` ids are numbered before all others, so that those cannot renumber them.
  static func numbers(of ids: [String], bits: Int, settled: Int? = nil) -> [Int32] {
    precondition(ids.count <= 1 << bits, "\(ids.count) ids do not fit \(bits) bits")
    let hashes = ids.map(hash)
    let settled = settled ?? ids.count
    func rank(_ index: Int) -> (Int, UInt64, Int) { (index < settled ? 0 : 1, hashes[index], index) }
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
    hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
    return hash ^ (hash >> 31)
  }
}
