// What the build fills into the scripts, and what the parts of a page know of each other.

/** Why nothing is shown of the case. */
type Unavailable = "waiting" | "loading" | "failed";

/** What a page shows of the case: the reply of the rules, or, with a `state`, nothing, and why. */
type Shown = (Reply.Case & { state?: undefined }) | { result: null; state: Unavailable };

/** What the parts around the verdicts may ask and do. */
interface Calculator {
  readonly root: HTMLElement;
  readonly language: string;
  readonly words: Record<string, string>;
  readonly sets: ReadonlyMap<SetId, { title: string; article: HTMLElement }>;

  /** Calls `listener` with what is shown, now and whenever it changes: nothing of an older case may then stay anywhere. */
  onResult(listener: (shown: Shown) => void): void;

  /**
   * Asks the rules about the case as it stands. Where there is no answer, the page says why, here and nowhere else, and the promise rejects as abandoned.
   */
  ask<A extends Action>(action: A, more?: Record<string, unknown>): Promise<Replies[A]>;

  /** The address of the case as it stands, with `receipt` where there is one. */
  address(receipt?: string): string;

  /** The case as it stands, mistakes included. */
  values(): Record<FieldId, string>;

  /** Puts the answers `pairs` into the form, beside what is there, or in its place; to those of `another` patient no step leads back. */
  fill(pairs: [name: string, value: string][], how?: { replace?: boolean; another?: boolean }): void;

  /** Gives the case an id where it has none, by which a calendar knows its dates again; it tells nothing, and no other case has it. */
  keepCalendar(): void;

  undo(): void;
  redo(): void;
  goTo(id: string): void;

  /** Whether the address brought another case than the one that this tab had last. */
  readonly isAnother: boolean;

  /** Brings the reader to the question whose answer is missing most. */
  next(): void;

  /** Reads `text` out. */
  say(text: string): void;

  /** Says that something was done, or that it `failed`, for a few seconds, in the dialog that is open or on the page; may offer to undo it by `undo`. */
  done(text: string, how?: { failed?: boolean; undo?: () => void }): void;
}

/** build/runtime/browser_python.py puts both into engine.js. */
declare const WORKER_FILE: { name: string; integrity: string };
declare const ALL_BYTES: number;

/** A worker that the page's head has begun; `broken` if its script did not come, or stopped, before anybody listened. */
type BegunWorker = Worker & { broken?: ErrorEvent };

declare var begunPython: BegunWorker | undefined;

/** What engine.js exports, once it is there. */
declare var engineModule: Pick<typeof import("../../docs/theme/assets/python/engine.js"), "startEngine"> | undefined;
