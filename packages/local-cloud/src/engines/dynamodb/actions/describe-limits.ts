import type { Operation } from "../../../gateway/engine.ts";

/** AWS's defaults, see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html */
const limits = {
  AccountMaxReadCapacityUnits: 80_000,
  AccountMaxWriteCapacityUnits: 80_000,
  TableMaxReadCapacityUnits: 40_000,
  TableMaxWriteCapacityUnits: 40_000,
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeLimits.html */
export const describeLimits: Operation<object> = {
  access: () => [{ action: "dynamodb:DescribeLimits", resources: ["*"] }],
  handle: () => limits,
};
