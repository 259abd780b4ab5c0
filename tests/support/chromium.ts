import process from "node:process";

/** The installed browser, as `cargo xtask` found it. */
export const chromiumPath = process.env.PUENTE_CHROMIUM ?? "/usr/bin/chromium";

const quiet = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Chromium's sandbox does not start for root. */
export const chromiumArguments = process.getuid?.() === 0 ? ["--no-sandbox", ...quiet] : quiet;
