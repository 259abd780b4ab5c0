import { type BrowserContext, request } from "@playwright/test";

/** The password of every demonstration account. */
export const password = "puente-de-prueba";

/** Demonstration accounts, as `puente serve --demo` prints them. */
export const accounts = {
  assessor: "evaluadora@sena.example",
  signatory: "firmante@sena.example",
  admin: "admin@sena.example",
  mexicanAssessor: "evaluador@conocer.example",
  mexicanSignatory: "firmante@conocer.example",
  curator: "curadora@mdt-ec.example",
  reviewer: "revisor@mdt-ec.example",
  director: "directora@mdt-ec.example",
  counter: "ventanilla@cucuta.example",
  operator: "operador@puente.example",
} as const;
export type Account = keyof typeof accounts;

type Session = Awaited<ReturnType<BrowserContext["storageState"]>>;
const sessions = new Map<string, Promise<Session>>();

/** The cookies of a logged-in account; one log-in for each account of a registry. */
export function sessionOf(origin: string, account: Account): Promise<Session> {
  const key = `${origin} ${account}`;
  const known = sessions.get(key) ?? logIn(origin, account);
  sessions.set(key, known);
  return known;
}

async function logIn(origin: string, account: Account): Promise<Session> {
  const caller = await request.newContext({ baseURL: origin });
  const answer = await caller.post("/api/v1/session", { data: { login: accounts[account], password } });
  if (!answer.ok()) throw new Error(`log-in of ${account}: ${answer.status()} ${await answer.text()}`);
  const state = await caller.storageState();
  await caller.dispose();
  return state;
}
