import { mkdir, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import sharp from "sharp";

const folder = process.env.PUENTE_SCREENS ?? resolve(import.meta.dirname, "../results/screens");

/** Writes a small picture of the page as people see it; `docs/screens` when the gallery is made. */
export async function picture(page: Page, name: string, options: { whole?: boolean } = {}): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await mkdir(folder, { recursive: true });
  const taken = await page.screenshot({ fullPage: options.whole ?? true, animations: "disabled", caret: "hide" });
  const image = sharp(taken);
  const { width = 0, height = 0 } = await image.metadata();
  const kept = image.extract({ left: 0, top: 0, width, height: Math.min(height, width < 600 ? 1400 : 1000) });
  await writeFile(resolve(folder, `${name}.png`), await kept.png({ palette: true, colours: 48, dither: 0, effort: 10 }).toBuffer());
}
