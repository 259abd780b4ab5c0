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
  { path: "/wallet", name: "wallet" },
  { path: "/wallet/claim", name: "wallet-claim" },
  { path: "/wallet/shares", name: "wallet-shares" },
  { path: "/wallet/backup", name: "wallet-backup" },
  { path: "/wallet/access", name: "wallet-access" },
  { path: "/wallet/answer", name: "wallet-answer" },
  { path: "/wallet/waiting", name: "wallet-waiting" },
  { path: "/verify", name: "verify" },
  { path: "/verify/ask", name: "verify-ask" },
  { path: "/nowhere", name: "not-found" },
  { path: "/login", name: "login" },
  { path: "/account", name: "account", as: "assessor" },
  { path: "/desk", name: "desk", as: "signatory" },
  { path: "/desk/candidates", name: "desk-candidates", as: "assessor" },
  { path: "/desk/candidates/new", name: "desk-register", as: "assessor" },
  { path: "/desk/assessments", name: "desk-assessments", as: "assessor" },
  { path: "/desk/signoff", name: "desk-sign-off", as: "signatory" },
  { path: "/desk/certificates", name: "desk-certificates", as: "signatory" },
  { path: "/desk/openings", name: "desk-openings", as: "signatory" },
  { path: "/workbench", name: "workbench", as: "curator" },
  { path: "/workbench/frameworks/co-sena-nscl", name: "workbench-framework", as: "curator" },
  { path: "/workbench/frameworks/ec-secap", name: "workbench-framework-own", as: "curator" },
  { path: "/workbench/frameworks/ec-secap/ILUSTRATIVO-EL-02", name: "workbench-standard", as: "curator" },
  { path: "/workbench/crosswalks", name: "workbench-crosswalks", as: "curator" },
  { path: "/workbench/crosswalks/co-sena-nscl--ec-secap", name: "workbench-crosswalk", as: "reviewer" },
  { path: "/workbench/blocs", name: "workbench-blocs", as: "curator" },
  { path: "/workbench/blocs/new", name: "workbench-bloc-new", as: "curator" },
  { path: "/workbench/legal-bases", name: "workbench-legal-bases", as: "reviewer" },
  { path: "/workbench/legal-bases/new", name: "workbench-legal-basis-new", as: "curator" },
  { path: "/workbench/statistics", name: "workbench-statistics", as: "curator" },
  { path: "/workbench/crosswalks/co-sena-nscl--ec-secap/decide", name: "workbench-decide", as: "curator" },
  { path: "/workbench/crosswalks/co-sena-nscl--ec-secap/review", name: "workbench-review", as: "reviewer" },
  { path: "/workbench/crosswalks/co-sena-nscl--ec-secap/findings", name: "workbench-findings", as: "curator" },
  { path: "/workbench/crosswalks/co-sena-nscl--ec-secap/rejected", name: "workbench-rejected", as: "curator" },
  { path: "/workbench/crosswalks/co-sena-nscl--ec-secap/import", name: "workbench-sssom", as: "curator" },
  { path: "/workbench/frameworks/import", name: "workbench-import", as: "curator" },
  { path: "/workbench/frameworks/ec-secap/diff", name: "workbench-versions", as: "curator" },
  { path: "/workbench/crosswalks/co-sena-nscl--ec-secap/gaps", name: "workbench-gaps", as: "reviewer" },
  { path: "/workbench/coverage", name: "workbench-coverage", as: "curator" },
  { path: "/workbench/agreements", name: "workbench-agreements", as: "curator" },
  { path: "/workbench/agreements/new", name: "workbench-agreement-new", as: "curator" },
  { path: "/workbench/decisions", name: "workbench-decisions", as: "reviewer" },
  { path: "/workbench/decisions/new", name: "workbench-decision-new", as: "curator" },
  { path: "/workbench/decisions/import", name: "workbench-decisions-import", as: "curator" },
  { path: "/workbench/agreements/import", name: "workbench-agreements-import", as: "curator" },
  { path: "/desk/settings", name: "desk-settings", as: "admin" },
  { path: "/admin", name: "admin", as: "operator" },
  { path: "/admin/organisations/sena", name: "admin-organisation", as: "operator" },
  { path: "/admin/audit", name: "admin-audit", as: "operator" },
  { path: "/admin/health", name: "admin-health", as: "operator" },
];
