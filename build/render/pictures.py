"""
Drawings for the pages: how metastases are spread in the three growth types, and the criteria on a line of time.

Colours and fonts come from the page's style sheet by class, so that a drawing follows the palette and prints.
What the criteria say is read from their declarations.
"""

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from xml.sax.saxutils import escape

from calculators.model.sentences import sentence
from calculators.model.sets import Status, Topic
from calculators.model.text import Language, Text, same
from calculators.sets.registry import SETS
from calculators.vocabulary.topics import AGE, GRADE, LIVER_SIZE, REMNANT


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as markup, and the lines of Markdown that stand below it."""

    figure: str
    below: tuple[str, ...] = ()


# Growth types

LIVER = (
    "M20 64C23 32 60 13 104 13C142 13 170 21 198 27C218 31 231 38 227 51C222 66 197 73 174 83"
    "C150 93 138 104 126 119C112 137 92 155 64 155C38 155 22 137 18 113C16 95 17 80 20 64Z"
)
LOBES = "M139 17C133 47 130 75 133 110"
Spots = tuple[tuple[int, int, int], ...]
SINGLE: Spots = ((78, 82, 24),)
BULK: Spots = ((74, 88, 34), (118, 50, 8), (110, 108, 6), (50, 44, 7), (165, 46, 9), (152, 72, 6), (196, 50, 6))
SPREAD: Spots = (
    *(
        (116, 62, 17),
        (200, 51, 13),
        (81, 128, 13),
        (54, 95, 12),
        (161, 70, 11),
        (83, 96, 10),
        (172, 46, 10),
        (107, 119, 9),
        (43, 46, 9),
    ),
    *(
        (32, 76, 8),
        (77, 69, 8),
        (116, 97, 8),
        (60, 30, 8),
        (151, 37, 8),
        (93, 28, 7),
        (89, 49, 7),
        (126, 30, 6),
        (51, 123, 6),
        (33, 107, 6),
    ),
    *(
        (65, 52, 6),
        (108, 36, 5),
        (149, 87, 5),
        (64, 74, 5),
        (76, 32, 5),
        (100, 80, 5),
        (34, 131, 5),
        (52, 64, 4),
        (65, 144, 5),
        (185, 66, 4),
    ),
)


@dataclass(frozen=True, slots=True)
class GrowthType:
    """A way in which metastases are spread in the liver."""

    number: str
    spots: Spots
    words: Text


GROWTH_TYPES = (
    GrowthType(
        "I",
        SINGLE,
        Text("one metastasis, of any size", "μία μετάσταση, οποιουδήποτε μεγέθους"),
    ),
    GrowthType(
        "II",
        BULK,
        Text(
            "one large metastasis with smaller ones, always in both lobes",
            "μία μεγάλη μετάσταση με μικρότερες, πάντοτε και στους δύο λοβούς",
        ),
    ),
    GrowthType(
        "III",
        SPREAD,
        Text(
            "metastases of all sizes throughout both lobes; hardly any normal liver is left",
            "μεταστάσεις κάθε μεγέθους διάσπαρτες και στους δύο λοβούς· σχεδόν δεν μένει φυσιολογικό ήπαρ",
        ),
    ),
)
TYPE = Text("Type {number}", "Τύπος {number}")
GROWTH_NOTE = Text(
    "Schematic, seen from the front: the right lobe is on the left, and the dashed line parts the lobes. "
    "Two or three nodules in one lobe fit none of the three strictly.",
    "Σχηματικά, από εμπρός: ο δεξιός λοβός βρίσκεται αριστερά και η διακεκομμένη γραμμή χωρίζει τους λοβούς. "
    "Δύο ή τρεις όζοι στον ίδιο λοβό δεν ανήκουν αυστηρά σε κανέναν από τους τρεις τύπους.",
)


def growth_drawing(one: GrowthType, named: str = 'aria-hidden="true"', titles: str = "") -> str:
    """Return the drawing of *one* growth type, with the attributes by which it is *named*, and their *titles*."""
    spots = "".join(f'<circle class="growth__spot" cx="{x}" cy="{y}" r="{radius}"/>' for x, y, radius in one.spots)
    return (
        f'<svg viewBox="8 5 228 158" {named}>{titles}'
        f'<path class="growth__liver" d="{LIVER}"/>{spots}<path class="growth__lobes" d="{LOBES}"/></svg>'
    )


def growth_types(language: Language) -> Picture:
    """Return the three growth types side by side, each with its words below it."""
    drawn = []
    for one in GROWTH_TYPES:
        name, words = TYPE[language].format(number=one.number), one.words[language]
        key = f"growth-{one.number.lower()}"
        titles = f'<title id="{key}-title">{name}</title><desc id="{key}-desc">{escape(words)}</desc>'
        svg = growth_drawing(one, f'role="img" aria-labelledby="{key}-title {key}-desc"', titles)
        drawn.append(
            f'<div class="growth__type">{svg}<p aria-hidden="true"><strong>{name}</strong> {escape(words)}</p></div>'
        )
    note = GROWTH_NOTE[language]
    types = f'<div class="growth__types">{"".join(drawn)}</div>'
    return Picture(f'<figure class="growth">{types}<figcaption>{note}</figcaption></figure>')


# The criteria on a line of time

WIDTH = 400
BOX = 175  # width of an event
EDGE = 2
AXIS = WIDTH // 2
YEAR = 78  # height of a year in which something was published
GAP = 30  # height of the years between two of these
LINE = 18  # height of a line of text
PAD = 10
WRAP = 23  # characters in a line of an event


@dataclass(frozen=True, slots=True)
class Event:
    """
    What was published in a year: a set of criteria, or a text or trial without a calculator.

    Events of transplantation stand on the right of the line, those of every other *subject* on the left.
    """

    year: int
    subject: Text
    name: Text
    words: tuple[Text, ...]
    reference: str
    set_id: str = ""

    @property
    def transplant(self) -> bool:
        """Whether it is about transplantation."""
        return self.subject is TRANSPLANT

    @property
    def provisional(self) -> bool:
        """Whether its limits were not yet compared with the source."""
        return bool(self.set_id) and SETS[self.set_id].status is Status.PROVISIONAL

    def below(self, language: Language) -> list[str]:
        """Return the lines below its name."""
        said = [*self.words, *([PROVISIONAL] if self.provisional else [])]
        return [line for words in said for line in lines_of(words[language])]


RESECTION = Text("Resection", "Εκτομή")
TRANSPLANT = Text("Transplantation", "Μεταμόσχευση")
SYSTEMIC = Text("Systemic therapy", "Συστηματική θεραπεία")
OTHERS = Text("Resection and others", "Εκτομή και άλλα")


def set_event(year: int, set_id: str, topic: Topic, name: Text | None = None, *, subject: Text = TRANSPLANT) -> Event:
    """Return the event of *year* in which a set was published, with what it asks on *topic*."""
    criteria = SETS[set_id]
    words = tuple(one.name or sentence(one.test) for one in criteria.criteria if one.topic is topic)
    return Event(
        year, subject, name or criteria.short_title, words, criteria.source.id if criteria.source else "", set_id
    )


def text_event(year: int, name: Text, words: Text, reference: str, *, subject: Text = RESECTION) -> Event:
    """Return the event of *year* in which a text or a trial was published that has no calculator."""
    return Event(year, subject, name, (words,), reference)


EVENTS = (
    set_event(2007, "milan-net-2007", AGE),
    text_event(2008, same("ENETS 2008"), Text("minimal requirements", "ελάχιστες προϋποθέσεις"), "steinmuller2008"),
    set_event(
        2008,
        "le-treut-2008-factors",
        LIVER_SIZE,
        Text("Le Treut 2008: adverse factors", "Le Treut 2008: δυσμενείς παράγοντες"),
    ),
    text_event(
        2009,
        Text("Growth types I–III", "Τύποι ανάπτυξης I–III"),
        Text("spread in the liver", "κατανομή στο ήπαρ"),
        "frilling2009",
    ),
    set_event(2012, "enets-2012-resection", GRADE, same("ENETS 2012"), subject=RESECTION),
    set_event(
        2012,
        "enets-2012-transplant",
        AGE,
        Text('"ENETS 2012" as the slides print it', "«ENETS 2012» όπως στις διαφάνειες"),
    ),
    set_event(2014, "frilling-2014-resection", REMNANT, same("Frilling 2014"), subject=RESECTION),
    set_event(2014, "transplant-contraindications", GRADE, Text("Contraindications", "Αντενδείξεις")),
    set_event(2015, "optn-net", AGE, Text("OPTN, United States", "OPTN, ΗΠΑ")),
    set_event(2016, "milan-net-2016", AGE),
    text_event(2016, same("ENETS 2016"), Text("update of the guideline", "επικαιροποίηση της οδηγίας"), "pavel2016"),
    text_event(
        2017,
        same("NETTER-1"),
        Text("PRRT in the midgut", "PRRT στο μέσο έντερο"),
        "strosberg2017",
        subject=SYSTEMIC,
    ),
    text_event(
        2018,
        Text("Resection within Milan-NET", "Εκτομή εντός Milan-NET"),
        Text("several centres", "πολλά κέντρα"),
        "ruzzenente2018",
    ),
    text_event(
        2019,
        Text("WHO: grade 3 split", "WHO: δύο είδη βαθμού 3"),
        Text("tumour or carcinoma", "όγκος ή καρκίνωμα"),
        "nagtegaal2020",
    ),
    text_event(
        2021,
        Text("UK and Ireland: 50 transplants", "Η.Β. και Ιρλανδία: 50 μεταμοσχεύσεις"),
        Text("national programme", "εθνικό πρόγραμμα"),
        "shah2021-enets",
        subject=TRANSPLANT,
    ),
    text_event(
        2022,
        same("Maspero 2022"),
        Text("transplantation or resection", "μεταμόσχευση ή εκτομή"),
        "maspero2022",
        subject=TRANSPLANT,
    ),
    # Of its stability, which the text leaves open from three to six months, one limit alone would say too much.
    set_event(2023, "milan-group-2023", GRADE),
    text_event(
        2024,
        same("NETTER-2"),
        Text("PRRT first, Ki-67 10–55 %", "πρώτα PRRT, Ki-67 10–55 %"),
        "singh2024",
        subject=SYSTEMIC,
    ),
    text_event(
        2024,
        Text("Review since 2000", "Ανασκόπηση από το 2000"),
        Text("survival and risk factors", "επιβίωση και παράγοντες κινδύνου"),
        "lai2024",
        subject=TRANSPLANT,
    ),
    text_event(
        2025,
        same("CABINET"),
        Text("cabozantinib", "καμποζαντινίμπη"),
        "chan2025",
        subject=SYSTEMIC,
    ),
    text_event(
        2026,
        same("COMPETE"),
        Text("PRRT or everolimus", "PRRT ή εβερόλιμους"),
        "walter2026",
        subject=SYSTEMIC,
    ),
)
PROVISIONAL = Text("provisional", "προσωρινό")
TIMELINE = Text(
    "Criteria, trials and programmes, {first} to {last}", "Κριτήρια, δοκιμές και προγράμματα, {first} έως {last}"
)
TIMELINE_NOTE = Text(
    "One limit of each list as an example. The origin of the second list of 2012 and of the contraindications is not confirmed.",
    "Ένα όριο κάθε καταλόγου ως παράδειγμα. Η προέλευση του δεύτερου καταλόγου του 2012 και των αντενδείξεων δεν έχει επιβεβαιωθεί.",
)
AS_TABLE = Text("The same as a table, with sources", "Τα ίδια ως πίνακας, με τις πηγές")
COLUMNS = Text("Year | For | Published | For example", "Έτος | Για | Δημοσίευση | Παράδειγμα")


def criteria_timeline(language: Language) -> Picture:
    """Return the years of the criteria as a vertical line, and below it the same as a table with sources and links."""
    first, last = EVENTS[0].year, EVENTS[-1].year
    top = 44
    at = heights(top, language)
    height = at[last] + YEAR
    right = "timeline__side timeline__side--right"
    drawn = [
        f'<text class="timeline__side" x="{EDGE + BOX}" y="18">{OTHERS[language]}</text>',
        f'<text class="{right}" x="{WIDTH - EDGE - BOX}" y="18">{TRANSPLANT[language]}</text>',
        f'<path class="timeline__axis" d="M{AXIS} {top - 12}V{height}"/>',
    ]
    for year, y in at.items():
        kind = "" if any(event.year == year for event in EVENTS) else " timeline__year--empty"
        drawn.append(f'<rect class="timeline__plate" x="{AXIS - 21}" y="{y}" width="42" height="22"/>')
        drawn.append(f'<text class="timeline__year{kind}" x="{AXIS}" y="{y + 16}">{year}</text>')
    for event in EVENTS:
        drawn += event_drawn(event, at[event.year], language)
    title = TIMELINE[language].format(first=first, last=last)
    said = [f"{event.year}: {', '.join([event.name[language], *event.below(language)])}" for event in EVENTS]
    named = 'role="img" aria-labelledby="timeline-title timeline-desc"'
    picture = (
        f'<figure class="timeline"><svg viewBox="0 0 {WIDTH} {height}" {named}>'
        f'<title id="timeline-title">{title}</title><desc id="timeline-desc">{escape("; ".join(said))}</desc>'
        f"{''.join(drawn)}</svg>"
        f"<figcaption>{TIMELINE_NOTE[language]}</figcaption></figure>"
    )
    rows = [row(event, language) for event in EVENTS]
    table = [f"| {COLUMNS[language]} |", "| ---: | --- | --- | --- |", *rows]
    return Picture(picture, (f'??? note "{AS_TABLE[language]}"', "", *(f"    {line}" for line in table)))


def heights(top: int, language: Language) -> dict[int, int]:
    """Return where each year stands below *top*, years without an event close together, the others kept apart."""
    at, y = {}, top
    for year in range(EVENTS[0].year, EVENTS[-1].year + 1):
        at[year] = y
        boxes = [box_height(event, language) for event in EVENTS if event.year == year]
        y += max(YEAR, max(boxes) + PAD) if boxes else GAP
    return at


def box_height(event: Event, language: Language) -> int:
    """Return how tall the box of *event* is."""
    return LINE * (len(lines_of(event.name[language])) + len(event.below(language))) + PAD + 4


def lines_of(words: str) -> list[str]:
    """Return *words* in lines, a number never parted from its sign or unit."""
    return textwrap.wrap(re.sub(r"(?<=[<≤≥>]) | (?=%)", "\u00a0", words), WRAP, break_on_hyphens=False)


def event_drawn(event: Event, y: int, language: Language) -> list[str]:
    """Return the box of *event* at the height *y*, and the stroke that ties it to its year."""
    name = lines_of(event.name[language])
    below = event.below(language)
    left = WIDTH - EDGE - BOX if event.transplant else EDGE
    kind = " timeline__box--provisional" if event.provisional else ""
    end = left if event.transplant else left + BOX
    height = box_height(event, language)
    drawn = [
        f'<path class="timeline__tie" d="M{AXIS + (21 if event.transplant else -21)} {y + 11}H{end}"/>',
        f'<rect class="timeline__box{kind}" x="{left}" y="{y - 8}" width="{BOX}" height="{height}" rx="6"/>',
    ]
    for index, line in enumerate([*name, *below]):
        words = "timeline__name" if index < len(name) else "timeline__words"
        drawn.append(f'<text class="{words}" x="{left + PAD}" y="{y + 12 + LINE * index}">{escape(line)}</text>')
    return drawn


def row(event: Event, language: Language) -> str:
    """Return *event* as a row of the table."""
    side = event.subject[language]
    name = f"[{event.name[language]}](../calculators/{event.set_id}.md)" if event.set_id else event.name[language]
    status = f" {{{{ status {SETS[event.set_id].status.value} }}}}" if event.set_id else ""
    cited = f"[@{event.reference}]" if event.reference else ""
    words = "; ".join(words[language] for words in event.words)
    return f"| {event.year} | {side} | {name}{cited}{status} | {words} |"


PICTURES: MappingProxyType[str, Callable[[Language], Picture]] = MappingProxyType(
    {"growth-types": growth_types, "criteria-timeline": criteria_timeline}
)
"""What draws each picture, by the name that pages give it."""
