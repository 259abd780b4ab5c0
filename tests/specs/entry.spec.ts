import { accessible, desktop, expect, phone, ready, test } from "../support/fixtures.ts";
import { picture } from "../support/gallery.ts";
import { wordsOf } from "../support/words.ts";

const t = wordsOf("es");

test("an opening that is published at the desk appears beside the missing unit in the look-up", async ({ visit }) => {
  const place = "Ipiales, sede norte";
  const question = "/?framework=co-sena-nscl&code=270401004&to=EC";
  const anybody = await visit({ size: phone });
  await anybody.goto(question);
  await expect(anybody.locator(".recognition .band").first()).toContainText(t("outcome-partial"));
  await expect(anybody.getByText(place)).toHaveCount(0);

  const signatory = await visit({ as: "signatory", size: desktop });
  await signatory.goto("/desk/openings");
  await ready(signatory);
  await signatory.getByRole("button", { name: t("opening-add") }).click();
  await signatory.getByRole("button", { name: t("opening-publish"), exact: true }).click();
  await expect(signatory.locator(".errsum")).toBeFocused();
  await expect(signatory.locator(".errsum")).toContainText(`${t("opening-means")}: `);
  await accessible(signatory, "an opening with everything missing");
  await signatory.getByRole("combobox", { name: t("desk-column-standard") }).fill("ILUSTRATIVO-AG-01");
  await signatory.getByRole("option", { name: /ILUSTRATIVO-AG-01/i }).first().click();
  await signatory.getByRole("group", { name: t("opening-units") }).getByRole("checkbox").nth(2).check();
  await signatory.getByLabel(t("means-short-training-and-assessment"), { exact: true }).check();
  await signatory.getByLabel(t("opening-hours")).fill("30");
  await signatory.getByLabel(t("opening-place"), { exact: true }).fill(place);
  await signatory.getByLabel(t("opening-remote-label")).check();
  await signatory.getByLabel(t("opening-illustrative")).check();
  await picture(signatory, "desk-opening-desktop");
  await signatory.getByRole("button", { name: t("opening-publish"), exact: true }).click();
  const row = signatory.getByRole("row", { name: new RegExp(place) });
  await expect(row).toContainText(t("opening-state-open"));

  await anybody.goto(question);
  await expect(anybody.getByText(place)).toBeVisible();

  await row.getByRole("button", { name: new RegExp(`^${t("opening-change")}:`) }).click();
  await signatory.getByLabel(t("opening-hours")).fill("36");
  await signatory.getByRole("button", { name: t("opening-save"), exact: true }).click();
  const changed = signatory.getByRole("row", { name: new RegExp(place) }).filter({ hasText: t("opening-state-open") });
  await expect(changed).toContainText("36");

  await changed.getByRole("button", { name: new RegExp(`^${t("opening-close")}:`) }).click();
  await signatory.getByRole("dialog").getByRole("button", { name: t("opening-close"), exact: true }).click();
  await expect(changed).toHaveCount(0);
  await anybody.goto(question);
  await expect(anybody.locator(".recognition .band").first()).toContainText(t("outcome-partial"));
  await expect(anybody.getByText(place)).toHaveCount(0);
});

test("a table of decisions is looked through first; its good rows become drafts and its wrong ones are named", async ({ visit }) => {
  const header = "number,source_framework,source_standard,outcome,reason,decided_on,effective_from,source";
  const good = "Tabla 1-2026,co-sena-nscl,220501001,refused,No es comparable.,2026-06-01,2026-06-01,Expediente";
  const wrong = "Tabla 2-2026,co-sena-nscl,220501001,quizás,No es comparable.,2026-06-01,2026-06-01,Expediente";
  const file = (rows: string[]) => ({
    name: "decisiones.csv",
    mimeType: "text/csv",
    buffer: Buffer.from([header, ...rows].join("\n")),
  });
  const curator = await visit({ as: "curator", size: desktop });
  await curator.goto("/workbench/decisions");
  await curator.getByRole("link", { name: t("bulk-table") }).click();
  await ready(curator);
  await curator.getByLabel(t("bulk-file"), { exact: true }).setInputFiles({ ...file([]), buffer: Buffer.from("a,b\n1,2\n") });
  await expect(curator.getByText(t("field-unknown-column")).first()).toBeVisible();
  await curator.getByLabel(t("bulk-file"), { exact: true }).setInputFiles(file([good, wrong]));
  await expect(curator.getByRole("row", { name: /outcome.*quizás/ })).toContainText(t("field-not-allowed"));
  await expect(curator.getByRole("row", { name: /Tabla 1-2026/ })).toContainText(t("row-state-ready"));
  await accessible(curator, "a table with a wrong row");
  await picture(curator, "workbench-import-desktop");
  await curator.getByRole("button", { name: /Crear un borrador/ }).click();
  await expect(curator.getByRole("row", { name: /Tabla 1-2026/ })).toContainText(t("row-state-drafted"));
  await curator.getByRole("link", { name: "Tabla 1-2026" }).click();
  await expect(curator.getByText(t("act-state-draft"), { exact: true })).toBeVisible();
});

test("statistics say what is hidden and why, and come as files", async ({ visit }) => {
  const curator = await visit({ as: "curator", size: desktop });
  await curator.goto("/workbench/statistics");
  await ready(curator);
  await expect(curator.getByRole("heading", { name: t("statistics-hidden-title") })).toBeVisible();
  await expect(curator.getByRole("cell", { name: t("statistics-hidden") }).first()).toBeVisible();
  await curator.getByLabel(t("statistics-pair"), { exact: true }).selectOption("CO-EC");
  const coming = curator.waitForEvent("download");
  await curator.getByRole("link", { name: t("statistics-csv") }).first().click();
  const saved = await (await coming).path();
  const text = (await import("node:fs")).readFileSync(saved, "utf8");
  expect(text).toContain("table,row,column,count,shown");
  expect(text).toContain("decisions,CO-EC,full,,no");
  expect(text).not.toContain("decisions,MX-CO");
});

test("a bloc's membership changes in a new version that a second person publishes", async ({ visit }) => {
  const curator = await visit({ as: "curator", size: desktop });
  await curator.goto("/workbench/blocs");
  await curator.getByRole("link", { name: /MERCOSUR/ }).click();
  await expect(curator.getByRole("heading", { level: 1, name: /MERCOSUR/ })).toBeVisible();
  await expect(curator.getByRole("row", { name: new RegExp(t("membership-suspended")) }).first()).toBeVisible();
  await accessible(curator, "a bloc with its members");
  await curator.getByRole("button", { name: t("act-correct") }).click();
  await curator.getByRole("button", { name: t("act-edit") }).click();
  await curator.getByRole("button", { name: t("bloc-member-add") }).click();
  await curator.getByRole("button", { name: t("save-draft") }).click();
  await expect(curator.locator(".errsum")).toBeFocused();
  const line = curator.getByRole("group", { name: /Período/ }).last();
  await line.getByLabel(t("framework-country")).selectOption("HN");
  await line.getByLabel(t("bloc-member-how")).selectOption("associated");
  await line.getByLabel(t("bloc-member-from")).fill("2026-01-01");
  await line.getByLabel(t("source")).fill("Ilustrativo");
  await accessible(curator, "a bloc that is edited");
  await picture(curator, "workbench-bloc-edit-desktop");
  await curator.getByRole("button", { name: t("save-draft") }).click();
  await expect(curator.getByRole("row", { name: /Honduras/ })).toContainText(t("membership-associated"));
  await curator.getByRole("button", { name: t("act-propose") }).click();
  await expect(curator.getByText(t("act-own-work"))).toBeVisible();

  const reviewer = await visit({ as: "reviewer", size: desktop });
  await reviewer.goto(curator.url());
  await reviewer.getByRole("button", { name: t("review-agree") }).click();
  await reviewer.getByRole("button", { name: t("act-publish") }).click();
  await reviewer.getByRole("dialog").getByRole("button", { name: t("publish-yes") }).click();
  await expect(reviewer.getByRole("row", { name: /^2 / })).toContainText(t("act-state-published"));
});
