// What nobody waits for any more, or what the reader was told already: whoever gets this has nothing left to say.

export const abandoned = () => new DOMException("nobody waits for this any more", "AbortError");

/** @param {unknown} error */
export const isAbandoned = (error) => error instanceof DOMException && error.name === "AbortError";

/**
 * Does what `act` does, which may be abandoned.
 * @param {() => unknown} act
 */
export async function attempt(act) {
  try {
    await act();
  } catch (error) {
    if (!isAbandoned(error)) throw error;
  }
}
