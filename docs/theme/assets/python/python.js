// Python as Pyodide's WebAssembly build of CPython, spoken to through CPython's own C functions.
// The worker and the build (build/runtime/snapshot.mjs) both use this file, so what was started at build time is what runs in the browser.
// Pyodide's bridge between Python and JavaScript is not used: text goes in, text comes out, and Python sees nothing of the page.

const utf8 = new TextDecoder();
const toUtf8 = new TextEncoder();
const BRIDGE = "it belongs to the bridge to JavaScript, which is not used";

/** Python's own complaint: Python is in order, and can be called again. Whatever else is thrown here may have torn it apart. */
export class PythonError extends Error {}

/**
 * The address of the function `name` in the Python module `module`, which is imported. Throws when Python does.
 * @param {PythonProgram} python
 * @param {string} module
 * @param {string} name
 * @param {string[]} said
 */
export function lookUp(python, module, name, said) {
  const take = (/** @type {string} */ text, /** @type {(text: Pointer) => Pointer} */ use) => {
    const address = python.stringToNewUTF8(text);
    const result = use(address);
    python._free(address);
    if (!result) throw new PythonError(complaint(python, said));
    return result;
  };
  const imported = take(module, (text) => python._PyImport_ImportModule(text));
  return take(name, (text) => python._PyObject_GetAttrString(imported, text));
}

/**
 * Calls the Python function at `address` with one text and returns the text it returns. Throws when Python does.
 * @param {CalledProgram} python
 * @param {Pointer} address
 * @param {string} text
 * @param {string[]} said
 */
export function call(python, address, text, said) {
  const copy = python.stringToNewUTF8(text);
  const argument = python._PyUnicode_FromString(copy);
  python._free(copy);
  const result = argument && python._PyObject_CallOneArg(address, argument);
  if (argument) python._Py_DecRef(argument);
  const start = result && python._PyUnicode_AsUTF8(result);
  if (!start) {
    if (result) python._Py_DecRef(result);
    throw new PythonError(complaint(python, said));
  }
  const answer = utf8.decode(python.HEAPU8.subarray(start, python.HEAPU8.indexOf(0, start)));
  python._Py_DecRef(result);
  return answer;
}

/**
 * Runs Python statements. Throws when they do.
 * @param {PythonProgram} python
 * @param {string} statements
 * @param {string[]} said
 */
export function run(python, statements, said) {
  const copy = python.stringToNewUTF8(statements);
  const status = python._PyRun_SimpleString(copy);
  python._free(copy);
  if (status !== 0) throw new Error(said.splice(0).join("\n"));
}

/**
 * @param {CalledProgram} python
 * @param {string[]} said
 */
function complaint(python, said) {
  said.length = 0;
  python._PyErr_Print();
  return said.splice(0).join("\n") || "Python failed without a word";
}

// The memory of a Python that has imported everything; what is not in it is zero.
// Layout, in 32-bit words: mark, bytes in a page, number of pages, address of the function; then the pages' numbers; then the pages.
const MARK = 0x32_59_4d_50;
const PAGE = 1024;
const WORDS = 4;

/** @param {Uint8Array} bytes */
const inWords = (bytes) => new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2);

/**
 * Packs the pages of `memory` in which there is something.
 * @param {Uint8Array} memory
 * @param {Pointer} address of the function
 */
export function packMemory(memory, address) {
  const words = inWords(memory);
  const step = PAGE >>> 2;
  const pages = [];
  for (let page = 0; page * step < words.length; page += 1)
    if (words.subarray(page * step, (page + 1) * step).some(Boolean)) pages.push(page);
  const data = 4 * (WORDS + pages.length);
  const packed = new Uint8Array(data + PAGE * pages.length);
  inWords(packed).set([MARK, PAGE, pages.length, address, ...pages]);
  for (const [i, page] of pages.entries()) packed.set(memory.subarray(page * PAGE, (page + 1) * PAGE), data + i * PAGE);
  return packed;
}

/**
 * Puts packed memory into that of a program which was loaded, but holds nothing yet.
 * @param {Uint8Array} memory
 * @param {ArrayBuffer} packed
 * @returns {Pointer} the address of the function
 */
export function unpackMemory(memory, packed) {
  const [mark, size, count, address] = new Uint32Array(packed, 0, WORDS);
  if (mark !== MARK) throw new Error("this is not a memory of Python");
  const pages = new Uint32Array(packed, 4 * WORDS, count);
  const data = new Uint8Array(packed, 4 * (WORDS + count));
  // Pages that follow one another are put in at once: there are ten thousand.
  for (let from = 0, to = 1; from < count; from = to, to += 1) {
    while (to < count && pages[to] === pages[to - 1] + 1) to += 1;
    memory.set(data.subarray(from * size, to * size), pages[from] * size);
  }
  return address;
}

const NOT_THERE = 52; // the error number of a function that a system does not have
const PAGE_OF_PROGRAM = 65_536;
const MOST_RANDOM = 65_536; // bytes that a browser gives at once
const FIXED = ["__memory_base", "__table_base"]; // numbers that the program cannot change

/**
 * What Python's program names and cannot have here, and why; asked for, it stops Python with these words.
 * Of files and of the network it hears besides that the system has none (`unanswered`), which Python says in its own words.
 * What is neither in this table nor answered below was never looked at: `system` refuses it.
 * @type {[RegExp, string][]}
 */
const LACKING = [
  [/^(exit|proc_exit|_abort_js|__assert_fail)$/, "it would end itself"],
  [/^(getaddrinfo|getnameinfo|getprotobyname|_emscripten_lookup_name)$/, "there is no network"],
  [/^(_dlopen_js|_dlsym_js|_emscripten_dlopen_js|ffi_\w+)$/, "there are no libraries but its own"],
  [/^_(mmap|msync|munmap)_js$/, "there are no files"],
  [/^_mktime_js$/, "no rule reckons with the hours of this place"],
  [/^(_setitimer_js|__call_sighandler|_?emscripten_runtime_keepalive_\w+)$/, "there are no signals and no timers"],
  [/^(_emscripten_system|_emscripten_get_progname)$/, "there are no other programs"],
  [/^(_Py_emscripten_runtime|_PyEM_GetCountArgsPtr|_PyEM_InitTrampoline_js)$/, "only the start asks for it"],
  // The bridge: each of its functions by the beginning of its name.
  [
    /^(_?_?(Js|js|hiwire|py|python2js|agen)|(array|can|capture|create|destroy|emscripten_(asm|promise)|fail|gc)_)/,
    BRIDGE,
  ],
  [
    /^((get|handle|is|my|new|pyodide|proxy|raw|restore|set|throw|wrap)_\w+|saveState|restoreState|syncifyHandler)$/,
    BRIDGE,
  ],
];

/**
 * What Python's program asks of the system around it: it can print, see the clock, draw lots and have more memory; there are no files and no network.
 * @param {WebAssembly.Module} module
 * @param {KnownStart} known
 * @param {(line: string) => void} say gets what Python prints
 */
export function system(module, { bytes, functions, globals }, say) {
  const memory = new WebAssembly.Memory({ initial: bytes / PAGE_OF_PROGRAM, maximum: 65_536 });
  const table = new WebAssembly.Table({ initial: functions, element: "anyfunc" });
  const view = () => new DataView(memory.buffer);
  /** @type {(at: Pointer, words: number[]) => void} */
  const put = (at, words) => new Int32Array(memory.buffer, at, words.length).set(words);
  const printed = new TextDecoder();
  let line = "";
  /** @type {Record<string, Function>} */
  const known = {
    emscripten_date_now: () => Date.now(),
    emscripten_get_now: () => performance.now(),
    emscripten_get_heap_max: () => 65_536 * PAGE_OF_PROGRAM - PAGE_OF_PROGRAM,
    _Py_CheckEmscriptenSignals_Helper: () => 0,
    /** Where a browser cannot count a function's arguments itself. */
    _PyEM_TrampolineCall_JS: (/** @type {Pointer} */ at, /** @type {Pointer[]} */ ...given) => table.get(at)(...given),
    emscripten_resize_heap(/** @type {number} */ wanted) {
      const lacking = Math.max(wanted >>> 0, memory.buffer.byteLength * 1.2) - memory.buffer.byteLength;
      try {
        memory.grow(Math.ceil(lacking / PAGE_OF_PROGRAM));
        return 1;
      } catch {
        return 0;
      }
    },
    clock_time_get(/** @type {number} */ clock, /** @type {bigint} */ _, /** @type {Pointer} */ to) {
      view().setBigUint64(to, BigInt(Math.round((clock ? performance.now() : Date.now()) * 1e6)), true);
      return 0;
    },
    clock_res_get(/** @type {number} */ _, /** @type {Pointer} */ to) {
      view().setBigUint64(to, 1_000_000n, true);
      return 0;
    },
    _gmtime_js: (/** @type {bigint} */ seconds, /** @type {Pointer} */ to) =>
      put(to, calendar(new Date(1000 * Number(seconds)))),
    _localtime_js(/** @type {bigint} */ seconds, /** @type {Pointer} */ to) {
      const here = new Date(1000 * Number(seconds));
      const offset = here.getTimezoneOffset();
      const summer = offset < standardOffset(here.getFullYear());
      put(to, [...calendar(new Date(here.getTime() - 60_000 * offset)), Number(summer), -60 * offset]);
    },
    _tzset_js(
      /** @type {Pointer} */ seconds,
      /** @type {Pointer} */ daylight,
      /** @type {Pointer} */ standard,
      /** @type {Pointer} */ summer,
    ) {
      const year = new Date().getFullYear();
      const offsets = [standardOffset(year), Math.min(...offsetsOf(year))];
      put(seconds, [60 * offsets[0]]);
      put(daylight, [Number(offsets[0] !== offsets[1])]);
      for (const [i, at] of [standard, summer].entries())
        new Uint8Array(memory.buffer).set(toUtf8.encode(`${nameOf(offsets[i])}\0`), at);
    },
    random_get(/** @type {Pointer} */ to, /** @type {number} */ count) {
      for (let from = to; from < to + count; from += MOST_RANDOM)
        crypto.getRandomValues(new Uint8Array(memory.buffer, from, Math.min(MOST_RANDOM, to + count - from)));
      return 0;
    },
    fd_write(
      /** @type {number} */ _,
      /** @type {Pointer} */ parts,
      /** @type {number} */ count,
      /** @type {Pointer} */ to,
    ) {
      let written = 0;
      for (let part = parts; part < parts + 8 * count; part += 8) {
        const [start, length] = [view().getUint32(part, true), view().getUint32(part + 4, true)];
        line += printed.decode(new Uint8Array(memory.buffer, start, length), { stream: true });
        written += length;
      }
      const lines = line.split("\n");
      line = lines.pop() ?? "";
      lines.forEach(say);
      view().setUint32(to, written, true);
      return 0;
    },
  };
  /** @type {(one: WebAssembly.ModuleImportDescriptor) => any} */
  const answer = ({ module: from, name, kind }) => {
    if (kind === "memory") return memory;
    if (kind === "table") return table;
    if (kind === "global")
      return new WebAssembly.Global({ value: "i32", mutable: !FIXED.includes(name) }, globals[name]);
    if (kind === "function") return known[name] ?? unanswered(from, name);
    return new /** @type {any} */ (WebAssembly).Tag({ parameters: ["i32"] });
  };
  /** @type {WebAssembly.Imports} */
  const imports = {};
  for (const one of WebAssembly.Module.imports(module)) {
    imports[one.module] ??= {};
    imports[one.module][one.name] = answer(one);
  }
  return { imports, memory, table };
}

/**
 * What stands for a function that Python cannot have here.
 * @param {string} from
 * @param {string} name
 */
function unanswered(from, name) {
  const [, why] = LACKING.find(([names]) => names.test(name)) ?? [];
  if (why)
    return () => {
      throw new Error(`Python asked for ${name}, which it cannot have here: ${why}`);
    };
  if (from.startsWith("wasi")) return () => NOT_THERE;
  if (name.startsWith("__syscall")) return () => -NOT_THERE;
  throw new Error(`Python's program names ${name}, and nobody said what it shall hear`);
}

/**
 * A day and time in Greenwich as C counts them.
 * @param {Date} day
 */
const calendar = (day) => [
  day.getUTCSeconds(),
  day.getUTCMinutes(),
  day.getUTCHours(),
  day.getUTCDate(),
  day.getUTCMonth(),
  day.getUTCFullYear() - 1900,
  day.getUTCDay(),
  Math.floor((day.getTime() - Date.UTC(day.getUTCFullYear())) / 86_400_000),
];

/** @param {number} year */
const offsetsOf = (year) => [0, 6].map((month) => new Date(year, month).getTimezoneOffset());
/** @param {number} year */
const standardOffset = (year) => Math.max(...offsetsOf(year));

/** @param {number} offset minutes to Greenwich */
function nameOf(offset) {
  const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60].map((n) =>
    `${n}`.padStart(2, "0"),
  );
  return `UTC${offset > 0 ? "-" : "+"}${hours}${minutes}`;
}

/**
 * Python's program as `call` wants it.
 * @param {any} exports
 * @param {WebAssembly.Memory} memory
 * @returns {CalledProgram}
 */
export const program = (exports, memory) => ({
  get HEAPU8() {
    return new Uint8Array(memory.buffer);
  },
  stringToNewUTF8(text) {
    const bytes = toUtf8.encode(text);
    const start = exports.malloc(bytes.length + 1) >>> 0;
    if (!start) throw new Error("There is no memory left");
    const to = new Uint8Array(memory.buffer, start, bytes.length + 1);
    to.set(bytes);
    to[bytes.length] = 0;
    return start;
  },
  _free: exports.free,
  _PyErr_Print: exports.PyErr_Print,
  _PyObject_CallOneArg: exports.PyObject_CallOneArg,
  _PyUnicode_AsUTF8: (text) => exports.PyUnicode_AsUTF8(text) >>> 0,
  _PyUnicode_FromString: exports.PyUnicode_FromString,
  _Py_DecRef: exports.Py_DecRef,
});
