import CWinnerTree

/// The keys of pending events, one leaf for each slot, under nodes that hold the least key of their four children.
///
/// Setting a leaf looks at one line of memory for each level, and compares without branches: see `CWinnerTree.h` for
/// the places of the nodes. Invariant: every inner node equals the least of its children.
@usableFromInline
@frozen
struct WinnerTree: ~Copyable {
  @usableFromInline var nodes: UnsafeMutablePointer<EventKey>
  /// Node of the first leaf; the inner nodes run from 3 to here.
  @usableFromInline var firstLeaf: Int
  @usableFromInline var leafCount: Int

  /// A tree of four empty leaves.
  @inlinable
  init() { self.init(inner: 1) }

  @usableFromInline
  init(inner: Int) {
    let count = 4 * inner + 4
    nodes = UnsafeMutableRawPointer.allocate(byteCount: count * MemoryLayout<EventKey>.stride, alignment: 64)
      .bindMemory(to: EventKey.self, capacity: count)
    nodes.initialize(repeating: .never, count: count)
    firstLeaf = 3 + inner
    leafCount = 3 * inner + 1
  }

  @inlinable
  deinit { nodes.deallocate() }

  @usableFromInline var inner: Int { firstLeaf - 3 }

  /// The least of all keys; `.never` when all leaves are empty.
  @inlinable var least: EventKey { nodes[WINNER_TREE_ROOT] }

  /// The key of a leaf.
  @inlinable
  subscript(leaf: Int) -> EventKey {
    precondition(leaf >= 0 && leaf < leafCount, "no such leaf")
    return nodes[firstLeaf &+ leaf]
  }

  /// Gives a leaf a key, or `.never` to empty it.
  /// - Complexity: O(log *n*)
  @inlinable
  @inline(__always)
  mutating func set(_ leaf: Int, to key: EventKey) {
    precondition(UInt(bitPattern: leaf) < UInt(bitPattern: leafCount), "no such leaf")
    winner_tree_set(nodes, firstLeaf &+ leaf, key.high, key.low)
  }

  /// Gives an empty leaf a key.
  /// - Complexity: O(log *n*), O(1) on average for a key that is not among the least
  @inlinable
  @inline(__always)
  mutating func fill(_ leaf: Int, with key: EventKey) {
    precondition(UInt(bitPattern: leaf) < UInt(bitPattern: leafCount), "no such leaf")
    winner_tree_lower(nodes, firstLeaf &+ leaf, key.high, key.low)
  }

  /// Makes room for more leaves: four times as many, or twice where that would waste memory.
  /// - Complexity: O(*n*)
  @usableFromInline
  @inline(never)
  mutating func grow() {
    // Four times keeps all leaves at one depth, which the loop over the levels predicts best.
    let larger = WinnerTree(inner: inner < 1 << 12 ? 4 * inner + 1 : 2 * inner)
    for leaf in 0..<leafCount { larger.nodes[larger.firstLeaf + leaf] = nodes[firstLeaf &+ leaf] }
    larger.settleAll()
    self = larger
  }

  /// Empties all leaves.
  /// - Complexity: O(*n*)
  mutating func removeAll() { nodes.update(repeating: .never, count: 4 * inner + 4) }

  /// Computes all inner nodes from the leaves.
  func settleAll() {
    for node in stride(from: firstLeaf - 1, through: 3, by: -1) { nodes[node] = leastChild(of: node) }
  }

  func leastChild(of node: Int) -> EventKey {
    let first = 4 * (node - 2)
    return min(min(nodes[first], nodes[first + 1]), min(nodes[first + 2], nodes[first + 3]))
  }

  func copy() -> WinnerTree {
    let other = WinnerTree(inner: inner)
    other.nodes.update(from: nodes, count: 4 * inner + 4)
    return other
  }
}
