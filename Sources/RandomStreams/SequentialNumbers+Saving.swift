import StateStorage

// What is saved is a place in the sequence, not the numbers: they are computed again from the stream's key.

extension SequentialUniforms {
  /// Writes the place of the next number.
  /// - Precondition: the stream is addressed; a stock generator's numbers cannot be computed again.
  public func save(to writer: inout StateWriter) { block.save(to: &writer) }

  /// Goes on at a saved place; with another key, as another future of the same past.
  /// - Precondition: the stream is addressed.
  public init(from reader: inout StateReader, stream: RandomStream) throws(SavedStateError) {
    block = try NumberBlock(from: &reader, stream: stream, isExponential: false)
  }
}

extension SequentialExponentials {
  /// Writes the place of the next number.
  /// - Precondition: the stream is addressed; a stock generator's numbers cannot be computed again.
  public func save(to writer: inout StateWriter) { block.save(to: &writer) }

  /// Goes on at a saved place; with another key, as another future of the same past.
  /// - Precondition: the stream is addressed.
  public init(from reader: inout StateReader, stream: RandomStream) throws(SavedStateError) {
    block = try NumberBlock(from: &reader, stream: stream, isExponential: true)
  }
}

extension NumberBlock {
  /// Where a block ends and the next one begins, and how much of the block is taken.
  struct SavedPlace: BitwiseCopyable {
    var address: StreamAddress
    var draw: UInt64
    var taken: Int
    var isByOrdinal: Bool
  }

  func save(to writer: inout StateWriter) {
    precondition(stream.isAddressed, "the numbers of a stock generator cannot be saved")
    writer.write(SavedPlace(address: address, draw: draw, taken: taken, isByOrdinal: order == .ordinals))
  }

  init(from reader: inout StateReader, stream: RandomStream, isExponential: Bool) throws(SavedStateError) {
    precondition(stream.isAddressed, "the numbers of a stock generator cannot be read back")
    let place = try reader.read(SavedPlace.self)
    guard (0...Self.size).contains(place.taken) else {
      throw .wrongLength(found: place.taken, expected: Self.size)
    }
    // Draws come in halves of a block, and their number has 24 bits.
    guard place.isByOrdinal || (place.draw < Self.drawsOfAddress && place.draw.isMultiple(of: UInt64(Self.size / 2)))
    else {
      throw .impossible(part: "numbers in turn")
    }
    let customersBefore = place.taken == Self.size ? 0 : place.isByOrdinal ? Self.size : place.draw == 0 ? 1 : 0
    guard place.address.ordinal >= customersBefore, place.address.hasNoDraw else {
      throw .impossible(part: "numbers in turn")
    }
    self.init(
      stream: stream, address: place.address, order: place.isByOrdinal ? .ordinals : .draws,
      isExponential: isExponential)
    draw = place.draw
    if place.taken < Self.size {
      stepBack()
      refill()
      taken = place.taken
    }
  }

  /// To the beginning of the block whose end is the present place: the reverse of what a refill does.
  private mutating func stepBack() {
    if order == .ordinals {
      address = address.advanced(by: -Self.size)
    } else {
      if draw == 0 {
        address = address.advanced(by: -1)
        draw = Self.drawsOfAddress
      }
      draw -= UInt64(Self.size / 2)
    }
  }
}
