/// By which number something with an id is known in addresses of luck.
///
/// Two cities pair what both have when the numbers are the same; a number is another only where ids of one city wanted the
/// same one.
package struct LuckIdentity: Hashable, Sendable {
  package enum Kind: String, Sendable {
    case type
    case channel
    case department
    case volunteers
    case responder
    case works
    case unit
    /// A department that a type calls.
    case call
  }

  /// Kind and id; of units also the tier.
  package struct Name: Hashable, Sendable {
    package let kind: Kind
    package let id: String
  }

  package let name: Name
  package let number: Int
}

extension FlowModel {
  /// Everything whose luck is addressed by a number of its own.
  /// - Complexity: O(units + types × departments)
  package var luckIdentities: [LuckIdentity] {
    var all: [LuckIdentity] = []
    func add(_ kind: LuckIdentity.Kind, _ ids: [String], _ numbers: [UInt16]) {
      for (id, number) in zip(ids, numbers) {
        all.append(LuckIdentity(name: .init(kind: kind, id: id), number: Int(number)))
      }
    }
    add(.type, scenario.types.map(\.id) + scenario.errands.map(\.id), rules.types.map(\.luckNumber))
    add(.channel, scenario.channels.map(\.id), rules.channels.map(\.luckNumber))
    add(.department, scenario.departments.map(\.id), rules.departments.map(\.luckNumber))
    add(.volunteers, scenario.volunteers.map(\.id), rules.volunteers.map(\.luckNumber))
    add(.responder, scenario.responders.map(\.id), rules.responders.map(\.luckNumber))
    add(.works, scenario.works.map(\.id), rules.works.map(\.luckNumber))
    for (index, type) in rules.types.enumerated() where index < scenario.types.count {
      for call in rules.departmentCalls[Int(type.firstCall)..<Int(type.firstCall + type.callCount)] {
        let department = scenario.departments[Int(call.department)].id
        add(.call, ["\(scenario.types[index].id) → \(department)"], [call.luckNumber])
      }
    }
    for unit in units.indices {
      let tier = scenario.tiers[Int(units[unit].tier)].id
      all.append(
        LuckIdentity(
          name: .init(kind: .unit, id: "\(tier) \(unitIDs[unit])"), number: Int(unitLuckNumbers[unit])))
    }
    return all
  }
}
