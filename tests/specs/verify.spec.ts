import type { Page } from "@playwright/test";
import { accessible, expect, languages, type Language, phone, ready, test } from "../support/fixtures.ts";
import { picture } from "../support/gallery.ts";
import { certificate, issue, type Json, setStatus, token, withVerdicts } from "../support/issue.ts";
import { wordsOf } from "../support/words.ts";

const words = {
  es: { box: "Enlace o contenido del certificado", check: "Comprobar", valid: "Es auténtico y está vigente", revoked: /Revocado por su emisor/, suspended: /Suspendido/, changed: /alguien cambió el documento/ },
  pt: { box: "Link ou conteúdo do certificado", check: "Conferir", valid: "É autêntico e está vigente", revoked: /Revogado/, suspended: /Suspenso/, changed: /alterou|mudou/ },
  en: { box: "Link or content of the certificate", check: "Check", valid: /genuine/i, revoked: /Revoked/, suspended: /Suspended/, changed: /changed/ },
} as const;

async function paste(page: Page, text: string, language: Language = "es"): Promise<void> {
  await page.goto("/verify");
  await ready(page);
  await page.getByLabel(words[language].box).fill(text);
  await page.locator("main").getByRole("button", { name: words[language].check, exact: true }).click();
}

test("a genuine certificate is valid under the registry's name, in every language, and accessible", async ({ server, visit }) => {
  const bearer = await token(server, "sena");
  const credential = await issue(server, bearer, await certificate(server, "sena"));
  for (const language of Object.keys(languages) as Language[]) {
    const page = await visit({ language, size: phone });
    await paste(page, JSON.stringify(credential), language);
    await expect(page.locator(".band").first()).toContainText(words[language].valid);
    await expect(page.locator("main")).toContainText("Servicio Nacional de Aprendizaje");
    await expect(page.locator("main")).toContainText("Yuleidy Contreras");
    await expect(page.locator("main")).not.toContainText("A name nobody should see");
    await accessible(page, `/verify, result, ${language}`);
  }
});

test("changed, suspended and revoked look different and say so", async ({ server, visit }) => {
  const bearer = await token(server, "sena");
  const credential = await issue(server, bearer, await certificate(server, "sena"));
  const page = await visit();
  const changed = structuredClone(credential) as Json & { name: string };
  changed.name = "Otra norma";
  await paste(page, JSON.stringify(changed));
  await expect(page.locator(".band.bad-s")).toContainText(words.es.changed);
  await expect(page.locator("article.cert")).toHaveCount(0);
  await setStatus(server, bearer, credential, "suspension", true);
  await paste(page, JSON.stringify(credential));
  await expect(page.locator(".band.past")).toContainText(words.es.suspended);
  await setStatus(server, bearer, credential, "suspension", false);
  await setStatus(server, bearer, credential, "revocation", true);
  await paste(page, JSON.stringify(credential));
  await expect(page.locator(".band.bad-s")).toContainText(words.es.revoked);
});

for (const language of Object.keys(languages) as Language[]) {
  const tag = language === "es" ? " @picture" : "";
  test(`units that were not reached do not count, and are named, in ${language}${tag}`, async ({ server, visit }) => {
    const t = wordsOf(language);
    const bearer = await token(server, "sena");
    const unit = (number: number) => `280101175/U${number}`;
    const none = { [unit(1)]: "InProgress", [unit(2)]: "InProgress", [unit(3)]: "InProgress" } as const;
    const some = { ...none, [unit(1)]: "Completed", [unit(2)]: "Completed" } as const;
    const page = await visit({ language, size: phone });
    const result = page.locator(".recognition").first();
    for (const [verdicts, reached, outcome, lacking, name] of [
      [none, "0", "outcome-not-held", 3, "result-not-held-phone"],
      [some, "2", "outcome-partial", 1, "result-not-reached-phone"],
    ] as const) {
      const credential = await issue(server, bearer, withVerdicts(await certificate(server, "sena"), verdicts));
      await paste(page, JSON.stringify(credential), language);
      await expect(page.locator(".band").first()).toContainText(t("units-reached", { reached, all: "3" }));
      await page.locator("#worth-country").selectOption("EC");
      await expect(result.locator(".band").first()).toContainText(t(outcome));
      await expect(result.getByText(t("unit-not-held"), { exact: true })).toHaveCount(lacking);
      await accessible(page, `/verify, ${outcome}, ${language}`);
      await page.locator("#worth-heading").evaluate((heading) => heading.scrollIntoView());
      if (language === "es") await picture(page, name, { whole: false });
    }
  });
}

test("the certificate itself never leaves the browser", async ({ server, visit }) => {
  const bearer = await token(server, "sena");
  const credential = await issue(server, bearer, await certificate(server, "sena"));
  const page = await visit();
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  await paste(page, JSON.stringify(credential));
  await expect(page.locator(".band.ok")).toBeVisible();
  await page.getByLabel("País", { exact: true }).selectOption("EC");
  await expect(page.locator("section .band")).toBeVisible();
  for (const request of sent) expect(request).not.toContain("Yuleidy");
});

test("what cannot be checked says why and what to do", async ({ visit }) => {
  const page = await visit();
  for (const [text, said] of [
    ["", "Pegue un enlace"],
    ["hola", "no es un enlace ni un certificado"],
    ["https://otro.example/s/abc#def", "otro registro"],
    ["/s/abc", "incompleto"],
    ["/wallet/claim#code=ABCD1234", "recibir un certificado"],
  ] as const) {
    await paste(page, text);
    await expect(page.getByRole("alert")).toContainText(said);
    await expect(page).toHaveTitle(/^Error/);
  }
  await paste(page, "{\"half\":");
  await expect(page.locator(".band.bad-s")).toContainText("no es un certificado");
  await page.goto("/s/unknown#key");
  await expect(page.locator(".band")).toContainText("no existe");
});

test("a file is read when it is chosen, and a picture without a code says so", async ({ server, visit }) => {
  const bearer = await token(server, "sena");
  const credential = await issue(server, bearer, await certificate(server, "sena"));
  const page = await visit();
  await page.goto("/verify");
  await ready(page);
  const pixel = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
  const field = page.getByLabel("Archivo, o imagen con el código QR");
  await field.setInputFiles({ name: "foto.png", mimeType: "image/png", buffer: pixel });
  await expect(page.getByRole("alert")).toContainText("No se encontró un código");
  await field.setInputFiles({ name: "certificado.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(credential)) });
  await expect(page.locator(".band.ok")).toContainText(words.es.valid);
});
