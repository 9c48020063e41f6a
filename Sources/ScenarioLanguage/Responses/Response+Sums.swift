/// Responses that are sums over the window of what people, units and measures did, or ratios of two such sums.
///
/// What is summed is the affair of whoever observes a simulation; here is what they are called.
extension Response {
  public static let issuesAvoided = Response(
    "issues_avoided", .count, .none, "issues of the base city that did not arise", "基准城市中未发生的事项数")
  public static let issuesInduced = Response(
    "issues_induced", .count, .none, "issues that arose beside those of the base city", "基准城市之外新增的事项数")
  public static let vacancyShare = Response(
    "vacancy_share", .share, .none, "time that posts were vacant", "岗位空缺时间的比例")
  public static let vacancies = Response(
    "vacancies_mean", .units, .none, "vacant posts, time average over the city", "平均空缺岗位数（全市）")
  public static let departures = Response(
    "departures", .units, .none, "workers who left their post", "离岗人数")
  public static let tenureMean = Response(
    "tenure_mean", .minutes, .none, "mean time on the post of workers who left", "离岗人员的平均任职时间")
  public static let gradeMean = Response(
    "grade_mean", .units, .none, "grade of posts, time average", "岗位平均等级")
  public static let weakUnits = Response(
    "weak_units_mean", .units, .none, "weak units, time average over the city", "平均软弱单元数（全市）")
  public static let weakShare = Response(
    "weak_share", .share, .none, "time that units were weak", "单元软弱时间的比例")
  public static let weakTime = Response(
    "weak_time_mean", .minutes, .none, "mean time from becoming weak to the end of it", "从变弱到恢复的平均时间")
  public static let uncoveredShare = Response(
    "uncovered_share", .share, .none, "issues that reached a unit that was not there or not active", "到达空缺或停摆单元的事项比例")
  public static let blankShare = Response(
    "blank_share", .share, .none, "issues that arose in blank spots", "发生在空白点的事项比例")
  public static let ownerlessTime = Response(
    "ownerless_time_mean", .minutes, .none, "mean time that ownerless issues waited for an owner", "无主事项等待认领的平均时间")
  public static let volunteerTime = Response(
    "volunteer_time", .minutes, .none, "time given by volunteers", "志愿者服务时间")
  public static let turnout = Response(
    "volunteer_turnout", .share, .none, "volunteers who came, of those called", "应召志愿者的比例")
  public static let activeMembers = Response(
    "active_members_share", .share, .none, "members with enough points, of those called", "积分达标成员的比例")
  public static let settledNearby = Response(
    "first_response_share", .share, .none, "issues settled by first responders", "前端处置力量解决的事项比例")
  public static let triedNearby = Response(
    "first_response_missed", .share, .none, "issues within reach of first responders that they tried", "前端处置力量触及并着手的比例")
  public static let withinCircle = Response(
    "within_circle_share", .share, .none, "visits from within the walking circle", "步行圈内到访的比例")
  public static let travelTime = Response(
    "travel_time_mean", .minutes, .none, "mean walk of a visit", "到访的平均步行时间")
  public static let proactiveShare = Response(
    "proactive_share", .share, .none, "issues closed before a resident would have complained", "居民投诉之前即办结的比例")
  public static let verifyTime = Response(
    "verify_time", .minutes, .none, "hands-on time spent on seeing whether reports are true", "核实报告所用的时间")
  public static let ordersRefused = Response(
    "orders_refused", .share, .none, "orders that departments refused", "被部门拒绝的点单比例")
  public static let orderTime = Response(
    "order_time_mean", .minutes, .none, "mean time from an order to the end of the department's work", "从点单到部门办完的平均时间")
  public static let joinTime = Response(
    "join_time_mean", .minutes, .none, "mean time from a call until the last department has finished",
    "从召集到最后一个部门办完的平均时间")
  public static let collectTime = Response(
    "collection_time_mean", .minutes, .none, "mean time until what goes up is collected and has arrived",
    "上交事项等待集中并送达的平均时间")
  public static let meetingWait = Response(
    "meeting_wait_mean", .minutes, .none, "mean wait for a first meeting", "等待首次会议的平均时间")
  public static let meetingsHeld = Response(
    "meetings_held", .share, .none, "meetings that took place, of those due", "如期举行的会议比例")
  public static let roomConflicts = Response(
    "room_conflicts", .share, .none, "meetings that fell out for want of a room", "因无会议室而取消的会议比例")
  public static let lentIssues = Response(
    "lent_issues", .count, .none, "issues that a neighbouring unit took", "由相邻单元接手的事项数")
  public static let switchTime = Response(
    "switch_time", .minutes, .none, "time lost in turning from one type to another", "切换事项类型损失的时间")
  public static let errandsDone = Response(
    "errands_done", .units, .none, "errands from above that were done", "完成的上级任务数")
  public static let retried = Response(
    "retries", .units, .none, "second tries at the same tier", "同层级重试次数")
  public static let adoptionTime = Response(
    "digital_time_saved", .minutes, .none, "hands-on time saved by a digital tool, less double entry", "数字工具节省的时间减去重复录入"
  )
  public static let lineDuplicates = Response(
    "line_duplicates", .units, .none, "issues that two lines registered", "两条条线重复登记的事项数")
  public static let staffMoved = Response(
    "staff_moved", .units, .none, "workers whom reviews sent elsewhere", "评议调配的人次")
  public static let expedited = Response(
    "expedited", .units, .none, "overdue issues that reviews put to the front", "督办提前的超期事项数")
  public static let projectsDone = Response(
    "projects", .units, .none, "projects against top causes", "实事项目数")
  public static let floorNormMet = Response(
    "floor_norm_met", .share, .none, "units that have the floor area they should have", "场地面积达标的单元比例")
  public static let starsMean = Response(
    "stars_mean", .units, .none, "stars of units, mean over ratings", "单元平均星级")
  public static let routingEnded = Response(
    "routing_cut_short", .count, .none,
    "issues solved after 255 visits to a tier although observed routing sends them on", "在同一层级办理 255 次后不再流转、就地解决的事项数")

  /// All of them, in the order of the result files.
  static let sums: [Response] = [
    issuesAvoided, issuesInduced, vacancyShare, vacancies, departures, tenureMean, gradeMean, weakUnits, weakShare,
    weakTime, uncoveredShare, blankShare, ownerlessTime, volunteerTime, turnout, activeMembers, settledNearby,
    triedNearby, withinCircle, travelTime, proactiveShare, verifyTime, ordersRefused, orderTime, joinTime,
    collectTime, meetingWait, meetingsHeld, roomConflicts, lentIssues, switchTime, errandsDone, retried,
    adoptionTime, lineDuplicates, staffMoved, expedited, projectsDone, floorNormMet, starsMean, routingEnded,
  ]
}
