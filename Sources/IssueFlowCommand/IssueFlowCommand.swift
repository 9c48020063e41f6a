import ArgumentParser
@main struct IssueFlowCommand: ParsableCommand { func run() {} }
