import type { Page } from "@playwright/test";
import { accessible, desktop, expect, phone, ready, test } from "../support/fixtures.ts";
import { picture } from "../support/gallery.ts";
import { wordsOf } from "../support/words.ts";

const t = wordsOf("es");
const crosswalk = "/workbench/crosswalks/co-sena-nscl--ec-secap";

async function choose(page: Page, label: string, typed: string, proposal: RegExp): Promise<void> {
  await page.getByRole("combobox", { name: label }).fill(typed);
  await page.getByRole("option", { name: proposal }).first().click();
}

async function press(page: Page, id: string): Promise<void> {
  await page.getByRole("button", { name: t(id), exact: true }).click();
}

test("a decision is written, judged by an expert, signed and published; then the look-up answers with it", { tag: "@picture" }, async ({ visit }) => {
  const question = "/?framework=co-sena-nscl&code=220501001&to=EC";
  const anybody = await visit({ size: phone });
  await anybody.goto(question);
  await expect(anybody.locator(".recognition .band").first()).toContainText(t("outcome-not-examined"));

  const curator = await visit({ as: "curator", size: desktop });
  await curator.goto("/workbench/decisions/new");
  await ready(curator);
  await press(curator, "save-draft");
  await expect(curator.locator(".errsum")).toBeFocused();
  await expect(curator.locator(".errsum")).toContainText(`${t("decision-outcome")}: `);
  await accessible(curator, "a decision with everything missing");
  await curator.getByLabel(t("decision-number"), { exact: true }).fill("Resolución 200-2026");
  await choose(curator, t("decision-source"), "220501001", /220501001/);
  await curator.getByLabel(t("outcome-refused")).check();
  await curator.getByLabel(t("decision-reason")).fill("No hay un perfil comparable.");
  const today = new Date().toISOString().slice(0, 10);
  await curator.getByLabel(t("decision-decided")).fill(today);
  await curator.getByLabel(t("decision-from")).fill(today);
  await curator.getByLabel(t("source"), { exact: true }).fill("Expediente 200-2026");
  await curator.getByLabel(t("mark-illustrative")).check();
  await press(curator, "save-draft");
  await expect(curator.getByRole("heading", { level: 1, name: "Resolución 200-2026" })).toBeVisible();
  await press(curator, "act-propose");
  await expect(curator.getByText(t("act-own-work"))).toBeVisible();
  await picture(curator, "workbench-decision-desktop");

  const reviewer = await visit({ as: "reviewer", size: desktop });
  await reviewer.goto(curator.url());
  await press(reviewer, "opinion-favourable");
  await expect(reviewer.locator(".errsum")).toBeFocused();
  await reviewer.getByLabel(t("opinion-words")).fill("Se compararon las unidades; ninguna coincide.");
  await press(reviewer, "opinion-favourable");
  await expect(reviewer.getByText(t("voice-favourable"))).toBeVisible();
  await accessible(reviewer, "a decision with its technical opinion");

  const director = await visit({ as: "director", size: desktop });
  await director.goto(curator.url());
  await press(director, "vote-sign");
  await expect(director.getByText(t("act-state-decided"), { exact: true })).toBeVisible();
  await picture(director, "workbench-deliberation-desktop");

  await reviewer.reload();
  await press(reviewer, "act-publish");
  await reviewer.getByRole("dialog").getByRole("button", { name: t("publish-yes") }).click();
  await expect(reviewer.getByText(t("act-state-published"), { exact: true })).toBeVisible();

  await anybody.goto(question);
  await expect(anybody.locator(".recognition .band").first()).toContainText(t("outcome-refused"));
});

test("a decision names whose certificates it is about, by ticking them, and keeps them when it is edited", async ({ visit }) => {
  const curator = await visit({ as: "curator", size: desktop });
  const known: { slug: string; name: string }[] = await (await curator.request.get("/api/v1/issuers")).json();
  const nameOf = (slug: string) => known.find((one) => one.slug === slug)?.name ?? slug;
  const issuers = curator.getByRole("group", { name: t("decision-issuers") });
  const tick = (slug: string) => issuers.getByRole("checkbox", { name: nameOf(slug), exact: true });

  await curator.goto("/workbench/decisions/new");
  await ready(curator);
  await expect(issuers.getByRole("checkbox")).toHaveCount(known.length);
  await expect(issuers.getByRole("checkbox", { checked: true })).toHaveCount(0);
  await expect(issuers).toContainText(t("decision-issuers-hint"));
  await curator.getByLabel(t("decision-number"), { exact: true }).fill("Resolución 201-2026");
  await choose(curator, t("decision-source"), "220501001", /220501001/);
  await curator.getByLabel(t("outcome-refused")).check();
  await curator.getByLabel(t("decision-reason")).fill("No hay un perfil comparable.");
  await tick("conocer").check();
  await tick("sena").focus();
  await curator.keyboard.press("Space");
  await tick("secap").check();
  await tick("conocer").uncheck();
  await accessible(curator, "a decision with issuers ticked");
  const today = new Date().toISOString().slice(0, 10);
  await curator.getByLabel(t("decision-decided")).fill(today);
  await curator.getByLabel(t("decision-from")).fill(today);
  await curator.getByLabel(t("source"), { exact: true }).fill("Expediente 201-2026");
  await curator.getByLabel(t("mark-illustrative")).check();
  await press(curator, "save-draft");
  await expect(curator.getByRole("heading", { level: 1, name: "Resolución 201-2026" })).toBeVisible();
  const fact = curator.locator(".facts > div").filter({ hasText: t("decision-issuers") });
  await expect(fact).toContainText(`${nameOf("sena")}, ${nameOf("secap")}`);

  await press(curator, "act-edit");
  for (const slug of ["sena", "secap"]) await expect(tick(slug)).toBeChecked();
  await expect(issuers.getByRole("checkbox", { checked: true })).toHaveCount(2);
  await tick("secap").uncheck();
  await press(curator, "save-draft");
  await expect(fact).toContainText(nameOf("sena"));
  await expect(fact).not.toContainText(nameOf("secap"));

  await press(curator, "act-edit");
  await tick("sena").uncheck();
  await press(curator, "save-draft");
  await expect(curator.getByRole("heading", { level: 1, name: "Resolución 201-2026" })).toBeVisible();
  await expect(curator.getByText(t("decision-issuers"), { exact: true })).toHaveCount(0);
});

test("a row is added, agreed by another person and published as a new version", async ({ visit }) => {
  const curator = await visit({ as: "curator", size: desktop });
  await curator.goto(crosswalk);
  await press(curator, "mapping-add");
  await choose(curator, t("mapping-subject"), "220501001", /220501001/);
  await choose(curator, t("mapping-object"), "ayudante", /EL-01/);
  await curator.getByLabel(t("mapping-relation"), { exact: true }).selectOption({ label: t("predicate-related-match") });
  await curator.getByLabel(t("mapping-confidence"), { exact: true }).fill("40");
  await accessible(curator, "the form of a row");
  await picture(curator, "workbench-mapping-desktop");
  await press(curator, "save-draft");
  const row = (page: Page) => page.getByRole("row").filter({ hasText: "220501001" });
  await expect(row(curator)).toContainText(t("mapping-state-proposed"));

  const reviewer = await visit({ as: "reviewer", size: desktop });
  await reviewer.goto(crosswalk);
  await row(reviewer).getByRole("button", { name: t("review-agree") }).click();
  await expect(row(reviewer)).toContainText(t("mapping-state-agreed"));
  await press(reviewer, "crosswalk-publish");
  await reviewer.getByRole("dialog").getByRole("button", { name: t("publish-yes") }).click();
  await expect(reviewer.getByRole("rowheader", { name: t("version-number", { n: "2" }) })).toBeVisible();
});

test("an agreement that another window saved meanwhile says what changed, and keeps what was typed", async ({ visit }) => {
  const first = await visit({ as: "curator", size: desktop });
  await first.goto("/workbench/agreements/new");
  await ready(first);
  await first.getByLabel(t("agreement-title"), { exact: true }).fill("Convenio de prueba 7");
  await first.getByLabel(t("agreement-parties"), { exact: true }).fill("CO SENA\nEC SECAP");
  await first.getByLabel(t("agreement-mode"), { exact: true }).selectOption({ index: 1 });
  await first.getByLabel(t("agreement-status"), { exact: true }).selectOption({ index: 1 });
  await first.getByLabel(t("source"), { exact: true }).fill("Expediente 7");
  await press(first, "save-draft");
  await expect(first.getByRole("heading", { level: 1, name: "Convenio de prueba 7" })).toBeVisible();

  const second = await visit({ as: "curator", size: desktop });
  await second.goto(first.url());
  for (const page of [first, second]) await press(page, "act-edit");
  await second.getByLabel(t("source"), { exact: true }).fill("Expediente 7, folio 12");
  await second.getByLabel(t("agreement-rule"), { exact: true }).fill("Unidad por unidad");
  await first.getByLabel(t("source"), { exact: true }).fill("Expediente 7, folio 30");
  await press(first, "save-draft");
  await expect(first.getByText("Expediente 7, folio 30")).toBeVisible();

  await press(second, "save-draft");
  const meanwhile = second.locator(".band").filter({ hasText: t("stale-act") });
  await expect(meanwhile).toContainText("Expediente 7, folio 30");
  await expect(meanwhile).not.toContainText("SECAP");
  await expect(second.getByLabel(t("source"), { exact: true })).toHaveValue("Expediente 7, folio 12");
  await accessible(second, "an agreement saved meanwhile");
  await press(second, "save-draft");
  await expect(second.getByText("Expediente 7, folio 12")).toBeVisible();
});

test("publishing an agreement says first what changes for people", async ({ visit }) => {
  const curator = await visit({ as: "curator", size: desktop });
  await curator.goto("/workbench/agreements/new");
  await curator.getByLabel(t("agreement-title"), { exact: true }).fill("Acuerdo de prueba sobre evaluadores");
  await curator.getByLabel(t("agreement-parties"), { exact: true }).fill("EC Ministerio del Trabajo\nMX CONOCER");
  await curator.getByLabel(t("agreement-mode"), { exact: true }).selectOption("mutual");
  await curator.getByLabel(t("agreement-status"), { exact: true }).selectOption("in-force");
  await curator.getByLabel(t("agreement-standards"), { exact: true }).fill("mx-conocer-ec: EC0076");
  await curator.getByLabel(t("source"), { exact: true }).fill("Ilustrativo");
  await curator.getByLabel(t("mark-illustrative")).check();
  await curator.getByRole("button", { name: t("save-draft") }).click();
  await expect(curator.getByRole("heading", { level: 1, name: /evaluadores/ })).toBeVisible();
  await press(curator, "act-propose");
  await expect(curator.getByText(t("act-own-work"))).toBeVisible();

  const reviewer = await visit({ as: "reviewer", size: desktop });
  await reviewer.goto(curator.url());
  await press(reviewer, "review-agree");
  await press(reviewer, "act-publish");
  const dialog = reviewer.getByRole("dialog");
  const counts = { lookups: "1", outcomes: "0", answers: "0", information: "1" };
  await expect(dialog).toContainText(t("effects-counts", counts));
  await expect(dialog.getByRole("row").filter({ hasText: "EC0076" })).toContainText(t("effect-information"));
  await expect(dialog).toContainText(t("effects-agreement"));
  await accessible(reviewer, "what an agreement changes");
  await picture(reviewer, "workbench-agreement-effects-desktop");
  await dialog.getByRole("button", { name: t("cancel") }).click();
});
