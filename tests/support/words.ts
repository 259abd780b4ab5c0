import { readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Language } from "./languages.ts";

const locales = resolve(import.meta.dirname, "../../static/locales");

/** What the screens say in a language: journeys name messages, not their words. */
export type Words = (id: string, values?: Record<string, string>) => string;

/** The one-line messages of a language. */
export function wordsOf(language: Language): Words {
  const messages = new Map<string, string>();
  for (const file of readdirSync(resolve(locales, language))) {
    for (const line of readFileSync(resolve(locales, language, file), "utf8").split("\n")) {
      const message = /^([a-z][\w-]*) = (.+)$/.exec(line);
      if (message?.[1] !== undefined && message[2] !== undefined) messages.set(message[1], message[2]);
    }
  }
  return (id, values = {}) => {
    const message = messages.get(id);
    if (message === undefined) throw new Error(`no message ${id} in ${language}`);
    return message.replace(/\{ \$(\w+) \}/g, (whole, name: string) => values[name] ?? whole);
  };
}
