// swift-tools-version: 6.1
import Foundation
import PackageDescription

/// A source archive brings the packages that the program is built from in this folder, and asks no network for them.
let archived = "Dependencies"
let isArchive = FileManager.default.fileExists(atPath: Context.packageDirectory + "/" + archived)

let package = Package(
  name: "issue-flow",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "StateStorage", targets: ["StateStorage"]),
    .library(name: "EventKernel", targets: ["EventKernel"]),
    .library(name: "Queueing", targets: ["Queueing"]),
    .library(name: "RandomStreams", targets: ["RandomStreams"]),
    .library(name: "OutputAnalysis", targets: ["OutputAnalysis"]),
    .library(name: "IssueFlow", targets: ["IssueFlow", "Experiments"]),
    .executable(name: "issueflow", targets: ["IssueFlowCommand"]),
  ],
  // Exact, because results must be those of a commit whenever it is built: see DesignDecisions.
  dependencies: isArchive
    ? ["swift-argument-parser", "Yams"].map { .package(path: archived + "/" + $0) }
    : [
      .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
      .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
      .package(url: "https://github.com/swiftlang/swift-docc-plugin", exact: "1.5.0"),
    ],
  targets: [
    // MARK: - General libraries. None of them knows what an issue is.
    .systemLibrary(
      name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"]), .brew(["gsl"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(name: "CPhilox", dependencies: ["CGSL"]),
    .target(name: "RandomStreams", dependencies: ["CGSL", "CPhilox", "StateStorage"]),
    .target(name: "StateStorage"),
    .target(name: "CWinnerTree"),
    .target(name: "CSHA256"),
    .target(name: "EventKernel", dependencies: ["CWinnerTree", "StateStorage"]),
    .target(name: "Queueing", dependencies: ["StateStorage"]),
    .target(name: "OutputAnalysis", dependencies: ["CGSL"]),

    // MARK: - The study
    .target(
      name: "IssueFlow",
      dependencies: [
        "EventKernel", "Queueing", "RandomStreams", "StateStorage", .product(name: "Yams", package: "Yams"),
      ]),
    .target(
      name: "Experiments",
      dependencies: ["CSHA256", "CZlib", "IssueFlow", "OutputAnalysis", "EventKernel", "Queueing", "RandomStreams"]),
    .executableTarget(
      name: "IssueFlowCommand",
      dependencies: [
        "Experiments", "IssueFlow",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // MARK: - Tests
    .target(
      name: "Fuzzing",
      dependencies: [
        "Experiments", "IssueFlow", "EventKernel", "Queueing", "RandomStreams", "StateStorage", "TestSupport",
        .product(name: "Yams", package: "Yams"),
      ], path: "Tests/Fuzzing", exclude: ["Seeds"]),
    .executableTarget(name: "fuzz", dependencies: ["Fuzzing"], path: "Tests/Fuzz"),
    .testTarget(name: "FuzzTests", dependencies: ["Fuzzing", "fuzz"], exclude: ["Corpus"]),
    .target(name: "TestSupport", dependencies: ["RandomStreams"], path: "Tests/TestSupport"),
    .testTarget(
      name: "RandomStreamsTests", dependencies: ["RandomStreams", "CGSL", "CPhilox", "StateStorage", "TestSupport"]),
    .testTarget(name: "StateStorageTests", dependencies: ["StateStorage"]),
    .testTarget(name: "EventKernelTests", dependencies: ["EventKernel", "StateStorage", "TestSupport"]),
    .testTarget(
      name: "QueueingTests",
      dependencies: ["Queueing", "EventKernel", "RandomStreams", "OutputAnalysis", "TestSupport"]),
    .testTarget(
      name: "Examples",
      dependencies: ["EventKernel", "Queueing", "RandomStreams", "OutputAnalysis", "StateStorage"],
      path: "Tests/Examples"),
    .testTarget(name: "OutputAnalysisTests", dependencies: ["OutputAnalysis", "RandomStreams", "TestSupport"]),
    .testTarget(
      name: "IssueFlowTests",
      dependencies: ["IssueFlow", "EventKernel", "Queueing", "RandomStreams", "StateStorage", "TestSupport"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "ExperimentsTests",
      dependencies: ["Experiments", "IssueFlow", "OutputAnalysis", "RandomStreams", "TestSupport"]),
    .testTarget(name: "CommandTests", dependencies: ["IssueFlowCommand", "TestSupport"], exclude: ["Fixtures"]),
    .testTarget(
      name: "RepositoryTests", dependencies: ["IssueFlow", "RandomStreams", "TestSupport"],
      exclude: ["check.py", "check_schema.py", "experiments.py", "leaks.py", "licences.py", "thread-sanitizer.txt"]),
  ],
  swiftLanguageModes: [.v6]
)
