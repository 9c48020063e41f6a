import StateStorage

/// The bytes of a part, and the part that is read from them.
func savedAndRead<State: Savable & ~Copyable>(_ state: borrowing State) throws -> (bytes: [UInt8], read: State) {
  var writer = StateWriter(model: "part", version: 1)
  writer.write(state)
  let bytes = writer.finish()
  var reader = try StateReader(bytes, model: "part", version: 1)
  let read = try reader.read(State.self)
  try reader.finish()
  return (bytes, read)
}

/// The bytes of a part.
func saved<State: Savable & ~Copyable>(_ state: borrowing State) -> [UInt8] {
  var writer = StateWriter(model: "part", version: 1)
  writer.write(state)
  return writer.finish()
}
