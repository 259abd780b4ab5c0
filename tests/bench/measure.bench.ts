import { readFile, writeFile } from "node:fs/promises";
import { test } from "@playwright/test";
import { weigh } from "../support/weight.ts";

interface Row {
  name: string;
  value: number;
  unit: string;
}

/** As often as `verify_speed` verifies in one run. */
const rounds = 500;

test("measures", async ({ browser, page }) => {
  const rows: Row[] = [];
  for (const path of ["/wallet", "/verify"]) {
    const fresh = await browser.newPage({ baseURL: process.env.PUENTE_ORIGIN, viewport: { width: 360, height: 740 } });
    const { total } = await weigh(fresh, path);
    await fresh.close();
    rows.push({ name: `first load of ${path}`, value: total / 1024, unit: "KB, brotli, with headers" });
  }
  const program = (await readFile(process.env.PUENTE_VERIFY_WASM ?? "")).toString("base64");
  const milliseconds = await page.evaluate(async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
    const { instance } = await WebAssembly.instantiate(bytes, {});
    const main = instance.exports.main as (count: number, values: number) => number;
    const times: number[] = [];
    for (let round = 0; round < 3; round++) {
      const started = performance.now();
      main(0, 0);
      times.push(performance.now() - started);
    }
    return Math.min(...times);
  }, program);
  rows.push({ name: "verify, in the browser", value: (milliseconds * 1000) / rounds, unit: "µs a certificate (WebAssembly, all checks)" });
  await writeFile(process.env.PUENTE_REPORT ?? "results/bench.json", JSON.stringify(rows));
});
