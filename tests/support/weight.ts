import type { Page } from "@playwright/test";
import { ready } from "./fixtures.ts";

/** Loads an address in a page whose cache is empty; bytes on the wire with headers, and what they were. */
export async function weigh(page: Page, path: string): Promise<{ total: number; parts: string[] }> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const addresses = new Map<string, string>();
  const received: [string, number][] = [];
  session.on("Network.responseReceived", ({ requestId, response }) => addresses.set(requestId, response.url));
  // What is fetched twice counts twice.
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const address = addresses.get(requestId);
    if (address?.startsWith("http")) received.push([new URL(address).pathname, encodedDataLength]);
  });
  await page.goto(path);
  await ready(page);
  await page.waitForLoadState("networkidle");
  await session.detach();
  const parts = received.sort(([, a], [, b]) => b - a).map(([name, bytes]) => `${bytes} ${name}`);
  return { total: received.reduce((sum, [, bytes]) => sum + bytes, 0), parts };
}
