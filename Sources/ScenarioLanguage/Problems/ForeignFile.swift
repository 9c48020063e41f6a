/// A file that is no table of text, known by its first bytes, whatever its name.
public enum ForeignFile: String, Hashable, Sendable, CaseIterable {
  /// A workbook of a spreadsheet (XLSX, ODS), or another ZIP archive.
  case workbook
  /// A workbook of before 2007 (XLS).
  case oldWorkbook
  case pdf
  /// An event log of process mining in XML.
  case xes
  case html
  case xml
  case json
  case parquet
  /// Compressed with gzip, where only plain tables are read.
  case gzip
  /// Compressed in another way.
  case archive
  case utf32

  /// What a file is that begins with these bytes; `nil` when it may be a table.
  package init?(head: some Collection<UInt8>) {
    let bytes = Array(head.prefix(1024))
    func begins(_ signature: [UInt8]) -> Bool { bytes.starts(with: signature) }
    switch true {
    case begins([0x50, 0x4B, 0x03, 0x04]), begins([0x50, 0x4B, 0x05, 0x06]): self = .workbook
    case begins([0xD0, 0xCF, 0x11, 0xE0]): self = .oldWorkbook
    case begins(Array("%PDF".utf8)): self = .pdf
    case begins(Array("PAR1".utf8)): self = .parquet
    case begins([0x1F, 0x8B]): self = .gzip
    case begins(Array("BZh".utf8)) && bytes.count > 3 && (0x31...0x39).contains(bytes[3]),
      begins([0xFD, 0x37, 0x7A, 0x58]),
      begins([0x28, 0xB5, 0x2F, 0xFD]), begins([0x37, 0x7A, 0xBC, 0xAF]), begins(Array("Rar!".utf8)):
      self = .archive
    case begins([0xFF, 0xFE, 0, 0]), begins([0, 0, 0xFE, 0xFF]): self = .utf32
    default:
      guard let marked = ForeignFile.markup(bytes) else { return nil }
      self = marked
    }
  }

  /// XML, HTML and JSON, in UTF-8 or UTF-16.
  private static func markup(_ bytes: [UInt8]) -> ForeignFile? {
    let text = String(decoding: bytes.filter { $0 > 0 && $0 < 0x80 }, as: UTF8.self).lowercased()
    let start = text.drop { $0.isWhitespace }
    if start.hasPrefix("<") {
      if start.contains("<log") || start.contains("xes") { return .xes }
      if ["<html", "<!doctype html", "<table", "<head", "<meta"].contains(where: start.contains) { return .html }
      return start.hasPrefix("<?xml") || start.hasPrefix("<!--") ? .xml : nil
    }
    let isJSON = start.hasPrefix("{\"") || start.hasPrefix("[{") || start.hasPrefix("{\n") || start.hasPrefix("{ \"")
    return isJSON || start.hasPrefix("{\r\n") ? .json : nil
  }

  /// What it is, and what to do.
  package var sentence: LocalizedText {
    switch self {
    case .workbook:
      LocalizedText(
        en: "is a workbook (XLSX, ODS) or another ZIP archive, not a table of text; save the sheet as CSV UTF-8",
        zh: "是电子表格工作簿（XLSX、ODS）或 ZIP 压缩包，不是文本表格；请把工作表另存为 CSV UTF-8")
    case .oldWorkbook:
      LocalizedText(
        en: "is a workbook (XLS), not a table of text; save the sheet as CSV UTF-8",
        zh: "是电子表格工作簿（XLS），不是文本表格；请把工作表另存为 CSV UTF-8")
    case .pdf:
      LocalizedText(
        en: "is a PDF document, not a table of text; ask for the data as CSV", zh: "是 PDF 文档，不是文本表格；请索取 CSV 格式的数据")
    case .xes:
      LocalizedText(
        en:
          "is an event log in XES, which is XML; convert it to CSV with a row for each event, with pm4py or ProM for example",
        zh: "是 XES（XML）事件日志；请转换为每个事件一行的 CSV，例如用 pm4py 或 ProM")
    case .html:
      LocalizedText(
        en: "is a web page (HTML), perhaps with the ending .xls; open it in a spreadsheet and save it as CSV UTF-8",
        zh: "是网页（HTML），扩展名可能为 .xls；请用电子表格软件打开后另存为 CSV UTF-8")
    case .xml: LocalizedText(en: "is XML, not a table of text; convert it to CSV", zh: "是 XML，不是文本表格；请转换为 CSV")
    case .json: LocalizedText(en: "is JSON, not a table of text; convert it to CSV", zh: "是 JSON，不是文本表格；请转换为 CSV")
    case .parquet:
      LocalizedText(en: "is Parquet, not a table of text; convert it to CSV", zh: "是 Parquet，不是文本表格；请转换为 CSV")
    case .gzip:
      LocalizedText(en: "is compressed with gzip; only logs may be, so unpack it", zh: "经 gzip 压缩；只有日志可以压缩，请先解压")
    case .archive:
      LocalizedText(
        en: "is compressed in a way that is not read; unpack it, or use gzip for a log", zh: "的压缩方式无法读取；请先解压，日志可用 gzip")
    case .utf32:
      LocalizedText(en: "is in UTF-32; save it as UTF-8", zh: "为 UTF-32 编码；请存为 UTF-8")
    }
  }
}
