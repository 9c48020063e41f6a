import Foundation

/// A zone of civil time by its IANA name, such as `Europe/Paris`, or universal time, `UTC`.
public struct LogTimeZone: Hashable, Sendable {
  public let name: String
  package let zone: TimeZone

  /// `nil` for a name that is no zone's.
  public init?(_ name: String) {
    // Abbreviations such as CST are those of several zones, and offsets such as GMT+8 have two signs in use.
    guard name == "UTC" || name.contains("/"), let zone = TimeZone(identifier: name) else { return nil }
    self.name = name
    self.zone = zone
  }

  /// The names among which one that was meant is looked for.
  static func candidates(for name: String) -> [String] {
    let place = name.split(separator: "/").last.map(String.init)?.lowercased() ?? ""
    if let known = meant[place] { return [known] }
    let zones = ["UTC"] + TimeZone.knownTimeZoneIdentifiers.sorted()
    // A city alone, or in the wrong part of the world.
    if let same = zones.first(where: { $0.lowercased().hasSuffix("/" + place) || $0.lowercased() == place }) {
      return [same]
    }
    if let near = NearestName.suggestion(for: name, among: zones) { return [near] }
    return ["UTC", "Asia/Shanghai", "Europe/Paris", "America/New_York"]
  }

  /// What is often written for a zone and is none.
  private static let meant = [
    "beijing": "Asia/Shanghai", "peking": "Asia/Shanghai", "changzhou": "Asia/Shanghai", "china": "Asia/Shanghai",
    "北京": "Asia/Shanghai", "上海": "Asia/Shanghai", "北京时间": "Asia/Shanghai", "z": "UTC", "gmt": "UTC",
    "cet": "Europe/Paris", "gmt+8": "Asia/Shanghai", "utc+8": "Asia/Shanghai", "+08:00": "Asia/Shanghai",
  ]
}
