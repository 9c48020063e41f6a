/// Values at the edges of what machines and people write.
enum EdgeValues {
  static let numbers = [
    "0", "-0", "-0.0", "0.0", "1", "-1", "2", "3", "0.5", "7", "99", "100", "1000", "65535", "65536", "1000000",
    "1000001",
    "16777216", "16777217", "2147483647", "2147483648", "-2147483648", "-2147483649", "4294967295", "4294967296",
    "9007199254740992", "9007199254740993", "9223372036854775806", "9223372036854775807", "9223372036854775808",
    "-9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616",
    "123456789012345678901234567890", "1e3", "1e9", "1e15", "1e16", "1e18", "1e19", "1e100", "1e307", "1e308",
    "1.7976931348623157e308", "1.7976931348623159e308", "1e309", "-1e308", "1e-3", "1e-9", "1e-15", "1e-16", "1e-300",
    "1e-308", "2.2250738585072014e-308", "5e-324", "4.9e-324", "2e-324", "1e-400", "1e999999999999999999999", "1e+5",
    "1E5",
    "010", "1_0", "0x10", "0o10", "0b1", "1:30", ".5", "5.", "+5", "--5", "1e", "1e+", "1.2.3", ".nan", ".inf", "-.inf",
    "NaN", "nan", "inf", "Infinity", "1,5", "1 000", "１２", "٣", "0.1", "0.30000000000000004", "0.999999999999999999",
    "1.0000000000000002", "0.9999999999999999", "1.5", "10", "30", "365", "1440",
  ]

  static let units = [
    "%", " %", " points", " min", " h", " s", " days", " day", " weeks", " months", " years", " working days",
    " working hours", " per day", " per year", " per s", " per unit per day", " per city per day", " per city per s",
    " per household per min", " per 1000 households per month", " per 1e-300 households per s", " ± 5 points",
    " ± 0 points",
    " 个工作日", " 周", "",
  ]

  static let dates = [
    "0000-01-01", "0000-00-00", "0001-01-01", "1899-12-31", "1900-01-01", "1900-02-29", "1970-01-01", "2000-02-29",
    "2024-02-30", "2025-02-29", "2025-02-30", "2025-13-01", "2025-00-10", "2025-01-00", "2025-01-32", "2999-12-31",
    "3000-01-01", "9999-12-31", "10000-01-01", "-0001-01-01", "2025-1-1", "2025/01/01", "20250101",
    "2025-01-01T00:00:00",
    "２０２５-01-01",
  ]

  static let words = [
    "", "~", "null", "true", "false", "yes", "no", "on", "off", "none", "无", "unlimited", "不限", "always", "grid",
    "community",
    "street", "value", "id", "remove", "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1",
    "\u{FF1D}1+1",
    "a\0b", "a\nb", "a\rb", "a\r\nb", "\u{1B}[2J\u{1B}]0;owned\u{7}", "\u{9B}2J", "\u{202E}abc", "\u{2066}x\u{2069}",
    "\u{200B}",
    "\u{FEFF}", "\u{FFFF}", "\u{10FFFF}", "\u{E000}", "\u{2028}", "\u{85}", "e\u{301}\u{301}\u{301}", "👨‍👩‍👧‍👦",
    "<script>alert(1)</script>",
    "]]>", "&amp;", "\"", "'", "\\", "../../etc/passwd", "/etc/passwd", "/dev/zero", "/dev/stdin", ".", "..", "/",
    "a/b", "con",
    "*a", "&a", "!!binary aGk=", "!!float 1", "<<", "- a", "? a", "| a", "> a", "# a", "a: b", "a #b", "[", "]", "{",
    "}", ",", "%",
    "@", "`", "...", "---", "%YAML 1.2", "\t", " ", "a.b", "a.b.c", "\"a.b\"", "rises by at least 5 points",
    "stays within 1 point",
    "falls", "at most 5%", "at least 90%, at most 1%", "at most", "detect(at most 120 days)",
    "detect(at most 1e308 years)",
  ]

  static let distributions = [
    "constant(0)", "constant(1e308 min)", "uniform(1, 0)", "uniform(0, 0)", "uniform(0 min, 1e308 min)",
    "triangular(0 min, 0 min, 0 min)", "exponential(mean: 0 min)", "exponential(mean: 5e-324 s)",
    "gamma(mean: 0 min, cv: 0)",
    "gamma(mean: 1 h, cv: 1e308)", "gamma(mean: 1 h, cv: 1e-300)", "gamma(mean: 1e300 min, cv: 1e300)",
    "erlang(mean: 1 h, k: 0)",
    "erlang(mean: 1 h, k: 9223372036854775807)", "lognormal(mean: 1 h, cv: 1e200)",
    "lognormal(median: 1 h, sigma: 1000)",
    "weibull(scale: 1 h, shape: 1e-300)", "weibull(scale: 1 h, shape: 1e300)", "weibull(scale: 1 h, shape: 0.01)",
    "pareto(scale: 1 min, shape: 1e-9, at_most: 1e308 min)", "pareto(scale: 1 h, shape: 0, at_most: 1 h)",
    "pareto(scale: 0 min, shape: 1, at_most: 1 h)", "beta(1e-300, 1e-300)", "beta(1e300, 1e300)", "beta(0, 0)",
    "beta(2, 4, low: 1, high: 0)", "mixture()", "mixture(1: mixture(1: mixture(1: mixture(1: 1 h))))",
    "mixture(0.5: 1 h, 0.5: 1e300 years)",
    "mixture(0: 1 h, 1: 0 min)", "empirical(x.csv)", "empirical(/dev/zero)", "empirical(../small-town.yaml)",
    "empirical()",
    "gamma(mean: 1 h, cv: 1", "gamma(mean 1 h, cv: 1)", "gamma(,)", "gamma((((((((", "()", ")(",
    "lognormal(mean: 40 min, cv: 1.5)",
    "exponential(mean: 1 h)", "gamma(mean: 30 min, cv: 0.5)", "uniform(1 min, 2 h)", "1 h 30 min", "1 h 1 h", "1 s",
    "0 min",
  ]

  static let hours = [
    "Mon-Fri 08:30-12:00 13:30-17:30", "always", "Mon-Sun 00:00-24:00", "Mon 24:00-24:00", "Mon 00:00-00:00",
    "Fri-Mon 09:00-10:00",
    "Mon 08:00-09:00 08:30-10:00", "Mon", "Tue 19:00", "Tue,Thu 19:00", "Mon-Sun 00:00", "周一-周五 09:00-17:00",
    "周一至周日 00:00-24:00",
    "Mon-Mon-Mon 08:00-09:00", "Mon 25:00-26:00", "Mon 23:59-24:00", "Sun 00:00-00:01", "Mon 8:00-9:00",
    "Mon,,Tue 08:00-09:00",
  ]

  static let all = numbers + dates + words + distributions + hours
}
