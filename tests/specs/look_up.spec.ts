import type { Page } from "@playwright/test";
import { accessible, desktop, expect, phone, ready, test } from "../support/fixtures.ts";
import { picture } from "../support/gallery.ts";
import { wordsOf } from "../support/words.ts";

const t = wordsOf("es");

interface Question {
  name: string;
  typed: string;
  proposal: RegExp;
  country: "EC" | "CO" | "MX" | "PE";
  outcome: "full" | "partial" | "provisional" | "refused" | "not-examined";
}

const questions: Question[] = [
  { name: "electrician to Quito", typed: "instalasiones electricas internas", proposal: /280101175/, country: "EC", outcome: "partial" },
  { name: "Mexican electrician to Colombia", typed: "EC0118", proposal: /EC0118/, country: "CO", outcome: "full" },
  { name: "Mexican electrician to Quito", typed: "EC0118", proposal: /EC0118/, country: "EC", outcome: "provisional" },
  { name: "work at height to Quito", typed: "220601038", proposal: /220601038/, country: "EC", outcome: "refused" },
  { name: "electrician to Peru", typed: "280101175", proposal: /280101175/, country: "PE", outcome: "not-examined" },
];

async function ask(page: Page, { typed, proposal, country }: Question): Promise<void> {
  await page.goto("/");
  await ready(page);
  const standard = page.getByRole("combobox", { name: t("look-up-standard") });
  await standard.fill(typed);
  await page.getByRole("option", { name: proposal }).first().click();
  await page.getByLabel(t("look-up-country")).selectOption({ label: t(`country-${country}`) });
  await page.getByRole("button", { name: t("look-up-send") }).click();
}

for (const question of questions) {
  test(`${question.name}: ${question.outcome}, without log-in, and the answer has an address`, { tag: "@picture" }, async ({ visit }) => {
    const page = await visit({ size: phone });
    await ask(page, question);
    const band = page.locator(".recognition .band").first();
    await expect(band).toContainText(t(`outcome-${question.outcome}`));
    if (question.outcome !== "not-examined") await expect(band).toContainText(t("recognition-illustrative"));
    await expect(page.getByRole("heading", { name: t("recognition-ask") })).toBeVisible();
    await accessible(page, question.name);
    await picture(page, `look-up-${question.outcome}-phone`);
    const again = await visit({ size: desktop });
    await again.goto(page.url());
    await expect(again.locator(".recognition .band").first()).toContainText(t(`outcome-${question.outcome}`));
    await picture(again, `look-up-${question.outcome}-desktop`);
  });
}

test("refused and not examined differ in words, colour and icon", async ({ visit }) => {
  const looks: string[][] = [];
  for (const outcome of ["refused", "not-examined"]) {
    const page = await visit();
    await ask(page, questions.find((question) => question.outcome === outcome) as Question);
    const band = page.locator(".recognition .band").first();
    await expect(band).toContainText(t(`outcome-${outcome}`));
    looks.push([
      await band.innerText(),
      await band.evaluate((element) => getComputedStyle(element).backgroundColor),
      await band.locator("svg").first().innerHTML(),
    ]);
  }
  const [refused = [], notExamined = []] = looks;
  refused.forEach((look, index) => expect(look).not.toBe(notExamined[index]));
});

test("the look-up without an answer says which field is missing, and takes the reader there", { tag: "@picture" }, async ({ visit }) => {
  const page = await visit({ size: phone });
  await page.goto("/");
  await ready(page);
  await page.getByRole("button", { name: t("look-up-send") }).click();
  await expect(page.getByText(t("error-summary-title"))).toBeVisible();
  await accessible(page, "error summary");
  await picture(page, "look-up-error-phone");
  await page.getByRole("alert").getByRole("link").first().click();
  await expect(page.getByRole("combobox", { name: t("look-up-standard") })).toBeFocused();
});
