// Keeps the public program on the device, so that the wallet opens without a network.
// It caches the program only. Certificates and keys live in IndexedDB, which this file never touches.
"use strict";

const CACHE = "puente-program";
const SHELL = "/wallet"; // every public address answers with the same page
const PUBLIC_PAGES = /^\/($|wallet(\/|$)|verify(\/|$)|s\/)/;
const WORDS = ["common", "errors", "public"];
const UNHASHED = ["/manifest.webmanifest", "/icons/mark.svg"];

function assetsOf(page) {
  const found = page.match(/\/[A-Za-z0-9_.-]+-[0-9a-f]{8,}(?:_bg)?\.(?:js|wasm|css)/g) || [];
  return Array.from(new Set(found));
}

// Stores a page and everything it names, then forgets what no page names any more.
async function keep(answer) {
  const cache = await caches.open(CACHE);
  const page = await answer.clone().text();
  const assets = assetsOf(page);
  if (assets.length === 0) return;
  const missing = [];
  for (const asset of assets) {
    if (!(await cache.match(asset))) missing.push(asset);
  }
  await cache.addAll(missing);
  await cache.put(SHELL, answer);
  for (const request of await cache.keys()) {
    const path = new URL(request.url).pathname;
    const hashed = /-[0-9a-f]{8,}/.test(path) && /\.(js|wasm|css)$/.test(path);
    if (hashed && !assets.includes(path)) await cache.delete(request);
  }
}

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const answer = await fetch(SHELL, { headers: { accept: "text/html" } });
      if (!answer.ok) throw new Error("no shell");
      await keep(answer);
      const cache = await caches.open(CACHE);
      const words = ["es", "pt", "en"].flatMap((l) => WORDS.map((w) => `/locales/${l}/${w}.ftl`));
      await Promise.allSettled(words.concat(UNHASHED).map((path) => cache.add(path)));
      await self.skipWaiting();
    })()
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});

async function page(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok) await keep(answer.clone()).catch(() => {});
    return answer;
  } catch (offline) {
    const kept = await caches.match(SHELL);
    if (kept) return kept;
    throw offline;
  }
}

async function asset(request) {
  return (await caches.match(request)) || fetch(request);
}

// Words and icons: fresh when there is a network, the kept ones otherwise.
async function freshOrKept(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok) {
      const cache = await caches.open(CACHE);
      await cache.put(request, answer.clone());
    }
    return answer;
  } catch (offline) {
    const kept = await caches.match(request, { ignoreSearch: true });
    if (kept) return kept;
    throw offline;
  }
}

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (PUBLIC_PAGES.test(url.pathname)) event.respondWith(page(request));
  } else if (/-[0-9a-f]{8,}(_bg)?\.(js|wasm|css)$/.test(url.pathname)) {
    event.respondWith(asset(request));
  } else if (url.pathname.startsWith("/locales/") || UNHASHED.includes(url.pathname)) {
    event.respondWith(freshOrKept(request));
  }
});
