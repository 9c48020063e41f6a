import Queueing
import TestSupport
import Testing

@Suite("WaitingLine")
struct WaitingLineTests {
  static func ticket(_ deadline: Double, _ arrival: UInt64) -> WaitingTicket {
    QueueDiscipline.earliestDeadline.ticket(for: CustomerRank(deadline: deadline), arrival: arrival)
  }

  @Test("Tickets order by rank, then by arrival, and the ticket that nobody has comes last")
  func tickets() {
    #expect(Self.ticket(1, 9) < Self.ticket(2, 0))
    #expect(Self.ticket(1, 3) < Self.ticket(1, 4))
    #expect(Self.ticket(.greatestFiniteMagnitude, 0) < Self.ticket(.infinity, 0))
    #expect(Self.ticket(.infinity, .max - 1) < WaitingTicket.none)
  }

  @Test("Nobody leaves an empty line")
  func empty() {
    var line = WaitingLine()
    #expect(line.popFirst() == nil)
    let hasLeft = line.leave(.none)
    #expect(!hasLeft && line.isEmpty && line.customers == [])
  }

  @Test("Who comes back to the front stands before all others")
  func front() {
    var line = WaitingLine()
    for customer in 0..<5 as Range<Customer> { line.join(customer, with: Self.ticket(1, UInt64(customer))) }
    let first = [line.popFirst(), line.popFirst()]
    #expect(first == [0, 1])
    line.join(1, with: Self.ticket(1, 1))
    line.join(0, with: Self.ticket(1, 0))
    line.join(9, with: Self.ticket(0, 9))
    #expect(line.customers == [9, 0, 1, 2, 3, 4])
  }

  /// A sorted array is the definition; the line differs by its moving head only.
  @Test("It is a sorted array", arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func property(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var line = WaitingLine()
    var reference: [(ticket: WaitingTicket, customer: Customer)] = []
    // From all at the end to all over the line.
    let deadlines = [1, 2, 10, 1_000, 1, 3][Int(seed) - 1]
    var gone: [WaitingTicket] = []
    for step in 0..<4_000 {
      let draw = random.below(100)
      if draw < (step / 500 % 2 == 0 ? 55 : 40) {
        let entry = (Self.ticket(Double(random.below(deadlines)), UInt64(step)), Customer(step))
        line.join(entry.1, with: entry.0)
        reference.insert(entry, at: reference.firstIndex { $0.ticket > entry.0 } ?? reference.count)
      } else if draw < 85 {
        let first = line.popFirst()
        #expect(first == reference.first?.customer)
        if !reference.isEmpty { gone.append(reference.removeFirst().ticket) }
      } else if draw < 97, !reference.isEmpty {
        let place = draw < 90 ? 0 : random.below(reference.count)
        let hasLeft = line.leave(reference[place].ticket)
        #expect(hasLeft)
        gone.append(reference.remove(at: place).ticket)
      } else if let ticket = gone.randomElement(using: &random) {
        let hasLeft = line.leave(ticket)
        #expect(!hasLeft)
      }
      #expect(line.count == reference.count && line.isEmpty == reference.isEmpty)
      if step % 16 == 0 { #expect(line.customers == reference.map(\.customer)) }
    }
    #expect(line.customers == reference.map(\.customer))
  }
}
