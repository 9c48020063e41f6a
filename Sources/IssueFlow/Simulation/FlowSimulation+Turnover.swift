import EventKernel
import Queueing
import RandomStreams

// Posts: workers leave, are promoted out, and are replaced after a lead time by newcomers who are slower at first.

extension FlowSimulation {
  mutating func startTurnover(tier: Int, _ time: Double) {
    for unit in unitsAtHand(ofTier: tier) {
      for station in model.layout.stations(ofUnit: unit) where !model.posts(at: station).isEmpty {
        let indices = model.posts(at: station)
        let before = crews[station]
        // Where workers came and went before, vacancies end: whoever sends them anew fills all posts.
        if before.count + before.vacancies > 0 {
          for index in indices { closePost(index, time) }
          if before.vacancies > 0 { days.change(.vacantPosts, by: -Int(before.vacancies)) }
        }
        crews[station] = Crew()
        for index in indices {
          posts[index] = Post(station: Int32(station), slot: Int32(index - indices.lowerBound), since: time)
          posts[index].exists = Int(posts[index].slot) < Int(rules.stations[station].servers)
          crews[station].add(1, of: posts[index])
          scheduleDeparture(index, after: time)
        }
        if before.vacancies > 0 { setStaff(of: station, to: staff(at: station), time) }
      }
    }
  }

  /// Changes a post, and what the crew of its station is.
  private mutating func changePost(_ index: Int, _ change: (inout Post) -> Void) {
    let station = Int(posts[index].station)
    let vacancies = crews[station].vacancies
    crews[station].add(-1, of: posts[index])
    change(&posts[index])
    crews[station].add(1, of: posts[index])
    let more = crews[station].vacancies - vacancies
    if more != 0 { days.change(.vacantPosts, by: Int(more)) }
  }

  /// Posts come and go with the rules: a new post is filled by whoever is sent, one that goes leaves nobody behind.
  mutating func changePosts(at station: Int, _ time: Double) {
    for index in model.posts(at: station) {
      let exists = Int(posts[index].slot) < Int(rules.stations[station].servers)
      guard exists != posts[index].exists else { continue }
      closePost(index, time)
      changePost(index) { post in
        post.exists = exists
        post.isFilled = true
        post.since = time
      }
    }
  }

  private mutating func scheduleDeparture(_ index: Int, after time: Double) {
    let post = posts[index]
    let rate = model.greatestDeparture[tier(ofPost: post)]
    guard rate > 0 else { return }
    schedule(
      .mayDepart, index,
      at: time + stream.exponential(mean: 1 / rate, at: address(.departure, post: index, ordinal: Int(post.departure))))
  }

  @inline(__always)
  private func tier(ofPost post: Post) -> Int {
    Int(model.units[Int(model.stations[Int(post.station)].unit)].tier)
  }

  /// Of the unit by its tier, or of one of its lines where it has several.
  @inline(__always)
  private func address(_ purpose: FlowPurpose, post index: Int, ordinal: Int, visit: Int = 0) -> StreamAddress {
    let post = posts[index]
    let unit = Int(model.stations[Int(post.station)].unit)
    let layout = model.layout
    let line =
      layout.lineLuck.isEmpty || unit >= layout.placeCount
      ? nil : Int(layout.lineLuck[layout.line(ofStation: Int(post.station))])
    return address(purpose, type: line, unit: unit, ordinal: Int(post.slot) << 24 | ordinal, visit: visit)
  }

  mutating func mayDepart(_ index: Int, _ time: Double) {
    let number = Int(posts[index].departure)
    posts[index].departure += 1
    defer { scheduleDeparture(index, after: time) }
    let station = Int(posts[index].station)
    let tier = tier(ofPost: posts[index])
    guard posts[index].exists, posts[index].isFilled, let turnover = rules.tiers[tier].turnover else { return }
    let luck =
      stream.uniform(at: address(.departureThinning, post: index, ordinal: number))
      * model.greatestDeparture[tier]
    guard luck < turnover.departureRate(grade: Int(posts[index].grade)) else { return }
    if luck < turnover.promotionRate { count(.promotions) }
    count(.departures)
    count(.tenure, time - posts[index].since)
    closePost(index, time)
    changePost(index) { post in
      post.isFilled = false
      post.since = time
    }
    // Each appointment that is not confirmed costs another lead time.
    var wait = 0.0
    var attempt = 0
    repeat {
      wait += model.samplers.sample(
        turnover.leadTime, from: stream, at: address(.leadTime, post: index, ordinal: number, visit: attempt))
      attempt += 1
    } while attempt < 64
      && !stream.bernoulli(
        turnover.passRate, at: address(.appointment, post: index, ordinal: number, visit: attempt))
    schedule(.isHired, index, at: time + wait)
    refreshDesk(station)
    setStaff(of: station, to: staff(at: station), time)
  }

  mutating func hire(_ index: Int, _ time: Double) {
    guard posts[index].exists, !posts[index].isFilled else { return }
    let station = Int(posts[index].station)
    closePost(index, time)
    let turnover = rules.tiers[tier(ofPost: posts[index])].turnover
    changePost(index) { post in
      post.isFilled = true
      post.since = time
      post.worker += 1
      post.grade = 1
      post.settles = time + (turnover?.rampUp ?? 0)
      post.isNew = post.settles > time
    }
    if posts[index].isNew { schedule(.settles, index, at: posts[index].settles) }
    refreshDesk(station)
    setStaff(of: station, to: staff(at: station), time)
  }

  /// A newcomer is as fast as the others from now on; not one who came since to the post of another who has left.
  mutating func settle(_ index: Int, _ time: Double) {
    guard posts[index].isNew, posts[index].settles <= time else { return }
    changePost(index) { $0.isNew = false }
    refreshDesk(Int(posts[index].station))
  }

  /// Sums up a post's time since its last change.
  mutating func closePost(_ index: Int, _ time: Double) {
    let post = posts[index]
    guard post.exists else { return }
    let start = max(post.since, postsCounted[index])
    count(.postMinutes, from: start, to: time)
    if post.isFilled {
      count(.gradeMinutes, from: start, to: time, times: Double(post.grade))
      if let grades = rules.tiers[tier(ofPost: post)].turnover?.grades, grades.payStep > 0, post.grade > 1 {
        let extra = grades.payStep * Double(post.grade - 1)
        count(.extraPayMinutes, from: start, to: time, times: extra * model.wage(at: Int(post.station)))
      }
    } else {
      count(.vacantMinutes, from: start, to: time)
    }
    postsCounted[index] = time
  }

  /// Raises grades: likelier where the unit solves more of what comes to it.
  mutating func reviewGrades(tier: Int, _ time: Double) {
    guard let grades = rules.tiers[tier].turnover?.grades, grades.review > 0 else { return }
    let number = Int(time)
    for unit in unitsAtHand(ofTier: tier) {
      let state = units[unit]
      let share = state.visits > 0 ? Double(state.solved) / Double(state.visits) : 0
      for station in model.layout.stations(ofUnit: unit) {
        for index in model.posts(at: station)
        where posts[index].exists && posts[index].isFilled && Int(posts[index].grade) < GradeSpec.highest {
          let address = address(.gradeReview, post: index, ordinal: number & 0xFF_FFFF)
          guard stream.bernoulli(grades.raise * share, at: address) else { continue }
          closePost(index, time)
          changePost(index) { $0.grade += 1 }
        }
      }
      if rules.tiers[tier].rating == nil {
        units[unit].visits = 0
        units[unit].solved = 0
      }
      refreshDesks(of: unit)
    }
    schedule(.reviewsGrades, tier, at: time + grades.review)
  }
}
