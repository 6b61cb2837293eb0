/** What `npm test` checks, cheapest first. */
export interface Gate {
  readonly name: string;
  readonly title: string;
  /** Command and arguments; commands come from `node_modules/.bin`. */
  readonly command: readonly [string, ...string[]];
  /** A vitest gate counts its test cases, any other gate counts as one check. */
  readonly runner?: "vitest";
}

const vitest = (name: string, title: string): Gate => ({
  name,
  title,
  command: ["vitest", "run", "--project", name, "--reporter=default", "--reporter=json"],
  runner: "vitest",
});

export const gates: readonly Gate[] = [
  { name: "lint", title: "format and lint (Biome)", command: ["biome", "check", "--error-on-warnings", "."] },
  { name: "types", title: "types (tsc)", command: ["tsc", "-p", "."] },
  {
    name: "browser-types",
    title: "types of what runs in browsers (tsc)",
    command: ["tsc", "-p", "packages/web/browser"],
  },
  {
    name: "architecture",
    title: "imports run one way, no circles",
    command: ["depcruise", "packages", "services", "scripts", "--output-type", "err"],
  },
  {
    name: "contracts",
    title: "openapi.yml and client of each service are what its contracts say",
    command: ["node", "scripts/contracts.ts", "check"],
  },
  vitest("unit", "rules and parts"),
  vitest("integration", "engines, plugin and adapters over the real wire"),
  {
    name: "templates",
    title: "every service packages without an account; templates keep the rules",
    command: ["node", "scripts/templates.ts"],
  },
  vitest("e2e", "npm start, as a stranger would use it"),
];
