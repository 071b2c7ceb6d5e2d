"""
Answers that are in range and may still be in another unit.

A height of 71 cm is possible, and far more likely 71 inches. Such an answer is never refused and never changed: it is told how it was understood and
what else it may be, and what would come out otherwise is marked as doubtful. No source publishes these bounds; each was chosen here, for the reason
that stands beside it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from calculators.engine.breakpoints import breakpoints
from calculators.engine.case import Case
from calculators.formulas.amounts import Impossible, steady
from calculators.formulas.remnant import bsa_mosteller, standardised_remnant, total_liver_volume
from calculators.formulas.units import BILIRUBIN_UMOL_PER_MG, CREATININE_UMOL_PER_MG
from calculators.model.fields import Number
from calculators.model.intervals import Interval
from calculators.model.sentences import BETWEEN, amount, format_interval
from calculators.model.text import Text, number
from calculators.vocabulary.liver import LIVER_INVOLVEMENT_PERCENT
from calculators.vocabulary.measurements import (
    BASELINE_SUM_MM,
    BILIRUBIN_MG_DL,
    BILIRUBIN_UMOL_L,
    CREATININE_MG_DL,
    CREATININE_UMOL_L,
    DIAMETER_A_CM,
    DIAMETER_B_CM,
    DIAMETER_C_CM,
    MG_PER_DL,
    MILLIMETRES,
    REMNANT_ML,
    TOTAL_LIVER_ML,
    TUMOUR_LEFT_ML,
    TUMOUR_ML,
    UMOL_PER_L,
)
from calculators.vocabulary.patient import HEIGHT_CM, WEIGHT_KG
from calculators.vocabulary.surgery import FUTURE_LIVER_REMNANT_PERCENT
from calculators.vocabulary.tumour import KI67_PERCENT

BODY = frozenset({HEIGHT_CM.id, WEIGHT_KG.id})

INCHES = Text("inches", "ίντσες")
POUNDS = Text("pounds", "λίβρες")
LITRES = Text("litres", "λίτρα")
CENTIMETRES = Text("centimetres", "εκατοστά")

OTHER_UNIT = Text(
    "{label}: {understood} was understood. Or is it {typed} {unit}, that is {reading}?",
    "{label}: διαβάστηκε ως {understood}. Μήπως είναι {typed} {unit}, δηλαδή {reading};",
)
FRACTION = Text(
    "{label}: {understood} was understood. Or is it a fraction, that is {reading}?",
    "{label}: διαβάστηκε ως {understood}. Μήπως δόθηκε ως κλάσμα, δηλαδή {reading};",
)
EXCHANGED = Text(
    "A height of {height} and a weight of {weight} were understood. Or were the two exchanged?",
    "Διαβάστηκαν ύψος {height} και βάρος {weight}. Μήπως τα δύο αντιμετατέθηκαν;",
)


@dataclass(frozen=True, slots=True)
class Suspicion:
    """
    One answer or two that may mean something else: the *fields*, what they would be *instead*, and the *question* that asks.

    It is worded only where somebody reads it: of a cohort it is counted.
    """

    id: str
    fields: tuple[str, ...]
    instead: Mapping[str, float | Interval]
    question: Callable[[], Text] = field(compare=False)

    @property
    def text(self) -> Text:
        """The question in words."""
        return self.question()

    @property
    def concerns(self) -> tuple[str, ...]:
        """The fields of a case that it bears on: a remnant may have been worked out from height and weight."""
        return (*self.fields, FUTURE_LIVER_REMNANT_PERCENT.id) if BODY.intersection(self.fields) else self.fields


@dataclass(frozen=True, slots=True)
class OtherUnit:
    """
    A number of *field* between *low* and *high*, both excluded, that is plausible in another *unit* (None: as a fraction).

    It is then *factor* times as much, and that has to lie between *least* and *most*, both included.
    """

    field: Number
    low: float
    high: float
    factor: float
    unit: Text | None
    least: float
    most: float

    def suspicion(self, answers: Case) -> Suspicion | None:
        """Return the suspicion against *answers*, None where there is none."""
        value = answers.get(self.field.id)
        if isinstance(value, Interval):
            return self._of_interval(value)
        if not isinstance(value, float) or not self.low < value < self.high:
            return None
        reading = self._reading(value)
        if not self.least <= reading <= self.most:
            return None

        def question() -> Text:
            understood = amount(value, self.field.unit, (*breakpoints(self.field), self.low, self.high))
            said = amount(round(reading, 1) if self.unit else reading, self.field.unit, breakpoints(self.field))
            return self._question(understood, number(value), said)

        return self._suspicion(reading, question)

    def _of_interval(self, value: Interval) -> Suspicion | None:
        """Return the suspicion against a number of which only bounds are known: every number between them is plausible otherwise."""
        high = value.high
        if high is None or not (self.low < value.low and high < self.high):
            return None
        reading = replace(value, low=self._reading(value.low), high=self._reading(high))
        if not (self.least <= reading.low and self._reading(high) <= self.most):
            return None

        def question() -> Text:
            typed = BETWEEN.format(low=number(value.low), high=number(high))
            return self._question(format_interval(value, self.field), typed, format_interval(reading, self.field))

        return self._suspicion(reading, question)

    def _reading(self, value: float) -> float:
        return steady(value * self.factor)

    def _question(self, understood: Text, typed: Text, said: Text) -> Text:
        """Ask whether what was *typed* and *understood* is meant as that is *said*."""
        if self.unit:
            parts = {"understood": understood, "typed": typed, "unit": self.unit, "reading": said}
            return OTHER_UNIT.format(label=self.field.label, **parts)
        return FRACTION.format(label=self.field.label, understood=understood, reading=said)

    def _suspicion(self, reading: float | Interval, question: Callable[[], Text]) -> Suspicion:
        """Return that the answer may be another *reading*."""
        name = self.field.id
        return Suspicion(f"doubt-{name.replace('_', '-')}", (name,), {name: reading}, question)


ADULT_CM = 120.0
"""No usual adult is shorter; the formulas of body surface and liver volume are for adults."""

TALLEST_CM = 214.0
"""84 inches; taller is rarer than an error of typing."""

# An involvement, remnant or index below 1 % is rare and below any limit of a list: it is asked about, and counts.
FRACTIONS = tuple(
    OtherUnit(one, 0, 1, 100, None, 0, 100)
    for one in (KI67_PERCENT, LIVER_INVOLVEMENT_PERCENT, FUTURE_LIVER_REMNANT_PERCENT)
)

# 0.3 to 10 litres are livers and their parts; in millilitres so little is no liver, no remnant, and no tumour that
# volumetry measures well.
VOLUMES = (
    OtherUnit(REMNANT_ML, 0, 10, 1000, LITRES, 100, 10_000),
    OtherUnit(TOTAL_LIVER_ML, 0, 10, 1000, LITRES, 300, 10_000),
    OtherUnit(TUMOUR_ML, 0, 3, 1000, LITRES, 10, 3_000),
    OtherUnit(TUMOUR_LEFT_ML, 0, 3, 1000, LITRES, 10, 3_000),
)

# A metastasis of more than 25 cm is longer than most livers; RECIST 1.1 measures lesions from 10 mm on, so that no sum
# before treatment is smaller.
LENGTHS = (
    *(OtherUnit(one, 25, 1000, 0.1, MILLIMETRES, 0.1, 50) for one in (DIAMETER_A_CM, DIAMETER_B_CM, DIAMETER_C_CM)),
    OtherUnit(BASELINE_SUM_MM, 0, 10, 10, CENTIMETRES, 10, 100),
)

# A creatinine above 20 mg/dl and a bilirubin above 50 mg/dl are hardly ever seen, below 15 and below 2 µmol/l neither.
LABORATORY = (
    OtherUnit(CREATININE_MG_DL, 20, 1000, 1 / CREATININE_UMOL_PER_MG, UMOL_PER_L, 0.2, 20),
    OtherUnit(CREATININE_UMOL_L, 0, 15, CREATININE_UMOL_PER_MG, MG_PER_DL, 15, 1500),
    OtherUnit(BILIRUBIN_MG_DL, 50, 1000, 1 / BILIRUBIN_UMOL_PER_MG, UMOL_PER_L, 0.1, 50),
    OtherUnit(BILIRUBIN_UMOL_L, 0, 2, BILIRUBIN_UMOL_PER_MG, MG_PER_DL, 1, 50),
)

OTHER_UNITS = (
    OtherUnit(HEIGHT_CM, 0, ADULT_CM, 2.54, INCHES, ADULT_CM, TALLEST_CM),
    *FRACTIONS,
    *VOLUMES,
    *LENGTHS,
    *LABORATORY,
)

KG_OF_A_POUND = 0.45359237
"""Exact by definition."""

HEAVIEST_BMI = 45.0
"""kg/m². From here a weight may be in pounds: in pounds it is that of a body mass index of 20.4 or more."""

LEAST_BMI = 12.0
"""kg/m². Less is hardly compatible with life, so that it is no reading of what was typed."""


def body_mass_index(height_cm: float, weight_kg: float) -> float:
    """
    Return kg/m².

    >>> body_mass_index(200, 80)
    20.0
    """
    return steady(weight_kg / (height_cm / 100) ** 2)


def _plausible(height_cm: float, weight_kg: float) -> bool:
    return ADULT_CM <= height_cm <= TALLEST_CM and LEAST_BMI <= body_mass_index(height_cm, weight_kg) < HEAVIEST_BMI


def _body(answers: Case) -> Iterator[Suspicion]:
    """Yield what height and weight make doubtful together."""
    height, weight = answers.get(HEIGHT_CM.id), answers.get(WEIGHT_KG.id)
    if not (isinstance(height, float) and isinstance(weight, float)) or body_mass_index(height, weight) < HEAVIEST_BMI:
        return
    pounds = steady(weight * KG_OF_A_POUND)
    for inches in (1.0, OTHER_UNITS[0].factor):
        # Whoever types inches types pounds.
        if _plausible(height * inches, pounds):
            instead = (
                {HEIGHT_CM.id: steady(height * inches), WEIGHT_KG.id: pounds} if inches > 1 else {WEIGHT_KG.id: pounds}
            )
            yield Suspicion("doubt-weight-kg", (WEIGHT_KG.id,), instead, partial(_in_pounds, weight, pounds))
    if _plausible(weight, height):
        instead = {HEIGHT_CM.id: weight, WEIGHT_KG.id: height}
        yield Suspicion("doubt-height-and-weight", tuple(instead), instead, partial(_exchanged, height, weight))


def _in_pounds(weight: float, pounds: float) -> Text:
    """Ask whether *weight* is meant in pounds, that is *pounds* in kilograms."""
    understood, reading = amount(weight, WEIGHT_KG.unit), amount(round(pounds, 1), WEIGHT_KG.unit)
    parts = {"understood": understood, "typed": number(weight), "unit": POUNDS, "reading": reading}
    return OTHER_UNIT.format(label=WEIGHT_KG.label, **parts)


def _exchanged(height: float, weight: float) -> Text:
    """Ask whether *height* and *weight* were exchanged."""
    return EXCHANGED.format(height=amount(height, HEIGHT_CM.unit), weight=amount(weight, WEIGHT_KG.unit))


def _with_remnant(found: Suspicion, answers: Case) -> Suspicion:
    """Return *found* with the remnant that another body gives, where *answers* hold one: as if it had been worked out from this one (Vauthey 2002)."""
    if not BODY.intersection(found.instead):
        return found
    answered = (answers.get(field.id) for field in (HEIGHT_CM, WEIGHT_KG, FUTURE_LIVER_REMNANT_PERCENT))
    otherwise = ({**answers, **found.instead}.get(field.id) for field in (HEIGHT_CM, WEIGHT_KG))
    match (*answered, *otherwise):
        case float(height), float(weight), float(percent), float(other_height), float(other_weight):
            pass
        case _:
            return found
    try:
        total = total_liver_volume(bsa_mosteller(height, weight))
        other_total = total_liver_volume(bsa_mosteller(other_height, other_weight))
    except Impossible:
        return found
    remnant = standardised_remnant(percent * total / 100, other_total)
    most = FUTURE_LIVER_REMNANT_PERCENT.high or remnant
    return (
        replace(found, instead={**found.instead, FUTURE_LIVER_REMNANT_PERCENT.id: remnant})
        if remnant <= most
        else found
    )


def suspicions(answers: Case) -> tuple[Suspicion, ...]:
    """Return what is doubtful about *answers*, of a case or of a worksheet."""
    asked = [unit for unit in OTHER_UNITS if unit.field.id in answers]
    single = [found for unit in asked if (found := unit.suspicion(answers)) is not None]
    return tuple(_with_remnant(found, answers) for found in (*single, *_body(answers)))
