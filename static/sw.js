// Keeps the public program on the device, so that the wallet opens without a network.
// It caches the program only. Certificates and keys live in IndexedDB, which this file never touches.
"use strict";

const CACHE = "puente-program";
const WORDS = [
  "common", "errors", "cards", "certificate", "recognition", "home", "wallet", "holder", "verify", "result",
];
const WORKERS = ["/checker_loader.js", "/checker.js", "/checker_bg.wasm"];
const UNHASHED = ["/manifest.webmanifest", "/icons/mark.svg"].concat(WORKERS);

// The programs of the public addresses, each kept under one address that loads it.
function shellOf(path) {
  if (path === "/") return "/";
  if (/^\/wallet\/?$/.test(path)) return "/wallet";
  if (path.startsWith("/wallet/")) return "/wallet/claim";
  if (/^\/verify\/?$/.test(path)) return "/verify";
  if (/^\/(verify|s)\//.test(path)) return "/verify/result";
  return null;
}

function assetsOf(page) {
  const found = page.match(/\/[A-Za-z0-9_.-]+-[0-9a-f]{8,}(?:_bg)?\.(?:js|wasm|css)/g) || [];
  return Array.from(new Set(found));
}

// Stores a page and everything it names, then forgets what no kept page names any more.
async function keep(shell, answer) {
  const cache = await caches.open(CACHE);
  const assets = assetsOf(await answer.clone().text());
  if (assets.length === 0) return;
  const missing = [];
  for (const asset of assets) {
    if (!(await cache.match(asset))) missing.push(asset);
  }
  await cache.addAll(missing);
  await cache.put(shell, answer);
  const named = new Set();
  const kept = await cache.keys();
  for (const request of kept) {
    if (shellOf(new URL(request.url).pathname) === null) continue;
    assetsOf(await (await cache.match(request)).text()).forEach((asset) => named.add(asset));
  }
  for (const request of kept) {
    const path = new URL(request.url).pathname;
    if (/-[0-9a-f]{8,}(_bg)?\.(js|wasm|css)$/.test(path) && !named.has(path)) await cache.delete(request);
  }
}

async function keepShell(shell) {
  const answer = await fetch(shell, { headers: { accept: "text/html" } });
  if (!answer.ok) throw new Error("no shell");
  await keep(shell, answer);
}

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      await keepShell("/wallet");
      await keepShell("/wallet/claim");
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

async function page(request, shell) {
  try {
    const answer = await fetch(request);
    if (answer.ok) await keep(shell, answer.clone()).catch(() => {});
    return answer;
  } catch (offline) {
    const kept = await caches.match(shell);
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
    const shell = shellOf(url.pathname);
    if (shell) event.respondWith(page(request, shell));
  } else if (/-[0-9a-f]{8,}(_bg)?\.(js|wasm|css)$/.test(url.pathname)) {
    event.respondWith(asset(request));
  } else if (url.pathname.startsWith("/locales/") || UNHASHED.includes(url.pathname)) {
    event.respondWith(freshOrKept(request));
  }
});
