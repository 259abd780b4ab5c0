import type { Page } from "@playwright/test";
import type { Issued } from "./desk.ts";
import { expect, ready } from "./fixtures.ts";
import type { Words } from "./words.ts";

/** Claims a certificate by typing its code and PIN; ends on the certificate's page. */
export async function claim(page: Page, t: Words, issued: Issued): Promise<void> {
  await page.goto("/wallet");
  await ready(page);
  await page.getByRole("link", { name: t("wallet-claim") }).first().click();
  await page.getByLabel(t("claim-code"), { exact: true }).fill(issued.code);
  await page.getByRole("button", { name: t("continue") }).click();
  await page.getByLabel(t("offer-pin")).fill(issued.pin);
  await page.getByRole("button", { name: t("offer-claim") }).click();
  await expect(page.getByText(t("received-title"))).toBeVisible();
}

/** Makes a link that shows the certificate on the page, and returns it. */
export async function share(page: Page, t: Words): Promise<string> {
  await page.getByRole("button", { name: t("share"), exact: true }).click();
  await page.getByLabel(t("lifetime-thirty-days")).check();
  await page.getByRole("button", { name: t("share-make"), exact: true }).click();
  const link = page.locator(".code").filter({ hasText: "/s/" });
  await expect(link).toBeVisible();
  return (await link.innerText()).trim();
}
