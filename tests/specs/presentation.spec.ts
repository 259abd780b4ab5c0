import type { Page } from "@playwright/test";
import { Desk } from "../support/desk.ts";
import { accessible, expect, type Language, phone, ready, test } from "../support/fixtures.ts";
import { picture } from "../support/gallery.ts";
import { claim } from "../support/wallet.ts";
import { type Words, wordsOf } from "../support/words.ts";

/** Asks for a name and results, and for a birth date if the person wants; the link of the request. */
async function ask(page: Page, t: Words): Promise<string> {
  await page.goto("/verify");
  await ready(page);
  await page.getByRole("link", { name: t("ask-instead-do") }).click();
  await page.getByLabel(t("asked-fact-birth-date")).selectOption({ label: t("ask-welcome") });
  await page.getByRole("button", { name: t("ask-make") }).click();
  await expect(page.locator(".qr").first()).toBeVisible();
  return (await page.getByRole("link", { name: t("ask-same-device") }).getAttribute("href")) ?? "";
}

for (const language of ["es", "pt", "en"] as Language[]) {
  test(`a person shows what they choose, and nothing else arrives, in ${language}`, { tag: language === "es" ? "@picture" : [] }, async ({ server, visit }) => {
    const t = wordsOf(language);
    const desk = Desk.at(server.origin);
    const issued = await desk.issue("Yuleidy Contreras");
    const wallet = await visit({ language, size: phone });
    await claim(wallet, t, issued);
    const employer = await visit({ language });
    const link = await ask(employer, t);
    await accessible(employer, `/verify/ask, waiting, ${language}`);
    if (language === "es") await picture(employer, "verify-ask-waiting-desktop");

    await wallet.goto(link);
    await expect(wallet.getByText(t("answer-who-registry"))).toBeVisible();
    await expect(wallet.getByText("Yuleidy Contreras")).toBeVisible();
    await expect(wallet.getByRole("checkbox", { name: t("shown-fact-birthdate") })).not.toBeChecked();
    await accessible(wallet, `/wallet/answer, asked, ${language}`);
    if (language === "es") await picture(wallet, "wallet-answer-asked-phone");
    await wallet.getByRole("button", { name: t("answer-send") }).click();
    await expect(wallet.getByText(t("answer-sent"), { exact: true })).toBeVisible();

    await expect(employer.getByText(t("verification-reason-valid"))).toBeVisible();
    await expect(employer.locator("article.cert")).toContainText("Yuleidy Contreras");
    await expect(employer.locator("main")).not.toContainText(t("fact-birth-date"));
    await expect(employer.locator("main")).not.toContainText(issued.number);
    await employer.getByRole("combobox", { name: t("worth-country"), exact: true }).selectOption("EC");
    await expect(employer.locator(".recognition .band").first()).toBeVisible();
    await accessible(employer, `/verify/ask, shown, ${language}`);
    if (language === "es") await picture(employer, "verify-ask-shown-desktop");

    await wallet.getByRole("link", { name: t("answer-see") }).click();
    await expect(wallet.getByRole("heading", { name: t("answers-title") })).toBeVisible();
    await expect(wallet.locator("main")).toContainText(t("shown-fact-name"));
    await expect(wallet.locator("main")).not.toContainText(t("shown-fact-birthdate"));
    if (language === "es") await picture(wallet, "wallet-answers-phone");
    await desk.close();
  });
}

test("what the person adds arrives, and a reload of the asking page loses nothing", async ({ server, visit }) => {
  const t = wordsOf("es");
  const desk = Desk.at(server.origin);
  const issued = await desk.issue("Yuleidy Contreras");
  const wallet = await visit({ size: phone });
  await claim(wallet, t, issued);
  const employer = await visit();
  const link = await ask(employer, t);
  await employer.reload();
  await expect(employer.getByText(t("ask-show"))).toBeVisible();
  await wallet.goto(link);
  await wallet.getByRole("checkbox", { name: t("shown-fact-birthdate") }).check();
  await wallet.getByRole("button", { name: t("answer-send") }).click();
  await expect(employer.locator("article.cert")).toContainText(t("fact-birth-date"));
  await wallet.goto("/wallet");
  await wallet.goto(link);
  await expect(wallet.getByText(t("answer-gone"))).toBeVisible();
  await desk.close();
});

test("a person who does not want to shows nothing, and a request that was cancelled is over", async ({ server, visit }) => {
  const t = wordsOf("es");
  const desk = Desk.at(server.origin);
  const issued = await desk.issue("Yuleidy Contreras");
  const wallet = await visit({ size: phone });
  const employer = await visit();
  await wallet.goto(await ask(employer, t));
  await expect(wallet.getByText(t("answer-nothing"), { exact: true })).toBeVisible();
  await expect(wallet.getByRole("button", { name: t("answer-send") })).toHaveCount(0);
  await wallet.getByRole("button", { name: t("answer-refuse") }).click();
  await expect(wallet.getByText(t("answer-refused"), { exact: true })).toBeVisible();
  await expect(employer.getByText(t("ask-declined"), { exact: true })).toBeVisible();
  await claim(wallet, t, issued);
  const link = await ask(employer, t);
  await employer.getByRole("button", { name: t("ask-take-back") }).click();
  await expect(employer.getByRole("button", { name: t("ask-make") })).toBeVisible();
  await wallet.goto(link);
  await expect(wallet.getByText(t("answer-gone"), { exact: true })).toBeVisible();
  await accessible(wallet, "/wallet/answer, over");
  await desk.close();
});

test("a certificate that is promised comes to the wallet once it is signed", async ({ server, visit }) => {
  const t = wordsOf("es");
  const desk = Desk.at(server.origin);
  const submitted = await desk.submit("Marisol Cedeño");
  const office = await visit({ as: "assessor" });
  await office.goto(`/desk/assessments/${submitted.id}`);
  await office.getByRole("button", { name: t("promise-make") }).click();
  const code = (await office.locator(".code").filter({ hasText: "/wallet/claim" }).innerText()).trim();
  const pin = (await office.locator("#offer-pin").innerText()).trim();
  await accessible(office, "the promise at the desk");

  const wallet = await visit({ size: phone });
  await wallet.goto(code);
  await wallet.getByLabel(t("offer-pin-any"), { exact: true }).fill(pin);
  await wallet.getByRole("button", { name: t("offer-claim") }).click();
  await expect(wallet.getByText(t("awaited-not-ready"), { exact: true })).toBeVisible();
  await accessible(wallet, "/wallet/waiting, not ready");
  await wallet.goto("/wallet");
  await expect(wallet.getByRole("link", { name: t("wallet-waiting-see") })).toBeVisible();
  const issued = await desk.sign(submitted);
  await wallet.getByRole("link", { name: t("wallet-waiting-see") }).click();
  await wallet.getByRole("button", { name: t("awaited-ask") }).click();
  await expect(wallet.getByText(t("received-title"))).toBeVisible();
  await expect(wallet.getByText(issued.number)).toBeVisible();
  await wallet.goto("/wallet");
  await expect(wallet.getByRole("link", { name: t("wallet-waiting-see") })).toHaveCount(0);
  await desk.close();
});

test("an offer's link for any wallet works in this one", async ({ server, visit }) => {
  const t = wordsOf("es");
  const desk = Desk.at(server.origin);
  const issued = await desk.issue("Tomasa Quiñones");
  const wallet = await visit({ size: phone });
  await claim(wallet, t, { ...issued, code: issued.walletLink });
  await expect(wallet.getByText(issued.number)).toBeVisible();
  await desk.close();
});
