import Foundation

/// File names with wildcards, which reach the program where no shell has expanded them, as from a CI file.
enum FilePatterns {
  /// The files that a list of names and patterns stands for, each pattern in alphabetical order.
  /// - Returns: the files, and the patterns that no file matches.
  static func expand(_ names: [String]) -> (files: [String], unmatched: [String]) {
    var files: [String] = []
    var unmatched: [String] = []
    for name in names {
      guard name.contains(where: { "*?[".contains($0) }), !FileManager.default.fileExists(atPath: name) else {
        files.append(name)
        continue
      }
      var matches = glob_t()
      defer { globfree(&matches) }
      guard glob(name, 0, nil, &matches) == 0 else {
        unmatched.append(name)
        continue
      }
      for index in 0..<Int(matches.gl_pathc) {
        if let path = matches.gl_pathv[index] { files.append(String(cString: path)) }
      }
    }
    return (files, unmatched)
  }
}
