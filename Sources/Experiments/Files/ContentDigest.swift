/// A digest of a whole file, by which two copies of a program know each other.
public enum ContentDigest {
  /// Sixteen hexadecimal digits; `nil` when the file cannot be read.
  public static func ofFile(_ path: String) -> String? {
    guard let part = try? OutputFile.part(at: path) else { return nil }
    let digits = String(part.checksum, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
