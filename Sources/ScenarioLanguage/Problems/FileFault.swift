/// A ``ScenarioProblem/FileFault`` on its way to a position.
struct FileFault: Error {
  let fault: ScenarioProblem.FileFault
  init(_ fault: ScenarioProblem.FileFault) { self.fault = fault }
}
