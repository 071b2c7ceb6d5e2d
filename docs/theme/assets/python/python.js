// Python as Pyodide's WebAssembly build of CPython, spoken to through CPython's own C functions.
// The worker and the build (build/runtime/snapshot.mjs) both use this file, so what was started at build time is what runs in the browser.
// Pyodide's bridge between Python and JavaScript is not started: text goes in, text comes out, and Python sees nothing of the page.

const utf8 = new TextDecoder();

/**
 * What Pyodide's Emscripten program needs to start.
 * @param {(imports: WebAssembly.Imports) => Promise<WebAssembly.WebAssemblyInstantiatedSource>} instantiate
 * @param {(line: string) => void} say gets what Python prints
 * @param {{ refuse: (error: unknown) => void, overrides: object }} more
 */
export function settings(instantiate, say, more) {
  // Stands for "a JavaScript call failed" in the bridge, which is not used here, but the program imports it.
  const failed = Symbol("failed");
  return {
    noImageDecoding: true,
    noAudioDecoding: true,
    thisProgram: "/python",
    arguments: [],
    preRun: [],
    print: say,
    printErr: say,
    locateFile: (/** @type {string} */ name) => name,
    // Pyodide's own script inside reads this when it is set up; its package loader is never used.
    API: {
      config: { jsglobals: {}, env: {}, packageBaseUrl: "", packageCacheDir: "" },
      runtimeEnv: { IN_BROWSER: true, IN_BROWSER_WEB_WORKER: true },
    },
    /**
     * @param {WebAssembly.Imports} imports
     * @param {(instance: WebAssembly.Instance, module: WebAssembly.Module) => void} done
     */
    instantiateWasm(imports, done) {
      imports.sentinel = {
        create_sentinel: () => failed,
        is_sentinel: (/** @type {unknown} */ value) => value === failed,
      };
      instantiate(imports).then(
        ({ instance, module }) => done(instance, module),
        (error) => more.refuse(error),
      );
      return {};
    },
    ...more.overrides,
  };
}

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
 * @param {PythonProgram} python
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
 * @param {PythonProgram} python
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
  for (const [i, page] of pages.entries()) memory.set(data.subarray(i * size, (i + 1) * size), page * size);
  return address;
}
