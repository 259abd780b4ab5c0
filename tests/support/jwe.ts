import { createCipheriv, createDecipheriv, createHash, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, randomBytes } from "node:crypto";
import type { Jwk } from "@openid4vc/oauth2";

// Encryption as other makers' software does it (RFC 7516, RFC 7518 section 4.6), with Node's own cryptography.

const ciphers = { A128GCM: { cipher: "aes-128-gcm", bits: 128 }, A256GCM: { cipher: "aes-256-gcm", bits: 256 } } as const;

function length(text: Buffer): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(text.length);
  return bytes;
}

function contentKey(shared: Buffer, enc: keyof typeof ciphers): Buffer {
  const name = Buffer.from(enc);
  const [round, bits] = [Buffer.from([0, 0, 0, 1]), Buffer.alloc(4)];
  bits.writeUInt32BE(ciphers[enc].bits);
  const none = Buffer.alloc(4);
  const hash = createHash("sha256").update(Buffer.concat([round, shared, length(name), name, none, none, bits])).digest();
  return hash.subarray(0, ciphers[enc].bits / 8);
}

/** Encrypts a text for a key on P-256. */
export function seal(text: string, to: Jwk, enc: keyof typeof ciphers): string {
  const own = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const shared = diffieHellman({ privateKey: own.privateKey, publicKey: createPublicKey({ key: to, format: "jwk" }) });
  const epk = own.publicKey.export({ format: "jwk" });
  const header = Buffer.from(JSON.stringify({ alg: "ECDH-ES", enc, kid: to.kid, epk })).toString("base64url");
  const nonce = randomBytes(12);
  const cipher = createCipheriv(ciphers[enc].cipher, contentKey(shared, enc), nonce);
  cipher.setAAD(Buffer.from(header));
  const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
  return [header, "", ...[nonce, sealed, cipher.getAuthTag()].map((part) => part.toString("base64url"))].join(".");
}

/** Opens what was encrypted for a private key on P-256. */
export function open(jwe: string, key: Jwk): string {
  const [protectedHeader = "", , nonce = "", sealed = "", tag = ""] = jwe.split(".");
  const header = JSON.parse(Buffer.from(protectedHeader, "base64url").toString());
  const enc = header.enc as keyof typeof ciphers;
  const shared = diffieHellman({ privateKey: createPrivateKey({ key, format: "jwk" }), publicKey: createPublicKey({ key: header.epk, format: "jwk" }) });
  const decipher = createDecipheriv(ciphers[enc].cipher, contentKey(shared, enc), Buffer.from(nonce, "base64url"));
  decipher.setAAD(Buffer.from(protectedHeader));
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([decipher.update(Buffer.from(sealed, "base64url")), decipher.final()]).toString();
}
