import { element } from "../../../gateway/protocols/xml.ts";
import { timestamp } from "../../../gateway/protocols/xml-shape.ts";
import { type InvalidationBatch, invalidationBatch } from "../wire/invalidation-batch.ts";

/** Invalidations work at once: each is completed when it is answered. */
export interface Invalidation {
  readonly id: string;
  readonly distributionId: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly batch: InvalidationBatch;
}

const status = "Completed";

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Invalidation.html */
export const writeInvalidation = ({ id, createdAt, batch }: Invalidation): string =>
  element("Id", id) +
  element("Status", status) +
  element("CreateTime", timestamp.write(new Date(createdAt))) +
  element("InvalidationBatch", invalidationBatch.write(batch));

export const summariseInvalidation = ({ id, createdAt }: Invalidation): string =>
  element("Id", id) + element("CreateTime", timestamp.write(new Date(createdAt))) + element("Status", status);
