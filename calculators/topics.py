"""What criteria are about, in the order in which the board lists them."""

from types import MappingProxyType

from calculators import fields
from calculators.model import Topic
from calculators.text import Text

AGE = Topic("age", Text("Age", "Ηλικία"), (fields.AGE_YEARS,))
FITNESS = Topic("fitness", Text("Fitness and comorbidity", "Γενική κατάσταση και συννοσηρότητα"))
GRADE = Topic("grade", Text("Grade and differentiation", "Βαθμός κακοήθειας και διαφοροποίηση"), (fields.WHO_GRADE, fields.DIFFERENTIATION))
DRAINAGE = Topic("drainage", Text("Venous drainage of the primary", "Φλεβική απορροή της πρωτοπαθούς εστίας"), (fields.PRIMARY_SITE,))
PRIMARY = Topic("primary", Text("Removal of the primary", "Εξαίρεση της πρωτοπαθούς εστίας"), (fields.PRIMARY_RESECTION,))
RESECTABILITY = Topic("resectability", Text("Resectability of the liver metastases", "Εξαιρεσιμότητα των ηπατικών μεταστάσεων"))
GROWTH = Topic("growth", Text("Growth type", "Τύπος ανάπτυξης"), (fields.GROWTH_TYPE,))
INVOLVEMENT = Topic("involvement", Text("Liver involvement", "Έκταση διήθησης του ήπατος"), (fields.LIVER_INVOLVEMENT_PERCENT,))
STABILITY = Topic("stability", Text("Stability of the disease", "Σταθερότητα της νόσου"), (fields.MONTHS_STABLE_DISEASE,))
EXTRAHEPATIC = Topic("extrahepatic", Text("Extrahepatic disease", "Εξωηπατική νόσος"), (fields.EXTRAHEPATIC_DISEASE,))
HEART = Topic("heart", Text("Heart", "Καρδιά"), (fields.CARCINOID_HEART_DISEASE,))
MARGIN = Topic("margin", Text("Resection margin", "Όριο εκτομής"), (fields.EXPECTED_MARGIN,))
REMNANT = Topic("remnant", Text("Future liver remnant", "Μελλοντικό ηπατικό υπόλειμμα"), (fields.FUTURE_LIVER_REMNANT_PERCENT,))
CENTRE = Topic("centre", Text("Specialised centre", "Εξειδικευμένο κέντρο"))

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
        )
    }
)
