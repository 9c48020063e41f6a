extension CityEstimation {
  /// Gathers the times of every case, from which all numbers of the city are learnt.
  func gathered() -> CityMaterial {
    var material = CityMaterial()
    let tiers = log.tierCount
    let empty = Array(repeating: Array(repeating: [CityMaterial.Time](), count: tiers), count: types.count)
    material.stays = empty
    material.work = log.hasWork ? empty : []
    material.types = types.ofCase
    material.resolution = log.resolution
    let first = (log.begin / 1440).rounded(.down)
    material.dayCount = max(1, Int(((log.arrivalsEnd ?? log.end) / 1440).rounded(.up) - first))
    for (number, item) in log.cases.enumerated() {
      let type = types.ofCase[number]
      let visits = log.visits(of: item)
      material.starts.append(visits.first?.tier ?? -1)
      material.days.append(Int32(min(material.dayCount - 1, max(0, Int((item.opened / 1440).rounded(.down) - first)))))
      material.minutes.append(item.closed - item.opened)
      var before: LogVisit?
      for visit in visits {
        let tier = Int(visit.tier)
        func time(_ minutes: Double, way: Int) -> CityMaterial.Time {
          CityMaterial.Time(number: Int32(number), minutes: minutes, way: Int8(way))
        }
        if log.hasWork, !visit.started.isNaN {
          let end = visit.ended.isNaN ? max(visit.started, log.end) : visit.ended
          material.work[type][tier].append(
            time(hours[tier].minutes(from: visit.started, to: end), way: visit.ended.isNaN ? -1 : 0))
        }
        // Work that is not done says nothing of what comes after it.
        if !log.hasWork || !visit.ended.isNaN {
          let way = visit.next == .unknown ? -1 : visit.next.tier ?? tiers
          var minutes = max(0, visit.left - (log.hasWork ? visit.ended : visit.entered))
          // Whoever was waiting at the end may have been in line: elsewhere for no longer than others were.
          if way < 0, let waiting, log.entersWithWaiting { minutes = min(minutes, waiting.longestAfter[tier]) }
          material.stays[type][tier].append(time(minutes, way: way))
        }
        if visit.isReopening, let before {
          // A way above 0 is one to a higher tier than that which closed.
          material.reopenings.append(time(max(0, visit.entered - before.left), way: visit.tier > before.tier ? 1 : 0))
        }
        if visit.next == .closed { material.closings.append(Int32(number)) }
        before = visit
      }
    }
    if city.dispatch != nil, let waiting {
      material.dispatch = waiting.beforeFirst.map {
        CityMaterial.Time(number: Int32($0.number), minutes: $0.minutes, way: 0)
      }
    }
    return material
  }
}
