"""What criteria are about, in the order in which the board lists them."""

from types import MappingProxyType

from calculators.model.sets import Topic
from calculators.model.text import Text
from calculators.vocabulary import tumour
from calculators.vocabulary.extrahepatic import EXTRAHEPATIC_DISEASE
from calculators.vocabulary.history import DISEASE_FREE_INTERVAL_MONTHS, MONTHS_STABLE_DISEASE, PRIMARY_RESECTION
from calculators.vocabulary.liver import GROWTH_TYPE, LIVER_INVOLVEMENT_PERCENT
from calculators.vocabulary.patient import AGE_YEARS
from calculators.vocabulary.surgery import CARCINOID_HEART_DISEASE, EXPECTED_MARGIN, FUTURE_LIVER_REMNANT_PERCENT
from calculators.vocabulary.treatment import IMATINIB_MONTHS, IMATINIB_RESPONSE, PORTAL_VEIN_THROMBOSIS
from calculators.vocabulary.tumour import DIFFERENTIATION, PRIMARY_SITE, WHO_GRADE

AGE = Topic("age", Text("Age", "Ηλικία"), (AGE_YEARS,))
FITNESS = Topic("fitness", Text("Fitness and comorbidity", "Γενική κατάσταση και συννοσηρότητα"))
GRADE = Topic(
    "grade",
    Text("Grade and differentiation", "Βαθμός κακοήθειας και διαφοροποίηση"),
    (WHO_GRADE, DIFFERENTIATION),
)
DRAINAGE = Topic(
    "drainage", Text("Venous drainage of the primary", "Φλεβική απορροή της πρωτοπαθούς εστίας"), (PRIMARY_SITE,)
)
PRIMARY = Topic("primary", Text("Removal of the primary", "Εξαίρεση της πρωτοπαθούς εστίας"), (PRIMARY_RESECTION,))
RESECTABILITY = Topic(
    "resectability", Text("Resectability of the liver metastases", "Εξαιρεσιμότητα των ηπατικών μεταστάσεων")
)
GROWTH = Topic("growth", Text("Growth type", "Τύπος ανάπτυξης"), (GROWTH_TYPE,))
INVOLVEMENT = Topic(
    "involvement", Text("Liver involvement", "Έκταση διήθησης του ήπατος"), (LIVER_INVOLVEMENT_PERCENT,)
)
LIVER_SIZE = Topic("liver_size", Text("Size of the liver", "Μέγεθος του ήπατος"))
STABILITY = Topic("stability", Text("Stability of the disease", "Σταθερότητα της νόσου"), (MONTHS_STABLE_DISEASE,))
EXTRAHEPATIC = Topic("extrahepatic", Text("Extrahepatic disease", "Εξωηπατική νόσος"), (EXTRAHEPATIC_DISEASE,))
HEART = Topic("heart", Text("Heart", "Καρδιά"), (CARCINOID_HEART_DISEASE,))
MARGIN = Topic("margin", Text("Resection margin", "Όριο εκτομής"), (EXPECTED_MARGIN,))
REMNANT = Topic(
    "remnant", Text("Future liver remnant", "Μελλοντικό ηπατικό υπόλειμμα"), (FUTURE_LIVER_REMNANT_PERCENT,)
)
CENTRE = Topic("centre", Text("Specialised centre", "Εξειδικευμένο κέντρο"))
ORIGIN = Topic("origin", Text("Primary site", "Πρωτοπαθής εστία"), (PRIMARY_SITE,))
HISTOLOGY = Topic("histology", Text("Histology", "Ιστολογικός τύπος"), (tumour.HISTOLOGY,))
FUNCTION = Topic("function", Text("Hormonal function", "Ορμονική λειτουργία"))
ONSET = Topic(
    "onset",
    Text("Onset of the liver metastases", "Χρόνος εμφάνισης των ηπατικών μεταστάσεων"),
    (DISEASE_FREE_INTERVAL_MONTHS,),
)
EXTENT = Topic("extent", Text("Extent of the hepatectomy", "Έκταση της ηπατεκτομής"))
PORTAL_VEIN = Topic("portal_vein", Text("Portal vein", "Πυλαία φλέβα"), (PORTAL_VEIN_THROMBOSIS,))
LIVER_FUNCTION = Topic("liver_function", Text("Liver function", "Ηπατική λειτουργία"))
BILIARY = Topic("biliary", Text("Biliary tract", "Χοληφόρα"))
IMATINIB = Topic("imatinib", Text("Imatinib", "Ιματινίμπη"), (IMATINIB_MONTHS, IMATINIB_RESPONSE))

TOPICS = MappingProxyType(
    {
        topic.id: topic
        for topic in (
            AGE,
            FITNESS,
            GRADE,
            DRAINAGE,
            PRIMARY,
            RESECTABILITY,
            GROWTH,
            INVOLVEMENT,
            LIVER_SIZE,
            STABILITY,
            EXTRAHEPATIC,
            HEART,
            MARGIN,
            REMNANT,
            CENTRE,
            ORIGIN,
            HISTOLOGY,
            FUNCTION,
            ONSET,
            EXTENT,
            PORTAL_VEIN,
            LIVER_FUNCTION,
            BILIARY,
            IMATINIB,
        )
    }
)
