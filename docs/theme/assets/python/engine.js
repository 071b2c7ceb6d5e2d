// Starts Python in a worker and asks it. Everything it needs is fetched from beside this file, checked against the hashes below.

// build/runtime.py puts the table here: for each file its name and integrity.
const FILES = FILES_TABLE;

const START_SECONDS = 60;
const ANSWER_SECONDS = 20;

async function get({ name, integrity }) {
    let response;
    try {
        response = await fetch(new URL(name, import.meta.url), { integrity });
    } catch (error) {
        throw new Error(`${name} could not be fetched, or is not the file that was published`, { cause: error });
    }
    if (!response.ok) throw new Error(`${name} could not be fetched (${response.status})`);
    return response;
}

// Compressed by the build, because not every server compresses these types.
const unpack = (response, type) =>
    new Response(response.body.pipeThrough(new DecompressionStream("gzip")), { headers: { "content-type": type } });

// Half a character, which a page can hold, is none that Python could answer with.
const wellFormed = (key, value) => (typeof value === "string" ? (value.toWellFormed?.() ?? value) : value);

function start() {
    const waiting = new Map();
    let worker = null;
    let dead = null;
    let last = 0;
    let settle;
    const ready = new Promise((resolve, reject) => (settle = { resolve, reject }));
    ready.catch(() => {});
    const timer = setTimeout(() => fail(new Error(`Python did not start within ${START_SECONDS} seconds`)), START_SECONDS * 1000);

    function fail(error) {
        if (dead) return;
        dead = error;
        clearTimeout(timer);
        worker?.terminate();
        settle.reject(error);
        for (const { reject } of waiting.values()) reject(error);
        waiting.clear();
    }

    function hear({ data }) {
        if (data.ready) {
            clearTimeout(timer);
            settle.resolve();
        } else if ("failed" in data) {
            fail(new Error(data.failed));
        } else {
            const asked = waiting.get(data.id);
            waiting.delete(data.id);
            if ("error" in data) asked?.reject(new Error(data.error));
            else asked?.resolve(JSON.parse(data.answer));
        }
    }

    async function launch() {
        const program = get(FILES.program).then((response) => WebAssembly.compileStreaming(unpack(response, "application/wasm")));
        const memory = get(FILES.memory).then((response) => unpack(response, "application/octet-stream").arrayBuffer());
        // Their failures are heard below; until then nobody waits for them.
        for (const part of [program, memory]) part.catch(() => {});
        const script = await get(FILES.worker).then((response) => response.blob());
        if (dead) return;
        // From a blob, so that the page's security policy holds in the worker too; one loaded by its address would have none.
        const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
        worker = new Worker(address, { type: "module" });
        worker.onmessage = hear;
        worker.onmessageerror = () => fail(new Error("A message of the worker could not be read"));
        worker.onerror = (event) => fail(new Error(event.message || "The worker could not be started"));
        const send = (message, transfer) => dead ?? worker.postMessage(message, transfer);
        await Promise.all([
            program.then((module) => send({ program: module })),
            memory.then((buffer) => send({ memory: buffer }, [buffer])),
        ]);
    }
    launch().catch(fail);

    async function ask(request) {
        await ready;
        if (dead) throw dead;
        return new Promise((resolve, reject) => {
            const id = (last += 1);
            const late = setTimeout(() => fail(new Error(`Python did not answer within ${ANSWER_SECONDS} seconds`)), ANSWER_SECONDS * 1000);
            const settled = (then) => (value) => {
                clearTimeout(late);
                then(value);
            };
            waiting.set(id, { resolve: settled(resolve), reject: settled(reject) });
            worker.postMessage({ id, request: JSON.stringify(request, wellFormed) });
        });
    }

    return { ready, ask, stop: () => fail(new Error("Python was stopped")) };
}

// Begun as soon as this file is read: the page's own script may still be on its way.
let begun = start();

/**
 * Starts Python with the rules.
 *
 * `ready` resolves when the rules can be asked and rejects with an Error when Python cannot start.
 * `ask(request)` resolves to the answer; it rejects when Python fails, has died, or does not answer in time.
 * `stop()` ends the worker; whatever is still waiting rejects.
 */
export function startEngine() {
    const engine = begun ?? start();
    begun = null;
    return engine;
}
