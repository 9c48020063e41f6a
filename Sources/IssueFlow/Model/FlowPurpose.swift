import RandomStreams

/// The purposes for which the flow draws luck; the numbers are registered in `seeds/streams.csv` and never reused.
public enum FlowPurpose: UInt8, CaseIterable, Sendable {
  case households = 1
  case skew = 2
  case staff = 3
  case arrivalGap = 10
  case dayFactor = 11
  case backlog = 12
  case complexity = 13
  case authority = 14
  case discovery = 15
  case travel = 16
  case selfHelp = 17
  case selfHelpTime = 18
  case duplicates = 19
  case falseAlarms = 20
  case intakeWork = 21
  case dispatch = 22
  case wrongAssignment = 23
  case wrongUnit = 24
  case checkWork = 25
  case returnDelay = 26
  case referral = 27
  case work = 28
  case examine = 29
  case outside = 30
  case competence = 31
  case transfer = 32
  case sendDown = 33
  case sendDownDelay = 34
  case departmentCall = 35
  case departmentResponse = 36
  case departmentWork = 37
  case deliberation = 38
  case sessionQuorum = 39
  case sessionSuccess = 40
  case sessionDuration = 41
  case falseClosure = 42
  case satisfaction = 43
  case reopen = 44
  case reopenTier = 45
  case callBackDelay = 46
  case patience = 47
  case recurrence = 48
  case recurrenceDelay = 49
  case callBack = 50
  case uncertainty = 60
  case extraStaff = 61
  case thinning = 62

  @inlinable public var stream: StreamPurpose { StreamPurpose(rawValue: rawValue) }
}
