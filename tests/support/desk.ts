import { type APIRequestContext, expect, request } from "@playwright/test";
import { type Account, sessionOf } from "./accounts.ts";

/** A certificate and how its holder gets it. */
export interface Issued {
  id: string;
  number: string;
  code: string;
  pin: string;
  /** What wallets of other makers take, `openid-credential-offer://…`. */
  /** By reference. */
  walletLink: string;
  walletLinkByValue: string;
}

/** A standard, and the institution that certifies it. */
export interface Case {
  org: string;
  framework: string;
  standard: string;
  assessor: Account;
  signatory: Account;
}

export const electrician: Case = {
  org: "sena",
  framework: "co-sena-nscl",
  standard: "280101175",
  assessor: "assessor",
  signatory: "signatory",
};

/** An assessment that waits for its signature. */
export interface Submitted {
  id: string;
  version: number;
}

interface Unit {
  unit: string;
}
interface Assessment {
  id: string;
  version: number;
  units: Unit[];
}

/** What happens at an institution, done through the interface: for journeys that begin later. */
export class Desk {
  private constructor(
    readonly origin: string,
    private readonly callers: Map<Account, APIRequestContext>,
  ) {}

  static at(origin: string): Desk {
    return new Desk(origin, new Map());
  }

  /** Assesses, signs and offers; the candidate is a new person. */
  async issue(name: string, kind: Case = electrician): Promise<Issued> {
    return this.sign(await this.submit(name, kind), kind);
  }

  /** Assesses, up to where the signatory has to sign. */
  async submit(name: string, kind: Case = electrician): Promise<Submitted> {
    const base = `/api/v1/orgs/${kind.org}`;
    const number = `B${Math.random().toString(36).slice(2, 12)}`;
    const candidate = await this.#post<{ id: string }>(kind.assessor, `${base}/candidates`, {
      name,
      birth_date: "1992-04-11",
      evidence: { document_type: "passport", country: "CO", number, assurance: "seen" },
    });
    const started = await this.#post<Assessment>(kind.assessor, `${base}/assessments`, {
      candidate_id: candidate.id,
      framework: kind.framework,
      standard: kind.standard,
    });
    const one = `${base}/assessments/${started.id}`;
    const units = started.units.map(({ unit }) => ({
      unit,
      evidence: [{ kind: "performance", text: "Observada en el taller" }],
      verdict: "competent",
    }));
    const saved = await this.#send<Assessment>(kind.assessor, "PUT", one, { version: started.version, units, observations: "" });
    const submitted = await this.#post<Assessment>(kind.assessor, `${one}/submit`, { version: saved.version });
    return { id: started.id, version: submitted.version };
  }

  /** Signs what was submitted, and offers it. */
  async sign(submitted: Submitted, kind: Case = electrician): Promise<Issued> {
    const one = `/api/v1/orgs/${kind.org}/assessments/${submitted.id}`;
    const signed = await this.#post<{ certificate: { id: string; number: string }; offer: { offer: { code: string; wallet_link: string; wallet_link_by_value: string }; pin: string } }>(
      kind.signatory,
      `${one}/sign-off`,
      { version: submitted.version },
    );
    const { certificate, offer } = signed;
    return { id: certificate.id, number: certificate.number, code: offer.offer.code, pin: offer.pin, walletLink: offer.offer.wallet_link, walletLinkByValue: offer.offer.wallet_link_by_value };
  }

  /** Suspends, lifts or revokes. */
  async change(certificate: Issued, what: "suspend" | "lift" | "revoke", reason: object, kind: Case = electrician): Promise<void> {
    await this.#post(kind.signatory, `/api/v1/orgs/${kind.org}/certificates/${certificate.id}/${what}`, reason);
  }

  async close(): Promise<void> {
    for (const caller of this.callers.values()) await caller.dispose();
  }

  #post<T>(as: Account, path: string, data: object): Promise<T> {
    return this.#send(as, "POST", path, data);
  }

  async #send<T>(as: Account, method: string, path: string, data: object): Promise<T> {
    const answer = await (await this.#caller(as)).fetch(path, { method, data });
    expect(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    return answer.json();
  }

  async #caller(as: Account): Promise<APIRequestContext> {
    const known = this.callers.get(as);
    if (known) return known;
    const storageState = await sessionOf(this.origin, as);
    const asking = await request.newContext({ baseURL: this.origin, storageState });
    const session: { csrf: string } = await (await asking.get("/api/v1/session")).json();
    await asking.dispose();
    const caller = await request.newContext({
      baseURL: this.origin,
      storageState,
      extraHTTPHeaders: { "x-puente-csrf": session.csrf },
    });
    this.callers.set(as, caller);
    return caller;
  }
}
