"""What criteria are about, in the order in which the board lists them."""

from types import MappingProxyType

from calculators import fields
from calculators.model import Topic
from calculators.text import Text

AGE = Topic("age", Text("Age", "Ηλικία"), (fields.AGE_YEARS,))
FITNESS = Topic("fitness", Text("Fitness and comorbidity", "Γενική κατάσταση και συννοσηρότητα"))
GRADE = Topic(
    "grade",
    Text("Grade and differentiation", "Βαθμός κακοήθειας και διαφοροποίηση"),
    (fields.WHO_GRADE, fields.DIFFERENTIATION),
)
DRAINAGE = Topic(
    "drainage", Text("Venous drainage of the primary", "Φλεβική απορροή της πρωτοπαθούς εστίας"), (fields.PRIMARY_SITE,)
)
PRIMARY = Topic(
    "primary", Text("Removal of the primary", "Εξαίρεση της πρωτοπαθούς εστίας"), (fields.PRIMARY_RESECTION,)
)
RESECTABILITY = Topic(
    "resectability", Text("Resectability of the liver metastases", "Εξαιρεσιμότητα των ηπατικών μεταστάσεων")
)
GROWTH = Topic("growth", Text("Growth type", "Τύπος ανάπτυξης"), (fields.GROWTH_TYPE,))
INVOLVEMENT = Topic(
    "involvement", Text("Liver involvement", "Έκταση διήθησης του ήπατος"), (fields.LIVER_INVOLVEMENT_PERCENT,)
)
STABILITY = Topic(
    "stability", Text("Stability of the disease", "Σταθερότητα της νόσου"), (fields.MONTHS_STABLE_DISEASE,)
)
EXTRAHEPATIC = Topic("extrahepatic", Text("Extrahepatic disease", "Εξωηπατική νόσος"), (fields.EXTRAHEPATIC_DISEASE,))
HEART = Topic("heart", Text("Heart", "Καρδιά"), (fields.CARCINOID_HEART_DISEASE,))
MARGIN = Topic("margin", Text("Resection margin", "Όριο εκτομής"), (fields.EXPECTED_MARGIN,))
REMNANT = Topic(
    "remnant", Text("Future liver remnant", "Μελλοντικό ηπατικό υπόλειμμα"), (fields.FUTURE_LIVER_REMNANT_PERCENT,)
)
CENTRE = Topic("centre", Text("Specialised centre", "Εξειδικευμένο κέντρο"))
ORIGIN = Topic("origin", Text("Primary site", "Πρωτοπαθής εστία"), (fields.PRIMARY_SITE,))
HISTOLOGY = Topic("histology", Text("Histology", "Ιστολογικός τύπος"), (fields.HISTOLOGY,))
FUNCTION = Topic("function", Text("Hormonal function", "Ορμονική λειτουργία"))
ONSET = Topic(
    "onset",
    Text("Onset of the liver metastases", "Χρόνος εμφάνισης των ηπατικών μεταστάσεων"),
    (fields.DISEASE_FREE_INTERVAL_MONTHS,),
)
EXTENT = Topic("extent", Text("Extent of the hepatectomy", "Έκταση της ηπατεκτομής"))
PORTAL_VEIN = Topic("portal_vein", Text("Portal vein", "Πυλαία φλέβα"), (fields.PORTAL_VEIN_THROMBOSIS,))
LIVER_FUNCTION = Topic("liver_function", Text("Liver function", "Ηπατική λειτουργία"))
BILIARY = Topic("biliary", Text("Biliary tract", "Χοληφόρα"))
IMATINIB = Topic("imatinib", Text("Imatinib", "Ιματινίμπη"), (fields.IMATINIB_MONTHS, fields.IMATINIB_RESPONSE))

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
