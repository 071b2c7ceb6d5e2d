"""Response to a drug by RECIST 1.1 and by Choi 2007, side by side."""

from calculators.formulas.response import (
    CHOI_DENSITY_PERCENT,
    CHOI_SIZE_PERCENT,
    COMPLETE,
    PARTIAL,
    PROGRESSION,
    RECIST_FALL_PERCENT,
    RECIST_RISE_PERCENT,
    RESPONSES,
    STABLE,
    can_all_be_gone,
    change_percent,
    choi,
    disagree,
    recist,
    regrown,
)
from calculators.model.fields import Field, option_name
from calculators.model.sentences import amount, one_of
from calculators.model.sets import Status
from calculators.model.text import Text, same
from calculators.vocabulary.measurements import (
    ALL_LESIONS_GONE,
    BASELINE_SUM_MM,
    DENSITY_BEFORE_HU,
    DENSITY_NOW_HU,
    FIRST_FOLLOW_UP,
    FOLLOW_UP_SUM_MM,
    GROWING_TUMOURS,
    NADIR_SUM_MM,
    NEW_LESION,
    NEW_NODULE,
    RESPONSE_METHOD,
    SAME_CT_PHASE,
)
from calculators.vocabulary.sources import CHOI_2007, EISENHAUER_2009
from calculators.vocabulary.treatment import IMATINIB_RESPONSE
from calculators.vocabulary.units import PERCENT
from calculators.worksheets.worksheet import Entries, Example, Fill, Inputs, Line, Result, Worksheet, awaiting, together

SIZE = Text("Sum of diameters, change from the start", "Άθροισμα διαμέτρων, μεταβολή από την έναρξη")
FROM_NADIR = Text("Sum of diameters, change from the smallest", "Άθροισμα διαμέτρων, μεταβολή από το μικρότερο")
DENSITY = Text("Density, change from the start", "Πυκνότητα, μεταβολή από την έναρξη")
RECIST = same("RECIST 1.1")
CHOI = same("Choi 2007")
DISAGREE = Text("The two disagree", "Οι δύο μέθοδοι διαφωνούν")
BOTH = Text("by RECIST 1.1: {recist}; by Choi: {choi}", "κατά RECIST 1.1: {recist}· κατά Choi: {choi}")
NAME_IT = Text(
    "Name the method beside the answer. A GIST can respond without becoming smaller, and can look larger while it responds.",
    "Αναφέρετε τη μέθοδο δίπλα στην απάντηση. Ένα GIST μπορεί να ανταποκρίνεται χωρίς να μικραίνει ή και ενώ φαίνεται μεγαλύτερο.",
)
REFUSED = Text(
    "not applicable: the scans are in different phases of contrast",
    "δεν μπορεί να εφαρμοστεί: οι εξετάσεις είναι σε διαφορετική φάση σκιαγράφησης",
)
SMALLEST_UNKNOWN = Text(
    "Growth is counted from the smallest sum so far, which was not entered: progression is not excluded.",
    "Η αύξηση υπολογίζεται από το μικρότερο έως τώρα άθροισμα, που δεν δόθηκε: η πρόοδος νόσου δεν αποκλείεται.",
)
NONE_BETWEEN = Text(
    "on the first scan after the start of treatment the smallest sum so far is the one before treatment",
    "στην πρώτη εξέταση μετά την έναρξη της θεραπείας, μικρότερο έως τώρα άθροισμα είναι εκείνο πριν από τη θεραπεία",
)
BACK_AGAIN = Text(
    "Every target had gone and one is back: that may be progression whatever its size.",
    "Όλες οι εστίες-στόχοι είχαν εξαφανιστεί και κάποια επανήλθε: μπορεί να είναι πρόοδος νόσου ανεξάρτητα από το μέγεθος.",
)
FROM_START = Text(
    "Size and density are compared with the scan before treatment; what holds for later scans was not compared with the paper.",
    "Μέγεθος και πυκνότητα συγκρίνονται με την εξέταση πριν από τη θεραπεία· τι ισχύει για μεταγενέστερες εξετάσεις δεν αντιπαραβλήθηκε με το άρθρο.",
)
REGROWN = Text(
    "The sum is up by {limit} or more from the smallest so far: if the rise counts from there, this is progression.",
    "Το άθροισμα έχει αυξηθεί κατά {limit} ή περισσότερο από το μικρότερο έως τώρα: αν η αύξηση μετρά από εκεί, πρόκειται για πρόοδο νόσου.",
).format(limit=amount(CHOI_SIZE_PERCENT, PERCENT))
TOO_MUCH_LEFT = Text(
    "normal lymph nodes alone do not add up to this sum",
    "φυσιολογικοί λεμφαδένες μόνοι τους δεν δίνουν τέτοιο άθροισμα",
)
NOT_GONE = Text(
    "where disease is new or growing, not all lesions are gone",
    "όπου υπάρχει νέα ή αυξανόμενη νόσος, δεν έχουν εξαφανιστεί όλες οι εστίες",
)

GROWTH = Text("Growth", "Αύξηση")
NAMES = {response: option_name(IMATINIB_RESPONSE, response) for response in (COMPLETE, PARTIAL, STABLE)} | {
    PROGRESSION: Text("progression", "πρόοδος νόσου")
}
PROGRESSION_BY_GROWTH = {"one": "progression_focal", "several": "progression_multifocal"}
NOT_TOLD = Text(
    "Neither method says whether one tumour grows or several; for surgery the two differ.",
    "Καμία μέθοδος δεν λέει αν αυξάνεται μία εστία ή περισσότερες· για την επέμβαση τα δύο διαφέρουν.",
)

SMALLEST = (FIRST_FOLLOW_UP, NADIR_SUM_MM)
"""What the smallest sum so far is known from."""

ALL_LIMITS = (-RECIST_FALL_PERCENT, -CHOI_SIZE_PERCENT, CHOI_SIZE_PERCENT, RECIST_RISE_PERCENT)


def _named(found: frozenset[str]) -> Text:
    return one_of([NAMES[response] for response in RESPONSES if response in found])


def _read(line: str, label: Text, found: frozenset[str], needs: tuple[Field, ...], note: Text | None = None) -> Line:
    """Return the reading *found*; where it is open, *needs* are the questions that can settle it."""
    settled = len(found) == 1
    return Line(line, label, _named(found), "plain" if settled else "open", note, () if settled else needs)


def _gone(once: Entries, now_mm: float) -> bool | None:
    """Return whether all lesions are gone; a sum that normal lymph nodes cannot reach says no by itself."""
    answer = once.yes(ALL_LESIONS_GONE)
    if can_all_be_gone(now_mm):
        return answer
    if answer:
        raise once.impossible(ALL_LESIONS_GONE, TOO_MUCH_LEFT)
    return False


def _smallest(once: Entries) -> float | None:
    """Return the smallest sum so far, None where it is not known; on the first scan after the start it is the one before treatment."""
    nadir, baseline = once.number(NADIR_SUM_MM), once.number(BASELINE_SUM_MM)
    if not once.yes(FIRST_FOLLOW_UP):
        return nadir
    if None not in (nadir, baseline) and nadir != baseline:
        raise once.impossible(NADIR_SUM_MM, NONE_BETWEEN)
    return baseline


def _recist(once: Entries, smallest: float | None) -> frozenset[str] | None:
    baseline, now = once.number(BASELINE_SUM_MM), once.number(FOLLOW_UP_SUM_MM)
    new = once.yes(NEW_LESION)
    if baseline is None or now is None:
        return frozenset({PROGRESSION}) if new else None
    return recist(baseline, now, nadir_mm=smallest, new_lesion=new, all_gone=_gone(once, now))


def _density(once: Entries) -> float | None:
    before, now = once.number(DENSITY_BEFORE_HU), once.number(DENSITY_NOW_HU)
    return None if before is None or now is None else change_percent(before, now)


def _choi(once: Entries, smallest: float | None) -> frozenset[str] | None:
    baseline, now = once.number(BASELINE_SUM_MM), once.number(FOLLOW_UP_SUM_MM)
    new, nodule = once.yes(NEW_LESION), once.yes(NEW_NODULE)
    if baseline is None or now is None:
        return frozenset({PROGRESSION}) if new or nodule else None
    density = _density(once) if once.yes(SAME_CT_PHASE) else None
    size, gone = change_percent(baseline, now), _gone(once, now)
    found = choi(size, density, new_lesion=new, new_nodule=nodule, all_gone=gone)
    if regrown(smallest, now) is False:
        return found
    # A rise may count from the start or from the smallest sum: what each of the two would give is possible.
    return found | choi(CHOI_SIZE_PERCENT, density, new_lesion=new, new_nodule=nodule, all_gone=gone)


def _change(value: float, limits: tuple[float, ...]) -> Text:
    """Return a change with its sign, the minus as it is printed."""
    shown = amount(value, PERCENT, limits)
    sign = "+" if value > 0 else ""
    return Text(sign + shown.en.replace("-", "−"), sign + shown.el.replace("-", "−"))


def _changes(once: Entries, smallest: float | None) -> list[Line]:
    baseline, now = once.number(BASELINE_SUM_MM), once.number(FOLLOW_UP_SUM_MM)
    lines = []
    if baseline is None or now is None:
        lines.append(awaiting("size", SIZE, once.without(BASELINE_SUM_MM, FOLLOW_UP_SUM_MM)))
    else:
        lines.append(Line("size", SIZE, _change(change_percent(baseline, now), ALL_LIMITS)))
        if smallest and smallest != baseline:
            lines.append(Line("size-nadir", FROM_NADIR, _change(change_percent(smallest, now), ALL_LIMITS)))
    density = _density(once)
    if density is not None:
        lines.append(Line("density", DENSITY, _change(density, (-CHOI_DENSITY_PERCENT,))))
    return lines


def _fills(once: Entries, by_recist: frozenset[str] | None, by_choi: frozenset[str] | None) -> tuple[Fill, ...]:
    """Return the response that the reader chose, or that both methods agree on."""
    readings = {"recist": (by_recist, RECIST), "choi": (by_choi, CHOI)}
    chosen = once.option(RESPONSE_METHOD)
    if chosen is None and by_recist != by_choi:
        return ()
    found, method = readings[chosen or "recist"]
    note = method if chosen else Text("{one}, {other}", "{one}, {other}").format(one=RECIST, other=CHOI)
    answer = _answer(once, found)
    return (Fill(IMATINIB_RESPONSE, answer, note),) if answer else ()


def _answer(once: Entries, found: frozenset[str] | None) -> str | None:
    """Return the answer of the case that the reading *found* comes to, None where something is open, such as where a progression is."""
    if found is None or len(found) != 1:
        return None
    response = next(iter(found))
    return PROGRESSION_BY_GROWTH.get(once.option(GROWING_TUMOURS) or "") if response == PROGRESSION else response


def _growth(once: Entries) -> Line:
    """Return which progression it is."""
    answer = _answer(once, frozenset({PROGRESSION}))
    return (
        awaiting("growth", GROWTH, (GROWING_TUMOURS,), NOT_TOLD)
        if answer is None
        else Line("growth", GROWTH, option_name(IMATINIB_RESPONSE, answer))
    )


def _by_recist(once: Entries, found: frozenset[str] | None, smallest: float | None) -> Line:
    now = once.number(FOLLOW_UP_SUM_MM)
    if found is None:
        return awaiting("recist", RECIST, once.without(BASELINE_SUM_MM, FOLLOW_UP_SUM_MM))
    # As if it were the first scan: what is then otherwise is what the smallest sum can change.
    asked = smallest is None and now is not None and found != _recist(once, once.number(BASELINE_SUM_MM))
    note = SMALLEST_UNKNOWN if asked else BACK_AGAIN if smallest == 0 and now else None
    return _read(
        "recist", RECIST, found, once.without(*(SMALLEST if asked else ()), NEW_LESION, ALL_LESIONS_GONE), note
    )


def _by_choi(once: Entries, found: frozenset[str] | None, smallest: float | None) -> Line:
    if once.yes(SAME_CT_PHASE) is False:
        return Line("choi", CHOI, REFUSED, "open")
    density = (DENSITY_BEFORE_HU, DENSITY_NOW_HU, SAME_CT_PHASE)
    if found is None:
        return awaiting("choi", CHOI, once.without(BASELINE_SUM_MM, FOLLOW_UP_SUM_MM, *density))
    now = once.number(FOLLOW_UP_SUM_MM)
    grown = now is not None and found != _choi(once, now) and regrown(smallest, now)
    asked = grown is None
    note = SMALLEST_UNKNOWN if asked else REGROWN if grown else None
    later = None if once.yes(FIRST_FOLLOW_UP) else FROM_START
    needs = once.without(*(SMALLEST if asked else ()), *density, NEW_LESION, NEW_NODULE, ALL_LESIONS_GONE)
    return _read("choi", CHOI, found, needs, together(note, later))


def compute(inputs: Inputs) -> Result:
    """Return both readings, and where they disagree; Choi is refused for scans in different phases of contrast."""
    once = inputs.once
    smallest = _smallest(once)
    by_recist, by_choi = _recist(once, smallest), _choi(once, smallest)
    if once.yes(ALL_LESIONS_GONE) and frozenset({PROGRESSION}) in (by_recist, by_choi):
        raise once.impossible(ALL_LESIONS_GONE, NOT_GONE)
    lines = [_by_recist(once, by_recist, smallest), _by_choi(once, by_choi, smallest)]
    if once.yes(SAME_CT_PHASE) is False:
        by_choi = None
    if by_recist is not None and by_choi is not None and disagree(by_recist, by_choi):
        lines.append(
            Line("disagree", DISAGREE, BOTH.format(recist=_named(by_recist), choi=_named(by_choi)), "open", NAME_IT)
        )
    if frozenset({PROGRESSION}) in (by_recist, by_choi):
        lines.append(_growth(once))
    return Result((*lines, *_changes(once, smallest)), _fills(once, by_recist, by_choi))


RESPONSE = Worksheet(
    id="response",
    title=Text("Response on CT: RECIST 1.1 and Choi", "Ανταπόκριση στη CT: RECIST 1.1 και Choi"),
    about=Text(
        "The response of a GIST to imatinib by size alone and by size with density, side by side.",
        "Η ανταπόκριση ενός GIST στην ιματινίμπη με το μέγεθος μόνο και με το μέγεθος και την πυκνότητα, δίπλα δίπλα.",
    ),
    fields=(
        BASELINE_SUM_MM,
        FOLLOW_UP_SUM_MM,
        FIRST_FOLLOW_UP,
        NADIR_SUM_MM,
        DENSITY_BEFORE_HU,
        DENSITY_NOW_HU,
        SAME_CT_PHASE,
        NEW_LESION,
        NEW_NODULE,
        ALL_LESIONS_GONE,
        GROWING_TUMOURS,
        RESPONSE_METHOD,
    ),
    compute=compute,
    sources=(EISENHAUER_2009, CHOI_2007),
    status=Status.ABSTRACT,
    status_note=Text(
        "The limits were compared with published summaries of the two, not with the documents themselves.",
        "Τα όρια αντιπαραβλήθηκαν με δημοσιευμένες περιλήψεις των δύο και όχι με τα ίδια τα κείμενα.",
    ),
    example=Example(
        {
            "baseline_sum_mm": "100",
            "follow_up_sum_mm": "88",
            "first_follow_up": "true",
            "density_before_hu": "80",
            "density_now_hu": "60",
            "same_ct_phase": "true",
            "new_lesion": "false",
            "new_nodule": "false",
            "all_lesions_gone": "false",
            "response_method": "choi",
        }
    ),
    fills=(IMATINIB_RESPONSE,),
)
