/// The characters of bars, rules and marks.
struct Glyphs: Hashable, Sendable {
  let met: String
  let notMet: String
  let undecided: String
  let bullet: String
  let warning: String
  let rule: Character
  let full: Character
  let fullInBand: Character
  let empty: Character
  let emptyInBand: Character
  let interval: Character
  let mean: Character
  let plusMinus: String

  static let unicode = Glyphs(
    met: "✓", notMet: "✗", undecided: "?", bullet: "•", warning: "!", rule: "─", full: "█", fullInBand: "▓", empty: "·",
    emptyInBand: "░", interval: "═", mean: "◆", plusMinus: "±")
  static let ascii = Glyphs(
    met: "+", notMet: "x", undecided: "?", bullet: "*", warning: "!", rule: "-", full: "#", fullInBand: "%", empty: ".",
    emptyInBand: ":", interval: "=", mean: "o", plusMinus: "+/-")
}
