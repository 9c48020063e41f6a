/// Named priority classes, the most urgent first, and how waiting customers rise through them: ageing.
///
/// The number of a class is what ``CustomerRank/priorityClass`` takes. A class may promote whoever has waited in it
/// for so long to a more urgent one. The caller schedules the ``promotion(from:since:)`` and, when its time has come
/// and the customer still waits, gives the new rank to ``Station/reclassify(_:as:)`` and asks for the next.
public struct PriorityClasses: Hashable, Sendable {
  /// One class.
  public struct Class: Hashable, Sendable {
    /// By which the model knows the class.
    public let name: String
    /// Minutes in this class after which a waiting customer rises; `nil` for never.
    public let rises: Double?

    /// - Precondition: the time is positive.
    public init(_ name: String, risesAfter rises: Double? = nil) {
      precondition(rises ?? 1 > 0, "the time to rise is positive (was \(rises ?? 1))")
      self.name = name
      self.rises = rises
    }
  }

  /// A change of class that is due.
  public struct Promotion: Hashable, Sendable {
    /// The class to rise to.
    public let priorityClass: UInt8
    /// When it is due, on the caller's clock.
    public let time: Double
  }

  /// The classes, the most urgent first.
  public let classes: [Class]

  /// - Precondition: there are 1 to 256 classes with different names, and the most urgent promotes nobody.
  public init(_ classes: [Class]) {
    precondition((1...256).contains(classes.count), "there are 1 to 256 classes (were \(classes.count))")
    precondition(Set(classes.map(\.name)).count == classes.count, "names of classes differ")
    precondition(classes[0].rises == nil, "nobody rises from the most urgent class '\(classes[0].name)'")
    self.classes = classes
  }

  /// The number of a class; `nil` when there is none of this name.
  /// - Complexity: O(classes)
  public func number(of name: String) -> UInt8? { classes.firstIndex { $0.name == name }.map(UInt8.init) }

  /// The next rise of a customer who is in a class since a time, by one class; `nil` when it stays.
  public func promotion(from priorityClass: UInt8, since time: Double) -> Promotion? {
    guard let rises = classes[Int(priorityClass)].rises else { return nil }
    return Promotion(priorityClass: priorityClass - 1, time: time + rises)
  }

  /// The class at `now` of a customer who joined a class at a time and has waited ever since.
  ///
  /// At the very time of a promotion it has risen. For models that rank everybody anew from time to time
  /// (``Station/rerank(by:)``) instead of scheduling each promotion.
  /// - Complexity: O(classes)
  public func current(from priorityClass: UInt8, since time: Double, now: Double) -> UInt8 {
    var number = priorityClass
    var since = time
    while let next = promotion(from: number, since: since), next.time <= now {
      (number, since) = (next.priorityClass, next.time)
    }
    return number
  }
}
