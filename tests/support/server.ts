import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const binary = process.env.PUENTE_BINARY ?? resolve(import.meta.dirname, "../../target/debug/puente");

/** A running registry with demonstration data, in a folder of its own. */
export class Server {
  readonly #process: ChildProcess;
  readonly #log: string[];

  private constructor(
    process: ChildProcess,
    log: string[],
    /** Such as `http://127.0.0.1:40123`. */
    readonly origin: string,
    /** The data directory; gone after `stop`. */
    readonly data: string,
  ) {
    this.#process = process;
    this.#log = log;
  }

  /** Starts a registry on a free port and waits until it is ready. */
  static async start(options: { demo?: boolean } = {}): Promise<Server> {
    const data = await mkdtemp(join(tmpdir(), "puente-browser-"));
    const address = `127.0.0.1:${await freePort()}`;
    const demo = options.demo === false ? [] : ["--demo"];
    const process = spawn(binary, ["serve", "--addr", address, "--data", data, ...demo], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const log: string[] = [];
    process.stdout?.on("data", (chunk: Buffer) => log.push(chunk.toString()));
    process.stderr?.on("data", (chunk: Buffer) => log.push(chunk.toString()));
    const server = new Server(process, log, `http://${address}`, data);
    await server.#ready();
    return server;
  }

  /** What the server printed and logged so far. */
  get log(): string {
    return this.#log.join("");
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const exit = once(this.#process, "exit");
      this.#process.kill("SIGTERM");
      await exit;
    }
    await rm(this.data, { recursive: true, force: true });
  }

  async #ready(): Promise<void> {
    const until = Date.now() + 60_000;
    while (Date.now() < until) {
      if (this.#process.exitCode !== null) break;
      const answer = await fetch(`${this.origin}/readyz`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((wake) => setTimeout(wake, 100));
    }
    const log = this.log;
    await this.stop();
    throw new Error(`the server did not become ready:\n${log}`);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
