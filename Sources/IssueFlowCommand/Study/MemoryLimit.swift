import Experiments
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How much memory the process may have, and what is said when that is not enough.
enum MemoryLimit {
  /// Bytes of address space that a process with so many working threads needs beside its model: stacks, arenas of the
  /// allocator, tables of the system's libraries. With less, threads cannot begin, and the work would wait for them.
  static func least(jobs: Int) -> Double { Double(48 + 12 * jobs) * 1_048_576 }

  /// Refuses work that needs more memory than the process may have, before it begins.
  /// - Parameter model: bytes that the model takes for certain.
  static func check(_ model: Double, jobs: Int) throws(ExperimentError) {
    let needed = model + least(jobs: jobs)
    let available = remaining
    if needed > available { throw .memory(needed: needed, available: available) }
  }

  /// Bytes of address space to read any file: half of them are the stack of the thread that reads YAML. With less the
  /// system may refuse that thread, and whoever waits for it waits for ever.
  static let leastToBegin = 64.0 * 1_048_576

  /// Ends the process with a sentence when not even a file is sure to be read.
  static func refusesToBeginWithTooLittle() {
    let available = remaining
    guard available < leastToBegin else { return }
    let error = ExperimentError.memoryToBegin(needed: leastToBegin, available: available)
    let message = error.message(language: Language.ofProcess == .chinese ? .chinese : .english)
    try? Output.error.writeLines([Texts(language: .ofProcess).error(message)])
    _exit(ExitStatus.failure.rawValue)
  }

  /// Bytes that the process may still ask for: what `ulimit -v` and the machine leave.
  static var remaining: Double {
    var limit = rlimit()
    var left = Double(ProcessInfo.processInfo.physicalMemory)
    if getrlimit(Resource.addressSpace, &limit) == 0, limit.rlim_cur != Resource.unlimited {
      left = min(left, max(0, Double(limit.rlim_cur) - addressSpace))
    }
    return left
  }

  /// Bytes of address space that are in use; 0 where the system does not say.
  private static var addressSpace: Double {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
      let pages = text.split(separator: " ").first.flatMap({ Double($0) })
    else { return 0 }
    return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// Ends the process with a sentence and the exit code of a failure when an allocation fails: the language's runtime
  /// then aborts, since no part of a program can go on without its memory.
  /// - Parameter command: the word of the command; only studies keep what is finished, and run several at once.
  static func explainsAborts(of command: String?) {
    let isStudy = ["run", "check", "sweep", "compare", "search"].contains(command)
    // A handler may neither allocate nor capture, hence four with constant words.
    switch (Language.ofProcess, isStudy) {
    case (.chinese, true):
      signal(SIGABRT) { _ in
        MemoryLimit.end("错误：程序已中止，很可能是内存不足；已完成的部分保留在 run.journal 中，用较小的 --jobs 再次运行同一命令即可继续\n")
      }
    case (.chinese, false):
      signal(SIGABRT) { _ in MemoryLimit.end("错误：程序已中止，很可能是内存不足；没有写出任何结果，请放宽内存限制或减少输入\n") }
    case (_, true):
      signal(SIGABRT) { _ in
        MemoryLimit.end(
          "error: the program was stopped, most likely for want of memory; what was finished is kept in run.journal, and the same command with fewer --jobs goes on from there\n"
        )
      }
    case (_, false):
      signal(SIGABRT) { _ in
        MemoryLimit.end(
          "error: the program was stopped, most likely for want of memory; nothing was written: give it more, or less to read\n"
        )
      }
    }
  }

  private static func end(_ words: StaticString) -> Never {
    _ = write(STDERR_FILENO, words.utf8Start, words.utf8CodeUnitCount)
    _exit(ExitStatus.failure.rawValue)
  }
}

/// The C names that differ between systems.
private enum Resource {
  #if canImport(Glibc)
    static var addressSpace: __rlimit_resource_t { __rlimit_resource_t(RLIMIT_AS.rawValue) }
    static var unlimited: rlim_t { rlim_t.max }
  #else
    static var addressSpace: Int32 { RLIMIT_AS }
    static var unlimited: rlim_t { rlim_t(bitPattern: Int64.max) }
  #endif
}
