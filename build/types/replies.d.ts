// What the rules reply to each thing that a page can ask, as the scripts read it. A test holds these types against the rules themselves.

type FieldId = string;
type SetId = string;
type Truth = "met" | "not_met" | "unknown";
type Verdict = "met" | "not_met" | "undecided";
type MapCell = Verdict | "conflict";

/** What was typed wrong: a sentence by field, in the rows of a worksheet by `row.0.FIELD`. */
type Problems = Record<string, string>;

interface Problem {
  problems: Problems;
}

declare namespace Reply {
  interface Criterion {
    truth: Truth;
    said: string;
    cell: string;
    entered: string[];
    why: string[];
  }

  interface Outcome {
    /** null where the set comes to none: then it counts factors, or names a class. */
    verdict: Verdict | null;
    class?: string | null;
    present?: number;
    absent?: number;
    unknown?: number;
    said: string;
    brief: string;
    needs: [field: FieldId, label: string][];
    /** Why the outcome is what it is, in one line. */
    reason: string | null;
    remark: string | null;
    /** Places in the list of all alerts: those beside this set, and of them those that are read out as soon as they are there. */
    alerts: number[];
    read_out: number[];
    criteria: Record<string, Criterion>;
  }

  interface Alert {
    id: string;
    kind: string;
    sets: SetId[];
    fields: FieldId[];
    text: string;
    /** What it says where it stands apart from its sets. */
    alone: string;
    /** Whether it stands apart from its sets at all. */
    listed: boolean;
  }

  interface Result {
    sets: Record<SetId, Outcome>;
    alerts: Alert[];
    /** How many sets came to which verdict, and how many findings forbid what one is about; why, without a count, where there is none. */
    standing: { state: Verdict | "forbids" | "none"; count: number | null; said: string }[];
    /** The topics on which sets that answer one question say opposite things. */
    disagreements: string[];
    /** The topics on which all that the sets ask for is met. */
    quiet: string[];
    derived: Record<FieldId, string>;
    rules_version: string;
    receipt: string;
  }

  /** What was understood: its digits, as they are typed, and all of it. */
  interface Echo {
    digits: string | null;
    said: string;
  }

  /** How much of a group of the form is answered; `look` where something of it cannot be read or carries a warning. */
  interface GroupCount {
    count: string;
    said: string;
    complete: boolean;
    look: boolean;
  }

  /** What is to be shown for the patient and for what is asked today, and what is said of the rest. */
  interface Relevant {
    sets: SetId[];
    fields: FieldId[];
    said: string[];
  }

  interface Case extends Problem {
    notices: string[];
    /** What was understood, as an address spells it. */
    case: Record<FieldId, string>;
    echo: Record<FieldId, Echo>;
    /** By the id of a group of the form. */
    groups: Record<string, GroupCount>;
    relevant: Relevant;
    result: Result;
  }

  interface Wanted {
    field: FieldId;
    label: string;
    settles: SetId[];
    takes_part: SetId[];
    said: string[];
  }

  interface Missing {
    summary: string[];
    asked: Wanted[];
    /** In which order to go through what is missing. */
    walk: FieldId[];
    afterwards: FieldId[];
    undecided: SetId[];
    by_wording: SetId[];
    recheck: FieldId[];
  }

  interface Change {
    field: FieldId;
    label: string;
    nearest: string;
    day: string | null;
    said: string;
    waiting: string | null;
  }

  interface Obstacle {
    criterion: string;
    fields: FieldId[];
    said: string[];
  }

  interface Way {
    changes: Change[];
    notes: string[];
  }

  interface WaysOfSet {
    set: SetId;
    title: string;
    cannot: string | null;
    obstacles: Obstacle[];
    lead: string | null;
    ways: Way[];
    more: string | null;
  }

  interface Reached {
    sets: SetId[];
    titles: string;
    said: string;
  }

  /** The ways of each set, and the days: a request can ask for one of the two. */
  interface Changes {
    sets?: WaysOfSet[];
    dates?: (Reached & { day: string })[];
    ages?: Reached[];
    /** Whether one of the days is still to come. */
    ahead?: boolean;
  }

  interface Mark {
    field: FieldId;
    label: string;
    value: string;
    said: string[];
    readings: { sets: SetId[]; differs: boolean; said: string }[];
  }

  interface Robustness {
    /** Where no number is close to a limit. */
    summary: string | null;
    marks: Mark[];
  }

  interface Piece {
    from?: number;
    to?: number;
    with_from?: boolean;
    with_to?: boolean;
    point?: boolean;
    option?: string | boolean;
    said: string;
  }

  /** `low`, `high` and `value` are of numbers only; `within` are the bounds where only these are known; `at` is the piece in which the patient is. */
  interface Axis {
    field: FieldId;
    label: string;
    unit: string | null;
    low: number | null;
    high: number | null;
    value: number | null;
    within: [from: number, to: number] | null;
    at: number | null;
    pieces: Piece[];
  }

  interface MapOfSet {
    set: SetId;
    title: string;
    /** A row for each piece of y, from the lowest. */
    rows: MapCell[][];
    here: MapCell | null;
    /** Whether it says not the same everywhere. */
    moves: boolean;
    said: string[];
    words: Record<MapCell, string>;
  }

  interface VerdictMap {
    pairs: { x: FieldId; y: FieldId; label: string }[];
    x: Axis | null;
    y: Axis | null;
    sets: MapOfSet[];
    said: string;
    /** Which answers count for nothing where they would contradict the two. */
    aside: string | null;
  }

  interface FieldDifference {
    field: FieldId;
    label: string;
    before: string;
    after: string;
    derived: boolean;
    said: string;
  }

  interface SetDifference {
    set: SetId;
    title: string;
    before: string;
    after: string;
    outcome: boolean;
    said: string | null;
    criteria: { criterion: string; said: string }[];
  }

  interface Comparison extends Problem {
    notices: string[];
    summary: string[];
    fields: FieldDifference[];
    sets: SetDifference[];
  }

  interface Verification {
    state: string;
    said: string;
    differences: string[];
    unchecked: string[];
    case: Record<FieldId, string> | null;
    problems: string[];
  }

  interface SheetLine {
    criterion: string;
    truth: Truth;
    mark: string;
    against: boolean;
    said: string;
    remarks: string[];
  }

  interface SheetSet {
    set_id: SetId;
    title: string;
    group: string;
    kind: string;
    verdict: Verdict | null;
    brief: string;
    outcome: string;
    reason: string | null;
    warnings: number[];
    status: string;
    doubt: string;
    criteria: SheetLine[];
    source: string;
  }

  interface Sheet {
    title: string;
    intended_use: string;
    assessed: string | null;
    printed: string;
    receipt: string;
    rules_version: string;
    case: { field: FieldId; label: string; value: string; derived: boolean }[];
    sets: SheetSet[];
    provisional: SheetSet[];
    provisional_warning: string;
    missing: { field: FieldId; label: string }[];
    dates: string[];
    alerts: string[];
    elsewhere: string[];
    doubts: string;
    headings: Record<string, string>;
  }

  /** How a table of many patients is understood. */
  interface CohortTable {
    rows: number;
    columns: { head: string; field: string; samples: string[]; similar: [field: FieldId, label: string] | null }[];
    notes: string[];
    dates: string;
    ready: boolean;
    problems: string[];
    words: CohortWords[];
    /** By what patients can be chosen: its options, or null where it is a number. */
    answers: { field: FieldId; label: string; options: Option[] | null }[];
  }

  type Option = [value: string, label: string];

  /** The words in one column that somebody has to say the meaning of: null where nobody has, empty for no answer. */
  interface CohortWords {
    head: string;
    field: FieldId;
    label: string;
    options: Option[];
    words: [word: string, meant: string | null][];
    more: number;
  }

  interface CohortPatient {
    row: number;
    id: string;
    case: Record<string, string>;
  }

  interface CohortReport {
    html: string;
    rows: number;
    chosen: number;
    /** What is so of those who are chosen, a text a restriction. */
    said: string[];
    warnings: string[];
    unread: number;
    cells: string[][];
    words: CohortWords[];
    problems: string[];
  }

  interface WorksheetLine {
    id: string;
    label: string;
    value: string;
    state: string;
    note: string | null;
    needs: [field: FieldId, label: string][];
  }

  interface ChartPoint {
    x: number;
    label: string;
    y: number;
    said: string;
  }

  interface Chart {
    title: string;
    x: string;
    y: string;
    series: { label: string; points: ChartPoint[] }[];
    limits: { label: string; y: number }[];
  }

  /** An answer that the case can take from a worksheet. */
  interface Fill {
    field: FieldId;
    label: string;
    value: string;
    said: string;
    note: string | null;
  }

  interface Worksheet extends Problem {
    echo: Record<string, Echo>;
    lines: WorksheetLine[];
    chart: Chart | null;
    fills: Fill[];
  }
}

/** What can be asked for, and the reply to each. */
interface Replies {
  calendar: { ics: string | null };
  case: Reply.Case;
  change: Reply.Changes;
  "cohort-file": { name: string; text: string };
  "cohort-open": Reply.CohortTable;
  "cohort-part": { done: number; rows: number; unread: number };
  "cohort-patients": { total: number; patients: Reply.CohortPatient[] };
  "cohort-report": Reply.CohortReport;
  compare: Reply.Comparison;
  robustness: Reply.Robustness;
  fhir: { json: string; name: string; left_out: string[] };
  json: { json: string; name: string };
  map: Reply.VerdictMap;
  worksheet: Reply.Worksheet;
  missing: Reply.Missing;
  sheet: Reply.Sheet;
  text: { text: string };
  verify: Reply.Verification;
}

type Action = keyof Replies;
