import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import type { Server } from "./server.ts";

const binary = process.env.PUENTE_BINARY ?? resolve(import.meta.dirname, "../../target/debug/puente");

/** A JSON object. */
export type Json = Record<string, unknown>;

/** A bearer token of an institution of the demonstration, made on the command line. */
export async function token(server: Server, org: string): Promise<string> {
  const { stdout } = await promisify(execFile)(binary, ["token", "create", "--org", org, "--scope", "vc-api", "--data", server.data]);
  return stdout.trim();
}

/** The certificate of the demonstration's electrician, on a standard, not yet signed. */
export async function certificate(server: Server, org: string, framework = "co-sena-nscl"): Promise<Json> {
  const document = (await (await fetch(`${server.origin}/orgs/${org}/did.json`)).json()) as { id: string };
  const title = "Montar instalaciones eléctricas internas";
  return {
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
    id: `urn:uuid:${crypto.randomUUID()}`,
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    issuer: { id: document.id, type: ["Profile"], name: "A name nobody should see" },
    name: title,
    validFrom: "2026-03-14T00:00:00Z",
    awardedDate: "2026-03-14T00:00:00Z",
    credentialSubject: {
      type: ["AchievementSubject"],
      identifier: [{ type: "IdentityObject", hashed: false, identityHash: "Yuleidy Contreras", identityType: "name" }],
      achievement: {
        id: "urn:puente:standard:test",
        type: ["Achievement"],
        name: title,
        description: title,
        criteria: { narrative: title },
        creator: { id: "urn:puente:framework:test", type: ["Profile"], address: { type: ["Address"], addressCountryCode: "CO" } },
        alignment: [{ type: ["Alignment"], targetType: "CFItem", targetName: title, targetUrl: "urn:puente:standard:test", targetCode: "280101175", targetFramework: framework }],
      },
    },
  };
}

/** The same certificate with a verdict on each unit, by the unit's key. */
export function withVerdicts(credential: Json, verdicts: Record<string, "Completed" | "InProgress">): Json {
  const assessed = structuredClone(credential) as { credentialSubject: { achievement: Json; result?: Json[] } } & Json;
  const { achievement } = assessed.credentialSubject;
  const idOf = (unit: string) => `urn:puente:standard:test#unit-${encodeURIComponent(unit)}`;
  achievement["resultDescription"] = Object.keys(verdicts).map((unit) => {
    const alignment = [{ type: ["Alignment"], targetName: unit, targetUrl: idOf(unit), targetCode: unit }];
    return { id: idOf(unit), type: ["ResultDescription"], name: unit, resultType: "Status", alignment };
  });
  assessed.credentialSubject.result = Object.entries(verdicts).map(([unit, status]) => {
    const value = status === "Completed" ? "Competente" : "Todavía no competente";
    return { type: ["Result"], resultDescription: idOf(unit), status, value };
  });
  return assessed;
}

/** Signs a credential through the VC-API, with both suites unless the options say otherwise. */
export async function issue(server: Server, bearer: string, credential: Json, options: Json = {}): Promise<Json> {
  const answer = await fetch(`${server.origin}/vc-api/credentials/issue`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${bearer}` },
    body: JSON.stringify({ credential, options }),
  });
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Json;
}

/** Sets or clears a bit of a credential that was issued so. */
export async function setStatus(server: Server, bearer: string, credential: Json, purpose: string, status: boolean): Promise<void> {
  const body = { credentialId: credential["id"], credentialStatus: { statusPurpose: purpose }, status };
  const answer = await fetch(`${server.origin}/vc-api/credentials/status`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${bearer}` },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
}
