import Experiments
import Foundation

/// The version of the tool, as `--version` and the manifest say it.
enum Version {
  static let text = "0.2.0"

  /// The version with what tells one build from another, since two builds of a version may simulate differently: a
  /// journal goes on only with the build that began it.
  static var build: String {
    guard let path = Bundle.main.executablePath,
      let attributes = try? FileManager.default.attributesOfItem(atPath: path),
      let size = attributes[.size] as? Int, let date = attributes[.modificationDate] as? Date
    else { return text }
    return "\(text), \(size) bytes of \(Int(date.timeIntervalSince1970))"
  }

  /// The version with a digest of the executable: shards of one sweep may come from several machines, on which the same
  /// build has other dates.
  static let content: String = {
    guard let path = Bundle.main.executablePath, let digest = ContentDigest.ofFile(path) else { return build }
    return "\(text), \(digest)"
  }()
}
