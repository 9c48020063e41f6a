import ScenarioLanguage

// What measures bring into a scenario: without effect until they change it.

extension Scenario {
  mutating func addCalendar(
    _ id: String, weekdays: [ClosedRange<Double>], weekends: [ClosedRange<Double>]
  ) {
    guard !calendars.contains(where: { $0.id == id }) else { return }
    func day(_ hours: [ClosedRange<Double>]) -> [MinuteInterval] {
      hours.map { MinuteInterval(start: $0.lowerBound, end: $0.upperBound) }
    }
    var calendar = CalendarSpec()
    calendar.id = id
    calendar.week = (0..<7).map { day($0 < 5 ? weekdays : weekends) }
    calendar.closedOnHolidays = false
    calendars.append(calendar)
  }

  mutating func addChannel(
    _ id: String, en: String, zh: String, calendar: String, _ fill: (inout ChannelSpec) -> Void
  ) {
    guard !channels.contains(where: { $0.id == id }) else { return }
    var channel = ChannelSpec()
    channel.id = id
    channel.title = LocalizedText(en: en, zh: zh)
    channel.calendar = calendar
    fill(&channel)
    channels.append(channel)
  }

  mutating func changeChannel(_ id: String, _ change: (inout ChannelSpec) -> Void) {
    if let index = channels.firstIndex(where: { $0.id == id }) { change(&channels[index]) }
  }

  mutating func addResponder(_ id: String, en: String, zh: String, calendar: String) {
    guard !responders.contains(where: { $0.id == id }) else { return }
    var responder = ResponderSpec()
    responder.id = id
    responder.title = LocalizedText(en: en, zh: zh)
    responder.calendar = calendar
    responder.perUnit = 0
    responders.append(responder)
  }

  mutating func changeResponder(_ id: String, _ change: (inout ResponderSpec) -> Void) {
    if let index = responders.firstIndex(where: { $0.id == id }) { change(&responders[index]) }
  }

  mutating func addVolunteers(_ id: String, en: String, zh: String, sessions: [Double]) {
    guard !volunteers.contains(where: { $0.id == id }) else { return }
    var volunteers = VolunteerSpec()
    volunteers.id = id
    volunteers.title = LocalizedText(en: en, zh: zh)
    volunteers.sessions = sessions
    self.volunteers.append(volunteers)
  }

  mutating func changeVolunteers(_ id: String, _ change: (inout VolunteerSpec) -> Void) {
    if let index = volunteers.firstIndex(where: { $0.id == id }) { change(&volunteers[index]) }
  }

  /// - Parameter types: one type, or the empty text for all.
  mutating func addWorks(_ id: String, types: String) {
    guard !works.contains(where: { $0.id == id }) else { return }
    var spec = WorksSpec()
    spec.id = id
    spec.types = types.isEmpty ? [] : [types]
    works.append(spec)
  }

  mutating func changeWorks(_ id: String, _ change: (inout WorksSpec) -> Void) {
    if let index = works.firstIndex(where: { $0.id == id }) { change(&works[index]) }
  }
}
