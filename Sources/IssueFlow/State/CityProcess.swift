/// Which process of the city's own acts, beside the issues.
///
/// Each has its addresses of luck, so that no issue's luck moves when one of them is switched on. Rates that differ by
/// phase are thinned from the greatest of all phases, which is exact for Poisson processes (Lewis and Shedler 1979).
public enum CityProcess: UInt8, BitwiseCopyable, Sendable {
  case mayWeaken
  case recovers
  case inspects
  case covers
  case rates
  case startsProjects
  case mayDepart
  case isHired
  case settles
  case reviewsGrades
  case gathers
  case disperses
}
