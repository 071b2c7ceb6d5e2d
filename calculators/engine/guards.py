"""
What must be shown beside a set although the set does not ask for it, and what need not.

A set says whether its own criteria are met, and nothing else: "criteria met as published" is right, and misleads, beside a finding that forbids what the set
is about. For each question of the vocabulary and each set that does not read it, it is decided here once: a guard shows an answer beside the set, with the
reason, or a silence says why no answer to it is shown there. A question or a set without a decision stops the tests.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from calculators.engine.derivations import (
    DERIVATIONS,
    EXTRAHEPATIC,
    EXTRAHEPATIC_PARTS,
    GRADE,
    SINCE_PRIMARY_RESECTION,
    STABLE_DISEASE,
)
from calculators.formulas.remnant import MINIMUMS
from calculators.model.conditions import Condition, any_of, fields_of
from calculators.model.fields import Field
from calculators.model.sentences import amount
from calculators.model.sets import CriteriaSet, Source
from calculators.model.text import Text, same
from calculators.sets.registry import SETS
from calculators.vocabulary.extrahepatic import (
    EXTRAHEPATIC_DISEASE,
    FUNCTIONAL_IMAGING_NEGATIVE,
    MONTHS_SINCE_EXTRAHEPATIC_RESECTION,
    SOLID_ORGAN_METASTASIS_EVER,
)
from calculators.vocabulary.form import FIELDS
from calculators.vocabulary.history import (
    ASSESSMENT_DATE,
    DISEASE_FREE_INTERVAL_MONTHS,
    PRIMARY_REMOVED,
    PRIMARY_RESECTION,
    SYNCHRONOUS,
)
from calculators.vocabulary.liver import (
    BILOBAR,
    GROWTH_TYPE,
    HEPATOMEGALY,
    LIVER_INVOLVEMENT_PERCENT,
    LIVER_METASTASES_RESECTABLE,
)
from calculators.vocabulary.patient import AGE_YEARS, HEIGHT_CM, SERIOUS_COMORBIDITY, WEIGHT_KG
from calculators.vocabulary.sources import FRILLING_2014, KISHI_2009, MAZZAFERRO_2007, OPTN_GUIDANCE, PAVEL_2012
from calculators.vocabulary.surgery import (
    CARCINOID_HEART_DISEASE,
    EXPECTED_MARGIN,
    FUTURE_LIVER_REMNANT_PERCENT,
    HEPATIC_SURGERY_CENTRE_ACCESS,
    MAJOR_HEPATECTOMY,
    OPERATIVE_RISK_ACCEPTABLE,
    RIGHT_HEART_FAILURE,
)
from calculators.vocabulary.treatment import (
    HEPATIC_INSUFFICIENCY,
    IMATINIB_MONTHS,
    IMATINIB_RESPONSE,
    PORTAL_VEIN_THROMBOSIS,
    PRIOR_WHIPPLE,
)
from calculators.vocabulary.tumour import (
    FUNCTIONING,
    HISTOLOGY,
    KI67_CELLS_COUNTED,
    PRIMARY_SITE,
    REFRACTORY_HORMONAL_SYMPTOMS,
    TUMOUR_FAMILY,
)


def _sets(*names: str) -> tuple[CriteriaSet, ...]:
    return tuple(SETS[name] for name in names)


# Named one by one: a new set belongs to none of them until somebody decides.
RESECTION = ENETS_2012_RESECTION, FRILLING_2014_RESECTION, RESECTION_FIRST_CHOICE = _sets(
    "enets-2012-resection", "frilling-2014-resection", "resection-first-choice"
)
TRANSPLANT = (
    ENETS_2012_TRANSPLANT,
    MILAN_NET_2007,
    MILAN_NET_2016,
    MILAN_GROUP_2023,
    OPTN_NET,
    TRANSPLANT_CONTRAINDICATIONS,
) = _sets(
    "enets-2012-transplant",
    "milan-net-2007",
    "milan-net-2016",
    "milan-group-2023",
    "optn-net",
    "transplant-contraindications",
)
LIVER_DIRECTED = _sets("liver-directed-contraindications")
PRIMARY = _sets("primary-resection")
PROGNOSIS = NET_SURVIVAL_FACTORS, LE_TREUT_2008_FACTORS, ADAM_2006_FACTORS, HISTOLOGY_RISK = _sets(
    "net-survival-factors", "le-treut-2008-factors", "adam-2006-factors", "histology-risk"
)
GIST = _sets("gist-imatinib")
EVERY_SET = (*RESECTION, *TRANSPLANT, *LIVER_DIRECTED, *PRIMARY, *PROGNOSIS, *GIST)

LEAST_REMNANT = MINIMUMS["healthy"].limit_percent  # with the limit itself on the unsafe side
ADULT = 18  # years; the series behind the sets are of adults

ENETS_2012 = same("ENETS 2012")
WORKING_GROUP_2014 = Text("2014 working group", "ομάδα εργασίας του 2014")
OWN_JUDGEMENT = Text("this site's judgement", "κρίση του ιστοτόπου")
SOURCED = Text("{text} (Source: {basis}.)", "{text} (Πηγή: {basis}.)")


@dataclass(frozen=True, slots=True, eq=False)
class Guard:
    """
    A finding that is shown beside *sets* although they do not ask for it: where *test* is met, *text* says what was entered and why it matters.

    *basis* names where that comes from, and *source* is the publication, None where it is this site's own judgement. No verdict is changed by it.
    """

    id: str
    test: Condition
    sets: tuple[CriteriaSet, ...]
    text: Text
    basis: Text
    source: Source | None = None

    @property
    def shown(self) -> Text:
        """The text with where it comes from."""
        return SOURCED.format(text=self.text, basis=self.basis)


@dataclass(frozen=True, slots=True, eq=False)
class Silence:
    """*fields* of which no answer is shown beside *sets*, which do not ask for them, and *why*."""

    fields: tuple[Field, ...]
    sets: tuple[CriteriaSet, ...]
    why: Text


GUARDS = (
    # Resection.
    Guard(
        "guard-carcinoid-heart-resection",
        CARCINOID_HEART_DISEASE.is_one_of("moderate", "severe"),
        RESECTION,
        Text(
            "Carcinoid heart disease is entered as moderate or severe: advanced disease, which the source does not define, excludes resection.",
            "Δηλώθηκε μέτρια ή σοβαρή καρκινοειδής καρδιοπάθεια: η προχωρημένη, την οποία η πηγή δεν ορίζει, αποκλείει την εκτομή.",
        ),
        WORKING_GROUP_2014,
        FRILLING_2014,
    ),
    Guard(
        "guard-right-heart-resection",
        RIGHT_HEART_FAILURE.is_yes(),
        RESECTION,
        Text(
            "Right heart failure is entered: it excludes resection under the minimal requirements.",
            "Δηλώθηκε δεξιά καρδιακή ανεπάρκεια: κατά τις ελάχιστες προϋποθέσεις αποκλείει την εκτομή.",
        ),
        ENETS_2012,
        PAVEL_2012,
    ),
    Guard(
        "guard-hepatic-insufficiency-resection",
        HEPATIC_INSUFFICIENCY.is_yes(),
        (*RESECTION, *GIST),
        Text(
            "Hepatic insufficiency is entered: no set of criteria for resection asks about liver function.",
            "Δηλώθηκε ηπατική ανεπάρκεια: κανένας κατάλογος εκτομής δεν ρωτά για την ηπατική λειτουργία.",
        ),
        OWN_JUDGEMENT,
    ),
    Guard(
        "guard-not-resectable",
        LIVER_METASTASES_RESECTABLE.is_no(),
        (FRILLING_2014_RESECTION, RESECTION_FIRST_CHOICE),
        Text(
            "The liver metastases are entered as not resectable, which this set does not ask about.",
            "Οι ηπατικές μεταστάσεις δηλώθηκαν ως μη εξαιρέσιμες, κάτι για το οποίο ο κατάλογος δεν ρωτά.",
        ),
        ENETS_2012,
        PAVEL_2012,
    ),
    Guard(
        "guard-growth-type",
        GROWTH_TYPE.is_one_of("III"),
        (ENETS_2012_RESECTION, RESECTION_FIRST_CHOICE),
        Text(
            "Growth type III is entered (disseminated in both lobes): resection is for types I and II.",
            "Δηλώθηκε τύπος ανάπτυξης III (διάσπαρτες και στους δύο λοβούς): η εκτομή αφορά τους τύπους I και II.",
        ),
        WORKING_GROUP_2014,
        FRILLING_2014,
    ),
    Guard(
        "guard-margin",
        EXPECTED_MARGIN.is_one_of("R2"),
        (ENETS_2012_RESECTION, RESECTION_FIRST_CHOICE),
        Text(
            "Macroscopic residual tumour (R2) is expected: resection is for an expected R0 or R1.",
            "Αναμένεται μακροσκοπικό υπόλειμμα όγκου (R2): η εκτομή προϋποθέτει αναμενόμενη ριζικότητα R0 ή R1.",
        ),
        WORKING_GROUP_2014,
        FRILLING_2014,
    ),
    Guard(
        "guard-operative-risk",
        OPERATIVE_RISK_ACCEPTABLE.is_no(),
        (FRILLING_2014_RESECTION, *GIST),
        Text(
            "The operative risk is entered as not acceptable, which this set does not ask about.",
            "Ο εγχειρητικός κίνδυνος δηλώθηκε ως μη αποδεκτός, κάτι για το οποίο ο κατάλογος δεν ρωτά.",
        ),
        ENETS_2012,
        PAVEL_2012,
    ),
    Guard(
        "guard-comorbidity-resection",
        SERIOUS_COMORBIDITY.is_yes(),
        (FRILLING_2014_RESECTION, *GIST),
        Text(
            "A serious comorbidity is entered, and this set does not ask about the operative risk.",
            "Δηλώθηκε σοβαρή συννοσηρότητα, και ο κατάλογος δεν ρωτά για τον εγχειρητικό κίνδυνο.",
        ),
        OWN_JUDGEMENT,
    ),
    Guard(
        "guard-small-remnant",
        FUTURE_LIVER_REMNANT_PERCENT.at_most(LEAST_REMNANT),
        (ENETS_2012_RESECTION, RESECTION_FIRST_CHOICE, *GIST),
        Text(
            "The future liver remnant is entered as {limit} or less, which is too small even in a healthy liver.",
            "Το μελλοντικό ηπατικό υπόλειμμα δηλώθηκε έως {limit}, που δεν επαρκεί ακόμη και σε υγιές ήπαρ.",
        ).format(limit=amount(LEAST_REMNANT, FUTURE_LIVER_REMNANT_PERCENT.unit)),
        same("Kishi 2009"),
        KISHI_2009,
    ),
    Guard(
        "guard-portal-vein-resection",
        PORTAL_VEIN_THROMBOSIS.is_one_of("complete"),
        (*RESECTION, *GIST),
        Text(
            "Complete portal vein thrombosis is entered: no set of criteria for resection asks about the portal vein.",
            "Δηλώθηκε πλήρης θρόμβωση της πυλαίας φλέβας: κανένας κατάλογος εκτομής δεν ρωτά για την πυλαία φλέβα.",
        ),
        OWN_JUDGEMENT,
    ),
    # Transplantation.
    Guard(
        "guard-resectable",
        LIVER_METASTASES_RESECTABLE.is_yes(),
        TRANSPLANT,
        Text(
            "The liver metastases are entered as resectable: the criteria for transplantation were published for unresectable disease.",
            "Οι ηπατικές μεταστάσεις δηλώθηκαν ως εξαιρέσιμες: τα κριτήρια μεταμόσχευσης δημοσιεύθηκαν για μη εξαιρέσιμη νόσο.",
        ),
        Text("title of the summary of Mazzaferro 2007", "τίτλος της περίληψης του Mazzaferro 2007"),
        MAZZAFERRO_2007,
    ),
    Guard(
        "guard-comorbidity-transplant",
        SERIOUS_COMORBIDITY.is_yes(),
        TRANSPLANT,
        Text(
            "A serious comorbidity is entered, one that by its definition here rules out transplantation.",
            "Δηλώθηκε σοβαρή συννοσηρότητα, δηλαδή, κατά τον ορισμό της εδώ, νόσος που αποκλείει τη μεταμόσχευση.",
        ),
        same("Milan-NET 2007"),
        MAZZAFERRO_2007,
    ),
    Guard(
        "guard-right-heart-transplant",
        RIGHT_HEART_FAILURE.is_yes(),
        TRANSPLANT,
        Text(
            "Right heart failure is entered, and no list for transplantation asks about it.",
            "Δηλώθηκε δεξιά καρδιακή ανεπάρκεια, και κανένας κατάλογος μεταμόσχευσης δεν ρωτά γι’ αυτήν.",
        ),
        OWN_JUDGEMENT,
    ),
    Guard(
        "guard-moderate-heart-transplant",
        CARCINOID_HEART_DISEASE.is_one_of("moderate"),
        TRANSPLANT,
        Text(
            "Carcinoid heart disease is entered as moderate: only severe disease is listed as a contraindication, and the heart has to be judged before listing.",
            "Δηλώθηκε μέτρια καρκινοειδής καρδιοπάθεια: ως αντένδειξη αναφέρεται μόνο η σοβαρή, και η καρδιά πρέπει να εκτιμηθεί πριν από την ένταξη σε λίστα.",
        ),
        OWN_JUDGEMENT,
    ),
    Guard(
        "guard-portal-vein-transplant",
        PORTAL_VEIN_THROMBOSIS.is_one_of("complete"),
        TRANSPLANT,
        Text(
            "Complete portal vein thrombosis is entered: no list for transplantation asks about the portal vein.",
            "Δηλώθηκε πλήρης θρόμβωση της πυλαίας φλέβας: κανένας κατάλογος μεταμόσχευσης δεν ρωτά για την πυλαία φλέβα.",
        ),
        OWN_JUDGEMENT,
    ),
    Guard(
        "guard-solid-organ",
        SOLID_ORGAN_METASTASIS_EVER.is_yes(),
        TRANSPLANT,
        Text(
            "A metastasis in a solid organ other than the liver is entered, now or in the past: the guidance of the United States excludes it for good.",
            "Δηλώθηκε μετάσταση σε συμπαγές όργανο εκτός του ήπατος, τώρα ή στο παρελθόν: η οδηγία των ΗΠΑ την αποκλείει οριστικά.",
        ),
        Text("OPTN guidance, provisional", "οδηγία OPTN, προσωρινό"),
        OPTN_GUIDANCE,
    ),
    # Liver-directed therapy.
    Guard(
        "guard-heart-liver-directed",
        any_of(CARCINOID_HEART_DISEASE.is_one_of("severe"), RIGHT_HEART_FAILURE.is_yes()),
        LIVER_DIRECTED,
        Text(
            "Severe carcinoid heart disease or right heart failure is entered, which is not among the contraindications of this list: tell the anaesthetist.",
            "Δηλώθηκε σοβαρή καρκινοειδής καρδιοπάθεια ή δεξιά καρδιακή ανεπάρκεια, που δεν περιλαμβάνεται στις αντενδείξεις του καταλόγου: ενημερώστε τον αναισθησιολόγο.",
        ),
        OWN_JUDGEMENT,
    ),
    # Primary tumour.
    Guard(
        "guard-primary-removed",
        PRIMARY_REMOVED,
        PRIMARY,
        Text(
            "The primary tumour is entered as removed: the statement about resecting it does not concern this patient now.",
            "Η πρωτοπαθής εστία δηλώθηκε ως εξαιρεθείσα: η τοποθέτηση για την εξαίρεσή της δεν αφορά τώρα τον ασθενή.",
        ),
        OWN_JUDGEMENT,
    ),
    # Surgery after imatinib.
    Guard(
        "guard-not-resectable-gist",
        LIVER_METASTASES_RESECTABLE.is_no(),
        GIST,
        Text(
            "The liver metastases are entered as not resectable: the two items are about the course on imatinib and not about resectability.",
            "Οι ηπατικές μεταστάσεις δηλώθηκαν ως μη εξαιρέσιμες: τα δύο σημεία αφορούν την πορεία με ιματινίμπη και όχι την εξαιρεσιμότητα.",
        ),
        OWN_JUDGEMENT,
    ),
    Guard(
        "guard-margin-gist",
        EXPECTED_MARGIN.is_one_of("R2"),
        GIST,
        Text(
            "Macroscopic residual tumour (R2) is expected, which the two items do not ask about.",
            "Αναμένεται μακροσκοπικό υπόλειμμα όγκου (R2), κάτι για το οποίο τα δύο σημεία δεν ρωτούν.",
        ),
        OWN_JUDGEMENT,
    ),
    Guard(
        "guard-extrahepatic-gist",
        EXTRAHEPATIC_DISEASE.is_one_of("unresectable"),
        GIST,
        Text(
            "Extrahepatic disease is entered as unresectable, which the two items do not ask about.",
            "Η εξωηπατική νόσος δηλώθηκε ως μη εξαιρέσιμη, κάτι για το οποίο τα δύο σημεία δεν ρωτούν.",
        ),
        OWN_JUDGEMENT,
    ),
    Guard(
        "guard-right-heart-gist",
        RIGHT_HEART_FAILURE.is_yes(),
        GIST,
        Text(
            "Right heart failure is entered, which the two items do not ask about.",
            "Δηλώθηκε δεξιά καρδιακή ανεπάρκεια, για την οποία τα δύο σημεία δεν ρωτούν.",
        ),
        OWN_JUDGEMENT,
    ),
    # Every set.
    Guard(
        "guard-age",
        AGE_YEARS.below(ADULT),
        EVERY_SET,
        Text(
            "The age is entered as below 18 years: the criteria and series were published for adults.",
            "Δηλώθηκε ηλικία κάτω των 18 ετών: τα κριτήρια και οι σειρές δημοσιεύθηκαν για ενηλίκους.",
        ),
        OWN_JUDGEMENT,
    ),
)

MEASURES_ONLY = (HEIGHT_CM, WEIGHT_KG, KI67_CELLS_COUNTED)
TIME_OF_PRIMARY = (SINCE_PRIMARY_RESECTION.start, SINCE_PRIMARY_RESECTION.field)
STABILITY = (STABLE_DISEASE.start, STABLE_DISEASE.field)
IMATINIB = (IMATINIB_MONTHS, IMATINIB_RESPONSE)
WITHOUT_VERDICT = (*PRIMARY, *PROGNOSIS)

COUNTS_OR_CLASSES = Text(
    "The set counts or names what was published and gives no verdict that the answer could contradict.",
    "Ο κατάλογος μετρά ή κατονομάζει όσα δημοσιεύθηκαν και δεν δίνει αποτέλεσμα με το οποίο θα συγκρουόταν η απάντηση.",
)
OTHER_TUMOUR = Text(
    "The question is for other tumours; a patient of another population is pointed out beside the set.",
    "Η ερώτηση αφορά άλλους όγκους· όταν ο ασθενής ανήκει σε άλλον πληθυσμό, αυτό επισημαίνεται δίπλα στον κατάλογο.",
)
OTHER_TREATMENT = Text(
    "The answer describes another treatment, and says nothing for or against this one.",
    "Η απάντηση περιγράφει άλλη θεραπεία και δεν μιλά ούτε υπέρ ούτε κατά αυτής.",
)
NOT_IN_ABSTRACT = Text(
    "The abstract, which alone was compared, does not name it; the other lists for transplantation beside it do.",
    "Η περίληψη, που μόνη αντιπαραβλήθηκε, δεν το αναφέρει· το αναφέρουν οι άλλοι κατάλογοι μεταμόσχευσης δίπλα.",
)
ASKED_BY_LISTS = Text(
    "The lists for transplantation ask for it, each with a limit of its own; here contraindications alone are listed.",
    "Το ζητούν οι κατάλογοι μεταμόσχευσης, καθένας με δικό του όριο· εδώ αναφέρονται μόνο αντενδείξεις.",
)

SILENCES = (
    Silence(
        MEASURES_ONLY,
        EVERY_SET,
        Text(
            "It enters only what is computed from it: the remnant, the liver volume, the error of the Ki-67 index.",
            "Χρησιμοποιείται μόνο σε όσα υπολογίζονται από αυτό: υπόλειμμα, όγκος ήπατος, σφάλμα του δείκτη Ki-67.",
        ),
    ),
    Silence(
        (TUMOUR_FAMILY,),
        EVERY_SET,
        Text(
            "Whom a set was published for is declared with the set; a patient of another family is pointed out beside it.",
            "Για ποιους δημοσιεύθηκε ένας κατάλογος ορίζεται μαζί του· όταν ο ασθενής ανήκει σε άλλη κατηγορία όγκων, αυτό επισημαίνεται δίπλα του.",
        ),
    ),
    Silence(
        (ASSESSMENT_DATE,),
        EVERY_SET,
        Text(
            "A day is no finding; the months counted to it are.",
            "Η ημερομηνία δεν είναι εύρημα· εύρημα είναι οι μήνες που μετρώνται έως αυτήν.",
        ),
    ),
    Silence(
        (HISTOLOGY,),
        (*RESECTION, *TRANSPLANT, *LIVER_DIRECTED, NET_SURVIVAL_FACTORS, LE_TREUT_2008_FACTORS, *GIST),
        OTHER_TUMOUR,
    ),
    Silence((HISTOLOGY,), PRIMARY, COUNTS_OR_CLASSES),
    Silence(IMATINIB, (*RESECTION, *TRANSPLANT, *LIVER_DIRECTED, *WITHOUT_VERDICT), OTHER_TUMOUR),
    Silence(
        (PRIMARY_SITE,),
        (*RESECTION, *LIVER_DIRECTED),
        Text(
            "The source makes no difference by primary site; a primary outside the digestive tract is pointed out where a grade is known.",
            "Η πηγή δεν διακρίνει κατά εντόπιση· πρωτοπαθής εκτός του πεπτικού επισημαίνεται όπου είναι γνωστός ο βαθμός.",
        ),
    ),
    Silence((PRIMARY_SITE,), (NET_SURVIVAL_FACTORS,), COUNTS_OR_CLASSES),
    Silence(
        (PRIMARY_SITE,),
        (ENETS_2012_TRANSPLANT,),
        Text(
            "A primary without portal drainage is a contraindication, which is shown beside every list for transplantation.",
            "Πρωτοπαθής χωρίς πυλαία απορροή είναι αντένδειξη, που εμφανίζεται δίπλα σε κάθε κατάλογο μεταμόσχευσης.",
        ),
    ),
    Silence(
        (PRIMARY_SITE,),
        GIST,
        Text(
            "The two items hold for a stromal tumour of any site.",
            "Τα δύο σημεία ισχύουν για στρωματικό όγκο κάθε εντόπισης.",
        ),
    ),
    Silence(GRADE.fields, (*WITHOUT_VERDICT,), COUNTS_OR_CLASSES),
    Silence(
        GRADE.fields,
        LIVER_DIRECTED,
        Text("The list makes no difference by grade.", "Ο κατάλογος δεν διακρίνει κατά βαθμό κακοήθειας."),
    ),
    Silence(GRADE.fields, GIST, OTHER_TUMOUR),
    Silence(
        (FUNCTIONING, REFRACTORY_HORMONAL_SYMPTOMS),
        EVERY_SET,
        Text(
            "Hormonal symptoms are a reason to treat and exclude none of the treatments.",
            "Τα ορμονικά συμπτώματα είναι λόγος θεραπείας και δεν αποκλείουν καμία.",
        ),
    ),
    Silence(
        (GROWTH_TYPE, BILOBAR),
        (*TRANSPLANT, *LIVER_DIRECTED),
        Text(
            "Spread over both lobes is why these treatments are considered.",
            "Η διασπορά και στους δύο λοβούς είναι ο λόγος που εξετάζονται αυτές οι θεραπείες.",
        ),
    ),
    Silence(
        (GROWTH_TYPE, BILOBAR),
        (*WITHOUT_VERDICT,),
        COUNTS_OR_CLASSES,
    ),
    Silence(
        (BILOBAR,),
        RESECTION,
        Text(
            "Metastases in both lobes can be resectable; resectability, growth type and remnant are asked or shown.",
            "Μεταστάσεις και στους δύο λοβούς μπορεί να είναι εξαιρέσιμες· για εξαιρεσιμότητα, τύπο ανάπτυξης και υπόλειμμα υπάρχει ερώτηση ή επισήμανση.",
        ),
    ),
    Silence(
        (GROWTH_TYPE, BILOBAR),
        GIST,
        Text(
            "The growth types were described for neuroendocrine metastases; resectability is shown.",
            "Οι τύποι ανάπτυξης περιγράφηκαν για νευροενδοκρινείς μεταστάσεις· η εξαιρεσιμότητα επισημαίνεται.",
        ),
    ),
    Silence(
        (LIVER_INVOLVEMENT_PERCENT,),
        (*RESECTION, *GIST),
        Text(
            "The source sets no limit; whether enough liver is left is asked by resectability and remnant.",
            "Η πηγή δεν ορίζει όριο· το αν απομένει αρκετό ήπαρ εξετάζεται με την εξαιρεσιμότητα και το υπόλειμμα.",
        ),
    ),
    Silence((LIVER_INVOLVEMENT_PERCENT,), (TRANSPLANT_CONTRAINDICATIONS,), ASKED_BY_LISTS),
    Silence((AGE_YEARS, LIVER_INVOLVEMENT_PERCENT), (MILAN_GROUP_2023,), NOT_IN_ABSTRACT),
    Silence(
        (HEPATOMEGALY,),
        (*RESECTION, *TRANSPLANT, *LIVER_DIRECTED, *GIST),
        Text(
            "The size of the liver was adverse in one series of transplantations, whose count is shown; no list makes it a condition.",
            "Το μέγεθος του ήπατος ήταν δυσμενές σε μία σειρά μεταμοσχεύσεων, της οποίας το πλήθος φαίνεται· κανένας κατάλογος δεν το θέτει ως όρο.",
        ),
    ),
    Silence((HEPATOMEGALY,), WITHOUT_VERDICT, COUNTS_OR_CLASSES),
    Silence(
        (LIVER_INVOLVEMENT_PERCENT,),
        LIVER_DIRECTED,
        Text(
            "Later texts name limits from 50 to 75 % and do not agree; the guideline page says so.",
            "Νεότερα κείμενα αναφέρουν όρια από 50 έως 75 % και δεν συμφωνούν· το αναφέρει η σελίδα της κατευθυντήριας οδηγίας.",
        ),
    ),
    Silence((LIVER_INVOLVEMENT_PERCENT,), WITHOUT_VERDICT, COUNTS_OR_CLASSES),
    Silence(
        (LIVER_METASTASES_RESECTABLE,),
        LIVER_DIRECTED,
        Text(
            "Ablation and embolisation are used for both.",
            "Η κατάλυση και ο εμβολισμός εφαρμόζονται και στις δύο περιπτώσεις.",
        ),
    ),
    Silence((LIVER_METASTASES_RESECTABLE,), WITHOUT_VERDICT, COUNTS_OR_CLASSES),
    Silence(
        EXTRAHEPATIC.fields,
        LIVER_DIRECTED,
        Text(
            "Treatment of the liver alone is also given beside disease elsewhere, for symptoms.",
            "Θεραπεία μόνο του ήπατος γίνεται και όταν υπάρχει νόσος αλλού, για τα συμπτώματα.",
        ),
    ),
    Silence(EXTRAHEPATIC.fields, (*PRIMARY, LE_TREUT_2008_FACTORS, HISTOLOGY_RISK), COUNTS_OR_CLASSES),
    Silence(
        (MONTHS_SINCE_EXTRAHEPATIC_RESECTION,),
        (*RESECTION, *TRANSPLANT, *LIVER_DIRECTED, *GIST),
        Text(
            "How long ago it was removed is asked by the guidance of the United States alone; what is there now counts here.",
            "Πριν από πόσο καιρό αφαιρέθηκε ρωτά μόνο η οδηγία των ΗΠΑ· εδώ μετρά όση νόσος υπάρχει τώρα.",
        ),
    ),
    Silence((MONTHS_SINCE_EXTRAHEPATIC_RESECTION,), WITHOUT_VERDICT, COUNTS_OR_CLASSES),
    Silence(
        (SOLID_ORGAN_METASTASIS_EVER, FUNCTIONAL_IMAGING_NEGATIVE),
        (*RESECTION, *LIVER_DIRECTED, *GIST),
        Text(
            "What counts here is extrahepatic disease as it is now; an answer that contradicts it is pointed out.",
            "Εδώ μετρά η εξωηπατική νόσος όπως είναι τώρα· απάντηση που δεν συμβιβάζεται με αυτήν επισημαίνεται.",
        ),
    ),
    Silence((SOLID_ORGAN_METASTASIS_EVER, FUNCTIONAL_IMAGING_NEGATIVE), WITHOUT_VERDICT, COUNTS_OR_CLASSES),
    Silence(
        (FUNCTIONAL_IMAGING_NEGATIVE,),
        TRANSPLANT,
        Text(
            "Imaging that shows disease outside the liver is pointed out as a contradiction where extrahepatic disease is entered as none or cleared; where it is "
            "entered as present, the lists refuse it themselves.",
            "Απεικόνιση με νόσο εκτός ήπατος επισημαίνεται ως αντίφαση όταν η εξωηπατική νόσος δηλώθηκε ως «καμία» ή «πλήρως αφαιρεθείσα»· όταν δηλώθηκε παρούσα, την "
            "απορρίπτουν οι ίδιοι οι κατάλογοι.",
        ),
    ),
    Silence(
        (EXPECTED_MARGIN, MAJOR_HEPATECTOMY, OPERATIVE_RISK_ACCEPTABLE, FUTURE_LIVER_REMNANT_PERCENT),
        (*TRANSPLANT, *LIVER_DIRECTED),
        OTHER_TREATMENT,
    ),
    Silence(
        (
            EXPECTED_MARGIN,
            MAJOR_HEPATECTOMY,
            OPERATIVE_RISK_ACCEPTABLE,
            FUTURE_LIVER_REMNANT_PERCENT,
            HEPATIC_SURGERY_CENTRE_ACCESS,
        ),
        WITHOUT_VERDICT,
        COUNTS_OR_CLASSES,
    ),
    Silence(
        (MAJOR_HEPATECTOMY,),
        (*RESECTION, *GIST),
        Text(
            "The extent of the resection is judged with the remnant and the operative risk.",
            "Η έκταση της εκτομής κρίνεται με το υπόλειμμα και τον εγχειρητικό κίνδυνο.",
        ),
    ),
    Silence(
        (HEPATIC_SURGERY_CENTRE_ACCESS,),
        (*RESECTION, *TRANSPLANT, *LIVER_DIRECTED, *GIST),
        Text("It describes the hospital and not the patient.", "Περιγράφει το νοσοκομείο και όχι τον ασθενή."),
    ),
    Silence(
        (SERIOUS_COMORBIDITY,),
        (ENETS_2012_RESECTION, RESECTION_FIRST_CHOICE),
        Text(
            "The set asks whether the operative risk is acceptable, and comorbidity is a part of that judgement.",
            "Ο κατάλογος ρωτά αν ο εγχειρητικός κίνδυνος είναι αποδεκτός, και η συννοσηρότητα είναι μέρος αυτής της κρίσης.",
        ),
    ),
    Silence(
        (SERIOUS_COMORBIDITY,),
        LIVER_DIRECTED,
        Text(
            "By its definition here it rules out transplantation, not these treatments.",
            "Κατά τον ορισμό της εδώ αποκλείει τη μεταμόσχευση, όχι αυτές τις θεραπείες.",
        ),
    ),
    Silence((SERIOUS_COMORBIDITY, CARCINOID_HEART_DISEASE, RIGHT_HEART_FAILURE), WITHOUT_VERDICT, COUNTS_OR_CLASSES),
    Silence((CARCINOID_HEART_DISEASE,), GIST, OTHER_TUMOUR),
    Silence(
        EXTRAHEPATIC_PARTS,
        GIST,
        Text(
            "The worst of the three is extrahepatic disease, which is shown.",
            "Το χειρότερο από τα τρία είναι η εξωηπατική νόσος, που επισημαίνεται.",
        ),
    ),
    Silence(
        (AGE_YEARS,),
        tuple(criteria for criteria in EVERY_SET if criteria is not MILAN_GROUP_2023),
        Text("The source sets no limit of age for adults.", "Η πηγή δεν ορίζει όριο ηλικίας για ενηλίκους."),
    ),
    Silence(
        (SYNCHRONOUS, DISEASE_FREE_INTERVAL_MONTHS),
        EVERY_SET,
        Text(
            "When the metastases appeared bears on the prognosis; no other set makes it a condition.",
            "Ο χρόνος εμφάνισης των μεταστάσεων αφορά την πρόγνωση· κανένας άλλος κατάλογος δεν τον θέτει ως όρο.",
        ),
    ),
    Silence(
        (PRIMARY_RESECTION, *TIME_OF_PRIMARY),
        (*RESECTION, *LIVER_DIRECTED, *GIST),
        Text("The source does not name the primary.", "Η πηγή δεν αναφέρει την πρωτοπαθή εστία."),
    ),
    Silence((PRIMARY_RESECTION, *TIME_OF_PRIMARY), (TRANSPLANT_CONTRAINDICATIONS,), ASKED_BY_LISTS),
    Silence(
        TIME_OF_PRIMARY,
        (MILAN_NET_2007, MILAN_NET_2016, MILAN_GROUP_2023),
        Text(
            "The source asks that the primary was removed before, and sets no time since.",
            "Η πηγή ζητεί να έχει προηγηθεί η εξαίρεση της πρωτοπαθούς εστίας και δεν ορίζει χρόνο από τότε.",
        ),
    ),
    Silence((PRIMARY_RESECTION, *TIME_OF_PRIMARY, *STABILITY), PROGNOSIS, COUNTS_OR_CLASSES),
    Silence((*TIME_OF_PRIMARY, *STABILITY), PRIMARY, COUNTS_OR_CLASSES),
    Silence(
        STABILITY,
        (*RESECTION, *LIVER_DIRECTED, *GIST),
        Text("The source asks for no time of stable disease.", "Η πηγή δεν ζητεί διάστημα σταθερής νόσου."),
    ),
    Silence(STABILITY, (OPTN_NET, TRANSPLANT_CONTRAINDICATIONS), ASKED_BY_LISTS),
    Silence((PORTAL_VEIN_THROMBOSIS, HEPATIC_INSUFFICIENCY, PRIOR_WHIPPLE), WITHOUT_VERDICT, COUNTS_OR_CLASSES),
    Silence(
        (HEPATIC_INSUFFICIENCY,),
        TRANSPLANT,
        Text("Transplantation replaces the liver.", "Η μεταμόσχευση αντικαθιστά το ήπαρ."),
    ),
    Silence(
        (PRIOR_WHIPPLE,),
        (*RESECTION, *TRANSPLANT, *GIST),
        Text(
            "It is listed as a contraindication to liver-directed therapy alone, for the risk of an abscess.",
            "Αναφέρεται ως αντένδειξη μόνο για τις θεραπείες με στόχο το ήπαρ, λόγω του κινδύνου αποστήματος.",
        ),
    ),
)


def read_by(criteria: CriteriaSet) -> frozenset[str]:
    """Return the ids of the fields that *criteria* read, and of those from which what they read can follow."""
    own = {name for criterion in criteria.criteria for name in criterion.reads}
    related = (group for group in DERIVATIONS.groups if own & {field.id for field in group.fields})
    return frozenset(own.union(*({field.id for field in DERIVATIONS.rests_on(group)} for group in related)))


def guards_of(field: Field, criteria: CriteriaSet) -> tuple[Guard, ...]:
    """Return the guards that show an answer to *field* beside *criteria*."""
    return tuple(guard for guard in GUARDS if criteria in guard.sets and field in fields_of(guard.test))


def silences_of(field: Field, criteria: CriteriaSet) -> tuple[Silence, ...]:
    """Return why no answer to *field* is shown beside *criteria*."""
    return tuple(silence for silence in SILENCES if criteria in silence.sets and field in silence.fields)


def undecided(
    fields: Iterable[Field] = tuple(FIELDS.values()), sets: Iterable[CriteriaSet] = tuple(SETS.values())
) -> list[tuple[str, str]]:
    """Return each field with each set that does not read it and for which nothing is decided here."""
    return [
        (field.id, criteria.id)
        for criteria in sets
        for field in fields
        if field.id not in read_by(criteria) and not guards_of(field, criteria) and not silences_of(field, criteria)
    ]
