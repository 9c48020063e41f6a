import EventKernel
import RandomStreams

// Posts: workers leave, are promoted out, and are replaced after a lead time by newcomers who are slower at first.

extension FlowSimulation {
  /// Fills all posts where workers come and go by the rules that hold now, and did not before.
  mutating func beginTurnover(ofTier tier: Int, after old: Tier?, _ time: Double) {
    guard policy.rules.tiers[tier].turnover != nil, old?.turnover == nil else { return }
    for unit in region.subtree.units[tier] {
      for station in model.layout.stations(ofUnit: unit) where !workforce.posts(at: station).isEmpty {
        // Where workers came and went before, vacancies end: whoever sends them anew fills all posts.
        let (tenures, vacancies) = workforce.open(
          at: station, servers: policy.rules.stations[station].servers, time: time)
        for tenure in tenures { count(tenure) }
        if vacancies > 0 { region.day.change(.vacantPosts, by: -Int(vacancies)) }
        for post in workforce.posts(at: station) { scheduleDeparture(post, after: time) }
        if vacancies > 0 { setStaff(of: station, to: staff(at: station), time) }
      }
    }
  }

  /// Posts come and go with the rules: a new post is filled by whoever is sent, one that goes leaves nobody behind.
  mutating func changePosts(at station: Int, _ time: Double) {
    let servers = policy.rules.stations[station].servers
    for index in workforce.posts(at: station) {
      let exists = workforce.posts[index].slot < servers
      guard let change = workforce.setExists(exists, index, at: time) else { continue }
      if let tenure = change.tenure { count(tenure) }
      region.day.change(.vacantPosts, by: Int(change.vacancies))
    }
  }

  private mutating func scheduleDeparture(_ post: Int, after time: Double) {
    let rate = model.greatestDeparture[tier(ofPost: post)]
    guard rate > 0 else { return }
    let number = workforce.nextDeparture(from: post)
    schedule(
      .mayDepart, post,
      at: time + stream.exponential(mean: 1 / rate, at: address(.departure, post: post, ordinal: number)))
  }

  @inline(__always)
  private func tier(ofPost post: Int) -> Int {
    Int(model.units[Int(model.stations[Int(workforce.posts[post].station)].unit)].tier)
  }

  /// Of the unit by its tier, or of one of its lines where it has several.
  func address(_ purpose: FlowPurpose, post index: Int, ordinal: Int, visit: Int = 0) -> StreamAddress {
    let post = workforce.posts[index]
    let unit = Int(model.stations[Int(post.station)].unit)
    let layout = model.layout
    let line =
      layout.lineLuck.isEmpty || unit >= layout.placeCount
      ? nil : Int(layout.lineLuck[layout.line(ofStation: Int(post.station))])
    return address(purpose, type: line, unit: unit, ordinal: Int(post.slot) << 24 | ordinal, visit: visit)
  }

  mutating func mayDepart(_ index: Int, _ time: Double) {
    let number = workforce.passDeparture(from: index)
    defer { scheduleDeparture(index, after: time) }
    let post = workforce.posts[index]
    let tier = tier(ofPost: index)
    guard post.exists, post.isFilled, let turnover = policy.rules.tiers[tier].turnover else { return }
    let luck =
      stream.uniform(at: address(.departureThinning, post: index, ordinal: number))
      * model.greatestDeparture[tier]
    guard luck < turnover.departureRate(grade: Int(post.grade)) else { return }
    if luck < turnover.promotionRate { count(.promotions) }
    count(.departures)
    count(.tenure, time - post.since)
    if let tenure = workforce.depart(index, at: time) { count(tenure) }
    region.day.change(.vacantPosts, by: 1)
    schedule(.isHired, index, at: time + timeToFill(index, departure: number, turnover))
    refreshStaff(of: Int(post.station), time)
  }

  /// How long a post is vacant: each appointment that is not confirmed costs another lead time.
  private func timeToFill(_ post: Int, departure number: Int, _ turnover: Turnover) -> Double {
    var wait = 0.0
    var attempt = 0
    repeat {
      wait += samplers.sample(
        turnover.leadTime, from: stream, at: address(.leadTime, post: post, ordinal: number, visit: attempt))
      attempt += 1
    } while attempt < 64
      && !stream.bernoulli(
        turnover.passRate, at: address(.appointment, post: post, ordinal: number, visit: attempt))
    return wait
  }

  mutating func hire(_ index: Int, _ time: Double) {
    let rampUp = policy.rules.tiers[tier(ofPost: index)].turnover?.rampUp ?? 0
    guard let filled = workforce.hire(index, at: time, rampUp: rampUp) else { return }
    if let tenure = filled.tenure { count(tenure) }
    region.day.change(.vacantPosts, by: -1)
    if let settles = filled.settles { schedule(.settles, index, at: settles) }
    refreshStaff(of: Int(workforce.posts[index].station), time)
  }

  /// A newcomer is as fast as the others from now on; not one who came since to the post of another who has left.
  mutating func settle(_ index: Int, _ time: Double) {
    if workforce.settle(index, at: time) { refreshDesk(Int(workforce.posts[index].station)) }
  }

  private mutating func refreshStaff(of station: Int, _ time: Double) {
    refreshDesk(station)
    setStaff(of: station, to: staff(at: station), time)
  }

  /// Adds a stretch of a post's time to what is observed.
  mutating func count(_ tenure: Workforce.Tenure) {
    let post = tenure.post
    count(.postMinutes, from: tenure.start, to: tenure.end)
    guard post.isFilled else { return count(.vacantMinutes, from: tenure.start, to: tenure.end) }
    count(.gradeMinutes, from: tenure.start, to: tenure.end, times: Double(post.grade))
    let unit = model.stations[Int(post.station)].unit
    guard let grades = policy.rules.tiers[Int(model.units[Int(unit)].tier)].turnover?.grades, grades.payStep > 0,
      post.grade > 1
    else { return }
    let extra = grades.payStep * Double(post.grade - 1)
    count(
      .extraPayMinutes, from: tenure.start, to: tenure.end, times: extra * model.wage(at: Int(post.station)))
  }

  /// Closes the accounts of a tier at the end of the window.
  mutating func closePosts(ofTier tier: Int, _ time: Double) {
    for unit in region.subtree.units[tier] {
      for station in model.layout.stations(ofUnit: unit) {
        for post in workforce.posts(at: station) {
          if let tenure = workforce.account(for: post, until: time) { count(tenure) }
        }
      }
    }
  }
}
