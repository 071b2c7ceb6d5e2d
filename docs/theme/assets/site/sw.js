// Keeps a copy of the site for reading without a network. The build fills in what the copy holds.

const SITE = /* build: prefix of the caches */ "";
/** @type {Record<string, string>} */
const FILES = /* build: path → hash of its bytes */ {};
/** @type {Record<string, string>} */
const PYTHON = /* build: the same for Python, kept when first used */ {};
/** @type {boolean} */
const LIVE = /* build: pages come from the network while the site is being written */ false;

const COPY = `${SITE}copy`;
const RUNTIME = `${SITE}python`;
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const root = new URL("./", self.location.href);
/** @param {string} path */
const address = (path) => new URL(path, root).href;
const python = new Map(Object.entries(PYTHON).map(([path, hash]) => [address(path), hash]));
/**
 * Each file is kept under its address and hash, so that two versions can lie side by side while one takes over.
 * @param {string} path
 */
const slot = (path) => `${address(path)}?v=${FILES[path]}`;

worker.addEventListener("install", (event) => event.waitUntil(Promise.all([copyFiles(), renewPython()])));
worker.addEventListener("activate", (event) => event.waitUntil(Promise.all([dropOld(), worker.clients.claim()])));

worker.addEventListener("message", (event) => {
  if (event.data === "take-over") worker.skipWaiting();
  if (event.data === "keep-python") event.waitUntil(keepPython());
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== root.origin) {
    event.respondWith(Response.error());
    return;
  }
  if (request.method !== "GET" || !url.pathname.startsWith(root.pathname)) return;
  event.respondWith(answer(event, request, url));
});

async function copyFiles() {
  const cache = await caches.open(COPY);
  const have = new Set((await cache.keys()).map((request) => request.url));
  const lacking = Object.keys(FILES).filter((path) => !have.has(slot(path)));
  await Promise.all(
    lacking.map(async (path) => {
      // Past the browser's own cache, which may still hold yesterday's page.
      await keep(cache, slot(path), FILES[path], await fetch(slot(path), { cache: "reload" }));
    }),
  );
}

/**
 * Puts a response into a cache, if it is what was published: a network's own page or half a file must not stay.
 * @param {Cache} cache
 * @param {string} url
 * @param {string} hash
 * @param {Response} response
 */
async function keep(cache, url, hash, response) {
  const content = response.ok ? await response.clone().arrayBuffer() : undefined;
  if (!content || !(await hex(content)).startsWith(hash))
    throw new Error(`${url} is not what was published (${response.status})`);
  await cache.put(url, response);
}

/** @param {ArrayBuffer} content */
async function hex(content) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function dropOld() {
  const current = new Set(Object.keys(FILES).map(slot));
  await dropAllBut(COPY, current);
  await dropAllBut(RUNTIME, new Set(python.keys()));
}

/**
 * @param {string} name of a cache
 * @param {Set<string>} wanted
 */
async function dropAllBut(name, wanted) {
  const cache = await caches.open(name);
  for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
}

async function keepPython() {
  const cache = await caches.open(RUNTIME);
  const have = new Set((await cache.keys()).map((request) => request.url));
  for (const [url, hash] of python) if (!have.has(url)) await keep(cache, url, hash, await fetch(url));
}

// Who could calculate without a network can do so after an update too, whichever page it was taken on.
async function renewPython() {
  const cache = await caches.open(RUNTIME);
  if ((await cache.keys()).length) await keepPython();
}

/**
 * The path within the site that a request means; one that is malformed means none.
 * @param {URL} url
 */
function pathOf(url) {
  try {
    return decodeURI(url.pathname.slice(root.pathname.length));
  } catch {
    return undefined;
  }
}

/** @param {string | undefined} path */
const isKept = (path) => path !== undefined && Object.hasOwn(FILES, path);

/**
 * @param {FetchEvent} event
 * @param {Request} request
 * @param {URL} url
 */
async function answer(event, request, url) {
  const plain = url.origin + url.pathname;
  if (python.has(plain)) return pythonFile(event, request, plain);
  const navigates = request.mode === "navigate";
  const live = LIVE && navigates ? await fetch(request).catch(() => undefined) : undefined;
  if (live) return live;
  const path = pathOf(url);
  const page = path === "" || path?.endsWith("/") ? `${path}index.html` : path;
  if (page !== undefined && isKept(page)) return (await kept(page)) ?? fetch(request);
  if (navigates && isKept(`${page}/index.html`)) return Response.redirect(`${plain}/${url.search}`, 302);
  return fetch(request).catch(() => (navigates ? missing() : Response.error()));
}

/** What a page is answered with that is neither in the copy nor to be had from the network. */
async function missing() {
  const page = await kept("404.html");
  return page ? new Response(page.body, { status: 404, headers: page.headers }) : Response.error();
}

/** @param {string} path */
async function kept(path) {
  return (await caches.open(COPY)).match(slot(path));
}

/**
 * @param {FetchEvent} event
 * @param {Request} request
 * @param {string} url
 */
async function pythonFile(event, request, url) {
  const cache = await caches.open(RUNTIME);
  // A page that asks past the caches had no luck with what they hold.
  const again = request.cache === "reload" || new URL(request.url).search;
  const copy = again ? undefined : await cache.match(url);
  if (copy) return copy;
  const response = await fetch(request);
  // Kept beside what the page reads, which sees the bytes as they arrive.
  if (response.ok && response.type === "basic")
    event.waitUntil(keep(cache, url, python.get(url) ?? "", response.clone()));
  return response;
}
