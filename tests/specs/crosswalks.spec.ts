import { Buffer } from "node:buffer";
import type { Page } from "@playwright/test";
import { accessible, desktop, expect, phone, ready, test } from "../support/fixtures.ts";
import { picture } from "../support/gallery.ts";
import { wordsOf } from "../support/words.ts";

const t = wordsOf("es");
/** A crosswalk of its own for each test, since tests share a registry. */
interface Table {
  /** Its page. */
  path: string;
  api: string;
  /** The key of a standard of the source, by its place. */
  from: (place: number) => string;
}

async function send(page: Page, path: string, data: unknown): Promise<{ id: string }> {
  const csrf = ((await (await page.request.get("/api/v1/session")).json()) as { csrf: string }).csrf;
  const answer = await page.request.post(path, { data, headers: { "x-puente-csrf": csrf } });
  expect(answer.status(), await answer.text()).toBe(201);
  return (await answer.json()) as { id: string };
}

/** A new crosswalk to the profiles of SECAP. */
async function start(page: Page, source: string): Promise<Table> {
  const found = (await (await page.request.get(`/api/v1/standards?framework=${source}`)).json()) as { standards: { key: string }[] };
  await send(page, "/api/v1/orgs/mdt-ec/crosswalks", { subject_framework: source, object_framework: "ec-secap" });
  const id = `${source}--ec-secap`;
  const from = (place: number) => {
    const key = found.standards[place]?.key;
    if (key === undefined) throw new Error(`${source} has fewer standards`);
    return key;
  };
  return { path: `/workbench/crosswalks/${id}`, api: `/api/v1/orgs/mdt-ec/crosswalks/${id}`, from };
}

/** Puts a row forward as the curator. */
async function add(page: Page, table: Table, row: Record<string, unknown>): Promise<string> {
  return (await send(page, `${table.api}/mappings`, { predicate: "related-match", object: "ILUSTRATIVO-EL-01", ...row })).id;
}

const panel = (page: Page, words = t) => page.getByRole("region", { name: words("review-panel") });

test("the queue is reviewed with the keyboard alone: agree, or disagree and say why", async ({ visit }) => {
  const curator = await visit({ as: "curator", size: desktop });
  const table = await start(curator, "co-sena-efo");
  const [first, second] = [table.from(0), table.from(1)];
  await add(curator, table, { subject: first, comment: "Comparten la instalación." });
  await add(curator, table, { subject: second, predicate: "close-match" });

  const reviewer = await visit({ as: "reviewer", size: desktop });
  await reviewer.goto(`${table.path}/review`);
  await expect(panel(reviewer)).toBeFocused();
  await expect(panel(reviewer).locator(".candidate")).toHaveCount(2);
  await accessible(reviewer, "the queue");
  await picture(reviewer, "workbench-review-desktop");
  await reviewer.keyboard.press("j");
  await expect(panel(reviewer)).toContainText(t("review-at", { n: "2", total: "2" }));
  await reviewer.keyboard.press("d");
  await expect(reviewer.getByLabel(t("review-note"))).toBeFocused();
  await reviewer.keyboard.type("El alcance no es el mismo.");
  await reviewer.keyboard.press("Tab");
  await reviewer.keyboard.press("Enter");
  await expect(reviewer.getByRole("status").filter({ hasText: t("review-sent-back", { item: second }) })).toBeVisible();
  await expect(panel(reviewer)).toBeFocused();
  await reviewer.getByRole("button", { name: new RegExp(`^${t("waiting-proposed")}`) }).click();
  await expect(panel(reviewer)).toBeFocused();
  await expect(panel(reviewer).locator(".candidate")).toHaveCount(1);
  await reviewer.keyboard.press("a");
  await expect(reviewer.getByText(t("review-none"), { exact: true })).toBeVisible();

  await curator.goto(`${table.path}/review`);
  await expect(panel(curator)).toContainText("El alcance no es el mismo.");
  await expect(curator.getByRole("button", { name: new RegExp(t("review-agree")) })).toHaveCount(0);
  await curator.getByLabel(t("comment-new")).fill("Lo cambio hoy.");
  await curator.getByRole("button", { name: t("comment-send") }).click();
  await expect(curator.locator(".thread")).toContainText("Lo cambio hoy.");
  await curator.reload();
  await expect(curator.locator(".thread")).toContainText("Lo cambio hoy.");
});

test("findings name their rule and lead to their rows", async ({ visit }) => {
  const page = await visit({ as: "curator", size: desktop });
  const table = await start(page, "cl-chilevalora");
  const subject = table.from(0);
  await add(page, table, { subject, predicate: "exact-match", object: "ILUSTRATIVO-EL-01" });
  await add(page, table, { subject, predicate: "exact-match", object: "ILUSTRATIVO-EL-02" });
  await page.goto(`${table.path}/findings`);
  await ready(page);
  const found = page.getByRole("row").filter({ hasText: t("rule-one-to-many") });
  await expect(found).toContainText(subject);
  await accessible(page, "findings");
  await picture(page, "workbench-findings-desktop");
  await found.getByRole("link", { name: /→/ }).first().click();
  await expect(page).toHaveURL(/#row-/);
  await expect(page.locator("tr:focus")).toContainText(subject);
});

test("a rejected pair is listed with its reason and can be allowed again", async ({ visit }) => {
  const page = await visit({ as: "curator", size: phone });
  const table = await start(page, "py-sncp");
  await send(page, `${table.api}/rejections`, { subject: table.from(0), object: "ILUSTRATIVO-EL-02", reason: "Otro oficio." });
  await page.goto(`${table.path}/rejected`);
  await ready(page);
  const row = page.getByRole("row").filter({ hasText: "Otro oficio." });
  await expect(row).toBeVisible();
  await accessible(page, "rejected pairs on a phone");
  await row.getByRole("button", { name: new RegExp(t("rejected-restore")) }).click();
  await expect(row).toHaveCount(0);
});

const head = ["subject_id", "predicate_id", "object_id", "mapping_justification", "author_label"];
const rows = (lines: string[][]) => [head, ...lines].map((line) => line.join("\t")).join("\n");
const metadata = "#curie_map:\n#  mx-conocer-ec: https://example.org/ec/\n#  ec-secap: https://example.org/secap/\n#mapping_set_id: https://example.org/set\n#license: https://example.org/licence\n";

async function file(page: Page, path: string, text: string, words = t): Promise<void> {
  await page.goto(`${path}/import`);
  await ready(page);
  const chosen = { name: "tabla.sssom.tsv", mimeType: "text/tab-separated-values", buffer: Buffer.from(text) };
  await page.getByLabel(words("import-file"), { exact: true }).setInputFiles(chosen);
  await expect(page.locator(".chosen").first()).toHaveText("tabla.sssom.tsv");
  await page.getByRole("button", { name: words("sssom-look") }).click();
}

test("rows come in from a file after a look at it, and a wrong file brings nothing", async ({ visit }) => {
  const page = await visit({ as: "curator", size: desktop });
  const { path } = await start(page, "mx-conocer-ec");
  const good = ["mx-conocer-ec:EC0118", "skos:broadMatch", "ec-secap:ILUSTRATIVO-EL-01", "semapv:ManualMappingCuration", "Ana"];
  const wrong = ["mx-conocer-ec:EC0118", "skos:broadMatch", "ec-secap:NO-EXISTE", "semapv:ManualMappingCuration", "Ana"];
  await file(page, path, `${metadata}${rows([good, wrong])}\n`);
  await expect(page.locator("#sssom-found")).toBeFocused();
  await expect(page.getByRole("row").filter({ hasText: t("found-unknown-item") })).toContainText("NO-EXISTE");
  await expect(page.getByRole("button", { name: t("sssom-import") })).toHaveCount(0);
  await accessible(page, "an import of rows with an error");
  await picture(page, "workbench-sssom-desktop");

  await file(page, path, `${metadata}${rows([good])}\n`);
  await expect(page.getByRole("region", { name: t("sssom-preview") })).toContainText("EC0118");
  await page.getByRole("button", { name: t("sssom-import") }).click();
  await expect(page.getByText(t("sssom-written", { added: "1" }))).toBeVisible();
  await page.getByRole("link", { name: t("sssom-to-review") }).click();
  await expect(panel(page)).toContainText("EC0118");
});

const crosswalk = "/workbench/crosswalks/co-sena-nscl--ec-secap";

for (const language of ["pt", "en"] as const) {
  test(`queue, findings and import speak ${language}`, async ({ visit }) => {
    const words = wordsOf(language);
    const page = await visit({ language, as: "reviewer", size: phone });
    for (const [part, title] of [["review", "review-title"], ["findings", "findings-title"], ["rejected", "rejected-title"]] as const) {
      await page.goto(`${crosswalk}/${part}`);
      await expect(page.getByRole("heading", { level: 1 })).toContainText(words(title));
      await expect(page.locator(".busy")).toHaveCount(0);
      await accessible(page, `${part} in ${language}`);
    }
    const curator = await visit({ language, as: "curator", size: phone });
    await file(curator, crosswalk, `${metadata}${rows([["co-sena-nscl:220501001", "skos:broadMatch", "x:1", "semapv:ManualMappingCuration", "Ana"]])}\n`, words);
    await expect(curator.getByRole("row").filter({ hasText: words("found-unknown-prefix") }).first()).toBeVisible();
    await accessible(curator, `an import in ${language}`);
  });
}

test("publishing says first what changes for people", async ({ visit }) => {
  const curator = await visit({ as: "curator", size: desktop });
  const table = await start(curator, "sica-ntcl");
  const subject = table.from(0);
  const id = await add(curator, table, { subject, predicate: "narrow-match" });
  const reviewer = await visit({ as: "reviewer", size: desktop });
  await reviewer.goto(`${table.path}#row-${id}`);
  await reviewer.locator(`#row-${id}`).getByRole("button", { name: new RegExp(t("review-agree")) }).click();
  await expect(reviewer.locator(`#row-${id}`)).toContainText(t("mapping-state-agreed"));
  await reviewer.getByRole("button", { name: t("crosswalk-publish"), exact: true }).click();
  const dialog = reviewer.getByRole("dialog");
  await expect(dialog.getByRole("row").filter({ hasText: subject })).toContainText(t("effect-information"));
  await accessible(reviewer, "what publishing changes");
  await picture(reviewer, "workbench-effects-desktop", { whole: false });
  await dialog.getByRole("button", { name: t("publish-yes") }).click();
  await expect(reviewer.getByRole("link", { name: t("sssom-export-tsv") })).toBeVisible();
});
