/// The part of a city's administration that a measure works on, as the list of mechanisms groups them.
public enum MeasureArea: String, Sendable, CaseIterable {
  case structure, people, places, platform, process

  /// Its measures, by their numbers in the list.
  public var numbers: ClosedRange<Int> {
    switch self {
    case .structure: 1...10
    case .people: 11...18
    case .places: 19...23
    case .platform: 24...26
    case .process: 27...43
    }
  }

  public var title: LocalizedText {
    switch self {
    case .structure: LocalizedText(en: "Structure", zh: "组织体系")
    case .people: LocalizedText(en: "People", zh: "队伍")
    case .places: LocalizedText(en: "Places", zh: "阵地")
    case .platform: LocalizedText(en: "Platform", zh: "平台")
    case .process: LocalizedText(en: "Process", zh: "机制")
    }
  }
}

extension MeasurePage {
  /// The part of the administration that it works on.
  public var area: MeasureArea {
    guard let area = MeasureArea.allCases.first(where: { $0.numbers.contains(number) }) else {
      preconditionFailure("every measure is in an area (was number \(number))")
    }
    return area
  }
}
