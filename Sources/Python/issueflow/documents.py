"""What the program's JSON documents hold: manifests of each kind of study, verdicts, and how a search ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from issueflow.records import Count, OneOf, Record, Seed, Share, Width

Words = Mapping[str, Mapping[str, Mapping[str, str]]]
State = Annotated[str, OneOf(("holds", "violated", "open"))]
Decision = Annotated[str, OneOf(("met", "not met", "undecided"))]
Split = Annotated[str, OneOf(("closed at", "handled at", "registered"))]


@dataclass(frozen=True)
class Word(Record):
    """What something is called in both languages."""

    en: str
    zh: str


@dataclass(frozen=True)
class StateWord(Word):
    """A word with its mark, so that no colour is needed."""

    mark: str = ""


@dataclass(frozen=True)
class CauseWord(Word):
    """Why issues leave the lowest tier, what that means, and what would keep them there."""

    meaning_en: str = ""
    meaning_zh: str = ""
    advice_en: str = ""
    advice_zh: str = ""


@dataclass(frozen=True)
class CommonWords(Record):
    """Words of the program for what the tables name by id."""

    responses: Mapping[str, Word]
    causes: Mapping[str, CauseWord]
    tiers: Mapping[str, Word]
    states: Mapping[str, StateWord]
    fates: Mapping[str, Word]


#: Results of an earlier program hold no words.
NO_WORDS = CommonWords({}, {}, {}, {}, {})


@dataclass(frozen=True)
class Tool(Record):
    """The program that wrote the results."""

    name: str
    version: str = ""
    build: str = ""


@dataclass(frozen=True)
class ScenarioOf(Record):
    """The scenario of a run: its name, titles of what it names, and the hash of all that it says."""

    name: str
    hash: str
    hash_algorithm: str
    title_en: str = ""
    title_zh: str = ""
    titles: Words | None = None


@dataclass(frozen=True)
class Generator(Record):
    name: str
    is_addressed: bool


@dataclass(frozen=True)
class Observation(Record):
    """The time that is counted: its first day, minutes, and the days before it that are not."""

    start: str
    minutes: Width
    warm_up_days: Width
    warm_up: str


@dataclass(frozen=True)
class Uncertainty(Record):
    """How uncertain inputs were studied; `inputs` are the paths of those that were drawn."""

    cities: Count
    replications_per_city: Count
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Manifest(Record):
    """What every manifest says."""

    schema_version: int
    tool: Tool
    master_seed: Seed
    files: tuple[str, ...]


@dataclass(frozen=True)
class RunManifest(Manifest):
    scenario: ScenarioOf
    replications: Count
    generator: Generator
    observation: Observation
    confidence: Share = 0.95
    uncertainty: Uncertainty | None = None
    fingerprints: tuple[str, ...] = ()


@dataclass(frozen=True)
class Factor(Record):
    """A factor of a design: `values_` are its levels as they were declared, `from_` and `to` the ends of a range."""

    id: str
    unit: str
    is_number: bool
    scale: Annotated[str, OneOf(("linear", "log"))]
    values_: tuple[str, ...]
    paths: tuple[str, ...] = ()
    from_: float | None = None
    to: float | None = None


@dataclass(frozen=True)
class DesignOf(Record):
    """The design of a sweep, with what its plan needs to be analysed."""

    name: str
    hash: str
    hash_algorithm: str
    plan: str
    points: Count
    factors: tuple[Factor, ...]
    title_en: str = ""
    title_zh: str = ""
    excluded_by_constraints: Count = 0
    base_points: Count | None = None
    second_order: bool | None = None
    trajectories: Count | None = None
    levels: Count | None = None
    luck: str = ""
    policies: tuple[Any, ...] = ()


@dataclass(frozen=True)
class SweepManifest(Manifest):
    design: DesignOf
    replications: Count
    titles: Words | None = None


@dataclass(frozen=True)
class Pairing(Record):
    """How many issues of a policy were paired with the same ones of the baseline, means of a replication."""

    policy: str
    paired: Width
    very_same: Width
    all_very_same: bool


@dataclass(frozen=True)
class CompareManifest(Manifest):
    policies: tuple[str, ...]
    hash: str
    hash_algorithm: str
    replications: Count
    is_paired: bool = True
    confidence: Share = 0.95
    pairing: tuple[Pairing, ...] | None = None
    titles: Words | None = None


@dataclass(frozen=True)
class SearchManifest(Manifest):
    name: str
    hash: str
    hash_algorithm: str
    policies: Count
    method: str = ""
    confidence: Share = 0.95
    titles: Words | None = None


@dataclass(frozen=True)
class Criterion(Record):
    """A demand with what was found: bounds, mean and interval, and how far unfinished issues could move the mean."""

    response: str
    class_: str
    kind: str
    state: State
    lower: float | None
    upper: float | None
    mean: float | None
    half_width: Width | None
    unit: str = "1"
    units: Any = None
    is_default: bool = False
    ci_low: float | None = None
    ci_high: float | None = None
    least_mean: float | None = None
    greatest_mean: float | None = None
    replications_needed: Count | None = None


@dataclass(frozen=True)
class Meeting(Record):
    """The share of plausible cities that meet the targets, with its interval."""

    share: Share | None = None
    ci_low: Share | None = None
    ci_high: Share | None = None
    #: As an earlier program wrote them.
    low: Share | None = None
    high: Share | None = None


@dataclass(frozen=True)
class Variance(Record):
    """What moves a response between plausible cities: inputs, ground, luck. As estimates they may be less than nothing."""

    response: str
    class_: str
    mean: float | None
    inputs: float | None
    luck: float | None
    ground: float | None = None
    input_share: float | None = None
    ground_share: float | None = None


@dataclass(frozen=True)
class Plausible(Record):
    """What a study of uncertain inputs found."""

    replications_per_city: Count
    meeting: Meeting | None = None
    verdict_flips: bool | None = None
    counts: Mapping[str, Count] | None = None
    influences: tuple[Any, ...] = ()
    variances: tuple[Variance, ...] = ()


@dataclass(frozen=True)
class Verdict(Record):
    """Whether the targets are met, why, and with which confidence; without targets only cautions."""

    scenario: str
    decision: Decision | None = None
    reasons: tuple[str, ...] = ()
    reasons_zh: tuple[str, ...] = ()
    split: Split | None = None
    confidence: Share = 0.95
    replications: Count = 0
    additional_replications: Count | None = None
    criteria: tuple[Criterion, ...] = ()
    diagnoses: tuple[str, ...] = ()
    diagnoses_zh: tuple[str, ...] = ()
    problem: str | None = None
    problem_zh: str | None = None
    uncertainty: Plausible | None = None


@dataclass(frozen=True)
class Confirmation(Record):
    policy: Count
    cost: float | None
    decision: str
    replications: Count = 0


@dataclass(frozen=True)
class Outcome(Record):
    """How a search ended: the best policy if there is one, its settings and cost, and whether it was confirmed."""

    ending: str
    method: str
    indifference: float
    policies: Count
    looked_at: Count
    settings: tuple[str, ...]
    is_confirmed: bool
    best: Count | None = None
    selected: Count | None = None
    cost: float | None = None
    runs: Count = 0
    confidence: Share = 0.95
    confirmations: tuple[Confirmation, ...] = ()


#: The word of a study in its manifest to what that manifest is.
MANIFESTS: dict[str, type[Manifest]] = {
    "run": RunManifest, "sweep": SweepManifest, "comparison": CompareManifest, "search": SearchManifest,
}
