import Foundation
import Fuzzing

/// Checks random inputs, in processes that may die of them.
///
///     fuzz --inputs 1000000 --findings findings     inputs by number, in batches, each in a process of its own
///     fuzz --replay FILE …                          inputs from files, in this process
///     fuzz --minimise FILE                          a smaller input of the same fate
///     fuzz --guided KIND FOLDER [OPTION …]          inputs by libFuzzer, with its options; see `make libfuzzer`
@main
struct Fuzz {
  static func main() async throws {
    let options: FuzzOptions
    do {
      options = try FuzzOptions(Array(CommandLine.arguments.dropFirst()))
    } catch {
      FileHandle.standardError.write(Data("fuzz: \(error)\n".utf8))
      exit(64)
    }
    // A reader that has gone away is no finding.
    signal(SIGPIPE, SIG_IGN)
    switch options.task {
    case .campaign: try await Campaign(options: options).run()
    case .batch(let numbers, let mark): try await batch(numbers, mark: mark, options)
    case .replay(let files): try await replay(files, options)
    case .guided(let kind, let folder, let words):
      try await GuidedFuzzing.run(kind, folder: folder, words: words, options)
    case .minimise(let file): try Minimiser(options: options, file: file).run()
    }
  }

  /// Checks numbers in this process and prints the report; the number at hand is in the file `mark`.
  private static func batch(_ numbers: Range<UInt64>, mark: String, _ options: FuzzOptions) async throws {
    let property = try await FuzzProperty(try options.shipped())
    CaseLimits.boundMemory()
    let descriptor = open(mark, O_WRONLY | O_CREAT, 0o644)
    let report = await property.check(numbers) { number in
      CaseLimits.beginInput()
      withUnsafeBytes(of: number) { _ = pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }
    CaseLimits.beginInput()
    FileHandle.standardOutput.write(try JSONEncoder().encode(report))
  }

  private static func replay(_ files: [String], _ options: FuzzOptions) async throws {
    var failed = false
    let inputs = try files.compactMap { file in try Corpus.input(at: file).map { (file, $0) } }
    let property = try await FuzzProperty(
      try options.shipped(), knowsJournals: inputs.contains { $0.1.kind == .journal })
    CaseLimits.boundMemory()
    for (file, input) in inputs {
      CaseLimits.beginInput()
      do {
        print("\(file): \(try await property.check(input))")
      } catch {
        failed = true
        print("\(file): broken: \(error)")
      }
    }
    property.shipped.remove()
    exit(failed ? 1 : 0)
  }
}
