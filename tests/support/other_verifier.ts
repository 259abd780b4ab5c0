import { generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo } from "node:net";
import { HashAlgorithm, type Jwk, setGlobalConfig } from "@openid4vc/oauth2";
import { type Openid4vpAuthorizationRequest, Openid4vpVerifier } from "@openid4vc/openid4vp";
import { createHash } from "node:crypto";
import { open } from "./jwe.ts";

setGlobalConfig({ allowInsecureUrls: true });

/** A verifier built on a library of another maker, on an origin of its own. */
export class OtherVerifier {
  readonly #keys = generateKeyPairSync("ed25519");
  readonly #answers = generateKeyPairSync("ec", { namedCurve: "P-256" });
  readonly #server = createServer((request, answer) => void this.#serve(request).then(([status, type, body]) => {
    answer.writeHead(status, { "content-type": type, "access-control-allow-origin": "*", "access-control-allow-headers": "content-type" });
    answer.end(body);
  }));
  #token = "";
  #payload: Openid4vpAuthorizationRequest | undefined;
  /** What the wallet sent, as this library read it; the error when it refused. */
  received: Record<string, unknown> | undefined;

  readonly #library = new Openid4vpVerifier({
    callbacks: {
      hash: (data, algorithm) => createHash(algorithm === HashAlgorithm.Sha256 ? "sha256" : "sha512").update(data).digest(),
      signJwt: (_, { header, payload }) => {
        const text = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
        const jwt = `${text}.${sign(null, Buffer.from(text), this.#keys.privateKey).toString("base64url")}`;
        return { jwt, signerJwk: this.#keys.publicKey.export({ format: "jwk" }) as Jwk };
      },
      verifyJwt: () => ({ verified: false }),
      encryptJwe: () => {
        throw new Error("a verifier encrypts nothing");
      },
      decryptJwe: (jwe) => {
        const decryptionJwk = { ...this.#answers.privateKey.export({ format: "jwk" }), kid: "answers" } as Jwk;
        return { decrypted: true, decryptionJwk, payload: open(jwe, decryptionJwk) };
      },
    },
  });

  async start(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
  }

  stop(): void {
    this.#server.close();
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** A request for claims of an SD-JWT, answered encrypted; its link. */
  async ask(query: object): Promise<string> {
    const multikey = this.#keys.publicKey.export({ format: "jwk" });
    const did = `did:jwk:${Buffer.from(JSON.stringify({ kty: "OKP", crv: "Ed25519", x: multikey.x })).toString("base64url")}`;
    const answers = { ...this.#answers.publicKey.export({ format: "jwk" }), kid: "answers", use: "enc", alg: "ECDH-ES" };
    const made = await this.#library.createOpenId4vpAuthorizationRequest({
      jar: { requestUri: `http://${this.host}/request`, jwtSigner: { method: "did", didUrl: `${did}#0`, alg: "EdDSA" }, expiresInSeconds: 300 },
      authorizationRequestPayload: {
        response_type: "vp_token",
        response_mode: "direct_post.jwt",
        client_id: `decentralized_identifier:${did}`,
        response_uri: `http://${this.host}/answer`,
        nonce: randomUUID(),
        state: randomUUID(),
        dcql_query: query,
        client_metadata: {
          jwks: { keys: [answers as Jwk] },
          encrypted_response_enc_values_supported: ["A128GCM"],
          vp_formats_supported: { "dc+sd-jwt": { "sd-jwt_alg_values": ["EdDSA"], "kb-jwt_alg_values": ["EdDSA"] } },
        },
      },
    });
    this.#token = made.jar?.authorizationRequestJwt ?? "";
    this.#payload = made.authorizationRequestPayload as Openid4vpAuthorizationRequest;
    return made.authorizationRequest;
  }

  async #serve(request: IncomingMessage): Promise<[number, string, string]> {
    if (request.method === "OPTIONS") return [204, "text/plain", ""];
    if (request.url === "/request") return [200, "application/oauth-authz-req+jwt", this.#token];
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const authorizationResponse = Object.fromEntries(new URLSearchParams(body));
    if (this.#payload === undefined) return [404, "application/json", "{}"];
    const payload = { ...this.#payload };
    const read = await this.#library.parseOpenid4vpAuthorizationResponse({ authorizationResponse, authorizationRequestPayload: payload, callbacks: this.#callbacks });
    this.received = read.authorizationResponsePayload;
    return [200, "application/json", JSON.stringify({ redirect_uri: `http://${this.host}/thanks` })];
  }

  get #callbacks() {
    return {
      verifyJwt: () => ({ verified: false as const }),
      decryptJwe: (jwe: string) => {
        const decryptionJwk = { ...this.#answers.privateKey.export({ format: "jwk" }), kid: "answers" } as Jwk;
        return { decrypted: true as const, decryptionJwk, payload: open(jwe, decryptionJwk) };
      },
    };
  }
}
