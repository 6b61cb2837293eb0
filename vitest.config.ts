import { defineConfig } from "vitest/config";

const files = (kind: string) => [
  `packages/*/test/${kind}/**/*.test.ts`,
  `services/*/test/${kind}/**/*.test.ts`,
  `test/${kind}/**/*.test.ts`,
];

export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: files("unit") } },
      {
        test: {
          name: "integration",
          include: files("integration"),
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 180_000,
          // They wait more than they work: for processes, for time-outs, for queues.
          maxWorkers: 2,
        },
      },
    ],
  },
});
