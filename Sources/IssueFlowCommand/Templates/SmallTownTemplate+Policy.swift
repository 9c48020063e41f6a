extension Template {
  /// `Scenarios/small-town-policy.yaml`, which meets the small town's target; a test keeps the two alike.
  static let smallTownPolicyText = #"""
    # A policy for small-town.yaml that meets its target. A policy says only what differs.
    #
    #     issueflow check small-town-policy.yaml                      # exit code 0: met
    #     issueflow compare small-town.yaml small-town-policy.yaml    # what it changes, issue by issue
    #
    # `issueflow measures` lists all 43; `issueflow explain online_channel` says what one does, and its side effect.

    schema: 1
    extends: small-town.yaml
    name: small-town-policy
    title: {en: A policy, zh: 一项方案}

    measures:
      - {id: devolve_authority, dose: 60%} # the grid may decide more
      - {id: online_channel, dose: 50%} # residents find the grid instead of the community
      - {id: relieve_paperwork} # hours for issues instead of reports

    """#
}
