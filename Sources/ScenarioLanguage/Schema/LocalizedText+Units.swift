// What numbers are counted in, where several sections and measures count in it.

extension LocalizedText {
  package static let yuan = LocalizedText(en: "yuan", zh: "元")
  package static let squareMetres = LocalizedText(en: "square metres", zh: "平方米")
  package static let perUnitOfLowestTier = LocalizedText(en: "for each unit of the lowest tier", zh: "每个最低层级单元")
}
