import EventKernel
import StateStorage

/// Who serves at each station of workers: its posts, the workers on them, and those whom reviews moved.
///
/// Knows no calendar, no luck and no rules: it is told who leaves and who comes, and answers with what follows, like the
/// machines of Queueing. Whoever asks schedules, draws and counts.
///
/// Invariants, checked by `checkInvariants()`: a crew is what the posts of its station make it; a post is at one
/// station; reviews move workers, and make none.
struct Workforce: ~Copyable {
  private(set) var posts: FlatTable<Post>
  /// One row per station, where any has posts.
  private(set) var crews: FlatTable<Crew>
  /// Workers whom reviews sent to each station, or took.
  private(set) var moved: FlatTable<Int32>
  /// First post of each station, and one past the last; empty where nobody comes and goes.
  private var firstPosts: FlatTable<Int32>

  /// - Parameter firstPosts: of each station, and one past the last; empty where nobody comes and goes.
  init(stations: Int, firstPosts: [Int32]) {
    precondition(firstPosts.isEmpty || firstPosts.count == stations + 1, "every station has posts, or none does")
    let count = Int(firstPosts.last ?? 0)
    posts = FlatTable(repeatElement(Post(), count: count))
    crews = FlatTable(repeatElement(Crew(), count: count > 0 ? stations : 0))
    moved = FlatTable(repeatElement(0, count: stations))
    self.firstPosts = FlatTable(count > 0 ? firstPosts : [])
  }

  /// Posts of a station, numbered over the city.
  func posts(at station: Int) -> Range<Int> {
    if firstPosts.isEmpty { return 0..<0 }
    return Int(firstPosts[station])..<Int(firstPosts[station + 1])
  }

  /// Workers on duty at a station of so many posts: with those whom reviews moved, less vacancies.
  @inline(__always)
  func staff(at station: Int, of servers: Int32) -> Int {
    let vacancies = crews.isEmpty ? 0 : crews[station].vacancies
    return max(0, Int(servers) + Int(moved[station]) - Int(vacancies))
  }

  /// Pace and skill of the workers of a station in the mean, for one and none of others.
  func ability(at station: Int, _ turnover: Turnover) -> (pace: Double, skill: Double) {
    crews.isEmpty ? (1, 0) : crews[station].ability(turnover)
  }

  /// Moves a worker from one station to another.
  mutating func move(from station: Int, to other: Int) {
    moved[station] -= 1
    moved[other] += 1
  }

  // MARK: What happens to a post

  /// A stretch of a post's time under one worker, or none.
  struct Tenure {
    /// As it was.
    let post: Post
    let start: Double
    let end: Double
  }

  /// Fills all posts of a station with first workers.
  /// - Returns: what there was before of workers who came and went, and how many vacancies ended.
  mutating func open(at station: Int, servers: Int32, time: Double) -> (tenures: [Tenure], vacanciesEnded: Int32) {
    let range = posts(at: station)
    let before = crews[station]
    let hadAny = before.count + before.vacancies > 0
    let tenures = hadAny ? range.compactMap { account(for: $0, until: time) } : []
    crews[station] = Crew()
    for index in range {
      let slot = Int32(index - range.lowerBound)
      posts[index] = Post(station: Int32(station), slot: slot, exists: slot < servers, since: time, accounted: time)
      crews[station].add(1, of: posts[index])
    }
    return (tenures, before.vacancies)
  }

  /// Accounts for a post's time up to now; `nil` where there is no post.
  mutating func account(for index: Int, until time: Double) -> Tenure? {
    let post = posts[index]
    guard post.exists else { return nil }
    posts[index].accounted = time
    return Tenure(post: post, start: max(post.since, post.accounted), end: time)
  }

  /// Makes a post, with a worker, or does away with it and whoever is on it.
  /// - Returns: the stretch that ends, and how many vacancies there are more; `nil` when it is so already.
  mutating func setExists(_ exists: Bool, _ index: Int, at time: Double) -> (tenure: Tenure?, vacancies: Int32)? {
    guard exists != posts[index].exists else { return nil }
    let tenure = account(for: index, until: time)
    let vacancies = change(index) { post in
      post.exists = exists
      post.isFilled = true
      post.since = time
    }
    return (tenure, vacancies)
  }

  /// Number of the departure from a post that may happen next.
  func nextDeparture(from index: Int) -> Int { Int(posts[index].departure) }

  /// The departure has happened, or has been thinned away.
  /// - Returns: its number.
  mutating func passDeparture(from index: Int) -> Int {
    defer { posts[index].departure += 1 }
    return Int(posts[index].departure)
  }

  /// Lets the worker leave, and the post be vacant.
  /// - Returns: the stretch that ends: all that is left of the worker's time.
  /// - Precondition: there is a worker.
  mutating func depart(_ index: Int, at time: Double) -> Tenure? {
    precondition(posts[index].exists && posts[index].isFilled, "nobody is on post \(index)")
    let tenure = account(for: index, until: time)
    _ = change(index) { post in
      post.isFilled = false
      post.since = time
    }
    return tenure
  }

  /// Lets a worker come to a vacant post, who is new for a while.
  /// - Returns: the stretch that ends, and when the worker is new no more, if that is later; `nil` when no post is vacant.
  mutating func hire(_ index: Int, at time: Double, rampUp: Double) -> (tenure: Tenure?, settles: Double?)? {
    guard posts[index].exists, !posts[index].isFilled else { return nil }
    let tenure = account(for: index, until: time)
    _ = change(index) { post in
      post.isFilled = true
      post.since = time
      post.worker += 1
      post.grade = 1
      post.settles = time + rampUp
      post.isNew = post.settles > time
    }
    return (tenure, posts[index].isNew ? posts[index].settles : nil)
  }

  /// Lets a newcomer be as fast as the others; false for one who came since to the post of another who has left.
  mutating func settle(_ index: Int, at time: Double) -> Bool {
    guard posts[index].isNew, posts[index].settles <= time else { return false }
    _ = change(index) { $0.isNew = false }
    return true
  }

  /// Raises the grade of the worker on a post by one.
  /// - Returns: the stretch that ends.
  mutating func raise(_ index: Int, at time: Double) -> Tenure? {
    let tenure = account(for: index, until: time)
    _ = change(index) { $0.grade += 1 }
    return tenure
  }

  /// Changes a post, and what the crew of its station is.
  /// - Returns: how many vacancies there are more.
  private mutating func change(_ index: Int, _ change: (inout Post) -> Void) -> Int32 {
    let station = Int(posts[index].station)
    let vacancies = crews[station].vacancies
    crews[station].add(-1, of: posts[index])
    change(&posts[index])
    crews[station].add(1, of: posts[index])
    return crews[station].vacancies - vacancies
  }

  /// Says what is wrong with the inside, or `nil`.
  func checkInvariants() -> String? {
    for station in crews.indices {
      var crew = Crew()
      for index in posts(at: station) where crews[station] != Crew() {
        if Int(posts[index].station) != station { return "post \(index) is at two stations" }
        crew.add(1, of: posts[index])
      }
      if crew != crews[station] { return "the crew of station \(station) is \(crews[station]), and its posts \(crew)" }
    }
    let sum = moved.withRows { $0.reduce(0) { $0 + Int($1) } }
    return sum == 0 ? nil : "reviews have made \(sum) workers"
  }
}

extension Workforce: Savable {
  func save(to writer: inout StateWriter) {
    posts.save(to: &writer)
    crews.save(to: &writer)
    moved.save(to: &writer)
    firstPosts.save(to: &writer)
  }

  init(from reader: inout StateReader) throws(SavedStateError) {
    self.init(stations: 0, firstPosts: [])
    posts = try FlatTable(from: &reader)
    crews = try FlatTable(from: &reader)
    moved = try FlatTable(from: &reader)
    firstPosts = try FlatTable(from: &reader)
    // Posts are named by those numbers without further question.
    let firsts = firstPosts.withRows(Array.init)
    let areInOrder = zip(firsts, firsts.dropFirst()).allSatisfy { $0 <= $1 } && firsts.first ?? 0 == 0
    let fit =
      firsts.isEmpty
      ? posts.isEmpty && crews.isEmpty : firsts.count == moved.count + 1 && Int(firsts.last ?? 0) == posts.count
    try reader.require(areInOrder && fit && (crews.isEmpty || crews.count == moved.count), of: "Workforce")
    try reader.require(checkInvariants() == nil, of: "Workforce")
  }
}
