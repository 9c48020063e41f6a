extension StreamError {
  /// Says what is wrong and what is allowed, in one line.
  public func message(language: MessageLanguage) -> String {
    switch (self, language) {
    case (.unknownGenerator(let name, let known), .english):
      "there is no generator '\(name)'; use one of \(known.joined(separator: ", "))"
    case (.unknownGenerator(let name, let known), .chinese):
      "没有名为“\(name)”的随机数发生器；可用：\(known.joined(separator: "、"))"
    case (.budgetTooLarge(let seeds, let replications, let purposes), .english):
      """
      a seed budget of \(seeds) master seeds × \(replications) replications × \(purposes) purposes is not \
      possible; use positive counts, at most 256 purposes and a product of at most \(SeedBudget.largestSeed)
      """
    case (.budgetTooLarge(let seeds, let replications, let purposes), .chinese):
      """
      种子预算 \(seeds) 个主种子 × \(replications) 次重复 × \(purposes) 个用途不可行；\
      各项须为正数，用途不超过 256 个，乘积不超过 \(SeedBudget.largestSeed)
      """
    case (.masterSeedOutsideBudget(let seed, let limit), .english):
      "master seed \(seed) is outside the seed budget; use 0...\(limit - 1), or the addressed generator"
    case (.masterSeedOutsideBudget(let seed, let limit), .chinese):
      "主种子 \(seed) 超出种子预算；可用 0…\(limit - 1)，或改用按地址取数的发生器"
    case (.replicationOutsideBudget(let replication, let limit), .english):
      "replication \(replication) is outside the seed budget; use 0...\(limit - 1)"
    case (.replicationOutsideBudget(let replication, let limit), .chinese):
      "第 \(replication) 次重复超出种子预算；可用 0…\(limit - 1)"
    }
  }
}
