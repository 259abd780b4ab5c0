import { createHash, createPublicKey, generateKeyPairSync, type JsonWebKey, randomBytes, sign, verify } from "node:crypto";
import { type CallbackContext, clientAuthenticationAnonymous, HashAlgorithm, type Jwk, setGlobalConfig } from "@openid4vc/oauth2";
import { Openid4vciClient } from "@openid4vc/openid4vci";
import { type Openid4vpAuthorizationRequest, Openid4vpClient } from "@openid4vc/openid4vp";
import { SDJwtVcInstance } from "@sd-jwt/sd-jwt-vc";
import { seal } from "./jwe.ts";

// The registry under test has no certificate of its own on the loopback.
setGlobalConfig({ allowInsecureUrls: true });

/** A wallet built on libraries of another maker, with one key. */
export class OtherWallet {
  readonly #keys = generateKeyPairSync("ed25519");
  readonly publicJwk = this.#keys.publicKey.export({ format: "jwk" }) as Jwk;
  readonly #callbacks: Omit<CallbackContext, "decryptJwe"> = {
    hash: (data, algorithm) => createHash(algorithm === HashAlgorithm.Sha256 ? "sha256" : "sha512").update(data).digest(),
    generateRandom: (length) => randomBytes(length),
    clientAuthentication: clientAuthenticationAnonymous(),
    signJwt: (_, { header, payload }) => ({ jwt: this.#sign(header, payload), signerJwk: this.publicJwk }),
    verifyJwt: async (signer, { compact }) => {
      if (signer.method !== "did") return { verified: false };
      const signerJwk = await keyOf(signer.didUrl);
      const [header, payload, signature = ""] = compact.split(".");
      const key = createPublicKey({ key: signerJwk, format: "jwk" });
      const verified = verify(null, Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, "base64url"));
      return verified ? { verified, signerJwk } : { verified };
    },
    encryptJwe: (encryptor, data) => ({ jwe: seal(data, encryptor.publicJwk, "A256GCM"), encryptionJwk: encryptor.publicJwk }),
  };
  readonly #client = new Openid4vciClient({ callbacks: this.#callbacks });
  readonly #presenting = new Openid4vpClient({ callbacks: { ...this.#callbacks, decryptJwe: () => ({ decrypted: false }) } });

  #sign(header: object, payload: object): string {
    const text = [header, payload].map((part) => base64url(Buffer.from(JSON.stringify(part)))).join(".");
    return `${text}.${base64url(sign(null, Buffer.from(text), this.#keys.privateKey))}`;
  }

  /** Reads a verifier's request as this library does: its signature, its form, its version. */
  async asked(link: string): Promise<Openid4vpAuthorizationRequest> {
    const { params } = this.#presenting.parseOpenid4vpAuthorizationRequest({ authorizationRequest: link });
    const resolved = await this.#presenting.resolveOpenId4vpAuthorizationRequest({ authorizationRequestPayload: params });
    if (resolved.version !== 100) throw new Error(`not version 1.0 but ${resolved.version}`);
    return resolved.authorizationRequestPayload as Openid4vpAuthorizationRequest;
  }

  /** Shows an SD-JWT with the named claims alone, bound to the request; the verifier's status. */
  async show(request: Openid4vpAuthorizationRequest, compact: string, claims: string[]): Promise<number> {
    const presenter = new SDJwtVcInstance({
      hasher: (data) => createHash("sha256").update(typeof data === "string" ? data : Buffer.from(data)).digest(),
      hashAlg: "sha-256",
      kbSigner: (data) => base64url(sign(null, Buffer.from(data), this.#keys.privateKey)),
      kbSignAlg: "EdDSA",
    });
    const frame = Object.fromEntries(claims.map((claim) => [claim, true]));
    const payload = { iat: Math.floor(Date.now() / 1000), aud: request.client_id ?? "", nonce: request.nonce };
    const shown = await presenter.present(compact, frame, { kb: { payload } });
    const { authorizationResponsePayload, jarm } = await this.#presenting.createOpenid4vpAuthorizationResponse({
      authorizationRequestPayload: request,
      authorizationResponsePayload: { vp_token: { certificate: [shown] } },
      ...(request.response_mode === "direct_post.jwt" && {
        jarm: {
          encryption: { nonce: request.nonce },
          serverMetadata: {
            authorization_signing_alg_values_supported: [],
            authorization_encryption_alg_values_supported: ["ECDH-ES"],
            authorization_encryption_enc_values_supported: ["A256GCM"],
          },
        },
      }),
    });
    const sent = await this.#presenting.submitOpenid4vpAuthorizationResponse({
      authorizationRequestPayload: request,
      authorizationResponsePayload,
      ...(jarm && { jarm: { responseJwt: jarm.responseJwt } }),
    });
    return sent.response.status;
  }

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

/** The key of a method of a `did:web` on this machine. */
async function keyOf(didUrl: string): Promise<Jwk> {
  const [did = ""] = didUrl.split("#");
  const host = decodeURIComponent(did.replace("did:web:", ""));
  const document = (await (await fetch(`http://${host}/.well-known/did.json`)).json()) as { verificationMethod: { id: string; publicKeyMultibase: string }[] };
  const multibase = document.verificationMethod.find(({ id }) => id === didUrl)?.publicKeyMultibase ?? "";
  return { kty: "OKP", crv: "Ed25519", x: base64url(ed25519Of(multibase)) };
}

const base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** The 32 bytes of `z6Mk…`: after the two of its kind. */
function ed25519Of(multibase: string): Buffer {
  let number = 0n;
  for (const letter of multibase.slice(1)) number = number * 58n + BigInt(base58.indexOf(letter));
  return Buffer.from(number.toString(16).padStart(68, "0"), "hex").subarray(2);
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
