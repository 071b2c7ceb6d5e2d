"""
The publications that sets, formulas and worksheets rest on.

Generated from docs/data/references.json by `python build/generate.py`: a work is described there, and `custom.rules` is
its name here.
"""

from calculators.model.sets import Source

FRILLING_2014 = Source(
    "frilling2014",
    "Frilling A, Modlin IM, Kidd M, et al. Lancet Oncol 2014;15:e8–e21",
    doi="10.1016/S1470-2045(13)70362-0",
    pmid="24384494",
)

PAVEL_2012 = Source(
    "pavel2012",
    "Pavel M, Baudin E, Couvelard A, et al. Neuroendocrinology 2012;95:157–176",
    doi="10.1159/000335597",
)

MAYO_2010 = Source(
    "mayo2010",
    "Mayo SC, de Jong MC, Pulitano C, et al. Ann Surg Oncol 2010;17:3129–3136",
    doi="10.1245/s10434-010-1154-5",
    pmid="20585879",
)

VAUTHEY_2002 = Source(
    "vauthey2002",
    "Vauthey JN, Abdalla EK, Doherty DA, et al. Liver Transpl 2002;8:233–240",
    doi="10.1053/jlts.2002.31654",
)

MAZZAFERRO_2007 = Source(
    "mazzaferro2007",
    "Mazzaferro V, Pulvirenti A, Coppa J. J Hepatol 2007;47:460–466",
    doi="10.1016/j.jhep.2007.07.004",
)

MAZZAFERRO_2016 = Source(
    "mazzaferro2016",
    "Mazzaferro V, Sposito C, Coppa J, et al. Am J Transplant 2016;16:2892–2902",
    doi="10.1111/ajt.13831",
)

CITTERIO_2023 = Source(
    "citterio2023",
    "Citterio D, Coppa J, Sposito C, et al. Curr Treat Options Oncol 2023;24:1651–1665",
    doi="10.1007/s11864-023-01124-w",
)

OPTN_GUIDANCE = Source(
    "optn-guidance",
    "Organ Procurement and Transplantation Network. Guidance to liver transplant programs and the National Liver Review Board for adult MELD exception review. OPTN; 2019",
    url="https://optn.transplant.hrsa.gov/resources/by-organ/liver-intestine/guidance-on-meld-peld-exception-review",
)

CITY_OF_HOPE_2023 = Source(
    "cityofhope2023",
    "Mahuron KM, et al. J Clin Med 2023;12:2456",
    doi="10.3390/jcm12072456",
    pmid="37048539",
)

KAWAGUCHI_2019 = Source(
    "kawaguchi2019",
    "Kawaguchi Y, Lillemoe HA, Vauthey JN. J Surg Oncol 2019;119:594–603",
    doi="10.1002/jso.25430",
    pmid="30825223",
)

BHATTACHARYYA_2008 = Source(
    "bhattacharyya2008",
    "Bhattacharyya S, Toumpanakis C, Caplin ME, Davar J. Am J Cardiol 2008;102:938–942",
)

WHO_2019 = Source(
    "nagtegaal2020",
    "Nagtegaal ID, Odze RD, Klimstra D, et al. Histopathology 2020;76:182–188",
    doi="10.1111/his.13975",
)

WHO_2022 = Source(
    "rindi2022",
    "Rindi G, Mete O, Uccella S, et al. Endocr Pathol 2022;33:115–154",
)

ADAM_2006 = Source(
    "adam2006",
    "Adam R, Chiche L, Aloia T, et al. Ann Surg 2006;244:524–535",
    doi="10.1097/01.sla.0000239036.46827.5f",
    pmid="16998361",
)

DEMATTEO_2007 = Source(
    "dematteo2007",
    "DeMatteo RP, Maki RG, Singer S, et al. Ann Surg 2007;245:347–352",
    pmid="17435539",
)

CHOI_2007 = Source(
    "choi2007",
    "Choi H, Charnsangavej C, Faria SC, et al. J Clin Oncol 2007;25:1753–1759",
    doi="10.1200/JCO.2006.07.3049",
    pmid="17470865",
)

CHD_2023 = Source(
    "chd2023",
    "Johnson KKN, Stemann Lau T, Mark Dahl Baunwall S, et al. J Neuroendocrinol 2023;35:e13327",
    doi="10.1111/jne.13327",
    pmid="37574797",
)

WHO_2010 = Source(
    "who2010",
    "Bosman FT, Carneiro F, Hruban RH, Theise ND. WHO Classification of Tumours of the Digestive System, 4th edition. Lyon: IARC; 2010",
)

WILSON_1927 = Source(
    "wilson1927",
    "Wilson EB. J Am Stat Assoc 1927;22:209–212",
    doi="10.1080/01621459.1927.10502953",
)

MOSTELLER_1987 = Source(
    "mosteller1987",
    "Mosteller RD. N Engl J Med 1987;317:1098",
)

DUBOIS_1916 = Source(
    "dubois1916",
    "Du Bois D, Du Bois EF. Arch Intern Med 1916;17:863–871",
)

KISHI_2009 = Source(
    "kishi2009",
    "Kishi Y, Abdalla EK, Chun YS, et al. Ann Surg 2009;250:540–548",
)

SHINDOH_2013_CHEMOTHERAPY = Source(
    "shindoh2013-chemotherapy",
    "Shindoh J, Tzeng CW, Aloia TA, et al. Ann Surg Oncol 2013;20:2493–2500",
)

SHINDOH_2013_GROWTH = Source(
    "shindoh2013-growth",
    "Shindoh J, Truty MJ, Aloia TA, et al. J Am Coll Surg 2013;216:201–209",
    doi="10.1016/j.jamcollsurg.2012.10.018",
    pmid="23219349",
)

AZOULAY_2000 = Source(
    "azoulay2000",
    "Azoulay D, Castaing D, Krissat J, et al. Ann Surg 2000;232:665–672",
)

SASAKI_2018 = Source(
    "sasaki2018",
    "Sasaki K, Morioka D, Conci S, et al. Ann Surg 2018;267:132–141",
    doi="10.1097/SLA.0000000000002064",
    pmid="27763897",
)

EISENHAUER_2009 = Source(
    "eisenhauer2009",
    "Eisenhauer EA, Therasse P, Bogaerts J, et al. Eur J Cancer 2009;45:228–247",
)

LE_TREUT_2008 = Source(
    "letreut2008",
    "Le Treut YP, et al. Am J Transplant 2008;8:1205–1213",
    doi="10.1111/j.1600-6143.2008.02233.x",
    pmid="18444921",
)

JOHNSON_2015 = Source(
    "johnson2015",
    "Johnson PJ, Berhane S, Kagebayashi C, et al. J Clin Oncol 2015;33:550–558",
    doi="10.1200/JCO.2014.57.9151",
    pmid="25512453",
)

HIRAOKA_2017 = Source(
    "hiraoka2017",
    "Hiraoka A, Kumada T, Kudo M, et al. Liver Cancer 2017;6:204–215",
    doi="10.1159/000452846",
    pmid="28626732",
)
