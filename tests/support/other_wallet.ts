import { createHash, createPublicKey, generateKeyPairSync, type JsonWebKey, randomBytes, sign, verify } from "node:crypto";
import { clientAuthenticationAnonymous, HashAlgorithm, type Jwk, setGlobalConfig } from "@openid4vc/oauth2";
import { Openid4vciClient } from "@openid4vc/openid4vci";
import { SDJwtVcInstance } from "@sd-jwt/sd-jwt-vc";

// The registry under test has no certificate of its own on the loopback.
setGlobalConfig({ allowInsecureUrls: true });

/** A wallet built on libraries of another maker, with one key. */
export class OtherWallet {
  readonly #keys = generateKeyPairSync("ed25519");
  readonly publicJwk = this.#keys.publicKey.export({ format: "jwk" }) as Jwk;
  readonly #client = new Openid4vciClient({
    callbacks: {
      hash: (data, algorithm) => createHash(algorithm === HashAlgorithm.Sha256 ? "sha256" : "sha512").update(data).digest(),
      generateRandom: (length) => randomBytes(length),
      clientAuthentication: clientAuthenticationAnonymous(),
      signJwt: (_, { header, payload }) => {
        const text = [header, payload].map((part) => base64url(Buffer.from(JSON.stringify(part)))).join(".");
        return { jwt: `${text}.${base64url(sign(null, Buffer.from(text), this.#keys.privateKey))}`, signerJwk: this.publicJwk };
      },
    },
  });

  /** Receives what an offer's link promises, in the format of that configuration. */
  async receive(link: string, pin: string, configuration: string): Promise<unknown> {
    const offer = await this.#client.resolveCredentialOffer(link);
    const issuerMetadata = await this.#client.resolveIssuerMetadata(offer.credential_issuer);
    const { accessTokenResponse } = await this.#client.retrievePreAuthorizedCodeAccessTokenFromOffer({ credentialOffer: offer, issuerMetadata, txCode: pin });
    const { c_nonce: nonce } = await this.#client.requestNonce({ issuerMetadata });
    const { jwt } = await this.#client.createCredentialRequestJwtProof({
      issuerMetadata,
      credentialConfigurationId: configuration,
      nonce,
      signer: { method: "jwk", publicJwk: this.publicJwk, alg: "EdDSA" },
    });
    const { credentialResponse } = await this.#client.retrieveCredentials({
      issuerMetadata,
      accessToken: accessTokenResponse.access_token,
      credentialConfigurationId: configuration,
      proofs: { jwt: [jwt] },
    });
    const [first] = credentialResponse.credentials ?? [];
    return typeof first === "object" && "credential" in first ? first.credential : first;
  }
}

/** Whether another maker's library takes an SD-JWT VC for genuine; its claims when it does. */
export async function genuine(text: string, issuerKey: JsonWebKey): Promise<Record<string, unknown> | undefined> {
  const key = createPublicKey({ key: issuerKey, format: "jwk" });
  const reader = new SDJwtVcInstance({
    hasher: (data) => createHash("sha256").update(typeof data === "string" ? data : Buffer.from(data)).digest(),
    hashAlg: "sha-256",
    verifier: (data, signature) => verify(null, Buffer.from(data), key, Buffer.from(signature, "base64url")),
    statusListFetcher: async (uri) => (await fetch(uri, { headers: { accept: "application/statuslist+jwt" } })).text(),
    statusVerifier: (data, signature) => verify(null, Buffer.from(data), key, Buffer.from(signature, "base64url")),
  });
  try {
    return { ...(await reader.verify(text)).payload };
  } catch {
    return undefined;
  }
}

function base64url(bytes: Buffer): string {
  return bytes.toString("base64url");
}
