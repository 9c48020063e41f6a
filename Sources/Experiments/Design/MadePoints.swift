import OutputAnalysis
import ScenarioLanguage

/// Turns places of a grid, level numbers and positions of the unit cube into levels.
struct MadePoints {
  typealias Place = (policy: Int, levels: [FactorLevel])

  let factors: [FactorLevels]
  let policies: Int
  let hasPolicies: Bool
  /// The levels of each factor where a plan counts them.
  var lists: [[FactorLevel]]

  var dimensions: Int { factors.count + (hasPolicies ? 1 : 0) }

  /// The combination at a place of the full grid; the last factor changes fastest, the policy slowest.
  func grid(_ place: Int) -> Place {
    var rest = place
    var levels: [FactorLevel] = []
    for list in lists.reversed() {
      levels.append(list[rest % list.count])
      rest /= list.count
    }
    return (rest, levels.reversed())
  }

  /// The combination of a policy's number and a level's number for each factor.
  func levels(_ row: ArraySlice<Int32>) -> Place {
    (
      Int(row[row.startIndex]),
      zip(lists, row.dropFirst()).map { list, index in index < 0 ? .base : list[Int(index)] }
    )
  }

  func position(_ position: ArraySlice<Double>) -> Place {
    let own = hasPolicies ? position.dropFirst() : position
    let policy = hasPolicies ? min(policies - 1, Int(position[position.startIndex] * Double(policies))) : 0
    return (policy, zip(factors, own).map { $0.level(at: $1) })
  }

  /// Whether a combination keeps all constraints.
  func holds(_ design: DesignSpec, _ place: Place) -> Bool {
    design.constraints.allSatisfy { $0.holds { value(of: $0, design, place) } }
  }

  func value(of name: String, _ design: DesignSpec, _ place: Place) -> DesignExpression.Value? {
    if name == PolicySpec.column, hasPolicies { return .text(design.policies[place.policy].id) }
    guard let index = factors.firstIndex(where: { $0.factor.id == name }) else { return nil }
    let level = place.levels[index]
    return level.number.map { .number($0) } ?? level.text.map { .text($0) }
  }

  /// Level numbers of plans that are lists of combinations.
  func rows(_ design: DesignSpec) -> [[Int32]] {
    switch design.plan {
    case .csv:
      guard let table = design.table else { return [] }
      let column = hasPolicies ? table.header.firstIndex(of: PolicySpec.column) : nil
      return table.rows.indices.map { row in
        let policy = column.flatMap { column in design.policies.firstIndex { $0.id == table.rows[row][column] } } ?? 0
        return [Int32(policy)] + factors.map { _ in Int32(row) }
      }
    case .zip:
      let count = factors.first?.factor.values.count ?? policies
      return (0..<count).map { row in [Int32(hasPolicies ? row : 0)] + factors.map { _ in Int32(row) } }
    case .oneAtATime:
      let base = [Int32](repeating: -1, count: factors.count)
      return (0..<policies).flatMap { policy -> [[Int32]] in
        var rows = [[Int32(policy)] + base]
        for (factor, list) in lists.enumerated() {
          for level in list.indices {
            var row = base
            row[factor] = Int32(level)
            rows.append([Int32(policy)] + row)
          }
        }
        return rows
      }
    default: return []
    }
  }

  /// Positions in the unit cube, and how many were tried for them.
  func cube(_ design: DesignSpec, luck: DesignLuck) -> (positions: [Double], count: Int, tried: Int) {
    let wanted = design.points ?? 0
    let all: UnitCubeDesign
    switch design.plan {
    case .latinHypercube:
      all = LatinHypercube.maximin(points: wanted, dimensions: dimensions, uniform: luck.next)
    case .morris:
      all = MorrisTrajectories.design(
        trajectories: design.trajectories ?? 0, dimensions: dimensions, levels: design.levels ?? 4, uniform: luck.next)
    case .saltelli:
      guard
        let sample = try? SaltelliSample.design(
          basePoints: wanted, dimensions: dimensions, secondOrder: design.secondOrder)
      else { return ([], 0, 0) }
      all = sample
    default: return sobol(wanted: wanted, design)
    }
    guard !design.constraints.isEmpty else { return (all.coordinates, all.points, all.points) }
    var positions: [Double] = []
    for point in 0..<all.points {
      let own = all.coordinates[point * dimensions..<(point + 1) * dimensions]
      if holds(design, position(own)) { positions += own }
    }
    return (positions, positions.count / max(1, dimensions), all.points)
  }

  /// The sequence goes on until enough of its points keep the constraints, or hardly any does.
  private func sobol(wanted: Int, _ design: DesignSpec) -> (positions: [Double], count: Int, tried: Int) {
    var positions: [Double] = []
    var count = 0
    var tried = 0
    // Reading has refused more dimensions than there are; then there are no points.
    try? SobolSequence.visit(dimensions: dimensions) { point in
      guard count < wanted, tried < 1000 * wanted else { return false }
      tried += 1
      if design.constraints.isEmpty || holds(design, position(point[...])) {
        positions += point
        count += 1
      }
      return true
    }
    return (positions, count, tried)
  }
}
