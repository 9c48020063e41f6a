/// The version of the tool, as `--version` and the manifest say it.
enum Version {
  static let text = "0.1.0"
}
