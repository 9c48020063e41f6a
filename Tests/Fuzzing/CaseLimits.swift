import Foundation

/// Bounds on a process that checks inputs, which end it when it breaks them.
public enum CaseLimits {
  /// Processor seconds for one input.
  public static let seconds = 10
  /// Bytes of memory.
  public static let bytes = 2 * 1_073_741_824

  /// Bounds the memory of this process.
  public static func boundMemory() {
    var limit = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
    #if canImport(Glibc)
      setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit)
      var core = rlimit(rlim_cur: 0, rlim_max: 0)
      setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core)
    #else
      setrlimit(RLIMIT_DATA, &limit)
    #endif
  }

  /// Begins the time of an input: a process that works too long gets a signal and ends.
  ///
  /// So does one that waits, after thirty times as long: on a busy machine that may be no more than its share.
  public static func beginInput() {
    #if canImport(Glibc)
      var work = itimerval(it_interval: timeval(), it_value: timeval(tv_sec: seconds, tv_usec: 0))
      setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &work, nil)
    #else
      var work = itimerval(it_interval: timeval(), it_value: timeval(tv_sec: seconds, tv_usec: 0))
      setitimer(ITIMER_PROF, &work, nil)
    #endif
    alarm(UInt32(30 * seconds))
  }

  /// Processor seconds of this process.
  public static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The greatest resident memory of this process so far, in bytes.
  public static var peakBytes: Int {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return Int(usage.ru_maxrss) * 1024
    #else
      getrusage(RUSAGE_SELF, &usage)
      return Int(usage.ru_maxrss)
    #endif
  }
}
