import { expect, phone, ready, test } from "../support/fixtures.ts";

const budget = 250 * 1024;

for (const path of ["/wallet", "/verify"]) {
  test(`the first load of ${path} is at most 250 KB of brotli in all`, async ({ page, server }) => {
    await page.setViewportSize(phone);
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    const addresses = new Map<string, string>();
    const received: [string, number][] = [];
    session.on("Network.responseReceived", ({ requestId, response }) => addresses.set(requestId, response.url));
    // With headers, and twice what is fetched twice.
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      const address = addresses.get(requestId);
      if (address?.startsWith(server.origin)) received.push([address, encodedDataLength]);
    });
    await page.goto(path);
    await ready(page);
    await page.waitForLoadState("networkidle");
    const total = received.reduce((sum, [, bytes]) => sum + bytes, 0);
    const heaviest = received.sort(([, a], [, b]) => b - a).map(([address, bytes]) => `${bytes} ${new URL(address).pathname}`);
    expect(total, heaviest.join("\n")).toBeLessThanOrEqual(budget);
    expect(total).toBeGreaterThan(30_000);
  });
}
