import type { Account } from "./accounts.ts";

/** A screen: its address, who sees it, and its name in the gallery. */
export interface Route {
  path: string;
  name: string;
  as?: Account;
}

/** Every screen that has an address without an id in it. */
export const routes: Route[] = [
  { path: "/", name: "home" },
  { path: "/verify", name: "verify" },
  { path: "/nowhere", name: "not-found" },
];
