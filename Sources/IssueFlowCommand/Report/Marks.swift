import Experiments

extension Style {
  /// A symbol for a decision, coloured where colours are.
  func mark(_ decision: Verdict.Decision) -> Columns.Cell {
    switch decision {
    case .met: Columns.Cell(glyphs.met, .good)
    case .notMet: Columns.Cell(glyphs.notMet, .bad)
    case .undecided: Columns.Cell(glyphs.undecided, .doubtful)
    }
  }

  /// The symbol with the word that says the same.
  func mark(_ state: CriterionFinding.State, _ texts: Texts) -> Columns.Cell {
    let mark = mark(state)
    return Columns.Cell("\(mark.text) \(texts.word(state))", mark.emphasis)
  }

  func mark(_ state: CriterionFinding.State) -> Columns.Cell {
    switch state {
    case .holds: mark(Verdict.Decision.met)
    case .violated: mark(Verdict.Decision.notMet)
    case .open: mark(Verdict.Decision.undecided)
    }
  }
}
