"""Published criteria for the surgery and transplantation of neuroendocrine liver metastases, evaluated for one patient."""

from calculators.engine.case import InvalidCase as InvalidCase
from calculators.engine.case import Problem as Problem
from calculators.engine.evaluate import Evaluation as Evaluation
from calculators.engine.evaluate import Verdict as Verdict
from calculators.engine.evaluate import evaluate as evaluate
from calculators.model.truth import Truth as Truth
from calculators.version import RULES_VERSION as __version__  # noqa: N811 (what packaging tools look for)

__all__ = ["Evaluation", "InvalidCase", "Problem", "Truth", "Verdict", "__version__", "evaluate"]
