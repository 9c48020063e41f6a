"""The controls of the page: plain HTML in a widget, so that labels belong to their inputs and keys work."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from issueflow.whatif.catalogue import Catalogue, costs
from issueflow.whatif.policy import REPLICATIONS, SEEDS
from issueflow.whatif.scenarios import Scenario
from issueflow.whatif.texts import TEXTS

LANGUAGES = ("en", "zh")


class Panel(anywidget.AnyWidget):
    """What is offered goes to the browser; the language and a request come back. Nothing else does."""

    _esm = Path(__file__).with_name("panel.js")
    _css = Path(__file__).with_name("panel.css")

    offer = traitlets.Dict().tag(sync=True)
    lang = traitlets.Unicode("en").tag(sync=True)
    request = traitlets.Dict().tag(sync=True)
    #: The serial number of the last request that was dealt with.
    answered = traitlets.Int(0).tag(sync=True)
    #: Whether the last request could not be run.
    failed = traitlets.Bool(False).tag(sync=True)
    #: The key of this page's room: with it the page says that it is there, and ends what runs for it.
    room = traitlets.Unicode("").tag(sync=True)


def offer(catalogue: Catalogue, scenarios: list[Scenario]) -> dict[str, Any]:
    """What the page lets somebody choose from."""
    shown = ("id", "number", "area", "term", "title", "mechanism", "side_effect")
    return {
        "areas": catalogue.areas,
        "measures": [
            {key: measure[key] for key in shown}
            | {"costs": {lang: costs(measure, lang) for lang in LANGUAGES}}
            for measure in catalogue.measures
        ],
        "scenarios": [
            {
                "id": scenario.id,
                "title": scenario.title,
                "replications": scenario.replications,
                "seed": scenario.seed,
                "unusable": scenario.unusable,
            }
            for scenario in scenarios
        ],
        "replications": [REPLICATIONS[0], REPLICATIONS[-1]],
        "seeds": [SEEDS[0], SEEDS[-1]],
        "texts": TEXTS,
    }


def serial(request: dict[str, Any]) -> int:
    """The number of a request; 0 when it has none that is one."""
    number = request.get("serial")
    return number if isinstance(number, int) and 0 <= number < 2**31 else 0


def panel(catalogue: Catalogue, scenarios: list[Scenario], room: str = "") -> Panel:
    return Panel(offer=offer(catalogue, scenarios), room=room)


def language(value: Any) -> str:
    """The language that the browser asked for, if it is one that is spoken here."""
    return value if value in LANGUAGES else "en"
