"""Settings: what an appraisal takes for granted, as a file that users may change."""

import tomllib
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sim.appraisal.vintages import Schedule, Vintage, vintage
from sim.core.errors import SettingsError

DEFAULTS = Path(__file__).parent / "settings.toml"
GRADES = 6

type Part = Annotated[float, Field(ge=0.0, le=1.0)]
type Grade = Annotated[int, Field(ge=1, le=GRADES)]


class _Table(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False)


class Optimism(_Table):
    """What is taken off benefits and put on costs, by grade of the evidence."""

    source: str
    benefits: list[Part] = Field(min_length=GRADES, max_length=GRADES)
    costs: list[Part] = Field(min_length=GRADES, max_length=GRADES)


class Grades(_Table):
    """How good the evidence is, 1 (best) to 6."""

    source: str
    claims: Grade
    worth: Grade
    """For benefits that are no cash: what a unit of them is worth."""


class Additionality(_Table):
    """What would have come anyway, what others brought about, how it fades, when it starts."""

    source: str
    deadweight: Part
    attribution: Part
    drop_off: Part
    lag_quarters: Annotated[int, Field(ge=0, le=400)]


class Wellbeing(_Table):
    """Points of life satisfaction that a year of being something is worth."""

    source: str
    isolation: Annotated[float, Field(ge=-10.0, le=10.0)]
    at_work: Annotated[float, Field(ge=-10.0, le=10.0)]

    @property
    def points(self) -> dict[str, float]:
        """The points by the measure they apply to."""
        return {"isolation": self.isolation, "at_work": self.at_work}


class Equity(_Table):
    """How much more a pound is worth to people who have less."""

    elasticity: Annotated[float, Field(ge=0.0, le=4.0)]
    elasticity_source: str
    relative_incomes: list[Annotated[float, Field(gt=0.0)]] = Field(min_length=5, max_length=5)
    """Income of each deprivation fifth over the middle one, the most deprived first."""
    incomes_source: str


class Settings(_Table):
    """Everything an appraisal takes for granted."""

    vintage: str
    schedule: str
    optimism: Optimism
    grades: Grades
    additionality: Additionality
    wellbeing: Wellbeing
    equity: Equity

    @property
    def edition(self) -> Vintage:
        """The edition of the guidance."""
        return vintage(self.vintage)

    @property
    def rates(self) -> Schedule:
        """The discount rates."""
        return self.edition.schedule(self.schedule)


def load_settings(path: Path = DEFAULTS) -> Settings:
    """Return the settings in a file; raises SettingsError with every mistake in it."""
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingsError(f"{path} cannot be read ({error.strerror})") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not valid TOML: {error}") from None
    try:
        settings = Settings.model_validate(table)
    except ValidationError as error:
        raise SettingsError("\n".join(_told(path, e) for e in error.errors())) from None
    vintage(settings.vintage).schedule(settings.schedule)
    return settings


def _told(path: Path, error: Any) -> str:
    key = ".".join(str(part) for part in error["loc"])
    reasons = {"missing": "is missing", "extra_forbidden": "is not a setting"}
    return f"{path}: {key} {reasons.get(error['type'], error['msg'])}"
