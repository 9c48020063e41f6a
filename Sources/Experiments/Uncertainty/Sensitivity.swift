import OutputAnalysis

/// A judged city as the question which input matters sees it.
struct SensitivityCity {
  /// One for each input.
  let inputs: [Double]
  let margin: Double
  /// Whether its means lie within the targets, and whether it surely meets them.
  let leans: Bool
  let isMet: Bool
}

/// Which inputs matter, alone and in pairs.
struct Sensitivity {
  /// The strongest first; ties in the order of the inputs.
  let influences: [InputInfluence]
  /// Pairs beyond chance, the strongest first.
  let interactions: [InputInteraction]
  let ground: GroundInfluence?

  /// Cities beyond this number would make shuffles slow and tell little more.
  static let mostCities = 2000

  /// - `draws`: from which shuffles come too.
  /// - `confidence`: of all inputs together, and of all pairs together.
  init(_ all: [SensitivityCity], draws: InputDraws, ground: GroundInfluence?, confidence: Double) {
    let cities = Array(all.prefix(Sensitivity.mostCities))
    let inputs = draws.inputs
    var influences = inputs.indices.map { index in
      InputInfluence(input: inputs[index], draws: cities.map { $0.inputs[index] }, cities: cities)
    }
    // An input without an index, because it does not vary, is no test.
    let tested = influences.indices.filter { influences[$0].index != nil }
    let raw = Sensitivity.pValues(tested.map { influences[$0] }, cities: cities, tested: tested, draws: draws)
    var adjusted = Holm.adjusted(raw + (ground.map { [$0.pValue] } ?? []))
    var ground = ground
    if ground != nil, let last = adjusted.popLast() {
      ground?.pValue = last
      ground?.isDistinct = last <= 1 - confidence
    }
    for (place, pValue) in zip(tested, adjusted) {
      influences[place].pValue = pValue
      influences[place].isDistinct = pValue <= 1 - confidence
    }
    self.ground = ground
    let promising = zip(tested, raw).sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
    interactions = Sensitivity.interactions(
      promising: promising, influences: influences, cities: cities, draws: draws, confidence: confidence)
    self.influences = influences.enumerated().sorted { a, b in
      let (first, second) = (a.element.index?.index ?? -1, b.element.index?.index ?? -1)
      return first != second ? first > second : a.offset < b.offset
    }.map(\.element)
  }

  /// The chance of an index so large under shuffles of the margins, for each tested input by itself.
  private static func pValues(
    _ influences: [InputInfluence], cities: [SensitivityCity], tested: [Int], draws: InputDraws
  ) -> [Double] {
    let margins = cities.map(\.margin)
    let effects = zip(tested, influences).map { number, influence in
      CosineEffect(cities.map { influence.input.scaled($0.inputs[number]) })
    }
    // As many as Holm's correction needs to leave one of them below five in a hundred.
    let most = max(999, 40 * (influences.count + 1))
    return PermutationTest.pValues(effects.map { $0.explained(margins) }, most: most) { open, number in
      let order = draws.shuffle(number, of: margins.count)
      let shuffled = order.map { margins[$0] }
      return open.map { effects[$0].explained(shuffled) }
    }
  }

  private static func interactions(
    promising: [Int], influences: [InputInfluence], cities: [SensitivityCity], draws: InputDraws, confidence: Double
  ) -> [InputInteraction] {
    let taken = Array(promising.prefix(InteractionIndex.mostInputs))
    guard taken.count > 1 else { return [] }
    let found = InteractionIndex.found(
      inputs: taken.map { input in cities.map { influences[input].input.scaled($0.inputs[input]) } },
      outputs: cities.map(\.margin), strong: taken.indices.filter { influences[taken[$0]].isDistinct },
      error: 1 - confidence, most: 999, order: { draws.shuffle($0, of: cities.count, kind: 1) })
    return found.map { pair in
      InputInteraction(
        first: influences[taken[pair.first]].input, second: influences[taken[pair.second]].input, index: pair)
    }
  }
}
