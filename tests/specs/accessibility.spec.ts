import type { Page } from "@playwright/test";
import { accessible, desktop, expect, languages, type Language, phone, ready, test } from "../support/fixtures.ts";
import { picture } from "../support/gallery.ts";
import { routes } from "../support/routes.ts";

/** The smallest phone, and a desktop page at 400 % (WCAG 2.2, 1.4.10). */
const smallest = { width: 320, height: 640 };

/** Nothing makes the page scroll sideways; wide tables scroll in themselves. */
async function fits(page: Page): Promise<void> {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(beyond, `pixels beyond the edge at ${page.viewportSize()?.width}`).toBeLessThanOrEqual(0);
}

for (const { path, name, as } of routes) {
  for (const language of Object.keys(languages) as Language[]) {
    test(`${name} (${path}) in ${language} has no accessibility violation at either size, light or dark`, { tag: language === "es" ? "@picture" : [] }, async ({ visit }) => {
      const page = await visit({ language, as, size: phone });
      await page.goto(path);
      await ready(page);
      await page.setViewportSize(smallest);
      await fits(page);
      for (const size of [phone, desktop]) {
        await page.setViewportSize(size);
        for (const scheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme: scheme });
          await accessible(page, `${path} ${language} ${size.width} ${scheme}`);
        }
        await page.emulateMedia({ colorScheme: "light" });
        await fits(page);
        if (language === "es") await picture(page, `${name}-${size === phone ? "phone" : "desktop"}`);
      }
    });
  }
}
