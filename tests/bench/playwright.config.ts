import { defineConfig } from "@playwright/test";
import { chromiumArguments, chromiumPath } from "../support/chromium.ts";

/** Measurements, one after the other, for `cargo xtask bench`. */
export default defineConfig({
  testDir: ".",
  testMatch: "*.bench.ts",
  workers: 1,
  reporter: "list",
  timeout: 120_000,
  use: {
    baseURL: process.env.PUENTE_ORIGIN,
    locale: "es-CO",
    viewport: { width: 360, height: 740 },
    launchOptions: { executablePath: chromiumPath, args: chromiumArguments },
  },
});
