/// The commands of the Python package, whose wheel holds this program too: there one command `issueflow` is both. A program
/// that was built alone knows their names, so that it can say where they are.
enum PackageCommands {
  static let names = ["report", "app", "import", "export", "notebooks"]

  static func has(_ word: String) -> Bool { names.contains(word) || word == "whatif" }
}
