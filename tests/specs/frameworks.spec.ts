import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { accessible, desktop, expect, type Language, phone, ready, test } from "../support/fixtures.ts";
import { picture } from "../support/gallery.ts";
import { wordsOf } from "../support/words.ts";

const t = wordsOf("es");

/** A table as a spreadsheet of a Spanish office writes it: Latin-1, semicolons. */
function table(text: string): { name: string; mimeType: string; buffer: Buffer } {
  return { name: "perfiles.csv", mimeType: "text/csv", buffer: Buffer.from(text, "latin1") };
}

async function choose(page: Page, label: string, text: string, words = t): Promise<void> {
  await page.goto("/workbench/frameworks/import");
  await ready(page);
  await page.getByLabel(words("framework"), { exact: true }).selectOption("ec-secap");
  await page.getByLabel(words("import-label"), { exact: true }).fill(label);
  await page.getByLabel(words("import-file"), { exact: true }).setInputFiles(table(text));
  await expect(page.locator(".chosen")).toHaveText("perfiles.csv");
}

const found = (page: Page) => page.locator("#import-found");

test("a wrong file is answered by row, column and reason, and nothing typed is lost", async ({ visit }) => {
  const page = await visit({ as: "curator", size: desktop });
  await page.goto("/workbench");
  await page.getByRole("link", { name: t("import-open") }).click();
  await page.getByRole("button", { name: t("import-look") }).click();
  await expect(page.locator(".errsum")).toBeFocused();
  await accessible(page, "an import with everything missing");

  await choose(page, "2027-A", "código;denominación;horas\nNUEVO-1;Soldador de tuberías;cuarenta\nNUEVO-2;;20\n");
  await page.getByRole("button", { name: t("import-look") }).click();
  await expect(found(page)).toBeFocused();
  await expect(found(page)).toContainText("Latin-1");
  await expect(found(page)).toContainText(t("delimiter-semicolon"));
  const problem = (reason: string) => found(page).getByRole("row").filter({ hasText: t(`found-${reason}`) });
  await expect(problem("not-a-number")).toContainText("cuarenta");
  await expect(problem("title-missing")).toBeVisible();
  await expect(page.getByRole("button", { name: t("import-make") })).toHaveCount(0);
  const [kept] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: t("problems-keep") }).click(),
  ]);
  expect(await readFile(await kept.path(), "utf8")).toContain('"cuarenta"');
  await accessible(page, "an import with errors");
  await picture(page, "workbench-import-desktop");

  await page.reload();
  await ready(page);
  await expect(page.getByLabel(t("import-label"), { exact: true })).toHaveValue("2027-A");
  await page.getByRole("button", { name: t("import-look") }).click();
  await expect(problem("not-a-number"), "the file is still there").toContainText("cuarenta");
});

test("a file that cannot be read says where and why, and offers no import", async ({ visit }) => {
  const page = await visit({ as: "curator", size: phone });
  const look = async (name: string, content: string | Buffer) => {
    const buffer = Buffer.from(content);
    await page.getByLabel(t("import-file"), { exact: true }).setInputFiles({ name, mimeType: "text/csv", buffer });
    await expect(page.locator(".chosen")).toHaveText(name);
    await page.getByRole("button", { name: t("import-look") }).click();
    await expect(found(page).getByText(t("unreadable"), { exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: t("import-make") })).toHaveCount(0);
    await expect(page.getByText(t("diff-none"), { exact: true })).toHaveCount(0);
  };
  await choose(page, "2027-D", "código;horas\nNUEVO-1;40\n");
  await look("sin-titulos.csv", "código;horas\nNUEVO-1;40\n");
  const where = t("unreadable-cell", { row: "1", column: "title", reason: t("found-column-missing") });
  await expect(found(page)).toContainText(where);
  await look("libro.xlsx", Buffer.from([0x50, 0x4b, 3, 4, 0x14, 0, 6, 0]));
  await expect(found(page)).toContainText(t("unreadable-row", { row: "1", reason: t("found-not-text") }));
  await look("paquete.json", '{\n  "CFDocument": {,\n');
  await expect(found(page)).toContainText(t("unreadable-cell", { row: "2", column: "18", reason: t("found-not-json") }));
  await accessible(page, "a file that cannot be read, on a phone");
  await picture(page, "workbench-import-unreadable-phone");
});

/** Looks at a file of a framework of the test's own, and makes a draft of it. */
async function draft(page: Page, label: string, text: string, before: () => Promise<void>): Promise<void> {
  await before();
  await page.getByLabel(t("import-label"), { exact: true }).fill(label);
  await page.getByLabel(t("import-file"), { exact: true }).setInputFiles(table(text));
  await page.getByRole("button", { name: t("import-look") }).click();
  await expect(found(page)).toBeFocused();
}

async function make(page: Page, label: string): Promise<void> {
  await page.getByRole("button", { name: t("import-make") }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(label);
  await expect(page.getByText(t("draft-own-work"))).toBeVisible();
}

async function publish(page: Page): Promise<void> {
  await page.goto("/workbench");
  await page.getByRole("region", { name: t("drafts-title") }).getByRole("link", { name: "Perfiles de soldadura" }).click();
  await page.getByRole("button", { name: t("draft-publish") }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(t("effects-none"))).toBeVisible();
  await dialog.getByRole("button", { name: t("publish-yes") }).click();
  await expect(page.getByRole("link", { name: t("versions-compare") })).toBeVisible();
}

test("a file becomes a draft, somebody else publishes it, and the versions are compared", async ({ visit }) => {
  const curator = await visit({ as: "curator", size: desktop });
  const reviewer = await visit({ as: "reviewer", size: phone });
  const open = async () => {
    await curator.goto("/workbench/frameworks/import");
    await ready(curator);
  };
  const first = "código;rótulo;horas\nS-1;Soldar tubería de acero;40\nS-2;Cortar chapa;20\n";
  await draft(curator, "1", first, async () => {
    await open();
    await curator.getByLabel(t("framework"), { exact: true }).selectOption("new");
    await curator.getByLabel(t("import-id"), { exact: true }).fill("ec-soldadura");
    await curator.getByLabel(t("import-body"), { exact: true }).fill("Instituto de prueba");
    await curator.getByLabel(t("import-name"), { exact: true }).fill("Perfiles de soldadura");
  });
  await expect(found(curator).getByRole("row").filter({ hasText: t("found-column-missing") })).toBeVisible();
  await curator.getByLabel(t("column-holds-label", { header: "rótulo" })).selectOption("title");
  await expect(curator.getByRole("button", { name: t("import-make") })).toBeVisible();
  await make(curator, "1");
  await publish(reviewer);

  const second = "código;título;horas\nS-1;Soldar tubería de acero inoxidable;40\nS-3;Pulir;8\n";
  await draft(curator, "2", second, async () => {
    await open();
    await curator.getByLabel(t("framework"), { exact: true }).selectOption("ec-soldadura");
  });
  const changes = found(curator).getByRole("region", { name: t("diff-list") });
  await expect(changes.getByRole("row").filter({ hasText: "S-3" })).toContainText(t("diff-added"));
  await expect(changes.getByRole("row").filter({ hasText: "S-2" })).toContainText(t("diff-removed"));
  await found(curator).getByRole("button", { name: new RegExp(`^${t("diff-changed")}`) }).click();
  await expect(changes.locator("ins")).toContainText("inoxidable");
  await expect(changes.getByRole("row").filter({ hasText: "S-3" })).toHaveCount(0);
  await make(curator, "2");
  await accessible(curator, "a draft of a framework");
  await picture(curator, "workbench-framework-draft-desktop");
  await publish(reviewer);

  await reviewer.getByRole("link", { name: t("versions-compare") }).click();
  const list = reviewer.getByRole("region", { name: t("diff-list") });
  await expect(list.getByRole("row").filter({ hasText: "S-3" })).toContainText(t("diff-added"));
  await accessible(reviewer, "two versions compared, on a phone");
  await picture(reviewer, "workbench-framework-diff-phone");
});

for (const language of ["pt", "en"] as const satisfies Language[]) {
  test(`an import is looked at in ${language}`, async ({ visit }) => {
    const words = wordsOf(language);
    const page = await visit({ language, as: "curator", size: phone });
    await choose(page, "2027-C", "código;denominación\nNUEVO-9;\n", words);
    await page.getByRole("button", { name: words("import-look") }).click();
    await expect(found(page)).toContainText(words("found-title-missing"));
    await accessible(page, `an import in ${language}`);
  });
}
