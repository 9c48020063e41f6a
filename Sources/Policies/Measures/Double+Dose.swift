extension Double {
  /// The number on the way from itself to another, by the dose.
  func moved(to other: Double, by dose: Double) -> Double { self + (other - self) * dose }
}
