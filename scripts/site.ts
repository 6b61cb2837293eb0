/** `npm run site`: builds the look of the blog's site, and brings it to the site bucket. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildSite } from "@skein/web/build-site";
import { findAws } from "./command/aws-access.ts";
import { explainAws } from "./command/explain-aws.ts";
import { CommandFailure, print, remark, runCommand } from "./command/run-command.ts";
import { type BuildOptions, optionsOf, type PublishOptions } from "./site/options.ts";
import { type Published, publishSite } from "./site/publish-site.ts";
import { findSiteNames } from "./site/site-names.ts";
import { openSitePlace } from "./site/site-place.ts";
import { siteSource } from "./site/site-source.ts";

const help = `npm run site -- build [--json]
npm run site -- publish [--stage dev] [--force] [--json]

build    writes the site's assets, pages and templates to packages/web/.cache/site
publish  builds, uploads what changed to the site bucket, and has the edge forget the pages that changed
  --stage <s>  the stage whose site it is (the default: dev); the laptop has one only
  --force      upload everything, whatever the bucket is said to have
  --json       the result as JSON on standard output; everything else goes to standard error

Acts on the endpoint in AWS_ENDPOINT_URL or on the local cloud of this checkout; to act on AWS:
  --aws        with the credentials and the region of the environment
  --profile <p> --region <r>   likewise, with these

Exit code 0: done, or nothing to do; 1: failed; 2: called wrongly. More: packages/web/README.md`;

const root = path.resolve(import.meta.dirname, "..");
const readme = "packages/web/README.md";

const build = async ({ json }: BuildOptions): Promise<number> => {
  const folder = path.join(root, "packages", "web", ".cache", "site");
  const files = await buildSite();
  rmSync(folder, { recursive: true, force: true });
  for (const { key, body } of files) {
    const file = path.join(folder, key);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, body);
  }
  const keys = files.map(({ key }) => key);
  if (json) print(JSON.stringify({ folder, files: keys }));
  else print(`${keys.length} files are in ${path.relative(process.cwd(), folder)}`);
  return 0;
};

const report = ({ uploaded, deleted, invalidated }: Published, hasEdge: boolean): readonly string[] => {
  if (uploaded.length === 0 && deleted.length === 0) return ["Nothing has changed"];
  return [
    ...uploaded.map((key) => `  uploaded  ${key}`),
    ...deleted.map((key) => `  deleted   ${key}`),
    hasEdge
      ? `Published; invalidated: ${invalidated.join(" ") || "no page has changed"}`
      : "Published; no distribution is known, so that caches may show earlier pages for a day",
  ];
};

const publish = async ({ stage, force, json, target }: PublishOptions): Promise<number> => {
  let at = "AWS";
  try {
    const access = await findAws(root, target);
    const names = await findSiteNames(root, access, stage);
    const place = openSitePlace(access.clientConfig, names);
    try {
      at = await access.nameIn(await place.s3.config.region());
      (json ? remark : print)(`To ${names.bucket} in ${at}`);
      const published = await publishSite(place, siteSource(), { force });
      if (json) print(JSON.stringify({ ...names, ...published }));
      else for (const line of report(published, place.invalidate !== undefined)) print(line);
      return 0;
    } finally {
      place.close();
    }
  } catch (error) {
    const explained = explainAws(error, at, readme);
    throw explained instanceof Error && /^NoSuchBucket|^NoSuchDistribution/.test(explained.message)
      ? new CommandFailure(`${explained.message}: deploy blog again, it names what is not there`)
      : explained;
  }
};

await runCommand("site", async () => {
  const options = optionsOf(process.argv.slice(2));
  if (options.kind === "build") return build(options);
  if (options.kind === "publish") return publish(options);
  print(help);
  return 0;
});
