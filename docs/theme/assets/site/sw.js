// Keeps a copy of the site for reading without a network. The build fills in what the copy holds.

const SITE = /* build: prefix of the caches */ "";
const FILES = /* build: path → hash of its bytes */ {};
const PYTHON = /* build: paths of Python, kept when first used */ [];
const LIVE = /* build: pages come from the network while the site is being written */ false;

const COPY = `${SITE}copy`;
const RUNTIME = `${SITE}python`;
const root = new URL("./", self.location.href);
const address = (path) => new URL(path, root).href;
const pythonAddresses = new Set(PYTHON.map(address));
// Each file is kept under its address and hash, so that two versions can lie side by side while one takes over.
const slot = (path) => `${address(path)}?v=${FILES[path]}`;

self.addEventListener("install", (event) => event.waitUntil(copyFiles()));
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
  event.respondWith(answer(request, url));
});

async function copyFiles() {
  const cache = await caches.open(COPY);
  const kept = new Set((await cache.keys()).map((request) => request.url));
  const missing = Object.keys(FILES).filter((path) => !kept.has(slot(path)));
  await Promise.all(missing.map(async (path) => {
    // Past the browser's own cache, which may still hold yesterday's page.
    const response = await fetch(slot(path), { cache: "reload" });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    await cache.put(slot(path), response);
  }));
}

async function dropOld() {
  const current = new Set(Object.keys(FILES).map(slot));
  for (const [name, keep] of [[COPY, current], [RUNTIME, pythonAddresses]]) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) if (!keep.has(request.url)) await cache.delete(request);
  }
}

async function keepPython() {
  const cache = await caches.open(RUNTIME);
  for (const url of pythonAddresses) {
    if (await cache.match(url)) continue;
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) await cache.put(url, response);
  }
}

async function answer(request, url) {
  const plain = url.origin + url.pathname;
  if (pythonAddresses.has(plain)) return python(plain, request);
  const path = decodeURI(url.pathname.slice(root.pathname.length));
  const page = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  if (LIVE && request.mode === "navigate") {
    try {
      return await fetch(request);
    } catch {
      // No network: the copy answers.
    }
  }
  if (page in FILES) return (await kept(page)) ?? fetch(request);
  if (request.mode === "navigate" && `${page}/index.html` in FILES) return Response.redirect(`${plain}/${url.search}`, 302);
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

async function python(url, request) {
  const cache = await caches.open(RUNTIME);
  const copy = await cache.match(url);
  if (copy) return copy;
  const response = await fetch(request);
  if (response.ok && response.type === "basic") await cache.put(url, response.clone());
  return response;
}
