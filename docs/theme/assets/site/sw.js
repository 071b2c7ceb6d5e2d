// Keeps a copy of the site for reading without a network. The build fills in what the copy holds.

const SITE = /* build: prefix of the caches */ "";
const FILES = /* build: path → hash of its bytes */ {};
const PYTHON = /* build: the same for Python, kept when first used */ {};
const LIVE = /* build: pages come from the network while the site is being written */ false;

const COPY = `${SITE}copy`;
const RUNTIME = `${SITE}python`;
const root = new URL("./", self.location.href);
const address = (path) => new URL(path, root).href;
const python = new Map(Object.entries(PYTHON).map(([path, hash]) => [address(path), hash]));
// Each file is kept under its address and hash, so that two versions can lie side by side while one takes over.
const slot = (path) => `${address(path)}?v=${FILES[path]}`;

self.addEventListener("install", (event) => event.waitUntil(Promise.all([copyFiles(), renewPython()])));
self.addEventListener("activate", (event) => event.waitUntil(Promise.all([dropOld(), self.clients.claim()])));

self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
  if (event.data === "keep-python") event.waitUntil(keepPython());
});

self.addEventListener("fetch", (event) => {
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
  const missing = Object.keys(FILES).filter((path) => !have.has(slot(path)));
  await Promise.all(
    missing.map(async (path) => {
      // Past the browser's own cache, which may still hold yesterday's page.
      await keep(cache, slot(path), FILES[path], await fetch(slot(path), { cache: "reload" }));
    }),
  );
}

// Puts a response into a cache, if it is what was published: a network's own page or half a file must not stay.
async function keep(cache, url, hash, response) {
  const content = response.ok ? await response.clone().arrayBuffer() : undefined;
  if (!content || !(await hex(content)).startsWith(hash))
    throw new Error(`${url} is not what was published (${response.status})`);
  await cache.put(url, response);
}

async function hex(content) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function dropOld() {
  const current = new Set(Object.keys(FILES).map(slot));
  for (const [name, wanted] of [
    [COPY, current],
    [RUNTIME, python],
  ]) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
  }
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

// The path within the site that a request means; one that is malformed means none.
function pathOf(url) {
  try {
    return decodeURI(url.pathname.slice(root.pathname.length));
  } catch {
    return undefined;
  }
}

const isKept = (path) => path !== undefined && Object.hasOwn(FILES, path);

async function answer(event, request, url) {
  const plain = url.origin + url.pathname;
  if (python.has(plain)) return pythonFile(event, request, plain);
  const path = pathOf(url);
  const page = path === "" || path?.endsWith("/") ? `${path}index.html` : path;
  if (LIVE && request.mode === "navigate") {
    try {
      return await fetch(request);
    } catch {
      // No network: the copy answers.
    }
  }
  if (isKept(page)) return (await kept(page)) ?? fetch(request);
  if (request.mode === "navigate" && isKept(`${page}/index.html`))
    return Response.redirect(`${plain}/${url.search}`, 302);
  try {
    return await fetch(request);
  } catch {
    if (request.mode !== "navigate") return Response.error();
    const missing = await kept("404.html");
    return missing ? new Response(missing.body, { status: 404, headers: missing.headers }) : Response.error();
  }
}

async function kept(path) {
  return (await caches.open(COPY)).match(slot(path));
}

async function pythonFile(event, request, url) {
  const cache = await caches.open(RUNTIME);
  // A page that asks past the caches had no luck with what they hold.
  const again = request.cache === "reload" || new URL(request.url).search;
  const copy = again ? undefined : await cache.match(url);
  if (copy) return copy;
  const response = await fetch(request);
  // Kept beside what the page reads, which sees the bytes as they arrive.
  if (response.ok && response.type === "basic") event.waitUntil(keep(cache, url, python.get(url), response.clone()));
  return response;
}
