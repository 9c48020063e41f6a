import Foundation
import Fuzzing

/// Inputs of one kind made by libFuzzer, which looks what code they reach; `make libfuzzer` builds the program with it.
///
/// A broken rule ends the process, and libFuzzer keeps the input; so do a trap, ten seconds, and two gigabytes.
enum GuidedFuzzing {
  private typealias Words = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private typealias Check = @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
  private typealias Driver = @convention(c) (UnsafeMutablePointer<CInt>, UnsafeMutablePointer<Words>, Check) -> CInt

  /// What the check of an input needs: C calls it with the bytes alone.
  private struct Setting {
    let kind: FuzzCase.Kind
    let property: FuzzProperty
    let maker: CaseMaker
  }
  // Written once, before libFuzzer begins, and only read from then on.
  nonisolated(unsafe) private static var setting: Setting?

  /// Gives the shipped files to `folder` as a beginning, and hands over.
  static func run(_ kind: FuzzCase.Kind, folder: String, words: [String], _ options: FuzzOptions) async throws {
    guard let symbol = dlsym(nil, "LLVMFuzzerRunDriver") else {
      throw FuzzOptions.Misuse(description: "this program was built without libFuzzer; see `make libfuzzer`")
    }
    let property = try await FuzzProperty(try options.shipped(), knowsJournals: false, mostIssues: 2_000)
    let maker = property.maker
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (number, seed) in maker.seeds(kind).enumerated() {
      try Data(seed).write(to: URL(fileURLWithPath: "\(folder)/seed-\(number)"))
    }
    setting = Setting(kind: kind, property: property, maker: maker)
    let driver = unsafeBitCast(symbol, to: Driver.self)
    let limits = ["-timeout=\(CaseLimits.seconds)", "-rss_limit_mb=\(CaseLimits.bytes >> 20)", "-max_len=20000"]
    var pointers = (["fuzz"] + limits + words + [folder]).map { strdup($0) } + [nil]
    var count = CInt(pointers.count - 1)
    let code = pointers.withUnsafeMutableBufferPointer { buffer -> CInt in
      guard var first = buffer.baseAddress else { return 1 }
      return driver(&count, &first) { bytes, length in
        GuidedFuzzing.check(UnsafeBufferPointer(start: bytes, count: length))
      }
    }
    property.shipped.remove()
    exit(code)
  }

  private static func check(_ bytes: UnsafeBufferPointer<UInt8>) -> CInt {
    guard let setting else { return 0 }
    let input = setting.maker.guided(setting.kind, Array(bytes))
    // Used by the task alone, which is waited for.
    nonisolated(unsafe) let property = setting.property
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      do {
        _ = try await property.check(input)
      } catch {
        FileHandle.standardError.write(Data("broken: \(error)\n".utf8))
        abort()
      }
      done.signal()
    }
    done.wait()
    return 0
  }
}
