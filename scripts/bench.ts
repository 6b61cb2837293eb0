/** `npm run bench`: how fast it is, beside how fast it should be. */

import { parseArgs } from "node:util";
import { type Bar, isMissed, table } from "../bench/bar.ts";
import { benchEdge } from "../bench/edge/bench-edge.ts";
import { benchEvents } from "../bench/events/bench-events.ts";
import { benchHttp } from "../bench/http/bench-http.ts";
import { benchS3 } from "../bench/s3/bench-s3.ts";
import { print, remark, runCommand, UsageError } from "./command/run-command.ts";

const help = `npm run bench -- <edge|events|http|s3> [--json]

  edge     hits through the edge of CloudFront, beside nginx, which it needs as it does wrk; about 70 s
  events   SNS publish -> SQS -> mapping -> handler: throughput and latency, over the real wire; about 40 s
  s3       put, get and multipart upload, beside s3rver and fauxqs, which it installs for itself; under 4 minutes
  http     what the http stack of lambda-kit costs per call
  --json   the measurements as JSON on standard output

Numbers count on a machine that does nothing else; its load is printed beside them.
Exit code 0: every bar is met; 1: one is missed; 2: called wrongly.`;

interface Bench {
  readonly title: string;
  run(say: (line: string) => void): Promise<readonly Bar[]>;
}

const benches: Readonly<Record<string, Bench>> = {
  edge: { title: "Hits through the edge, and through nginx", run: benchEdge },
  events: { title: "SNS -> SQS -> handler", run: benchEvents },
  http: { title: "The http stack of lambda-kit", run: benchHttp },
  s3: { title: "S3, and how many times as fast as others it is", run: benchS3 },
};

await runCommand("bench", async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) {
    print(help);
    return 0;
  }
  const [name = "", ...more] = positionals;
  const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (!bench || more.length > 0) throw new UsageError(`name one of ${Object.keys(benches).join(", ")}`);
  const bars = await bench.run((line) => remark(`bench: ${line}`));
  print(values.json ? JSON.stringify(bars, null, 2) : `\n${table(bench.title, bars)}`);
  return bars.some(isMissed) ? 1 : 0;
});
