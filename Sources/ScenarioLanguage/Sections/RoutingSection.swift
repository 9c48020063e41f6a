import RandomStreams

/// `types.routing` and `types.start_at`: what logs show of the ways of issues.
extension Section<RouteSpec> {
  static var route: Section {
    Section(
      doc: LocalizedText(
        en: "A way on: a share, or the share with the time in between.", zh: "一种去向：只写比例，或比例与间隔时间。"),
      fields: [
        .leaf(
          "share", \.share, .share(), required: true,
          en: "Share of the work at the tier after which issues go this way.",
          zh: "该层级办理之后走这一去向的比例。"),
        Field(
          "after", .distribution(.time),
          en: """
            Time on the way, without staff; left out, `transfer` for a move up, `send_down_delay` for a move down, and \
            nothing for the same tier.
            """,
          zh: "途中时间，不占人员；不写则上行取 transfer，下行取 send_down_delay，同一层级为零。"
        ) { node, route, place in
          if let after = place.leaf(node, Notation<Distribution>.distribution(.time)) { route.after = after }
        },
      ])
  }
}

extension Field<IssueTypeSpec> {
  /// Ways on by the tier that worked and the tier that they lead to; `none` takes away what an extended file says.
  static func routing(
    _ key: String, _ property: WritableKeyPath<IssueTypeSpec, [String: [String: RouteSpec]]?>, en: String, zh: String
  ) -> Field {
    Field(key, .routing(Section<RouteSpec>.route.spec), en: en, zh: zh) { node, type, place in
      if node.text == "none" { return }
      guard let tiers = place.names(node) else { return }
      var routing: [String: [String: RouteSpec]] = [:]
      for (tier, waysOn) in tiers {
        let below = place.below(tier)
        routing[tier] = [:]
        for (target, way) in below.names(waysOn) ?? [] {
          routing[tier]?[target] = below.below(target).route(way)
        }
      }
      type[keyPath: property] = routing
    }
  }
}

extension ReadingPlace {
  /// The entries of a mapping whose keys are ids; `nil` once its shape is reported.
  fileprivate func names(_ node: SourceNode) -> [(String, SourceNode)]? {
    guard let entries = node.entries else {
      report(.shape(found: node.shape, expected: .routingNoun), at: node.position)
      return nil
    }
    return entries.compactMap { entry in
      guard NameGrammar.isID(entry.key) else {
        below(entry.key).report(.malformedName(entry.key, allowed: .idExample), at: entry.keyPosition)
        return nil
      }
      return (entry.key, entry.value)
    }
  }

  /// A share alone, with or without its source, or a mapping that says more.
  fileprivate func route(_ node: SourceNode) -> RouteSpec? {
    var route = RouteSpec()
    if node.entries != nil, !node.isAnnotated {
      Section<RouteSpec>.route.read(node, into: &route, at: self)
      return route
    }
    guard let share = leaf(node, Notation<Double>.share()) else { return nil }
    route.share = share
    return route
  }
}

extension Notation<StartSpec> {
  /// The name of a tier, or shares by tier.
  static var start: Self {
    .init(
      .startTiers,
      read: { (node, place) throws(TextProblem) in
        guard let entries = node.entries else {
          let tier = try Notation<String>.reference(to: .tierWord).read(node, place)
          return tier.map { .tier($0) }
        }
        // A range is not possible: no share can move alone.
        let alone = Notation<Double>.share()
        let share = Notation<Double>(alone.kind, read: alone.read)
        var shares: [String: Double] = [:]
        for entry in entries {
          let below = place.below(entry.key)
          guard NameGrammar.isID(entry.key) else {
            below.report(.malformedName(entry.key, allowed: .idExample), at: entry.keyPosition)
            continue
          }
          guard let value = below.leaf(entry.value, share) else { continue }
          shares[entry.key] = value
        }
        return shares.count == entries.count ? .shares(shares) : nil
      })
  }
}
