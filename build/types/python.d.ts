// What is used of Pyodide's program: a pointer is a number, 0 where there is nothing.

type Pointer = number;

interface PythonProgram {
  HEAPU8: Uint8Array<ArrayBuffer>;
  HEAP32: Int32Array;
  __PyRuntime: Pointer;
  __PyEM_EMSCRIPTEN_COUNT_ARGS_OFFSET: Pointer;
  stringToNewUTF8(text: string): Pointer;
  _free(address: Pointer): void;
  _PyErr_Print(): void;
  _PyImport_ImportModule(name: Pointer): Pointer;
  _PyObject_CallOneArg(callable: Pointer, argument: Pointer): Pointer;
  _PyObject_GetAttrString(object: Pointer, name: Pointer): Pointer;
  _PyRun_SimpleString(statements: Pointer): number;
  _PyUnicode_AsUTF8(text: Pointer): Pointer;
  _PyUnicode_FromString(text: Pointer): Pointer;
  _Py_DecRef(object: Pointer): void;
}

/** Pyodide's own script makes this known when it is read; it takes what `settings` returns. */
declare var _createPyodideModule: (settings: object) => Promise<PythonProgram>;

/** How much memory Python had, and one request with its answer. */
interface KnownStart {
  bytes: number;
  probe: { request: string; answer: string };
}

/** build/runtime/browser_python.py puts it into worker.js. */
declare const START: KnownStart;
