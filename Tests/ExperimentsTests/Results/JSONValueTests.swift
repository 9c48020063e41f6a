import Foundation
import Testing

@testable import Experiments

@Suite("JSON")
struct JSONValueTests {
  @Test("What is written reads back, whatever the text holds")
  func roundTrip() throws {
    let text = "quotes \" back \\ lines \n\r\t bell \u{7} 常州"
    let value = JSONValue.object([
      ("text", .string(text)), ("number", .number(0.1)), ("whole", .number(3)), ("integer", .integer(-7)),
      ("none", .optional(nil)), ("list", .array([.boolean(true), .array([]), .object([])])),
    ])
    let read = try JSONSerialization.jsonObject(with: Data(value.text.utf8)) as? [String: Any]
    #expect(read?["text"] as? String == text)
    #expect(read?["number"] as? Double == 0.1)
    #expect(read?["integer"] as? Int == -7)
    #expect(read?["none"] is NSNull)
    #expect((read?["list"] as? [Any])?.count == 3)
  }

  @Test("Keys keep their order")
  func order() {
    let text = JSONValue.object([("b", .integer(1)), ("a", .integer(2))]).text
    #expect(text == "{\n  \"b\": 1,\n  \"a\": 2\n}\n")
  }
}

@Suite("Digests")
struct ContentHashTests {
  @Test("The digests are those of the published vectors")
  func vectors() {
    #expect(ContentHash.fnv1a64([]) == 0xCBF2_9CE4_8422_2325)
    #expect(ContentHash.fnv1a64(Array("foobar".utf8)) == 0x8594_4171_F739_67E8)
    #expect(ContentHash.fnv1a128("") == "6c62272e07bb014262b821756295c58d")
    #expect(ContentHash.fnv1a128("a") == "d228cb696f1a8caf78912b704e4a8964")
    #expect(ContentHash.fnv1a128("foobar") == "343e1662793c64bf6f0d3597ba446f18")
  }
}
