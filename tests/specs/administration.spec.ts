import { accessible, expect, ready, test } from "../support/fixtures.ts";
import { wordsOf } from "../support/words.ts";

const t = wordsOf("es");

test("the operator records what a body may certify, and ends it; a body sees its own", async ({ visit }) => {
  const page = await visit({ as: "operator" });
  await page.goto("/admin");
  await page.getByRole("link", { name: /SECAP/ }).click();
  await page.getByRole("button", { name: t("accredit-send") }).click();
  await expect(page).toHaveTitle(/^Error/);
  await accessible(page, "an accreditation with errors");
  await page.getByLabel(t("accredit-framework"), { exact: true }).selectOption("ec-inen");
  await page.getByLabel(t("accredit-act"), { exact: true }).fill("Resolución 7 de 2026");
  await page.getByRole("button", { name: t("accredit-send") }).click();
  const row = page.getByRole("row").filter({ hasText: "Resolución 7 de 2026" });
  await expect(row).toContainText(t("accreditation-holds"));

  await row.getByRole("button", { name: t("accreditation-end") }).click();
  const dialog = page.getByRole("dialog");
  await accessible(page, "ending an accreditation");
  await dialog.getByLabel(t("accreditation-reason")).fill("El acto fue derogado.");
  await dialog.getByRole("button", { name: t("accreditation-end") }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row).toContainText(/ al /);

  const admin = await visit({ as: "admin" });
  await admin.goto("/desk/settings");
  await ready(admin);
  await expect(admin.getByRole("region", { name: t("accredited-title") })).toContainText("co-sena-nscl");
});
