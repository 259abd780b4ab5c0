// Stands in the page before the program: says at once when it cannot load, fetches the words of
// the chosen language beside it, and installs the service worker that keeps the wallet offline.
"use strict";
(function () {
  function saysWrong() {
    var message = document.querySelector(".shell-wrong");
    if (message) message.classList.add("now");
  }
  window.addEventListener("error", saysWrong, true);
  window.addEventListener("unhandledrejection", saysWrong);
  if (typeof WebAssembly !== "object") saysWrong();

  // The same rule as `i18n::locale`: address, then saved choice, then the browser's languages.
  var known = ["es", "pt", "en"];
  var wanted = [new URLSearchParams(location.search).get("lang")];
  try {
    wanted.push(localStorage.getItem("puente.locale"));
  } catch (e) {
    // Storage may be forbidden; the browser's languages remain.
  }
  wanted = wanted.concat(navigator.languages || []);
  var locale = "es";
  for (var i = 0; i < wanted.length; i++) {
    var short = (wanted[i] || "").slice(0, 2).toLowerCase();
    if (known.indexOf(short) >= 0) {
      locale = short;
      break;
    }
  }
  (document.documentElement.dataset.messages || "").split(" ").forEach(function (file) {
    var link = document.createElement("link");
    link.rel = "preload";
    link.as = "fetch";
    link.crossOrigin = "anonymous";
    link.href = "/locales/" + locale + "/" + file + ".ftl";
    document.head.appendChild(link);
  });

  if ("serviceWorker" in navigator && document.documentElement.dataset.offline === "wallet") {
    window.addEventListener("load", function () {
      navigator.serviceWorker.register("/sw.js").catch(function () {
        // Without it everything works while there is a network.
      });
    });
  }
})();
