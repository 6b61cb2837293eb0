import { describeContinuousBackups, updateContinuousBackups } from "./actions/continuous-backups.ts";
import { createTable } from "./actions/create-table.ts";
import { deleteTable } from "./actions/delete-table.ts";
import { describeLimits } from "./actions/describe-limits.ts";
import { describeTable } from "./actions/describe-table.ts";
import { itemOperations } from "./actions/item-operations.ts";
import { listTables } from "./actions/list-tables.ts";
import { deleteResourcePolicy, getResourcePolicy, putResourcePolicy } from "./actions/resource-policy.ts";
import { statementOperations } from "./actions/statement-operations.ts";
import { tagOperation } from "./actions/tags.ts";
import { describeTimeToLive, updateTimeToLive } from "./actions/time-to-live.ts";
import { updateTable } from "./actions/update-table.ts";
import type { Backend } from "./backend.ts";
import { describeStream } from "./streams/describe-stream.ts";
import { getRecords } from "./streams/get-records.ts";
import { getShardIterator } from "./streams/get-shard-iterator.ts";
import { listStreams } from "./streams/list-streams.ts";

/** Every operation of DynamoDB and DynamoDB Streams that the local cloud has; the names do not collide. */
export const operationsOf = (backend: Backend) => ({
  CreateTable: createTable(backend),
  UpdateTable: updateTable(backend),
  DeleteTable: deleteTable(backend),
  DescribeTable: describeTable(backend),
  ListTables: listTables(backend),
  DescribeTimeToLive: describeTimeToLive(backend),
  UpdateTimeToLive: updateTimeToLive(backend),
  DescribeContinuousBackups: describeContinuousBackups(backend),
  UpdateContinuousBackups: updateContinuousBackups(backend),
  PutResourcePolicy: putResourcePolicy(backend),
  GetResourcePolicy: getResourcePolicy(backend),
  DeleteResourcePolicy: deleteResourcePolicy(backend),
  TagResource: tagOperation(backend, "TagResource"),
  UntagResource: tagOperation(backend, "UntagResource"),
  ListTagsOfResource: tagOperation(backend, "ListTagsOfResource"),
  DescribeLimits: describeLimits,
  ...itemOperations(backend),
  ...statementOperations(backend),
  ListStreams: listStreams(backend),
  DescribeStream: describeStream(backend),
  GetShardIterator: getShardIterator(backend),
  GetRecords: getRecords(backend),
});
