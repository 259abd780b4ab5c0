import { accessible, desktop, languages, type Language, phone, ready, test } from "../support/fixtures.ts";
import { picture } from "../support/gallery.ts";
import { routes } from "../support/routes.ts";

for (const { path, name, as } of routes) {
  for (const language of Object.keys(languages) as Language[]) {
    test(`${name} (${path}) in ${language} has no accessibility violation at either size, light or dark`, { tag: language === "es" ? "@picture" : [] }, async ({ visit }) => {
      const page = await visit({ language, as, size: phone });
      await page.goto(path);
      await ready(page);
      for (const size of [phone, desktop]) {
        await page.setViewportSize(size);
        for (const scheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme: scheme });
          await accessible(page, `${path} ${language} ${size.width} ${scheme}`);
        }
        await page.emulateMedia({ colorScheme: "light" });
        if (language === "es") await picture(page, `${name}-${size === phone ? "phone" : "desktop"}`);
      }
    });
  }
}
