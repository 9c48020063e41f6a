import CGSL
import CPhilox

/// The random numbers of one replication.
///
/// By default numbers are addressed: the value at a ``StreamAddress`` depends on the address and the key and
/// on nothing else, so two simulations that differ in what they do still meet the same luck. A stock
/// generator of GSL can be named instead, to show that a conclusion does not hang on the generator; then an
/// address selects the sequence of its purpose, numbers are consumed in turn, and pairing is lost.
///
/// A stream is not `Sendable`: make one for each running simulation.
public final class RandomStream {
  /// The name of the addressed generator.
  public static let addressedGeneratorName = "philox4x32-10"

  /// The names that ``init(generator:key:budget:)`` knows: the addressed generator, then those of GSL.
  public static var generatorNames: [String] {
    [addressedGeneratorName] + stockTypes.map { String(cString: $0.pointee.name) }
  }

  /// The master seed and the replication whose luck this is.
  public let key: StreamKey
  /// Whether the value at an address is independent of all other draws.
  public let isAddressed: Bool
  /// The generator's name, one of ``generatorNames``.
  public let generatorName: String

  /// The generator that GSL distributions draw from.
  @usableFromInline private(set) var current: UnsafeMutablePointer<gsl_rng>
  /// The state inside `current` when the stream is addressed.
  @usableFromInline let philox: UnsafeMutablePointer<cphilox_state>?
  /// One generator for each purpose of the budget, made at its first use; empty when addressed.
  private var stock: [UnsafeMutablePointer<gsl_rng>?]
  private let firstSeed: Int

  /// Makes an addressed stream, which stands at the first draw of the address with all fields 0.
  public init(key: StreamKey) {
    precondition(GSL.handlerIsInstalled, "the GSL error handler must be installed")
    self.key = key
    isAddressed = true
    generatorName = Self.addressedGeneratorName
    current = Self.allocate(cphilox_type())
    let state = current.pointee.state.assumingMemoryBound(to: cphilox_state.self)
    cphilox_set_key(state, key.masterSeed, key.replication)
    philox = state
    stock = []
    firstSeed = 0
  }

  /// Makes a stream on a generator known by name, which stands at purpose 0.
  ///
  /// - Throws: When the name is unknown or the key is outside the budget. The budget does not matter to the
  ///   addressed generator.
  public convenience init(
    generator: String, key: StreamKey, budget: SeedBudget = .standard
  ) throws(StreamError) {
    if generator == Self.addressedGeneratorName {
      self.init(key: key)
      return
    }
    guard let type = Self.stockTypes.first(where: { String(cString: $0.pointee.name) == generator }) else {
      throw .unknownGenerator(generator, known: Self.generatorNames)
    }
    self.init(
      stockType: type, name: generator, key: key, firstSeed: try budget.firstSeed(of: key),
      purposes: budget.purposes)
  }

  private init(
    stockType: UnsafePointer<gsl_rng_type>, name: String, key: StreamKey, firstSeed: Int, purposes: Int
  ) {
    precondition(GSL.handlerIsInstalled, "the GSL error handler must be installed")
    self.key = key
    isAddressed = false
    generatorName = name
    philox = nil
    self.firstSeed = firstSeed
    current = Self.allocate(stockType)
    gsl_rng_set(current, UInt(firstSeed))
    stock = Array(repeating: nil, count: purposes)
    stock[0] = current
  }

  deinit {
    if isAddressed {
      gsl_rng_free(current)
    } else {
      for generator in stock { gsl_rng_free(generator) }
    }
  }

  /// Goes to the first draw of an address, or, on a stock generator, to the sequence of its purpose.
  @inlinable
  public func move(to address: StreamAddress) {
    if let philox {
      cphilox_move(philox, address.first, address.low, address.high)
    } else {
      selectStock(purpose: Int(address.high >> 56))
    }
  }

  /// - Precondition: The purpose is inside the budget.
  @usableFromInline
  func selectStock(purpose: Int) {
    precondition(
      purpose < stock.count, "purpose \(purpose) is outside the seed budget of \(stock.count) purposes")
    if let generator = stock[purpose] {
      current = generator
    } else {
      let generator = Self.allocate(current.pointee.type)
      gsl_rng_set(generator, UInt(firstSeed + purpose))
      stock[purpose] = generator
      current = generator
    }
  }

  private static var stockTypes: [UnsafePointer<gsl_rng_type>] {
    (0..<Int32(CGSL_RNG_STOCK_COUNT)).compactMap { cgsl_rng_stock($0) }
  }

  private static func allocate(_ type: UnsafePointer<gsl_rng_type>) -> UnsafeMutablePointer<gsl_rng> {
    guard let generator = gsl_rng_alloc(type) else {
      preconditionFailure("no memory for a generator of \(type.pointee.size) bytes")
    }
    return generator
  }
}
