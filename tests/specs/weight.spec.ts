import { expect, phone, test } from "../support/fixtures.ts";
import { weigh } from "../support/weight.ts";

const budget = 250 * 1024;

for (const path of ["/wallet", "/verify"]) {
  test(`the first load of ${path} is at most 250 KB of brotli in all`, async ({ page }) => {
    await page.setViewportSize(phone);
    const { total, parts } = await weigh(page, path);
    expect(total, parts.join("\n")).toBeLessThanOrEqual(budget);
    expect(total).toBeGreaterThan(30_000);
  });
}

test("the program that checks certificates is at most 150 KB of brotli", async ({ request }) => {
  const answer = await request.get("/checker_bg.wasm", { headers: { "accept-encoding": "br" } });
  expect(answer.headers()["content-encoding"]).toBe("br");
  const bytes = Number(answer.headers()["content-length"]);
  expect(bytes).toBeLessThanOrEqual(150 * 1024);
  expect(bytes).toBeGreaterThan(30_000);
});
