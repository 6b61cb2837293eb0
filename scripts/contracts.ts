/** Writes and checks what is generated from the contracts: each service's openapi.yml, and the types of its client. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { typesOf } from "@skein/api-client/generate";
import { openApiOf } from "@skein/contracts/openapi";
import type { Service } from "@skein/contracts/openapi/service";
import { services } from "@skein/contracts/openapi/services";
import { stringify } from "yaml";

const help = `npm run contracts -- generate|check [--json]

  generate   writes services/<service>/openapi.yml and packages/api-client/src/generated from packages/contracts
  check      compares instead of writing; exit code 1 when a file does not say what the contracts say
  --json     print the result as JSON: [{"file", "state": "current" | "written" | "stale" | "missing"}]`;

interface Result {
  readonly file: string;
  readonly state: "current" | "written" | "stale" | "missing";
}

const root = path.resolve(import.meta.dirname, "..");
const mend = "npm run contracts -- generate";

interface Document {
  readonly file: string;
  readonly text: string;
}

const openApiFile = (service: Service): Document => ({
  file: path.join("services", service.name, "openapi.yml"),
  text: `# Generated from packages/contracts by \`${mend}\`; edit the contracts, not this file.\n${stringify(
    openApiOf(service),
    // Unfolded, or the formatter would fold the lines its own way and the check would call them stale.
    { lineWidth: 0, aliasDuplicateObjects: false, compat: "yaml-1.1" },
  )}`,
});

const clientFile = async (service: Service): Promise<Document> => ({
  file: path.join("packages", "api-client", "src", "generated", `${service.name}.ts`),
  text: await typesOf(openApiOf(service), `services/${service.name}/openapi.yml by \`${mend}\``),
});

const documents: readonly Document[] = [
  ...services.map(openApiFile),
  ...(await Promise.all(services.map(clientFile))),
];

const read = (file: string): string | undefined => {
  try {
    return readFileSync(path.join(root, file), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
};

const generate = (): readonly Result[] =>
  documents.map(({ file, text }) => {
    if (read(file) === text) return { file, state: "current" };
    writeFileSync(path.join(root, file), text);
    return { file, state: "written" };
  });

const check = (): readonly Result[] =>
  documents.map(({ file, text }) => {
    const found = read(file);
    if (found === undefined) return { file, state: "missing" };
    return { file, state: found === text ? "current" : "stale" };
  });

const print = (results: readonly Result[], asJson: boolean) => {
  if (asJson) console.log(JSON.stringify(results));
  else
    for (const { file, state } of results)
      if (state === "stale" || state === "missing")
        console.error(`${file} is ${state}: run \`${mend}\` and commit the result`);
      else console.log(`${file} is ${state === "written" ? "written" : "up to date"}`);
};

const main = (): number => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const [command, ...rest] = positionals;
  if ((command !== "generate" && command !== "check") || rest.length > 0) {
    console.error(`contracts: say what to do, generate or check; --help tells more`);
    return 2;
  }
  const results = command === "generate" ? generate() : check();
  print(results, values.json ?? false);
  return results.some(({ state }) => state === "stale" || state === "missing") ? 1 : 0;
};

process.exitCode = main();
