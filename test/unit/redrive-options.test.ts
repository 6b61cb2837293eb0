import { describe, expect, it } from "vitest";
import { optionsOf } from "../../scripts/redrive/options.ts";
import { ageOf } from "../../scripts/redrive/report.ts";
import { namesFor, stagePrefix } from "../../scripts/redrive/stage.ts";

describe("the options of redrive", () => {
  it("name a queue, a rate and a place", () => {
    expect(
      optionsOf(["orders-dlq", "--max-rate", "20", "--to", "orders", "--region", "eu-west-1"]),
    ).toMatchObject({
      queue: "orders-dlq",
      maxRate: 20,
      to: "orders",
      dryRun: false,
      target: { aws: false, region: "eu-west-1" },
    });
  });

  it.each(["0", "501", "1.5", "many", ""])("refuse the rate %j", (rate) => {
    expect(() => optionsOf(["q", "--max-rate", rate])).toThrow("from 1 to 500");
  });

  it.each([
    [["--dry-run"], "name the queue"],
    [["--to", "x"], "name the queue"],
    [["one", "two"], "one queue at a time"],
    [["q", "--replay", "--to", "x"], "--replay"],
    [["q", "--loud"], "Unknown option '--loud'"],
  ])("refuse %j", (args, message) => {
    expect(() => optionsOf(args)).toThrow(message);
  });
});

describe("the stage", () => {
  it("is everything on a laptop and dev on AWS, unless one is named", () => {
    expect(stagePrefix({ kind: "local" }, { stage: undefined })).toBe("");
    expect(stagePrefix({ kind: "aws" }, { stage: undefined })).toBe("skein-dev-");
    expect(stagePrefix({ kind: "local" }, { stage: "prod" })).toBe("skein-prod-");
  });

  it("completes a short name, and leaves an ARN as it is", () => {
    expect(namesFor("todos-dlq", { stage: "prod" })).toEqual(["todos-dlq", "skein-prod-todos-dlq"]);
    expect(namesFor("arn:aws:sqs:r:1:q", { stage: "prod" })).toEqual(["arn:aws:sqs:r:1:q"]);
  });
});

it.each([
  [0, "less than a minute"],
  [60_000, "1 minute"],
  [3 * 3_600_000 + 5, "3 hours"],
  [49 * 3_600_000, "2 days"],
])("%d ms are told as %s", (milliseconds, told) => {
  expect(ageOf(milliseconds)).toBe(told);
});
