import EventKernel
import Queueing
import RandomStreams

// Posts: workers leave, are promoted out, and are replaced after a lead time by newcomers who are slower at first.

extension FlowSimulation {
  mutating func startTurnover(tier: Int, _ time: Double) {
    for unit in unitsAtHand(ofTier: tier) where !model.posts(ofUnit: unit).isEmpty {
      crews[unit] = Crew()
      for index in model.posts(ofUnit: unit) {
        posts[index] = Post(unit: Int32(unit), slot: Int32(index - model.posts(ofUnit: unit).lowerBound), since: time)
        posts[index].exists = Int(posts[index].slot) < Int(rules.stations[unit].servers)
        crews[unit].add(1, of: posts[index])
        scheduleDeparture(index, after: time)
      }
    }
  }

  /// Changes a post, and what its unit's crew is.
  private mutating func changePost(_ index: Int, ofUnit unit: Int, _ change: (inout Post) -> Void) {
    crews[unit].add(-1, of: posts[index])
    change(&posts[index])
    crews[unit].add(1, of: posts[index])
  }

  /// Posts come and go with the rules: a new post is filled by whoever is sent, one that goes leaves nobody behind.
  mutating func changePosts(ofUnit unit: Int, _ time: Double) {
    for index in model.posts(ofUnit: unit) {
      let exists = Int(posts[index].slot) < Int(rules.stations[unit].servers)
      guard exists != posts[index].exists else { continue }
      closePost(index, time)
      if !posts[index].isFilled {
        units[unit].vacancies -= 1
        days.change(.vacantPosts, by: -1)
      }
      changePost(index, ofUnit: unit) { post in
        post.exists = exists
        post.isFilled = true
        post.since = time
      }
    }
  }

  private mutating func scheduleDeparture(_ index: Int, after time: Double) {
    let post = posts[index]
    let rate = model.greatestDeparture[Int(model.units[Int(post.unit)].tier)]
    guard rate > 0 else { return }
    schedule(
      .mayDepart, index,
      at: time + stream.exponential(mean: 1 / rate, at: address(.departure, post: index, ordinal: Int(post.departure))))
  }

  @inline(__always)
  private func address(_ purpose: FlowPurpose, post index: Int, ordinal: Int, visit: Int = 0) -> StreamAddress {
    address(purpose, unit: Int(posts[index].unit), ordinal: Int(posts[index].slot) << 24 | ordinal, visit: visit)
  }

  mutating func mayDepart(_ index: Int, _ time: Double) {
    let number = Int(posts[index].departure)
    posts[index].departure += 1
    defer { scheduleDeparture(index, after: time) }
    let unit = Int(posts[index].unit)
    let tier = Int(model.units[unit].tier)
    guard posts[index].exists, posts[index].isFilled, let turnover = rules.tiers[tier].turnover else { return }
    let luck =
      stream.uniform(at: address(.departureThinning, post: index, ordinal: number))
      * model.greatestDeparture[tier]
    guard luck < turnover.departureRate(grade: Int(posts[index].grade)) else { return }
    if luck < turnover.promotionRate { count(.promotions) }
    count(.departures)
    count(.tenure, time - posts[index].since)
    closePost(index, time)
    changePost(index, ofUnit: unit) { post in
      post.isFilled = false
      post.since = time
    }
    units[unit].vacancies += 1
    days.change(.vacantPosts, by: 1)
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
    refreshPace(ofUnit: unit)
    setStaff(of: unit, to: staff(ofUnit: unit), time)
  }

  mutating func hire(_ index: Int, _ time: Double) {
    guard posts[index].exists, !posts[index].isFilled else { return }
    let unit = Int(posts[index].unit)
    closePost(index, time)
    let turnover = rules.tiers[Int(model.units[unit].tier)].turnover
    changePost(index, ofUnit: unit) { post in
      post.isFilled = true
      post.since = time
      post.worker += 1
      post.grade = 1
      post.settles = time + (turnover?.rampUp ?? 0)
      post.isNew = post.settles > time
    }
    if posts[index].isNew { schedule(.settles, index, at: posts[index].settles) }
    units[unit].vacancies -= 1
    days.change(.vacantPosts, by: -1)
    refreshPace(ofUnit: unit)
    setStaff(of: unit, to: staff(ofUnit: unit), time)
  }

  /// A newcomer is as fast as the others from now on; not one who came since to the post of another who has left.
  mutating func settle(_ index: Int, _ time: Double) {
    guard posts[index].isNew, posts[index].settles <= time else { return }
    let unit = Int(posts[index].unit)
    changePost(index, ofUnit: unit) { $0.isNew = false }
    refreshPace(ofUnit: unit)
  }

  /// Sums up a post's time since its last change.
  mutating func closePost(_ index: Int, _ time: Double) {
    let post = posts[index]
    guard post.exists else { return }
    let start = max(post.since, postsCounted[index])
    count(.postMinutes, from: start, to: time)
    if post.isFilled {
      count(.gradeMinutes, from: start, to: time, times: Double(post.grade))
      let tier = Int(model.units[Int(post.unit)].tier)
      if let grades = rules.tiers[tier].turnover?.grades, grades.payStep > 0, post.grade > 1 {
        let extra = grades.payStep * Double(post.grade - 1)
        count(.extraPayMinutes, from: start, to: time, times: extra * model.wage(ofUnit: Int(post.unit)))
      }
    } else {
      count(.vacantMinutes, from: start, to: time)
    }
    postsCounted[index] = time
  }

  /// The pace and the skill of a unit: the means over those on its posts.
  mutating func refreshPace(ofUnit unit: Int) {
    guard let turnover = rules.tiers[Int(model.units[unit].tier)].turnover else {
      units[unit].pace = 1
      units[unit].skill = 0
      return refreshDesks(of: unit)
    }
    // Where no unit has posts there are no crews either.
    let crew = model.posts(ofUnit: unit).isEmpty ? Crew() : crews[unit]
    let filled = Double(crew.count)
    let step = turnover.grades?.paceStep ?? 0
    let settled = Double(crew.settled) + step * Double(crew.settledGrades)
    let newcomers = Double(crew.newcomers) + step * Double(crew.newcomerGrades)
    units[unit].pace = filled > 0 ? (settled + turnover.newcomerPace * newcomers) / filled : 1
    units[unit].skill = filled > 0 ? turnover.newcomerSkill * Double(crew.successors) / filled : 0
    refreshDesks(of: unit)
  }

  /// Raises grades: likelier where the unit solves more of what comes to it.
  mutating func reviewGrades(tier: Int, _ time: Double) {
    guard let grades = rules.tiers[tier].turnover?.grades, grades.review > 0 else { return }
    let number = Int(time)
    for unit in unitsAtHand(ofTier: tier) {
      let state = units[unit]
      let share = state.visits > 0 ? Double(state.solved) / Double(state.visits) : 0
      for index in model.posts(ofUnit: unit)
      where posts[index].exists && posts[index].isFilled && Int(posts[index].grade) < GradeSpec.highest {
        guard
          stream.bernoulli(
            grades.raise * share,
            at: address(.gradeReview, unit: unit, ordinal: Int(posts[index].slot) << 24 | number & 0xFF_FFFF))
        else { continue }
        closePost(index, time)
        changePost(index, ofUnit: unit) { $0.grade += 1 }
      }
      if rules.tiers[tier].rating == nil {
        units[unit].visits = 0
        units[unit].solved = 0
      }
      refreshPace(ofUnit: unit)
    }
    schedule(.reviewsGrades, tier, at: time + grades.review)
  }
}
