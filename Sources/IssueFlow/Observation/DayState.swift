/// What units and posts are like at the end of a day, as numbers over the city.
public enum DayState: Int, CaseIterable, Sendable {
  case vacantPosts
  case weakUnits
  case inactiveUnits
  /// Stars of all rated units together.
  case stars
}
