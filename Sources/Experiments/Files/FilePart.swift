/// The length and the checksum of a file.
struct FilePart: Hashable, Sendable {
  let bytes: Int
  let checksum: UInt64
}
