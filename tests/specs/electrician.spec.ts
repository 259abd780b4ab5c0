import { accessible, desktop, expect, phone, ready, test } from "../support/fixtures.ts";
import { picture } from "../support/gallery.ts";
import { assess, logIn, register, sign, start } from "../support/institution.ts";
import { share } from "../support/wallet.ts";
import { wordsOf } from "../support/words.ts";

const t = wordsOf("es");
const name = "Yuleidy Contreras Rangel";

test("an electrician's whole way: assessed in Cúcuta, signed, on her phone, shared, checked in Quito, revoked", { tag: "@picture" }, async ({ visit }, info) => {
  test.setTimeout(240_000);
  const assessor = await visit();
  await logIn(assessor, t, "assessor");
  await register(assessor, t, name);
  await accessible(assessor, "candidate");
  await picture(assessor, "desk-candidate-desktop");
  await start(assessor, t, "280101175");
  await accessible(assessor, "evidence");
  await assess(assessor, t);
  await accessible(assessor, "review");
  await picture(assessor, "desk-assessment-desktop");
  await assessor.getByRole("button", { name: t("hand-on") }).click();
  await expect(assessor.getByRole("button", { name: t("hand-on") })).toHaveCount(0);
  await expect(assessor.getByRole("button", { name: t("desk-sign") })).toHaveCount(0);

  const signatory = await visit();
  await logIn(signatory, t, "signatory");
  const pin = await sign(signatory, t, name);
  await accessible(signatory, "offer");
  await picture(signatory, "desk-offer-desktop");
  const code = info.outputPath("code.png");
  await signatory.locator(".handed svg, .handed img").first().screenshot({ path: code, scale: "css" });

  const wallet = await visit({ size: phone });
  await wallet.goto("/wallet/claim");
  await ready(wallet);
  await wallet.getByLabel(t("claim-picture")).setInputFiles(code);
  await wallet.getByLabel(t("offer-pin")).fill(pin);
  await accessible(wallet, "offer on the phone");
  await picture(wallet, "wallet-offer-phone");
  await wallet.getByRole("button", { name: t("offer-claim") }).click();
  await expect(wallet.getByText(t("received-title"))).toBeVisible();
  await wallet.goto("/wallet");
  await ready(wallet);
  await accessible(wallet, "wallet with a certificate");
  await picture(wallet, "wallet-full-phone");
  await wallet.getByRole("link", { name: new RegExp(t("wallet-open")) }).first().click();
  const link = await share(wallet, t);

  const employer = await visit({ size: desktop });
  await employer.goto(link);
  await expect(employer.getByText(t("verification-reason-valid"))).toBeVisible();
  await employer.getByRole("combobox", { name: t("worth-country"), exact: true }).selectOption({ label: t("country-EC") });
  const worth = employer.locator(".recognition .band").first();
  await expect(worth).toContainText(t("outcome-partial"));
  await expect(worth).toContainText(t("recognition-illustrative"));
  await accessible(employer, "result with recognition");
  await picture(employer, "result-desktop");
  await employer.setViewportSize(phone);
  await picture(employer, "result-phone");

  await signatory.goto("/desk/certificates");
  await ready(signatory);
  await picture(signatory, "desk-certificates-desktop");
  await signatory.getByRole("row").filter({ hasText: name }).getByRole("link").click();
  await signatory.getByRole("button", { name: t("revoke"), exact: true }).click();
  const dialog = signatory.getByRole("dialog");
  await dialog.getByLabel(t("status-why-public")).selectOption("fraud");
  await dialog.getByLabel(t("status-note")).fill("La evidencia no era de esta persona.");
  await dialog.getByRole("button", { name: t("revoke"), exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await employer.reload();
  await expect(employer.locator(".band").first()).toContainText(t("verification-next-revoked"));
  await wallet.goto("/wallet");
  await expect(wallet.locator("main article")).toContainText(t("reason-revoked-on", { day: "" }).trim());
});

test("who is not yet competent gets a statement of what is missing, and no certificate", { tag: "@picture" }, async ({ visit }) => {
  const assessor = await visit();
  await logIn(assessor, t, "assessor");
  await register(assessor, t, "Wilmer Gutiérrez");
  await start(assessor, t, "280101175");
  await assess(assessor, t, (unit) => (unit === 1 ? 1 : 0));
  await assessor.getByRole("button", { name: t("hand-on") }).click();
  await assessor.getByRole("link", { name: t("gaps-print") }).click();
  await expect(assessor.getByText("Conectar el tablero sin ayuda.")).toBeVisible();
  await accessible(assessor, "statement of gaps");
  await picture(assessor, "desk-gaps-desktop");
});

test("whoever assessed cannot sign", async ({ visit }) => {
  const assessor = await visit();
  await logIn(assessor, t, "assessor");
  await expect(assessor.getByRole("link", { name: t("desk-sign-off"), exact: true })).toHaveCount(0);
});
