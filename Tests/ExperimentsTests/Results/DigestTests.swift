import Foundation
import IssueFlow
import ScenarioLanguage
import Testing

@testable import Experiments

@Suite("Digests of results")
struct DigestTests {
  /// FIPS 180-4 with the examples of NIST, and lengths around the ends of blocks by what sha256sum says of them.
  @Test(
    "SHA-256 is that of the standard",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (String(repeating: "a", count: 55), "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
      (String(repeating: "a", count: 56), "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"),
      (String(repeating: "a", count: 64), "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
      (String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ])
  func standard(text: String, digest: String) {
    #expect(SHA256.digits(of: text) == digest)
    // The same whatever the pieces are.
    let bytes = Array(text.utf8)
    for size in [1, 63, 64, 65, 1000] where bytes.count < 1000 || size == 1000 {
      var pieces = SHA256()
      for begin in stride(from: 0, to: bytes.count, by: size) {
        pieces.add(Array(bytes[begin..<min(begin + size, bytes.count)]))
      }
      #expect(pieces.count == bytes.count)
      #expect(pieces.finish() == digest)
    }
  }

  @Test("A data package holds the bytes and the digest of every file but the log, and seals itself")
  func package() async throws {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("digests-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: place) }
    var scenario = TinyCity.full(days: 3)
    scenario.replications = 2
    // A title that looks like a place of the package changes nothing.
    scenario.title = LocalizedText(en: "\"path\": \"summary.csv\",\n", zh: "“path”: \"summary.csv\",\n")
    let folder = try ResultFolder(path: place, options: ResultOptions(issues: true, excel: true))
    let experiment = Experiment(model: try TinyCity.model(scenario))
    let result = try await experiment.run(jobs: 1, journal: try folder.journal(of: experiment, tool: "1"))
    let log = RunLog(date: Date(timeIntervalSince1970: 0), invocation: [], wallSeconds: 1, cpuSeconds: 1, jobs: 1)
    try folder.write(result, toolVersion: "1", log: log)

    let text = try String(contentsOfFile: "\(place)/datapackage.json", encoding: .utf8)
    let found = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let listed = ["resources", "documents"].flatMap { found[$0] as? [[String: Any]] ?? [] }
    let files = try FileManager.default.contentsOfDirectory(atPath: place)
    #expect(
      Set(listed.compactMap { $0["path"] as? String }) == Set(files).subtracting(["run.log", "datapackage.json"]))
    for file in listed {
      let data = try Data(contentsOf: URL(fileURLWithPath: "\(place)/\(file["path"] as? String ?? "")"))
      var digest = SHA256()
      digest.add(Array(data))
      #expect(file["bytes"] as? Int == data.count)
      #expect(file["hash"] as? String == "sha256:\(digest.finish())")
    }
    let seal = try #require(text.range(of: ",\n  \"seal\""))
    #expect(found["seal"] as? String == "sha256:\(SHA256.digits(of: String(text[..<seal.lowerBound])))")
  }

  @Test("Every response and every cause has words of its own in both languages")
  func words() {
    for response in Response.all {
      #expect(
        response.spoken.en != response.name || ["visits", "events", "retries", "projects"].contains(response.name))
      #expect(response.spoken.zh != response.name, "\(response.name)")
    }
    for cause in LeakCause.allCases {
      #expect(!cause.title.en.isEmpty && !cause.title.zh.isEmpty)
      #expect((cause == .none) == cause.advice.en.isEmpty && (cause == .none) == cause.advice.zh.isEmpty)
    }
    let json = ResultWords.json.text
    for name in Response.all.map(\.name) + LeakCause.allCases.map(\.name) {
      #expect(json.contains("\"\(name)\"") || name.isEmpty)
    }
  }
}
