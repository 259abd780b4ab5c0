import { type Case, Desk, electrician } from "../support/desk.ts";
import { accessible, expect, type Language, phone, ready, test } from "../support/fixtures.ts";
import { picture } from "../support/gallery.ts";
import { claim, share } from "../support/wallet.ts";
import { wordsOf } from "../support/words.ts";

for (const language of ["es", "pt", "en"] as Language[]) {
  test(`a certificate is claimed, shared and checked in ${language}, and a revocation shows at once`, { tag: language === "es" ? "@picture" : [] }, async ({ server, visit }) => {
    const t = wordsOf(language);
    const desk = Desk.at(server.origin);
    const issued = await desk.issue("Yuleidy Contreras");
    const wallet = await visit({ language, size: phone });
    await claim(wallet, t, issued);
    await accessible(wallet, `certificate in ${language}`);
    await expect(wallet.getByText(issued.number)).toBeVisible();
    if (language === "es") await picture(wallet, "wallet-certificate-phone");
    const link = await share(wallet, t);
    if (language === "es") await picture(wallet, "wallet-share-phone");

    const employer = await visit({ language, size: phone });
    await employer.goto(link);
    await expect(employer.getByText(t("verification-reason-valid"))).toBeVisible();
    await accessible(employer, `valid result in ${language}`);
    if (language === "es") await picture(employer, "shared-valid-phone");

    await desk.change(issued, "revoke", { reason: "fraud", note: "La evidencia no era auténtica." });
    const later = await visit({ language, size: phone });
    await later.goto(link);
    await expect(later.locator(".band").first()).toContainText(t("verification-next-revoked"));
    await accessible(later, `revoked result in ${language}`);
    if (language === "es") await picture(later, "shared-revoked-phone");
    await desk.close();
  });
}

for (const language of ["es", "pt", "en"] as Language[]) {
  test(`certificates of one wallet count together for what none counts for alone, in ${language}`, async ({ server, visit }) => {
    const t = wordsOf(language);
    const desk = Desk.at(server.origin);
    const farm = (standard: string): Case => ({ ...electrician, standard });
    const wallet = await visit({ language, size: phone });
    for (const standard of ["270401004", "270401053", "270401058"]) {
      await claim(wallet, t, await desk.issue("Rosalba Cuéllar", farm(standard)));
    }
    await wallet.getByRole("combobox", { name: t("worth-country"), exact: true }).selectOption("EC");
    const result = wallet.locator(".recognition");
    const outcome = result.locator(".band").first();
    const covered = result.locator(".units li").filter({ hasText: t("unit-covered") });
    const together = wallet.getByRole("group", { name: t("worth-together") });
    await expect(outcome).toContainText(t("outcome-partial"));
    await expect(covered).toHaveCount(1);
    await expect(together.getByRole("checkbox", { checked: true })).toHaveCount(0);

    await together.getByLabel(/270401053/).check();
    await expect(covered).toHaveCount(2);
    await expect(outcome).toContainText(t("recognition-together", { n: "2" }));
    await expect(covered.filter({ hasText: "270401053" })).toHaveCount(1);
    await expect(covered.filter({ hasText: "270401058" })).toHaveCount(1);
    await accessible(wallet, `two certificates together in ${language}`);

    await together.getByLabel(/270401004/).check();
    await expect(outcome).toContainText(t("outcome-full"));
    await expect(covered).toHaveCount(3);
    await together.getByLabel(/270401053/).uncheck();
    await expect(outcome).toContainText(t("outcome-partial"));
    await desk.close();
  });
}

test("a stopped link shows nothing any more", async ({ server, visit }) => {
  const t = wordsOf("es");
  const desk = Desk.at(server.origin);
  const issued = await desk.issue("Rosa Elvira Duarte");
  const wallet = await visit({ size: phone });
  await claim(wallet, t, issued);
  const link = await share(wallet, t);
  await wallet.goto("/wallet/shares");
  await wallet.getByRole("button", { name: t("share-stop"), exact: true }).click();
  await wallet.getByRole("button", { name: t("share-stop-yes") }).click();
  await expect(wallet.getByRole("button", { name: t("share-stop"), exact: true })).toHaveCount(0);
  const employer = await visit({ size: phone });
  await employer.goto(link);
  await ready(employer);
  await expect(employer.getByText(issued.number)).toHaveCount(0);
  await expect(employer.locator(".band").first()).toBeVisible();
  await desk.close();
});

test("a wallet is brought back on a fresh browser, and only with its password", async ({ server, visit }, info) => {
  const t = wordsOf("es");
  const desk = Desk.at(server.origin);
  const issued = await desk.issue("José Luis Parra");
  const lost = await visit({ size: phone });
  await claim(lost, t, issued);
  await lost.goto("/wallet/backup");
  await ready(lost);
  const words = "cuatro palabras que recuerdo";
  await lost.getByLabel(t("backup-passphrase"), { exact: true }).fill(words);
  await lost.getByLabel(t("backup-again")).fill(words);
  const download = lost.waitForEvent("download");
  await lost.getByRole("button", { name: t("backup-save") }).click();
  const copy = info.outputPath("copia.jwe");
  await (await download).saveAs(copy);

  const found = await visit({ size: phone });
  await found.goto("/wallet/backup");
  await ready(found);
  await found.getByLabel(t("restore-file")).setInputFiles(copy);
  await found.getByLabel(t("restore-passphrase")).fill("otras palabras cualesquiera");
  await found.getByRole("button", { name: t("restore-do") }).click();
  await expect(found.getByText(t("restore-wrong-passphrase")).first()).toBeVisible();
  await expect(found).toHaveTitle(/^Error/);
  await found.getByLabel(t("restore-passphrase")).fill(words);
  await found.getByRole("button", { name: t("restore-do") }).click();
  await expect(found.getByText(t("restore-done"))).toBeVisible();
  await found.goto("/wallet");
  await found.getByRole("link", { name: new RegExp(t("wallet-open")) }).first().click();
  await expect(found.getByText(issued.number)).toBeVisible();
  const link = await share(found, t);
  await found.goto(link);
  await expect(found.getByText(t("verification-reason-valid"))).toBeVisible();
  await desk.close();
});

test("five wrong PINs lock an offer, and each says how many are left", async ({ server, visit }) => {
  const t = wordsOf("es");
  const desk = Desk.at(server.origin);
  const issued = await desk.issue("Carmen Julia Ríos");
  const page = await visit({ size: phone });
  await page.goto(`/wallet/claim#${issued.code}`);
  const wrong = issued.pin === "000000" ? "000001" : "000000";
  const receive = page.getByRole("button", { name: t("offer-claim") });
  for (let left = 4; left >= 0; left--) {
    await page.getByLabel(t("offer-pin")).fill(wrong);
    const refused = page.waitForResponse((response) => response.url().endsWith("/openid4vci/token"));
    await receive.click();
    expect((await refused).ok()).toBe(false);
    await expect(left > 0 ? receive : page.getByText(t("offer-refused-locked")).first()).toBeVisible();
  }
  await expect(receive).toHaveCount(0);
  await expect(page.getByText(t("offer-ask-again")).first()).toBeVisible();
  await desk.close();
});

test("a picture of half a code says so, and the whole code works", async ({ server, visit }) => {
  const t = wordsOf("es");
  const desk = Desk.at(server.origin);
  const issued = await desk.issue("Nelly Ortega");
  const holder = await visit({ size: phone });
  await claim(holder, t, issued);
  await share(holder, t);
  const code = holder.locator(".qr").first();
  await code.scrollIntoViewIfNeeded();
  const whole = await code.screenshot({ scale: "css" });
  const box = await code.boundingBox();
  if (box === null) throw new Error("no code on the page");
  const half = await holder.screenshot({ scale: "css", clip: { ...box, height: box.height / 2 } });

  const employer = await visit({ size: phone });
  await employer.goto("/verify");
  await ready(employer);
  const field = employer.getByLabel(t("verify-file"));
  await field.setInputFiles({ name: "mitad.png", mimeType: "image/png", buffer: half });
  await expect(employer.getByRole("alert")).toContainText(t("verify-wrong-picture"));
  await expect(employer).toHaveTitle(/^Error/);
  await field.setInputFiles({ name: "rota.png", mimeType: "image/png", buffer: whole.subarray(0, whole.length / 2) });
  await expect(employer.getByRole("alert")).toContainText(t("verify-wrong-picture"));
  await field.setInputFiles({ name: "entera.png", mimeType: "image/png", buffer: whole });
  await expect(employer.getByText(t("verification-reason-valid"))).toBeVisible();
  await desk.close();
});

test("without a network the wallet opens, shows a certificate and says when it was last checked", async ({ server, visit }) => {
  const t = wordsOf("es");
  const desk = Desk.at(server.origin);
  const issued = await desk.issue("Tomasa Quiñones");
  const page = await visit({ size: phone });
  await claim(page, t, issued);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const state = page.locator("article .pill");
  const asked = page.getByText(t("status-checked-at", { instant: "" }).replace(/ ?\.$/, ""));
  await page.goto("/wallet");
  await expect(state).toHaveText(t("verification-state-valid"));
  await page.context().setOffline(true);
  await page.goto("/wallet");
  await ready(page);
  await expect(state).toHaveText(t("verification-state-valid"));
  await page.getByRole("link", { name: new RegExp(t("wallet-open")) }).first().click();
  await expect(page.getByText(issued.number)).toBeVisible();
  await expect(asked).toBeVisible();
  await accessible(page, "a certificate without a network");
  await page.evaluate(() => new Promise((done) => (indexedDB.open("puente-wallet").onsuccess = ({ target }) => {
    const kept = (target as IDBOpenDBRequest).result.transaction("documents", "readwrite");
    kept.objectStore("documents").clear();
    kept.oncomplete = done;
  })));
  await page.goto("/wallet");
  await expect(state).toHaveText(t("verification-undecided"));
  await desk.close();
});

test("a certificate is printed in the holder's language and in the destination's", async ({ server, visit }) => {
  const [t, there] = [wordsOf("es"), wordsOf("pt")];
  const desk = Desk.at(server.origin);
  const issued = await desk.issue("Marisol Cedeño");
  const page = await visit({ size: phone });
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute("data-printed", "yes");
  });
  await claim(page, t, issued);
  await page.getByRole("combobox", { name: t("worth-country"), exact: true }).selectOption("BR");
  await expect(page.locator(".recognition .band").first()).toContainText(t("outcome-not-examined"));
  await page.getByRole("button", { name: t("print"), exact: true }).click();
  await page.getByRole("button", { name: t("print-without") }).click();
  await expect(page.locator("html[data-printed]")).toHaveCount(1);
  await page.emulateMedia({ media: "print" });
  const sheet = page.locator("section.sheet[lang=pt]");
  await expect(sheet).toBeVisible();
  await expect(sheet).toContainText(there("outcome-not-examined"));
  await expect(sheet).toContainText(issued.number);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await expect(sheet).toHaveCount(0);
  await desk.close();
});
