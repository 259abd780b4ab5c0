import type { Page } from "@playwright/test";
import { accessible, desktop, expect, phone, ready, test } from "../support/fixtures.ts";
import { wordsOf } from "../support/words.ts";

const t = wordsOf("es");

/** The crosswalk between these two frameworks, new in this registry. */
async function start(page: Page, from: string, to: string): Promise<void> {
  await page.goto("/workbench/crosswalks");
  await ready(page);
  await page.getByLabel(t("crosswalk-from")).selectOption(from);
  await page.getByLabel(t("crosswalk-to")).selectOption(to);
  await page.getByRole("button", { name: t("crosswalk-start-send") }).click();
  await page.getByRole("link", { name: t("decide-open") }).click();
  await expect(panel(page)).toBeFocused();
}

const panel = (page: Page) => page.getByRole("region", { name: t("decide-panel") });
const progress = (page: Page) => panel(page).locator(".progress");
const candidates = (page: Page) => panel(page).locator(".candidate");
const title = (page: Page) => panel(page).locator(".sides h2").first();

/** How many are decided, as the page says. */
async function decided(page: Page): Promise<number> {
  return Number(/^(\d+)/.exec((await progress(page).textContent()) ?? "")?.[1]);
}

/** The candidates of the standard at hand have come. */
async function atHand(page: Page): Promise<void> {
  await expect(panel(page).locator(".candidates, section > p").first()).toBeVisible();
}

test("fifty decisions with the keyboard alone, and undo", async ({ visit }) => {
  const page = await visit({ as: "curator", size: desktop });
  await page.goto("/workbench/crosswalks/mx-conocer-ec--ec-inen/decide");
  await expect(panel(page)).toBeFocused();
  const before = await decided(page);
  const relations = ["e", "c", "b", "n", "r"];
  for (let done = 0; done < 50; done++) {
    await atHand(page);
    const related = (await candidates(page).count()) > 0 && done % 6 !== 5;
    if (related && done % 4 === 1) await page.keyboard.press("2");
    await page.keyboard.press(related ? (relations[done % relations.length] ?? "e") : "0");
    await expect(progress(page)).toContainText(new RegExp(`^${before + done + 1} `));
  }
  await expect(panel(page)).toBeFocused();
  const last = await title(page).textContent();
  await page.keyboard.press("u");
  await expect(title(page)).not.toHaveText(last ?? "");
  await page.keyboard.press("z");
  await expect(title(page)).toHaveText(last ?? "");
  await page.keyboard.press("z");
  await expect(progress(page)).toContainText(new RegExp(`^${before + 49} `));
  await page.reload();
  await expect(progress(page)).toContainText(new RegExp(`^${before + 49} `));
});

test("the relation is chosen anew for every standard, and a rejected pair does not come back", async ({ visit }) => {
  const page = await visit({ as: "curator", size: desktop });
  await start(page, "co-sena-nscl", "ec-inen");
  await expect(candidates(page).first()).toBeVisible();
  await accessible(page, "deciding");
  const first = await title(page).textContent();
  const close = page.getByRole("radio", { name: t("predicate-close-match") });
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
  await close.check();
  await page.getByRole("button", { name: t("decide-save") }).click();
  await expect(progress(page)).toContainText(/^1 /);
  await expect(title(page)).not.toHaveText(first ?? "");
  await expect(candidates(page).first()).toBeVisible();
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
  await page.getByRole("button", { name: t("decide-save") }).click();
  await expect(progress(page), "without a relation nothing is saved").toContainText(/^1 /);

  const unwanted = (await candidates(page).first().locator("b").textContent()) ?? "";
  await panel(page).focus();
  await page.keyboard.press("x");
  await expect(candidates(page).filter({ hasText: unwanted })).toHaveCount(0);
  await expect(progress(page), "the standard is still open").toContainText(/^1 /);
  await expect.poll(() => rejections(page)).toBe(1);
  await page.reload();
  await expect(candidates(page).first()).toBeVisible();
  await expect(candidates(page).filter({ hasText: unwanted })).toHaveCount(0);
  await page.goto("/workbench/crosswalks/co-sena-nscl--ec-inen/decide");
  await expect(candidates(page).first()).toBeVisible();
  await expect(candidates(page).filter({ hasText: unwanted })).toHaveCount(0);
});

async function rejections(page: Page): Promise<number> {
  const answer = await page.request.get("/api/v1/orgs/mdt-ec/crosswalks/co-sena-nscl--ec-inen/rejections");
  return ((await answer.json()) as unknown[]).length;
}

test("coverage leads to what is open, in words and as a picture", async ({ visit }) => {
  const page = await visit({ as: "curator", size: desktop });
  await page.goto("/workbench/coverage");
  await ready(page);
  await expect(page.getByRole("figure", { name: t("coverage-picture") })).toBeVisible();
  await accessible(page, "coverage");
  const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: t("sector-construction") }) });
  await row.getByRole("link").first().click();
  await expect(page).toHaveURL(/gaps\?sector=construction$/);
  await expect(page.getByRole("region", { name: t("open-title") }).getByRole("row")).not.toHaveCount(0);
  await accessible(page, "gaps");
  await page.getByRole("link", { name: t("decide-open") }).click();
  await expect(page).toHaveURL(/decide\?sector=construction$/);
  await expect(panel(page)).toBeVisible();
  await page.setViewportSize(phone);
  await accessible(page, "deciding on a phone");
});
