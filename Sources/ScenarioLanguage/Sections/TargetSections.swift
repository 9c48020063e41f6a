/// `targets`: what the policy is asked to reach.
extension Section<TargetsSpec> {
  static var targets: Section {
    Section(
      doc: LocalizedText(
        en: "What the policy is asked to reach, and the bounds within which it must.",
        zh: "政策要达到的目标，以及必须守住的底线。"),
      fields: [
        .leaf(
          "split", \.split, .choice, default: "closed at",
          en:
            "Which split is judged: where issues are closed, the highest tier that worked on them, or registered issues only.",
          zh: "按哪种口径判定：办结层级、参与处理的最高层级，或仅登记的事项。"),
        .leaf(
          "confidence", \.confidence, .share(.insideZeroToOne), default: "95%",
          en: "Confidence of the verdict.",
          zh: "判定的置信水平。"),
        .leaf(
          "replications_at_most", \.replicationsAtMost, .optionalInteger(2...1_000_000), unit: .runs,
          en:
            "If given, the number of replications is doubled until the verdict is decided, to this many at most; the looks share the error.",
          zh: "若给出，则重复次数逐次加倍，直至可判定或达到此上限；各次查看分摊误差。"),
        .leaf(
          "severity", \.severity, .choice, default: "error",
          en:
            "`error`: `issueflow check` fails when the targets are missed or undecided; `warn`: it says so and passes.",
          zh: "error：未达标或未能判定时 issueflow check 失败；warn：仅提示并通过。"),
        Field(
          "shares", .map(.shareTarget, of: .tierWord), required: true,
          en: "Share of each tier with its tolerance; the shares add up to 100%.", zh: "各层级的比例及容差；比例之和为 100%。"
        ) { node, targets, place in
          targets.shares = place.shareTargets(node)
        },
        Field(
          "guards", .map(.bound, of: .responseWord),
          en:
            "Bounds on other responses, so that the split is not bought at any price; a class follows a dot, as in \"utilisation.grid\".",
          zh: "对其他指标的限值，以免不计代价地达标；分类写在点号之后，如 \"utilisation.grid\"。"
        ) { node, targets, place in
          targets.guards = place.guards(node)
        },
      ])
  }
}

extension Section<ShareTarget> {
  /// The longer way to write a target share.
  static var shareTarget: Section {
    Section(
      doc: LocalizedText(en: "A target share.", zh: "目标比例。"),
      fields: [
        .leaf("share", \.share, .share(), required: true, en: "The share.", zh: "比例。"),
        .leaf("tolerance", \.tolerance, .tolerance, required: true, en: "How far off it may be.", zh: "容差。"),
      ])
  }
}

extension ReadingPlace {
  fileprivate func shareTargets(_ node: SourceNode) -> [ShareTarget] {
    guard let entries = node.entries else {
      report(.shape(found: node.shape, expected: FieldKind.map(.shareTarget, of: .tierWord).noun), at: node.position)
      return []
    }
    let known = context.problems.count
    let targets = entries.compactMap { entry -> ShareTarget? in
      let place = below(entry.key)
      guard NameGrammar.isID(entry.key) else {
        place.report(.malformedName(entry.key, allowed: .idExample), at: entry.keyPosition)
        return nil
      }
      var target = ShareTarget(tier: entry.key, share: 0, tolerance: 0)
      if entry.value.entries != nil {
        Section<ShareTarget>.shareTarget.read(entry.value, into: &target, at: place)
      } else if let pair = place.leaf(entry.value, Notation.shareTarget) {
        (target.share, target.tolerance) = pair
      }
      return target
    }
    let sum = targets.reduce(0) { $0 + $1.share }
    if context.problems.count == known, abs(sum - 1) > 1e-9 {
      report(.sharesDoNotSum(sum: NumberGrammar.text((sum * 1e10).rounded() / 1e8) + "%"), at: node.position)
    }
    return targets
  }

  fileprivate func guards(_ node: SourceNode) -> [GuardSpec] {
    guard let entries = node.entries else {
      report(.shape(found: node.shape, expected: FieldKind.map(.bound, of: .responseWord).noun), at: node.position)
      return []
    }
    return entries.compactMap { entry in
      let place = below(entry.key)
      guard NameGrammar.isGuard(entry.key) else {
        place.report(.malformedName(entry.key, allowed: .guardExample), at: entry.keyPosition)
        return nil
      }
      let parts = entry.key.split(separator: ".").map(String.init)
      return place.leaf(entry.value, Notation.bounds(of: Response.named(parts[0])?.unit)).map {
        GuardSpec(
          response: parts[0], responseClass: parts.count > 1 ? parts[1] : "", atMost: $0.atMost, atLeast: $0.atLeast)
      }
    }
  }
}

extension Notation<(share: Double, tolerance: Double)> {
  fileprivate static var shareTarget: Self {
    .init(
      .shareTarget,
      text: { (text) throws(TextProblem) in
        let target = try TargetGrammar.share(text)
        for number in [target.share, target.tolerance] where !NumberRange.share.contains(number) {
          throw TextProblem(.outOfRange(text, allowed: .shareRange))
        }
        return target
      })
  }
}

extension Notation<(atMost: Double?, atLeast: Double?)> {
  fileprivate static func bounds(of unit: Response.Unit?) -> Self {
    .init(.bound, text: { (text) throws(TextProblem) in try TargetGrammar.bounds(text, of: unit) })
  }
}

extension LocalizedText {
  static let guardExample = LocalizedText(
    en: "write a response, or a response and a class with a dot between", zh: "请写指标名，或以点号连接指标名和分类")
}
