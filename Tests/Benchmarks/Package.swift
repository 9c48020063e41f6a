// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that benchmarks enter no build of the project.
let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "issue-flow", path: "../..")],
  targets: [
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        .product(name: "IssueFlow", package: "issue-flow"), .product(name: "EventKernel", package: "issue-flow"),
        .product(name: "Queueing", package: "issue-flow"), .product(name: "RandomStreams", package: "issue-flow"),
        .product(name: "OutputAnalysis", package: "issue-flow"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
