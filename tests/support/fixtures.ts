import { AxeBuilder } from "@axe-core/playwright";
import { type BrowserContext, type Page, test as base, expect } from "@playwright/test";
import { type Account, sessionOf } from "./accounts.ts";
import { type Language, languages } from "./languages.ts";
import { Server } from "./server.ts";

export { expect };

export { type Language, languages };

export const phone = { width: 360, height: 740 };
export const desktop = { width: 1280, height: 900 };

interface TestFixtures {
  /** A page of a browser nobody used before, in a language, at a size, perhaps logged in. */
  visit: (options?: Visit) => Promise<Page>;
}

interface WorkerFixtures {
  /** A registry with demonstration data, one for each worker. */
  server: Server;
}

export interface Visit {
  language?: Language;
  size?: { width: number; height: number };
  scheme?: "light" | "dark";
  as?: Account;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ server }, use) => use(server.origin),
  visit: async ({ browser, server }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async ({ language = "es", size = desktop, scheme = "light", as } = {}) => {
      const context = await browser.newContext({
        baseURL: server.origin,
        locale: languages[language],
        viewport: size,
        colorScheme: scheme,
        storageState: as && (await sessionOf(server.origin, as)),
      });
      contexts.push(context);
      const page = await context.newPage();
      failOnBrokenPage(page);
      return page;
    });
    for (const context of contexts) {
      for (const page of context.pages()) expect(broken.get(page) ?? []).toEqual([]);
      await context.close();
    }
  },
});

const broken = new WeakMap<Page, string[]>();

/** A page that panics, throws, or breaks its own content policy fails its test. */
function failOnBrokenPage(page: Page): void {
  const faults: string[] = [];
  broken.set(page, faults);
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (/panicked|Content Security Policy/i.test(message.text())) faults.push(message.text());
  });
}

/** The program has taken over from the shell. */
export async function ready(page: Page): Promise<void> {
  await expect(page.locator(".shell-busy")).toHaveCount(0);
  await expect(page.locator("main h1").first()).toBeVisible();
}

/** No violation of WCAG 2.2 AA that axe knows. */
export async function accessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  expect.soft(found, where).toEqual([]);
}
