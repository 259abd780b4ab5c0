import type { Page } from "@playwright/test";
import { accessible, desktop, expect, type Language, phone, ready, test } from "../support/fixtures.ts";
import { picture } from "../support/gallery.ts";
import { wordsOf } from "../support/words.ts";

const t = wordsOf("es");
const NAME = "Perfiles de carpintería";

const table = `código;título;tipo;padre
P-1;Armar muebles;standard;
U1;Cortar tablas;unit;P-1
U2;Unir piezas;unit;P-1
P-2;Pulir madera;standard;
`;

/** A framework of the test's own, published by the reviewer. */
async function framework(curator: Page, reviewer: Page): Promise<void> {
  await curator.goto("/workbench/frameworks/import");
  await ready(curator);
  await curator.getByLabel(t("framework"), { exact: true }).selectOption("new");
  await curator.getByLabel(t("import-id"), { exact: true }).fill("ec-carpinteria");
  await curator.getByLabel(t("import-body"), { exact: true }).fill("Instituto de prueba");
  await curator.getByLabel(t("import-name"), { exact: true }).fill(NAME);
  await curator.getByLabel(t("import-label"), { exact: true }).fill("1");
  const file = { name: "perfiles.csv", mimeType: "text/csv", buffer: Buffer.from(table) };
  await curator.getByLabel(t("import-file"), { exact: true }).setInputFiles(file);
  await curator.getByRole("button", { name: t("import-look") }).click();
  await curator.getByRole("button", { name: t("import-make") }).click();
  await expect(curator.getByText(t("draft-own-work"))).toBeVisible();
  await publish(reviewer);
}

async function publish(reviewer: Page): Promise<void> {
  await reviewer.goto("/workbench");
  await reviewer.getByRole("region", { name: t("drafts-title") }).getByRole("link", { name: NAME }).click();
  await reviewer.getByRole("button", { name: t("draft-publish") }).click();
  await reviewer.getByRole("dialog").getByRole("button", { name: t("publish-yes") }).click();
  await expect(reviewer.getByRole("link", { name: t("versions-compare") })).toBeVisible();
}

const items = (page: Page) => page.getByRole("region", { name: t("draft-items"), exact: true });
const row = (page: Page, text: string) => items(page).getByRole("row").filter({ hasText: text });
const save = (page: Page, words = t) => page.getByRole("button", { name: words("save-draft") }).click();
const title = (page: Page) => page.getByLabel(t("draft-title-official", { lang: t("import-lang-es") }), { exact: true });

test("a version is edited item by item, taken back, compared, published and found", { tag: "@picture" }, async ({ visit }) => {
  test.slow();
  const curator = await visit({ as: "curator", size: desktop });
  const reviewer = await visit({ as: "reviewer", size: phone });
  await framework(curator, reviewer);

  await curator.goto("/workbench/frameworks/ec-carpinteria");
  await curator.getByRole("button", { name: t("draft-start") }).click();
  const label = curator.getByLabel(t("import-label"), { exact: true });
  await expect(label).toBeFocused();
  await label.fill("1");
  await curator.getByRole("button", { name: t("draft-start-yes") }).click();
  await expect(curator.locator(".errsum")).toContainText(t("draft-label-taken"));
  await accessible(curator, "beginning a draft");
  await label.fill("2");
  await curator.getByRole("button", { name: t("draft-start-yes") }).click();
  await expect(curator.getByRole("heading", { level: 1 })).toContainText("2");

  await items(curator).getByRole("link", { name: "Armar muebles", exact: true }).click();
  await title(curator).fill("Armar muebles a medida");
  await save(curator);
  await expect(row(curator, "Armar muebles a medida")).toBeVisible();

  await row(curator, "Armar muebles a medida").getByRole("link", { name: t("draft-add-below") }).click();
  await curator.getByLabel(t("item-field-code"), { exact: true }).fill("U2");
  await title(curator).fill("Barnizar");
  await save(curator);
  await expect(curator.locator(".errsum")).toContainText(t("field-code-taken"));
  await accessible(curator, "an item with a code that is taken");
  await picture(curator, "workbench-draft-item-error-desktop");
  await curator.getByLabel(t("item-field-code"), { exact: true }).fill(" u3");
  await curator.reload();
  await ready(curator);
  await expect(title(curator), "what was typed is still there").toHaveValue("Barnizar");
  await save(curator);
  await expect(row(curator, "Barnizar")).toBeVisible();

  await items(curator).getByRole("link", { name: "Cortar tablas", exact: true }).click();
  await curator.getByLabel(t("item-field-status"), { exact: true }).selectOption("replaced");
  await curator.getByRole("combobox", { name: t("item-field-replaced_by") }).fill("barn");
  await curator.getByRole("option", { name: /Barnizar/ }).click();
  await expect(curator.locator(".picked")).toContainText("Barnizar");
  await accessible(curator, "an item of a draft");
  await picture(curator, "workbench-draft-item-desktop");
  await curator.setViewportSize(phone);
  await picture(curator, "workbench-draft-item-phone");
  await curator.setViewportSize(desktop);
  await save(curator);
  await expect(row(curator, "Cortar tablas")).toContainText(t("item-status-replaced"));

  await items(curator).getByRole("link", { name: "Pulir madera", exact: true }).click();
  await curator.getByRole("button", { name: t("draft-remove") }).click();
  await curator.getByRole("dialog").getByRole("button", { name: t("draft-remove") }).click();
  await expect(row(curator, "Barnizar")).toBeVisible();
  await expect(row(curator, "Pulir madera")).toHaveCount(0);
  await curator.getByRole("button", { name: t("draft-undo") }).click();
  await expect(row(curator, "Pulir madera")).toBeVisible();

  const changes = curator.getByRole("region", { name: t("diff-list") });
  await expect(changes.getByRole("row").filter({ hasText: "Barnizar" }).first()).toContainText(t("diff-added"));
  await expect(changes.locator("ins").first()).toContainText("a medida");
  await expect(changes.getByRole("row").filter({ hasText: "Pulir madera" })).toHaveCount(0);
  await accessible(curator, "a draft that was edited");
  await picture(curator, "workbench-draft-desktop");
  await curator.setViewportSize(phone);
  await picture(curator, "workbench-draft-phone");

  await publish(reviewer);
  const anybody = await visit({ size: phone });
  await anybody.goto("/");
  await ready(anybody);
  await anybody.getByRole("combobox", { name: t("look-up-standard") }).fill("armar muebles a medida");
  await expect(anybody.getByRole("option", { name: /Armar muebles a medida/ })).toBeVisible();
});

for (const language of ["pt", "en"] as const satisfies Language[]) {
  test(`an item is added to a draft in ${language}, on a phone, and the draft thrown away`, async ({ visit }) => {
    const words = wordsOf(language);
    const page = await visit({ language, as: "curator", size: phone, scheme: "dark" });
    await page.goto("/workbench/frameworks/ec-secap");
    await page.getByRole("button", { name: words("draft-start") }).click();
    await page.getByLabel(words("import-label"), { exact: true }).fill(`2027-${language}`);
    await page.getByRole("button", { name: words("draft-start-yes") }).click();
    await page.getByRole("link", { name: words("draft-add"), exact: true }).click();
    await save(page, words);
    await expect(page.locator(".errsum")).toBeFocused();
    await accessible(page, `an item with everything missing in ${language}`);
    await picture(page, `workbench-draft-item-phone-${language}`);
    await page.getByRole("link", { name: words("back-draft") }).click();
    await accessible(page, `a draft in ${language}, dark, on a phone`);
    await picture(page, `workbench-draft-phone-${language}`);
    await page.getByRole("button", { name: words("draft-discard") }).click();
    await page.getByRole("dialog").getByRole("button", { name: words("draft-discard") }).click();
    await expect(page.getByRole("button", { name: words("draft-start") })).toBeVisible();
  });
}
