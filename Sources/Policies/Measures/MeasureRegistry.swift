import ScenarioLanguage

/// The measures that there are.
public enum MeasureRegistry {
  /// In the order of the list of mechanisms, which is the order in which they act.
  public static let all: [MeasureKind] = [
    MeasureKind(LocatedPopulation.self),
    MeasureKind(CitySteering.self),
    MeasureKind(Pivot.self),
    MeasureKind(HouseholdAnchors.self),
    MeasureKind(MobilisationChain.self),
    MeasureKind(MergeGrids.self),
    MeasureKind(EffectiveCoverage.self),
    MeasureKind(RepairWeakUnits.self),
    MeasureKind(StarRatings.self),
    MeasureKind(DefaultOwner.self),
    MeasureKind(SelectLeaders.self),
    MeasureKind(HiringPipeline.self),
    MeasureKind(CareerLadder.self),
    MeasureKind(GradesAndPay.self),
    MeasureKind(MemberPoints.self),
    MeasureKind(SixClasses.self),
    MeasureKind(InServiceMembers.self),
    MeasureKind(RiderProbes.self),
    MeasureKind(WalkingCircle.self),
    MeasureKind(FloorArea.self),
    MeasureKind(BlankSpots.self),
    MeasureKind(PreventionFacilities.self),
    MeasureKind(SharedRooms.self),
    MeasureKind(OnlineChannel.self),
    MeasureKind(BigData.self),
    MeasureKind(CommandCentre.self),
    MeasureKind(DevolveAuthority.self),
    MeasureKind(RelievePaperwork.self),
    MeasureKind(CommunityOrders.self),
    MeasureKind(SixSteps.self),
    MeasureKind(Target721.self),
    MeasureKind(Agreements.self),
    MeasureKind(EvaluationWeight.self),
    MeasureKind(SmallLoop.self),
    MeasureKind(JointMeetings.self),
    MeasureKind(EveningDeliberation.self),
    MeasureKind(PracticalProjects.self),
    MeasureKind(NeighbourhoodRenewal.self),
    MeasureKind(EverydayTroubles.self),
    MeasureKind(RedProperty.self),
    MeasureKind(Surge.self),
    MeasureKind(TaskStreams.self),
    MeasureKind(DigitalAdoption.self),
  ]

  /// The measure of an id, or of a term of the source documents.
  public static func named(_ name: String) -> MeasureKind? { all.named(name) }
}
