/**
 * Calls a route's handler on and on, and tells the parent process what a call costs. In a process of its own,
 * because its output is that of a function: a log line and metrics for every call.
 */
import { userId } from "@skein/contracts/ids";
import { getTodoRoute, todo } from "@skein/contracts/todos";
import { http } from "@skein/lambda-kit/http";
import type { HttpEvent } from "@skein/lambda-kit/http/context";
import type { Context } from "aws-lambda";
import recorded from "../../packages/lambda-kit/test/fixtures/get-request.json" with { type: "json" };
import { median } from "../statistics.ts";

const rounds = 300;
const warmUpRounds = 100;
const callsPerRound = 100;

const user = { id: userId.parse("f4c8b4a8-3071-70a5-8f5e-1c9d6a0f2b11"), groups: [] };
const body = todo.parse({
  id: "019aab4e-9f5c-7c3a-9d0e-3f6f0a4b8c21",
  title: "Measure",
  completed: false,
  createdAt: "2026-11-22T10:43:00.000Z",
  updatedAt: "2026-11-22T10:43:00.000Z",
  version: 1,
});

/** The work of a function, without its work: what is measured is what stands around it. */
const work = async () => ({ status: 200 as const, body });

const withStack = http(getTodoRoute, work, { authenticate: async () => user, allowedOrigins: [] });
const bare = async (_event: HttpEvent, _context: Context) => {
  const answer = await work();
  return { statusCode: answer.status, headers: {}, body: JSON.stringify(answer.body) };
};

const context = {
  functionName: "bench",
  functionVersion: "$LATEST",
  invokedFunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:bench",
  memoryLimitInMB: "512",
  awsRequestId: "b2f1f0f0-1c1e-4a57-8d8e-0a9b8c7d6e5f",
  getRemainingTimeInMillis: () => 10_000,
} as Context;

const cpuMicroseconds = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/** CPU time, which other processes do not lengthen. @returns the median, in microseconds */
const costOf = async (
  handler: (event: HttpEvent, context: Context) => Promise<{ statusCode: number }>,
): Promise<number> => {
  const costs: number[] = [];
  for (let round = 0; round < warmUpRounds + rounds; round += 1) {
    const events = Array.from({ length: callsPerRound }, (): HttpEvent => structuredClone(recorded));
    const startedAt = cpuMicroseconds();
    for (const event of events) {
      const { statusCode } = await handler(event, context);
      if (statusCode !== 200) throw new Error(`the handler answered ${statusCode}`);
    }
    if (round >= warmUpRounds) costs.push((cpuMicroseconds() - startedAt) / callsPerRound);
  }
  return median(costs);
};

process.send?.({ bare: await costOf(bare), withStack: await costOf(withStack) });
process.disconnect?.();
