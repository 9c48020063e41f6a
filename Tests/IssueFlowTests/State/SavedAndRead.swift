import StateStorage

/// The bytes of a part.
func saved<State: Savable & ~Copyable>(_ state: borrowing State) -> [UInt8] {
  var writer = StateWriter(model: "part", version: 1)
  writer.write(state)
  return writer.finish()
}

/// The part that bytes are of.
func read<State: Savable & ~Copyable>(_: State.Type, from bytes: [UInt8]) throws -> State {
  var reader = try StateReader(bytes, model: "part", version: 1)
  let read = try reader.read(State.self)
  try reader.finish()
  return read
}
