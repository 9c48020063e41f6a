/// What `replace` of a city says: whether it takes the place of the city below it, or changes the keys that it writes.
enum CityReplacement: String, CaseIterable {
  case whole
  case keys

  static let key = "replace"
}
