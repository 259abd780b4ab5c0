import { expect, phone, ready, test } from "../support/fixtures.ts";

const pages = ["/", "/wallet", "/verify", "/login"];

for (const path of pages) {
  test(`${path} without WebAssembly still reads in Spanish and says what is wrong`, async ({ page }) => {
    await page.setViewportSize(phone);
    await page.route("**/*.wasm", (route) => route.abort());
    await page.goto(path);
    await expect(page.locator("main h1")).toBeVisible();
    await expect(page.locator("main")).toContainText("WebAssembly");
  });
}

for (const path of pages) {
  test(`${path} sends a strict content policy and leaks no address`, async ({ request }) => {
    const headers = (await request.get(path)).headers();
    const policy = headers["content-security-policy"] ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("'unsafe-inline'");
    expect(policy).not.toContain("'unsafe-eval'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("no-referrer");
  });
}

test("the pages hold no inline style, and only start scripts that the policy names", async ({ request }) => {
  for (const path of pages) {
    const html = await (await request.get(path)).text();
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
  }
});

test("an unknown file is not found, and an unknown address shows the shell with 404", async ({ request, visit }) => {
  expect((await request.get("/nothing-0123456789abcdef.js")).status()).toBe(404);
  expect((await request.get("/api/v1/nothing")).status()).toBe(404);
  expect((await request.get("/nowhere")).status()).toBe(404);
  const page = await visit();
  await page.goto("/nowhere");
  await ready(page);
});

test("programs are typed as WebAssembly, compressed, and kept for ever", async ({ visit }) => {
  const page = await visit();
  const loaded = page.waitForResponse((response) => response.url().endsWith(".wasm"));
  await page.goto("/");
  const headers = (await loaded).headers();
  expect(headers["content-type"]).toBe("application/wasm");
  expect(headers["content-encoding"]).toMatch(/^(br|gzip)$/);
  expect(headers["cache-control"]).toContain("immutable");
});
