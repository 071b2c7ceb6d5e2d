// Registers the worker that keeps a copy of the site, and offers a newer version when there is one.
import { find, seek } from "./dom.js";
import { notice } from "./notice.js";

const TAKEN_OVER = 10_000; // milliseconds after which the page is loaded again in any case

/**
 * Registers the worker for the site whose root is `root`.
 * @param {URL} root
 */
export async function register(root) {
  const registration = await navigator.serviceWorker
    .register(new URL("sw.js", root), { scope: root.pathname, updateViaCache: "none" })
    .catch(() => undefined); // Refused by the browser or not there: the site works without it.
  if (!registration) return;

  // A page made to calculate asks for Python too, so that it also starts without a network.
  if (document.body.matches("[data-calculator][data-wide]")) {
    const ready = await navigator.serviceWorker.ready;
    ready.active?.postMessage("keep-python");
  }

  const offer = () => registration.waiting && navigator.serviceWorker.controller && ask(registration);
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", offer);
  });
  offer();
}

/** @param {ServiceWorkerRegistration} registration */
function ask(registration) {
  if (seek("[data-notice-box]")) return;
  find("[data-update-now]", notice("newer")).addEventListener("click", () => {
    const reload = () => location.reload();
    navigator.serviceWorker.addEventListener("controllerchange", reload, { once: true });
    registration.waiting?.postMessage("take-over");
    // Another tab may have been quicker, or the worker be gone.
    setTimeout(reload, registration.waiting ? TAKEN_OVER : 0);
  });
}
