import type { Page } from "@playwright/test";
import { accounts, password } from "../support/accounts.ts";
import { expect, ready, test } from "../support/fixtures.ts";
import { wordsOf } from "../support/words.ts";

const t = wordsOf("es");

/** Goes on with Tab until the element with this id or accessible text has focus, and sees that it shows. */
async function reach(page: Page, what: { id?: string; text?: string }, backwards = false): Promise<void> {
  for (let step = 0; step < 150; step++) {
    const here = await page.evaluate(() => {
      const element = document.activeElement;
      const style = element ? getComputedStyle(element) : undefined;
      return {
        id: element?.id ?? "",
        text: element?.getAttribute("aria-label") ?? element?.textContent?.trim() ?? "",
        seen: style !== undefined && (style.outlineStyle !== "none" || style.boxShadow !== "none"),
      };
    });
    if ((what.id !== undefined && here.id === what.id) || (what.text !== undefined && here.text === what.text)) {
      expect(here.seen, `focus shows on ${what.id ?? what.text}`).toBe(true);
      return;
    }
    await page.keyboard.press(backwards ? "Shift+Tab" : "Tab");
  }
  throw new Error(`Tab does not reach ${what.id ?? what.text}`);
}

async function press(page: Page, text: string): Promise<void> {
  await reach(page, { text });
  await page.keyboard.press("Enter");
}

async function logIn(page: Page, account: keyof typeof accounts): Promise<void> {
  await page.goto("/login");
  await ready(page);
  const field = async (label: string, value: string) => {
    const id = await page.getByLabel(label).getAttribute("id");
    await reach(page, { id: id ?? "" });
    await page.keyboard.type(value);
  };
  await field(t("login-label"), accounts[account]);
  await field(t("password-label"), password);
  await page.keyboard.press("Enter");
  await expect(page).not.toHaveURL(/\/login/);
  await ready(page);
}

/** Types into the field with this label, wherever focus is. */
async function type(page: Page, label: string, value: string): Promise<void> {
  const id = await page.getByLabel(label).first().getAttribute("id");
  await reach(page, { id: id ?? "" });
  await page.keyboard.type(value);
}

test("the keyboard alone reaches everything from log-in to issue", async ({ visit }) => {
  test.setTimeout(240_000);
  const name = "Teclado Pérez";
  const page = await visit();
  await logIn(page, "assessor");
  await press(page, t("desk-candidates"));
  await press(page, t("candidate-register"));
  await type(page, t("person-name"), name);
  await type(page, t("person-birth-date"), "02081994");
  await type(page, t("document-kind"), t("document-type-passport").slice(0, 6));
  await type(page, t("document-issued-in"), t("country-CO").slice(0, 5));
  await type(page, t("number-of-document"), `T${Math.floor(Math.random() * 1e8)}`);
  await reach(page, { id: (await page.getByLabel(t("assurance-seen")).getAttribute("id")) ?? "" });
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await type(page, t("start-standard"), "280101175");
  await expect(page.getByRole("option", { name: /280101175/ }).first()).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await press(page, t("start-now"));
  await expect(page.getByRole("heading", { name: t("step-evidence") })).toBeVisible();
  const units = await page.locator("section.card.field").count();
  for (let unit = 0; unit < units; unit++) {
    await reach(page, { id: `u${unit}-add` });
    await page.keyboard.press("Enter");
    await reach(page, { id: `u${unit}-e0-text` }, true);
    await page.keyboard.type("Lo hizo sin ayuda en el taller.");
  }
  await press(page, t("step-to-verdicts"));
  await expect(page.getByRole("heading", { name: t("step-verdicts") })).toBeVisible();
  for (let unit = 0; unit < units; unit++) {
    await reach(page, { id: `u${unit}-verdict` });
    await page.keyboard.press("Space");
  }
  await press(page, t("step-to-review"));
  await expect(page.getByRole("heading", { name: t("step-review") })).toBeVisible();
  await press(page, t("hand-on"));
  await expect(page.getByRole("button", { name: t("hand-on") })).toHaveCount(0);

  const signatory = await visit();
  await logIn(signatory, "signatory");
  await press(signatory, t("desk-sign-off"));
  await expect(signatory.getByRole("link", { name })).toBeVisible();
  const link = signatory.getByRole("link", { name }).first();
  await press(signatory, (await link.getAttribute("aria-label")) ?? (await link.innerText()));
  await expect(signatory.getByRole("button", { name: t("desk-sign") })).toBeVisible();
  await press(signatory, t("desk-sign"));
  await expect(signatory.getByRole("dialog")).toBeVisible();
  await press(signatory, t("desk-sign"));
  await expect(signatory.locator("#offer-pin")).toHaveText(/^\d{6}$/);
});
