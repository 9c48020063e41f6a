import CGSL

/// Why GSL could not compute a number.
public struct GSLError: Error, Hashable, Sendable {
  /// The function that failed, such as "gsl_cdf_gamma_P".
  public let function: String
  /// GSL's error code; 0 when the result was not a number and GSL said nothing.
  public let code: Int32
}

extension GSLError: CustomStringConvertible {
  public var description: String {
    code == 0 ? "\(function): not a number" : "\(function): \(String(cString: gsl_strerror(code)))"
  }
}

/// Guards calls of GSL functions that can fail.
///
/// GSL's own handler aborts the process. Ours notes the code for the calling thread, and a result that is not
/// a number is a failure too: several `gsl_cdf` functions return one without calling the handler.
enum GSL {
  /// Replaces the aborting handler; reading it more than once does nothing more.
  static let handlerIsInstalled: Bool = {
    cgsl_install_error_handler()
    return true
  }()

  /// Calls `body` and returns its value.
  ///
  /// - Throws: When GSL reports an error or the value is not a number.
  static func checked(_ function: String, _ body: () -> Double) throws(GSLError) -> Double {
    precondition(handlerIsInstalled, "the GSL error handler must be installed")
    cgsl_clear_error()
    let value = body()
    let code = cgsl_last_error()
    // Underflow is not a failure: the nearest number, usually 0, is the right answer for a tail.
    guard !value.isNaN, code == 0 || Int(code) == Int(GSL_EUNDRFLW) else {
      throw GSLError(function: function, code: code)
    }
    return value
  }
}
