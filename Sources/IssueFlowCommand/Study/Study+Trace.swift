import Experiments
extension Study { func writeTrace(to file: String) throws(ExperimentError) {} }
