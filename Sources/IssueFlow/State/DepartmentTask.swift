/// One department's part in a whistled issue.
struct DepartmentTask: BitwiseCopyable {
  var issue: Int32 = 0
  var department: Int32 = 0
  var join: Int32 = 0
  /// Of the department and the issue's type together.
  var luckNumber: UInt16 = 0
  var isOrder = false
  var state = IssueState.pending
  var called = 0.0
  var arrived = 0.0
  var started = 0.0
  var work = 0.0
}
