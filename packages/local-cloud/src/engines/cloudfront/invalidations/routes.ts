import type { RestRoute } from "../../../gateway/engine.ts";
import type { Page } from "../verbs/list.ts";
import { writePage } from "../verbs/list.ts";
import { apiVersion, documentOf, inputDocument } from "../verbs/routes.ts";
import { invalidationBatch } from "../wire/invalidation-batch.ts";
import { type Invalidation, summariseInvalidation, writeInvalidation } from "./invalidation.ts";

const all = `/${apiVersion}/distribution/{DistributionId}/invalidation`;

const invalidation = {
  member: "Invalidation",
  write: (value: Invalidation) => documentOf("Invalidation", writeInvalidation(value)),
};

const page = {
  member: "Page",
  write: (value: Page<Invalidation>) =>
    documentOf("InvalidationList", writePage(value, "InvalidationSummary", summariseInvalidation)),
};

export const invalidationRoutes: readonly RestRoute[] = [
  {
    method: "POST",
    path: all,
    operation: "CreateInvalidation",
    status: 201,
    output: { headers: { location: "Location" } },
    xml: {
      input: inputDocument("InvalidationBatch", "InvalidationBatch", invalidationBatch),
      output: invalidation,
    },
  },
  { method: "GET", path: all, operation: "ListInvalidations", xml: { output: page } },
  { method: "GET", path: `${all}/{Id}`, operation: "GetInvalidation", xml: { output: invalidation } },
];
