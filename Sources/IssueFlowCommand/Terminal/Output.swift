import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One of the two standard streams.
///
/// A reader that goes away, as `head` does, ends the writing quietly; the work and the exit code stay. After any other
/// failure every later write fails as well: a report with a hole must not end as if it were whole.
final class Output: Sendable {
  let isTerminal: Bool
  private let descriptor: Int32
  private let end = Mutex(End.none)

  /// Why nothing more is written.
  private enum End {
    case none
    case closed
    case failed(OutputFailure)
  }

  static let standard = Output(STDOUT_FILENO)
  static let error = Output(STDERR_FILENO)

  /// Opens the null device in the place of standard streams that the caller has closed.
  ///
  /// Else the first files that are opened would get their numbers, and reports would be written into results.
  static func fillClosedStreams() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) == -1 {
      // The lowest number that is free is given, which is this one.
      _ = open("/dev/null", O_RDWR)
    }
  }

  /// Lets a write to a closed pipe fail instead of ending the process.
  static func ignoreClosedPipes() { signal(SIGPIPE, SIG_IGN) }

  private init(_ descriptor: Int32) {
    self.descriptor = descriptor
    isTerminal = isatty(descriptor) == 1
  }

  /// Writes text as it is.
  /// - Throws: when the device refuses it, such as a full disk.
  func write(_ text: String) throws(OutputFailure) {
    let failure = end.withLock { end -> OutputFailure? in
      switch end {
      case .none: break
      case .closed: return nil
      case .failed(let failure): return failure
      }
      var bytes = Array(text.utf8)[...]
      while !bytes.isEmpty {
        let written = bytes.withUnsafeBytes { posixWrite(descriptor, $0.baseAddress!, $0.count) }
        if written >= 0 {
          bytes = bytes.dropFirst(written)
        } else if errno == EPIPE {
          end = .closed
          return nil
        } else if errno != EINTR && errno != EAGAIN {
          let failure = OutputFailure(reason: String(cString: strerror(errno)))
          end = .failed(failure)
          return failure
        }
      }
      return nil
    }
    if let failure { throw failure }
  }

  func writeLines(_ lines: [String]) throws(OutputFailure) {
    try write(lines.map { $0 + "\n" }.joined())
  }

  /// Columns of the terminal; `COLUMNS`, or 80, where there is none.
  func width(environment: [String: String]) -> Int {
    if let columns = environment["COLUMNS"].flatMap({ Int($0) }), columns >= 20 { return columns }
    var size = winsize()
    let isKnown = isTerminal && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col >= 20
    return isKnown ? Int(size.ws_col) : 80
  }
}

/// Why a standard stream takes no more.
struct OutputFailure: Error {
  let reason: String
}

private func posixWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
