import type { Page } from "@playwright/test";
import { accounts, type Account, password } from "./accounts.ts";
import { expect, ready } from "./fixtures.ts";
import type { Words } from "./words.ts";

/** Logs in on the screen. */
export async function logIn(page: Page, t: Words, account: Account): Promise<void> {
  await page.goto("/login");
  await ready(page);
  await page.getByLabel(t("login-label")).fill(accounts[account]);
  await page.getByLabel(t("password-label")).fill(password);
  await page.getByRole("button", { name: t("log-in"), exact: true }).click();
  await expect(page).not.toHaveURL(/\/login/);
}

/** Puts a new person on record; ends on their page. */
export async function register(page: Page, t: Words, name: string): Promise<void> {
  await page.goto("/desk/candidates");
  await page.getByRole("link", { name: t("candidate-register") }).click();
  await page.getByLabel(t("person-name")).fill(name);
  await page.getByLabel(t("person-birth-date")).fill("1994-08-02");
  await page.getByLabel(t("document-kind")).selectOption("national-id");
  await page.getByLabel(t("document-issued-in")).selectOption("CO");
  await page.getByLabel(t("number-of-document")).fill(`CC ${Math.floor(Math.random() * 1e9)}`);
  await page.getByLabel(t("assurance-seen")).check();
  await page.getByRole("button", { name: t("candidate-save") }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
}

/** Starts an assessment of the person on the page; ends at its first step. */
export async function start(page: Page, t: Words, standard: string): Promise<void> {
  await page.getByRole("combobox", { name: t("start-standard") }).fill(standard);
  await page.getByRole("option", { name: new RegExp(standard) }).first().click();
  await page.getByRole("button", { name: t("start-now") }).click();
  await expect(page.getByRole("heading", { name: t("step-evidence") })).toBeVisible();
}

/** Evidence on every unit, and the verdicts; `verdict` is the choice's place, 0 for competent. */
export async function assess(page: Page, t: Words, verdict: (unit: number) => 0 | 1 = () => 0): Promise<void> {
  const units = page.locator("section.card.field");
  const count = await units.count();
  expect(count).toBeGreaterThan(0);
  for (let unit = 0; unit < count; unit++) {
    await page.locator(`#u${unit}-add`).click();
    await page.locator(`#u${unit}-e0-text`).fill("Tendió la canalización y conectó los conductores según el plano.");
  }
  await page.getByRole("button", { name: t("step-to-verdicts") }).click();
  await expect(page.getByRole("heading", { name: t("step-verdicts") })).toBeVisible();
  for (let unit = 0; unit < count; unit++) {
    const choice = verdict(unit);
    await page.locator(choice === 0 ? `#u${unit}-verdict` : `#u${unit}-verdict-1`).check();
    if (choice === 1) await page.locator(`#u${unit}-gap`).fill("Conectar el tablero sin ayuda.");
  }
  await page.getByRole("button", { name: t("step-to-review") }).click();
  await expect(page.getByRole("heading", { name: t("step-review") })).toBeVisible();
}

/** Signs the waiting assessment of a person; ends on the offer, and returns its PIN. */
export async function sign(page: Page, t: Words, name: string): Promise<string> {
  await page.goto("/desk/signoff");
  await page.getByRole("link", { name }).first().click();
  await page.getByRole("button", { name: t("desk-sign") }).click();
  await page.getByRole("dialog").getByRole("button", { name: t("desk-sign") }).click();
  const pin = page.locator("#offer-pin");
  await expect(pin).toHaveText(/^\d{6}$/);
  return pin.innerText();
}
