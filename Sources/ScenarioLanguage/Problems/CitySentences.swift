/// What is said of files that bring a city where there is one, or none where one is wanted.
enum CitySentences {
  /// What is said of a city that would take another's place.
  static func replaced(_ upper: String, _ lower: String, isOwn: Bool) -> LocalizedText {
    if isOwn {
      return LocalizedText(
        en:
          "all units are given anew here, over those of \(lower); write `replace: whole` in `city` for this city alone, or `replace: keys` to change only the keys written here and keep the others",
        zh:
          "此处重新给出全部单元，而 \(lower) 已有单元；若以本城市整体取代，请在 city 中写 replace: whole；若只修改此处所写的键，请写 replace: keys"
      )
    }
    return LocalizedText(
      en:
        "this file brings the city of \(upper), which would take the place of the city of \(lower); leave one of the files out, lay a policy without a city over one (--with), or write the city that is meant into this file, with `replace: whole`",
      zh:
        "该文件带来 \(upper) 的城市，将取代 \(lower) 的城市；请去掉其中一个文件，或用 --with 叠加不含城市的方案，或在本文件中写明所要的城市并加 replace: whole"
    )
  }

  static func policyAlone(_ path: String) -> LocalizedText {
    let path = ScenarioProblem.printable(String(path.prefix(1000)))
    return LocalizedText(
      en:
        "this file has no city and no `observe`, so it is a policy and not a whole scenario; lay it over a city: issueflow compare CITY.yaml --with \(path) (or run, check, validate CITY.yaml --with \(path))",
      zh:
        "该文件没有 city 也没有 observe，是一项方案而非完整场景；请叠加到城市上：issueflow compare 城市.yaml --with \(path)（run、check、validate 亦可）"
    )
  }

  static func policyHasCity(_ policy: String, _ city: String) -> LocalizedText {
    let (policy, city) = (
      ScenarioProblem.printable(String(policy.prefix(1000))), ScenarioProblem.printable(String(city.prefix(1000)))
    )
    return LocalizedText(
      en:
        "a policy brings no city of its own, and this one would replace that of \(city); compare the two scenarios instead (issueflow compare \(city) \(policy)), or take the city out of the policy, or write `replace: whole` or `replace: keys` in it",
      zh:
        "方案不应自带城市，否则会取代 \(city) 的城市；请改为比较两个场景（issueflow compare \(city) \(policy)），或从方案中去掉城市，或在其中写 replace: whole 或 replace: keys"
    )
  }
}
