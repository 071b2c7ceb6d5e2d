// Registers the worker that keeps a copy of the site, and offers a newer version when there is one.

export async function register(root, place) {
  const registration = await navigator.serviceWorker
    .register(new URL("sw.js", root), { scope: root.pathname, updateViaCache: "none" })
    .catch(() => undefined); // Refused by the browser or not there: the site works without it.
  if (!registration) return;

  // A page made to calculate asks for Python too, so that it also starts without a network.
  if (document.body.matches("[data-calculator][data-wide]")) {
    const ready = await navigator.serviceWorker.ready;
    ready.active.postMessage("keep-python");
  }

  const offer = () => registration.waiting && navigator.serviceWorker.controller && ask(place, registration);
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", offer);
  });
  offer();
}

function ask(place, registration) {
  if (place.querySelector(".update-box")) return;
  const box = document.createElement("div");
  box.className = "update-box";
  box.append(place.querySelector("template").content.cloneNode(true));
  box.querySelector("[data-update-now]").addEventListener("click", () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting?.postMessage("take-over");
  });
  box.querySelector("[data-update-later]").addEventListener("click", () => box.remove());
  place.append(box);
}
