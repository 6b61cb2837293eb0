/** What S3 tells of a new look: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */

export interface LookChange {
  /** Different for every publication. */
  readonly id: string;
}

const sequencerIn = (record: unknown): string => {
  const sequencer: unknown = Object(Object(Object(record).s3).object).sequencer;
  if (typeof sequencer !== "string") throw new TypeError("this is no notification about an object");
  return sequencer;
};

/** @returns `undefined` for what S3 sends to try a queue out @throws {TypeError} for what is no notification */
export const lookChangeIn = (json: unknown): LookChange | undefined => {
  const { Event, Records }: { readonly Event?: unknown; readonly Records?: unknown } = Object(json);
  if (Event === "s3:TestEvent") return undefined;
  if (!Array.isArray(Records)) throw new TypeError("this is no notification of S3");
  return { id: `look-${Records.map(sequencerIn).join("-")}` };
};
