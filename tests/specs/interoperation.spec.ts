import type { JsonWebKey } from "node:crypto";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import * as sd from "@digitalbazaar/ecdsa-sd-2023-cryptosuite";
import { generate } from "@digitalbazaar/ed25519-multikey";
import * as vc from "@digitalbazaar/vc";
import { checkStatus } from "@digitalbazaar/vc-bitstring-status-list";
import { Desk } from "../support/desk.ts";
import { expect, phone, ready, test } from "../support/fixtures.ts";
import { documents, type Suite, suites, verifying } from "../support/independent.ts";
import { certificate, issue, type Json, setStatus, token } from "../support/issue.ts";
import { OtherVerifier } from "../support/other_verifier.ts";
import { genuine, OtherWallet } from "../support/other_wallet.ts";
import type { Server } from "../support/server.ts";
import { claim } from "../support/wallet.ts";
import { wordsOf } from "../support/words.ts";

// Libraries of another maker on one side; on the other the registry's interface, without a browser but for the last.

/** The credential with one of its proofs only, which is what their verifier takes. */
function withOnly(credential: Json, suite: Suite): Json {
  const proof = [credential["proof"]].flat().find((proof) => (proof as Json)["cryptosuite"] === suite);
  if (proof === undefined) throw new Error(`no proof by ${suite}`);
  return { ...credential, proof };
}

function tampered(credential: Json): Json {
  return { ...credential, name: `${String(credential["name"])}.` };
}

async function ourVerdict(server: Server, bearer: string, verifiableCredential: Json): Promise<number> {
  const answer = await fetch(`${server.origin}/vc-api/credentials/verify`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${bearer}` },
    body: JSON.stringify({ verifiableCredential, options: {} }),
  });
  return answer.status;
}

for (const suite of Object.keys(suites) as Suite[]) {
  test(`what the registry signs verifies elsewhere with ${suite}, and not when it was changed`, async ({ server }) => {
    const signed = await issue(server, await token(server, "sena"), await certificate(server, "sena"));
    const documentLoader = documents(server);
    const check = (credential: Json): Promise<{ verified: boolean; error?: unknown }> =>
      vc.verifyCredential({ credential, suite: verifying(suite), documentLoader, checkStatus: async () => ({ verified: true }) });
    const found = await check(withOnly(signed, suite));
    expect(found.verified, JSON.stringify(found.error)).toBe(true);
    expect((await check(tampered(withOnly(signed, suite)))).verified).toBe(false);
  });

  test(`what is signed elsewhere with ${suite} verifies here, and not when it was changed`, async ({ server }) => {
    const bearer = await token(server, "sena");
    const key = await generate();
    const did = `did:key:${key.publicKeyMultibase}`;
    key.controller = did;
    key.id = `${did}#${key.publicKeyMultibase}`;
    const { credentialStatus: _, ...unsigned } = await certificate(server, "sena");
    const proof = new DataIntegrityProof({ signer: key.signer(), cryptosuite: suites[suite].signing() });
    const credential = { ...unsigned, issuer: did };
    const signed = await vc.issue({ credential, suite: proof, documentLoader: documents(server) });
    expect(await ourVerdict(server, bearer, signed)).toBe(200);
    expect(await ourVerdict(server, bearer, tampered(signed))).toBeGreaterThanOrEqual(400);
  });
}

test("another maker's library shows a part of what the registry signed, and both sides take it", async ({ server }) => {
  const bearer = await token(server, "sena");
  const options = { cryptosuite: "ecdsa-sd-2023", mandatoryPointers: ["/issuer", "/validFrom", "/credentialStatus"] };
  const { credentialSubject, ...rest } = await certificate(server, "sena");
  expect(JSON.stringify(credentialSubject)).toContain('"hashed":false');
  const licensed = { ...rest, credentialSubject: { ...(credentialSubject as Json), licenseNumber: "SENA-2026-000001" } };
  const whole = await issue(server, bearer, licensed, options);
  const documentLoader = documents(server);
  const disclosing = sd.createDiscloseCryptosuite({ selectivePointers: ["/name", "/credentialSubject/identifier", "/credentialSubject/achievement"] });
  const part = await vc.derive({ verifiableCredential: whole, suite: new DataIntegrityProof({ cryptosuite: disclosing }), documentLoader });
  expect(JSON.stringify(part)).not.toContain("SENA-2026-000001");
  const check = (credential: Json): Promise<{ verified: boolean; error?: unknown }> => {
    const suite = new DataIntegrityProof({ cryptosuite: sd.createVerifyCryptosuite() });
    return vc.verifyCredential({ credential, suite, documentLoader, checkStatus: async () => ({ verified: true }) });
  };
  const found = await check(part);
  expect(found.verified, JSON.stringify(found.error)).toBe(true);
  expect((await check(tampered(part))).verified).toBe(false);
  expect(await ourVerdict(server, bearer, part)).toBe(200);
  expect(await ourVerdict(server, bearer, tampered(part))).toBeGreaterThanOrEqual(400);
});

test("another maker's reader of status lists sees a revocation", async ({ server }) => {
  const bearer = await token(server, "sena");
  const signed = await issue(server, bearer, await certificate(server, "sena"));
  const read = async (): Promise<boolean[]> => {
    const found = await checkStatus({ credential: signed, suite: verifying("eddsa-rdfc-2022"), documentLoader: documents(server) });
    expect(found.error, JSON.stringify(found)).toBeUndefined();
    const of = (purpose: string): boolean => found.results.find(({ credentialStatus }) => credentialStatus.statusPurpose === purpose)?.status ?? false;
    return [of("revocation"), of("suspension")];
  };
  expect(await read()).toEqual([false, false]);
  await setStatus(server, bearer, signed, "suspension", true);
  expect(await read()).toEqual([false, true]);
  await setStatus(server, bearer, signed, "revocation", true);
  expect(await read()).toEqual([true, true]);
});

test("a wallet of another maker fetches a certificate in both formats", async ({ server }) => {
  const desk = Desk.at(server.origin);
  const issued = await desk.issue("Nidia Calvache");
  const wallet = new OtherWallet();
  const linked = (await wallet.receive(issued.walletLink, issued.pin, "certificate-ldp-vc")) as Json;
  expect((linked["credentialSubject"] as Json)["id"]).toMatch(/^did:/);
  const checkAll = { credential: withOnly(linked, "eddsa-rdfc-2022"), suite: verifying("eddsa-rdfc-2022"), documentLoader: documents(server), checkStatus };
  expect((await vc.verifyCredential(checkAll)).verified).toBe(true);

  const compact = (await wallet.receive(issued.walletLinkByValue, issued.pin, "certificate-sd-jwt")) as string;
  const published = (await (await fetch(`${server.origin}/.well-known/jwt-vc-issuer/orgs/sena`)).json()) as { jwks: { keys: JsonWebKey[] } };
  const [key = {}] = published.jwks.keys;
  const claims = await genuine(compact, key);
  expect(claims?.["cnf"]).toMatchObject({ jwk: { x: wallet.publicJwk.x } });
  const [head = "", ...disclosures] = compact.split("~");
  const [header = "", payload = "", signature = ""] = head.split(".");
  const changed = Buffer.from(Buffer.from(payload, "base64url").toString().replace("sena", "secap")).toString("base64url");
  expect(await genuine([[header, changed, signature].join("."), ...disclosures].join("~"), key)).toBeUndefined();

  await desk.change(issued, "revoke", { reason: "fraud", note: "La evidencia no era auténtica." });
  expect(await genuine(compact, key)).toBeUndefined();
  await desk.close();
});

for (const encrypted of [false, true]) {
  test(`a wallet of another maker shows exactly what is asked for${encrypted ? ", encrypted" : ""}`, async ({ server }) => {
    const desk = Desk.at(server.origin);
    const issued = await desk.issue("Nidia Calvache");
    const wallet = new OtherWallet();
    const compact = (await wallet.receive(issued.walletLink, issued.pin, "certificate-sd-jwt")) as string;
    const asking = async (path: string, body: object): Promise<Json> => {
      const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
      return (await (await fetch(`${server.origin}/api/v1/presentation-requests${path}`, init)).json()) as Json;
    };
    const made = await asking("", { facts: ["name"], optional: ["birth-date"], encrypted });
    const request = await wallet.asked(String(made["link"]));
    expect(request.response_mode).toBe(encrypted ? "direct_post.jwt" : "direct_post");
    expect(await wallet.show(request, compact, ["certificate_number"])).toBe(400);
    expect(await wallet.show(request, compact, ["name"])).toBe(200);
    const answer = await asking(`/${String(made["id"])}/answer`, { secret: made["secret"] });
    const found = answer["verification"] as { state: string; certificate: Json };
    expect(found.state).toBe("valid");
    expect(found.certificate["holder_name"]).toBe("Nidia Calvache");
    expect(found.certificate).not.toHaveProperty("birth_date");
    await desk.close();
  });
}

test("this wallet answers a verifier of another maker, encrypted, with what its person chose", async ({ server, visit }) => {
  const t = wordsOf("es");
  const desk = Desk.at(server.origin);
  const issued = await desk.issue("Nidia Calvache");
  const page = await visit({ size: phone });
  await claim(page, t, issued);
  const verifier = new OtherVerifier();
  await verifier.start();
  const link = await verifier.ask({
    credentials: [{
      id: "certificate",
      format: "dc+sd-jwt",
      meta: { vct_values: [`${server.origin}/vct/certificate`] },
      claims: [{ id: "n", path: ["name"] }, { id: "b", path: ["birthdate"] }],
      claim_sets: [["n", "b"], ["n"]],
    }],
  });
  await page.goto("/wallet/answer");
  await ready(page);
  await page.getByLabel(t("answer-text"), { exact: true }).fill(link);
  await page.getByRole("button", { name: t("continue") }).click();
  await expect(page.getByText(t("answer-who-unsigned", { name: verifier.host }))).toBeVisible();
  await page.getByRole("button", { name: t("answer-send") }).click();
  await expect(page.getByRole("link", { name: t("answer-go-on", { name: verifier.host }) })).toBeVisible();
  const shown = (verifier.received?.["vp_token"] as { certificate: string[] }).certificate[0] ?? "";
  const published = (await (await fetch(`${server.origin}/.well-known/jwt-vc-issuer/orgs/sena`)).json()) as { jwks: { keys: JsonWebKey[] } };
  const claims = await genuine(shown, published.jwks.keys[0] ?? {});
  expect(claims?.["name"]).toBe("Nidia Calvache");
  expect(claims).not.toHaveProperty("birthdate");
  verifier.stop();
  await desk.close();
});
