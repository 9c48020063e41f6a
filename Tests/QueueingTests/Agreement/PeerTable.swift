import Foundation
import OutputAnalysis
import Testing

/// A program that simulates the same models.
enum Peer: String, CaseIterable, CustomTestStringConvertible {
  case ciw = "Ciw"
  case simPy = "SimPy"

  var testDescription: String { rawValue }
}

/// The models and estimates of `Tests/Peers/agreement`.
enum PeerTable {
  struct Row {
    let model: String
    let peer: String
    /// Response and class, as ``PeerMeasures`` names them.
    let name: String
    let mean: Double
    let halfWidth: Double
    let replications: Int
  }

  /// Whether to print every figure beside the peer's: `ISSUEFLOW_SHOW_ORACLES=1`.
  private static let shows = ProcessInfo.processInfo.environment["ISSUEFLOW_SHOW_ORACLES"] == "1"

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Peers/agreement")

  private static let read = Result {
    try JSONDecoder().decode(
      [String: PeerModel].self, from: Data(contentsOf: folder.appendingPathComponent("models.json")))
  }

  private static let lines = Result {
    try String(contentsOf: folder.appendingPathComponent("agreement.csv"), encoding: .utf8)
      .split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  static func model(_ name: String) throws -> PeerModel {
    try #require(try read.get()[name], "models.json has no model '\(name)'")
  }

  static func modelNames() throws -> [String] { try read.get().keys.sorted() }

  static func rows() throws -> [Row] {
    let lines = try lines.get()
    let header = ["model", "peer", "version", "response", "class", "mean", "half_width", "replications", "unit"]
    try #require(lines.first == header)
    return try lines.dropFirst().map { fields in
      try #require(fields.count == header.count, "\(fields)")
      return Row(
        model: fields[0], peer: fields[1], name: "\(fields[3]) of \(fields[4])",
        mean: try #require(Double(fields[5])), halfWidth: try #require(Double(fields[6])),
        replications: try #require(Int(fields[7])))
    }
  }

  /// Expects our estimates and a peer's of all responses to differ by no more than √(h₁² + h₂²).
  ///
  /// Both half-widths are of 99.9 % intervals, so that two right programs differ by more once in a thousand times.
  /// - Parameter precision: what the joint half-width must be below, relative to the peer's value, so that wide
  ///   intervals cannot pass.
  static func expectAgreement(
    _ model: String, _ peer: Peer, _ found: PeerRuns.Found, precision: Double,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let ours = try found.get()
    let rows = try rows().filter { $0.model == model && $0.peer == peer.rawValue }
    #expect(rows.map(\.name).sorted() == ours.keys.sorted(), sourceLocation: location)
    for row in rows {
      let estimate = try #require(ours[row.name], sourceLocation: location)
      let halfWidth = try #require(estimate.halfWidth, sourceLocation: location)
      let joint = (halfWidth * halfWidth + row.halfWidth * row.halfWidth).squareRoot()
      let figures = String(
        format: "%@, %@: %.5f ± %.5f, %@ %.5f ± %.5f (joint %.1f %%)", model, row.name, estimate.mean, halfWidth,
        row.peer, row.mean, row.halfWidth, 100 * joint / row.mean)
      if shows { print(figures) }
      #expect(abs(estimate.mean - row.mean) <= joint, "\(figures)", sourceLocation: location)
      #expect(joint < precision * row.mean, "\(figures)", sourceLocation: location)
    }
  }
}
