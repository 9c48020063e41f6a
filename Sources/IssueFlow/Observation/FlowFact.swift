/// A sum over the observation window that a replication keeps of what its measures and its people did.
public enum FlowFact: Int, CaseIterable, Sendable {
  /// Issues and minutes of posts and units, for shares of them.
  case arisen
  case closedIssues
  case postMinutes
  case vacantMinutes
  case departures
  case promotions
  /// Tenure in minutes of those who left.
  case tenure
  /// Grades of all posts, times minutes.
  case gradeMinutes
  case unitMinutes
  case weakMinutes
  /// Spells of weakness that ended, and their minutes.
  case weakSpells
  case weakSpellMinutes
  case inactiveMinutes
  /// Issues that reached a unit that is not there or not active.
  case uncovered
  case blank
  case ownerless
  case ownerlessMinutes
  case volunteersCalled
  case volunteersCame
  case volunteerMinutes
  /// Members at or above the threshold of points, and members, at every call.
  case membersActive
  case membersAsked
  /// Issues within reach of first responders, tried by them, and settled.
  case responderReached
  case responderTried
  case responderSettled
  case withinCircle
  case visitsOnFoot
  case travelMinutes
  case proactive
  case verifyMinutes
  case avoided
  case induced
  case ordered
  case refused
  case orderMinutes
  case ordersAnswered
  case collected
  case collectMinutes
  case joined
  case joinMinutes
  case meetingsDue
  case meetingsHeld
  case roomConflicts
  case meetingWaits
  case meetingWaitMinutes
  case lent
  case switches
  case switchMinutes
  case errands
  case retried
  case adoptionMinutes
  case lineDuplicates
  case staffMoved
  case expedited
  case projects
  case floorUnits
  case floorMet
  case starUnits
  case stars
  /// What grades add to pay, in workers' wages times minutes.
  case extraPayMinutes
  /// Issues that were solved where observed routing would have sent them on, because their visits can be told apart no
  /// further.
  case routingEnded
}
