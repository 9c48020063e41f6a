import Testing

/// What a mutating call gave, which `#require` cannot call by itself.
func unwrapped<Value>(_ value: Value?, at location: SourceLocation = #_sourceLocation) throws -> Value {
  try #require(value, sourceLocation: location)
}
