import { defineConfig } from "@playwright/test";
import { chromiumArguments, chromiumPath } from "./support/chromium.ts";

/** Journeys in Debian's Chromium; Playwright's own browsers are not downloaded. */
export default defineConfig({
  testDir: "specs",
  outputDir: "results",
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? "results/report.json" }]],
  use: {
    browserName: "chromium",
    headless: true,
    locale: "es-CO",
    timezoneId: "America/Bogota",
    viewport: { width: 1280, height: 900 },
    launchOptions: { executablePath: chromiumPath, args: chromiumArguments },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
});
