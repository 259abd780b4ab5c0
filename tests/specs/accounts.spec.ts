import { createHmac } from "node:crypto";
import type { Page } from "@playwright/test";
import { accounts, password } from "../support/accounts.ts";
import { accessible, expect, phone, ready, test } from "../support/fixtures.ts";

const chosen = "cuatro palabras largas";

/** The six digits of a time-based code (RFC 6238) for a secret in base32. */
function codeOf(secret: string, at = Date.now()): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const hash = createHmac("sha1", key).update(step).digest();
  const offset = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

async function logIn(page: Page, login: string, secret: string): Promise<void> {
  await page.getByLabel("Correo electrónico").fill(login);
  await page.getByLabel("Contraseña").fill(secret);
  await page.getByRole("button", { name: "Entrar", exact: true }).click();
}

test("whoever is not logged in is asked to, and then taken to the page they wanted", async ({ visit }) => {
  const page = await visit();
  await page.goto("/desk/settings");
  await expect(page).toHaveURL(/\/login\?next=%2Fdesk%2Fsettings$/);
  await logIn(page, accounts.admin, password);
  await expect(page).toHaveURL(/\/desk\/settings$/);
  await expect(page.getByRole("heading", { level: 1, name: "Personas y permisos" })).toBeVisible();
  await page.getByRole("button", { name: "Salir", exact: true }).click();
  await expect(page).toHaveURL(/\/login/);
});

test("a refused log-in says so at the top, keeps what was typed, and the keyboard alone mends it", async ({ visit }) => {
  const page = await visit();
  await page.goto("/login");
  await ready(page);
  await page.getByLabel("Correo electrónico").focus();
  await page.keyboard.type(accounts.operator);
  await page.keyboard.press("Tab");
  await page.keyboard.type("no es esta");
  await page.keyboard.press("Enter");
  const summary = page.getByRole("alert");
  await expect(summary).toBeFocused();
  await expect(summary).toContainText("El correo o la contraseña no son correctos");
  await expect(page).toHaveTitle(/^Error: /);
  await accessible(page, "refused log-in");
  await expect(page.getByLabel("Correo electrónico")).toHaveValue(accounts.operator);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/admin$/);
});

test("a demonstration account fills the form when it is chosen", async ({ visit }) => {
  const page = await visit({ size: phone });
  await page.goto("/login");
  await page.getByRole("button", { name: /Pilar Nieto/ }).click();
  await expect(page.getByLabel("Correo electrónico")).toHaveValue(accounts.admin);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/desk\/settings$/);
});

test("somebody is invited, accepts on a phone, adds codes, and logs in with one", async ({ visit }) => {
  const admin = await visit({ as: "admin" });
  await admin.goto("/desk/settings");
  await admin.getByRole("button", { name: "Crear la invitación" }).click();
  await expect(admin.getByRole("alert")).toBeFocused();
  await admin.getByLabel("Nombre").fill("Ana Rojas");
  await admin.getByLabel("Correo electrónico").fill("ana@sena.example");
  await admin.getByLabel("Administración de la institución").check();
  await admin.getByRole("button", { name: "Crear la invitación" }).click();
  const link = await admin.locator("#invitation-link").textContent();
  await accessible(admin, "an invitation's link");

  const page = await visit({ size: phone, scheme: "dark" });
  await page.goto(link ?? "");
  await accessible(page, "an invitation");
  await page.getByLabel("Elija una contraseña").fill("corta");
  await page.getByLabel("La misma contraseña otra vez").fill("corta");
  await page.getByRole("button", { name: "Aceptar y entrar" }).click();
  await expect(page.getByRole("alert")).toContainText("Es demasiado corto");
  await page.getByLabel("Elija una contraseña").fill(chosen);
  await page.getByLabel("La misma contraseña otra vez").fill(chosen);
  await page.getByRole("button", { name: "Aceptar y entrar" }).click();
  await expect(page).toHaveURL(/\/desk\/settings$/);

  await page.goto("/account");
  await page.locator("#second-factor-password").fill(chosen);
  await page.getByRole("button", { name: "Activar los códigos" }).click();
  const secret = (await page.locator(".code").textContent()) ?? "";
  await accessible(page, "a second factor");
  await page.getByLabel("Código de seis cifras").fill(codeOf(secret));
  await page.getByRole("button", { name: "Confirmar" }).click();
  await expect(page.getByText("Con códigos")).toBeVisible();
  await page.getByRole("button", { name: "Salir", exact: true }).click();

  await logIn(page, "ana@sena.example", chosen);
  await expect(page.getByLabel("Código de seis cifras")).toBeFocused();
  // A code is good once: the next step's is taken, too.
  await page.getByLabel("Código de seis cifras").fill(codeOf(secret, Date.now() + 30_000));
  await page.getByRole("button", { name: "Entrar", exact: true }).click();
  await expect(page).toHaveURL(/\/desk\/settings$/);

  await page.goto(link ?? "");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Esta invitación ya no sirve");
});

test("too many wrong passwords are answered with how long to wait", async ({ visit }) => {
  const page = await visit();
  await page.goto("/login");
  for (let attempt = 0; attempt < 6; attempt += 1) {
    await logIn(page, "nadie@sena.example", "no es esta");
    await expect(page.getByRole("alert")).toBeFocused();
    await page.getByLabel("Contraseña").focus();
  }
  await expect(page.getByRole("alert")).toContainText("Espere un minuto");
});
