extension FieldKind {
  /// What a value of the kind is called, with an article in English.
  var noun: LocalizedText {
    switch self {
    case .schemaVersion: LocalizedText(en: "a schema version", zh: "格式版本")
    case .scenarioName, .id: .nameNoun
    case .reference(let what): LocalizedText(en: "the name of a \(what.en)", zh: "\(what.zh)的名称")
    case .text: LocalizedText(en: "a text, or texts by language", zh: "文本，或按语言给出的文本")
    case .date: LocalizedText(en: "a date", zh: "日期")
    case .duration: .duration
    case .warmUp: .warmUp
    case .timeSpan: .timeSpan
    case .share: .share
    case .tolerance: .tolerance
    case .number: .number
    case .integer: .wholeNumber
    case .integerOrUnlimited: LocalizedText(en: "a whole number or unlimited", zh: "整数或 unlimited")
    case .choice: LocalizedText(en: "one of the words allowed", zh: "允许的词之一")
    case .boolean: LocalizedText(en: "true or false", zh: "true 或 false")
    case .arrivalRate: .arrivalRate
    case .dailyRate: .dailyRate
    case .yearlyCost: .yearlyCost
    case .yearlyRate: LocalizedText(en: "a rate a year", zh: "年发生率")
    case .distribution: .distribution
    case .week: .week
    case .sessions: .sessions
    case .shareTarget: .shareTarget
    case .bound: .bound
    case .weights(let count): LocalizedText(en: "a list of \(count) numbers", zh: "\(count) 个数的列表")
    case .file: .pathOfFile
    case .map(let kind, let what):
      LocalizedText(en: "a mapping of \(what.en) to \(kind.noun.en)", zh: "由\(what.zh)到\(kind.noun.zh)的映射")
    case .startTiers: .startNoun
    case .routing: .routingNoun
    case .section: .mappingOfKeys
    case .list: LocalizedText(en: "a list of mappings with an id each", zh: "列表，每项为带 id 的映射")
    case .oneOrMoreFiles: LocalizedText(en: "the path of a file, or a list of them", zh: "文件路径，或其列表")
    case .measures: LocalizedText(en: "a list of measures with an id each", zh: "措施列表，每项带 id")
    case .schedule: LocalizedText(en: "a mapping of dates to doses", zh: "由日期到力度的映射")
    case .expectation: .expectation
    case .integerOrSection: LocalizedText(en: "a whole number, or a mapping of keys to values", zh: "整数，或由键和值组成的映射")
    case .name(let what): LocalizedText(en: "the name of a \(what.en)", zh: "\(what.zh)名")
    case .texts(let what): LocalizedText(en: "one \(what.en), or a list of them", zh: "\(what.zh)，或其列表")
    case .quantity: .quantity
    case .expression: .expressionNoun
    }
  }

  /// How to write one.
  var allowed: LocalizedText {
    switch self {
    case .schemaVersion: LocalizedText(en: "write 1", zh: "请写 1")
    case .scenarioName: .scenarioNameExample
    case .id: .idExample
    case .reference: LocalizedText(en: "write an id that is defined in this scenario", zh: "请写本场景中定义的 id")
    case .text: LocalizedText(en: "write a text, or {en: …, zh: …}", zh: "请写文本，或 {en: …, zh: …}")
    case .date: .dateExample
    case .duration: .durationExample
    case .warmUp: .warmUpExample
    case .timeSpan: .timeSpanExample
    case .share: .shareExample
    case .tolerance: .toleranceExample
    case .number(let range): range.text(percent: false)
    case .integer(let range): .between("\(range.lowerBound)", "\(range.upperBound)")
    case .integerOrUnlimited:
      LocalizedText(
        en: "write 0 or more, or unlimited",
        zh: "请写不小于 0 的整数，或 unlimited")
    case .choice(let words):
      LocalizedText(
        en: "one of \(words.joined(separator: ", "))", zh: "\(words.joined(separator: "、")) 之一")
    case .boolean: LocalizedText(en: "write true or false", zh: "请写 true 或 false")
    case .arrivalRate: .arrivalRateExample
    case .dailyRate: .dailyRateExample
    case .yearlyCost: .yearlyCostExample
    case .yearlyRate: .yearlyRateExample
    case .distribution(.time): .distributionExample
    case .distribution(.plain):
      LocalizedText(
        en: "write a number without unit, or for example \"lognormal(mean: 1, cv: 1.2)\"",
        zh: "请写不带单位的数，或例如 \"lognormal(mean: 1, cv: 1.2)\"")
    case .week: .weekExample
    case .sessions: .sessionsExample
    case .shareTarget: .shareTargetExample
    case .bound: .boundExample
    case .weights: LocalizedText(en: "write numbers of 0 or more, not all 0", zh: "请写不小于 0 且不全为 0 的数")
    case .file: LocalizedText(en: "write a path relative to this file", zh: "请写相对于本文件的路径")
    case .map(let kind, _): kind.allowed
    case .startTiers: .startExample
    case .routing: .routingExample
    case .section(_, true): LocalizedText(en: "write a mapping, or none", zh: "请写映射，或 none")
    case .section, .list: LocalizedText(en: "write its keys below it, indented", zh: "请在其下缩进书写各键")
    case .oneOrMoreFiles: LocalizedText(en: "write a path relative to this file", zh: "请写相对于本文件的路径")
    case .measures:
      LocalizedText(en: "`issueflow measures` lists them", zh: "issueflow measures 列出全部措施")
    case .schedule:
      LocalizedText(en: "write {2025-04-01: 30%, 2025-07-01: 100%}", zh: "请写 {2025-04-01: 30%, 2025-07-01: 100%}")
    case .expectation: .expectationExample
    case .integerOrSection(let range, _): .between("\(range.lowerBound)", "\(range.upperBound)")
    case .name: LocalizedText(en: "write it as it stands there", zh: "请照原样书写")
    case .texts: LocalizedText(en: "write one, or several in brackets with commas", zh: "请写一个，或在方括号内以逗号分隔写多个")
    case .quantity: .quantityExample
    case .expression: .expressionExample
    }
  }

  /// The keys below one of this kind.
  var section: SectionSpec? {
    switch self {
    case .section(let section, _), .list(let section, _), .integerOrSection(_, let section), .routing(let section):
      section
    default: nil
    }
  }

  /// Whether `{value: …, range: …, source: …}` may stand for it.
  var isAnnotatable: Bool {
    switch self {
    case .section, .list, .map, .text, .id, .scenarioName, .schemaVersion, .oneOrMoreFiles, .shareTarget, .measures,
      .schedule, .expectation, .integerOrSection, .name, .routing, .texts, .quantity, .expression:
      false
    default: true
    }
  }
}

extension LocalizedText {
  static let nameNoun = LocalizedText(en: "a name", zh: "名称")
  static let dateExample = LocalizedText(
    en: "write year, month and day, such as 2025-01-01", zh: "请写年月日，例如 2025-01-01")
}
