// What is used of Pyodide's program: a pointer is a number, 0 where there is nothing.

type Pointer = number;

/** What answers in the browser. */
interface CalledProgram {
  readonly HEAPU8: Uint8Array<ArrayBuffer>;
  stringToNewUTF8(text: string): Pointer;
  _free(address: Pointer): void;
  _PyErr_Print(): void;
  _PyObject_CallOneArg(callable: Pointer, argument: Pointer): Pointer;
  _PyUnicode_AsUTF8(text: Pointer): Pointer;
  _PyUnicode_FromString(text: Pointer): Pointer;
  _Py_DecRef(object: Pointer): void;
}

/** What starts Python at build time. */
interface PythonProgram extends CalledProgram {
  _PyImport_ImportModule(name: Pointer): Pointer;
  _PyObject_GetAttrString(object: Pointer, name: Pointer): Pointer;
  _PyRun_SimpleString(statements: Pointer): number;
}

/** The memory and functions Python had, what its program was told of where they lie, how it counts arguments, and one request with its answer. */
interface KnownStart {
  bytes: number;
  functions: number;
  globals: Record<string, number>;
  counting: { address: Pointer; code: number[] };
  probe: { request: string; answer: string };
}

/** build/runtime/browser_python.py puts both into worker.js. */
declare const START: KnownStart;
declare const FILES_TABLE: Record<"program" | "memory", { name: string; bytes: number; integrity: string; unpacked: string }>;
