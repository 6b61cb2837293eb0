/**
 * The arrows of the house (docs/architecture.md): services -> lambda-kit -> contracts,
 * services -> api-client -> contracts, web -> api-client, serverless-local -> local-cloud, domain -> nothing of AWS.
 * `npm test` enforces them.
 */
const path = (pattern) => ({ path: pattern });

/** Packages that consist of types: there is nothing to resolve at run time. */
const typesOnly = "^aws-lambda$";

/** Everything in `from` may import from itself, from `allowed` and from npm; other workspace code is refused. */
const onlyImports = (name, from, allowed) => ({
  name,
  severity: "error",
  from: path(`^${from}`),
  to: {
    path: "^(packages|services|scripts|test)/",
    pathNot: [`^${from}`, ...allowed.map((folder) => `^packages/${folder}/`)],
  },
});

module.exports = {
  forbidden: [
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-unresolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: typesOnly },
    },
    onlyImports("contracts-import-nothing", "packages/contracts/", []),
    onlyImports("lambda-kit-imports-contracts", "packages/lambda-kit/", ["contracts"]),
    onlyImports("api-client-imports-contracts", "packages/api-client/", ["contracts"]),
    onlyImports("guardrails-import-nothing", "packages/serverless-guardrails/", []),
    onlyImports("web-imports-clients-and-contracts", "packages/web/", ["api-client", "contracts"]),
    onlyImports("local-cloud-imports-nothing", "packages/local-cloud/", []),
    onlyImports("serverless-local-imports-local-cloud", "packages/serverless-local/", ["local-cloud"]),
    {
      name: "services-import-kit-clients-and-contracts",
      comment: "A service is one team's: it never imports another service, the local cloud or the plugin.",
      severity: "error",
      from: path("^services/([^/]+)/src/"),
      to: {
        path: "^(packages|services|scripts|test)/",
        pathNot: ["^services/$1/", "^packages/(api-client|contracts|lambda-kit)/"],
      },
    },
    {
      name: "domain-is-pure",
      comment: "Rules and types only: adapters and AWS clients come in through ports.",
      severity: "error",
      from: path("^services/[^/]+/src/domain/"),
      to: {
        path: [
          "^services/[^/]+/src/(adapters|functions)/",
          "@aws-sdk/",
          "@aws-lambda-powertools/",
          "^packages/lambda-kit/(?!src/errors\\.ts)",
        ],
      },
    },
    {
      name: "adapters-do-not-import-functions",
      severity: "error",
      from: path("^services/[^/]+/src/adapters/"),
      to: path("^services/[^/]+/src/functions/"),
    },
    {
      name: "clients-only-in-adapters",
      comment: "Functions wire; they reach AWS through adapters.",
      severity: "error",
      from: path("^services/[^/]+/src/functions/"),
      to: path("@aws-sdk/"),
    },
  ],
  options: {
    doNotFollow: path("node_modules"),
    exclude: { path: "(^|/)(test|\\.cache|\\.serverless|\\.esbuild|\\.local)/" },
    parser: "swc",
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
      extensions: [".ts", ".js", ".mjs", ".json"],
    },
  },
};
