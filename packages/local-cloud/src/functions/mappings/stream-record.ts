/** A record of a stream, of whichever kind, as pollers work with it. */
export interface StreamRecord {
  readonly sequenceNumber: string;
  /** Epoch milliseconds. */
  readonly arrivedAt: number;
  /** What the record is about: the item of a table, a partition key. Records of one key are processed in their order. */
  readonly orderKey: string;
  /** The record as Lambda passes it on. */
  readonly event: object;
  /** The same, as JSON. */
  readonly json: string;
}

export const streamRecord = (parts: Omit<StreamRecord, "json">): StreamRecord => ({
  ...parts,
  json: JSON.stringify(parts.event),
});

export const sequenceNumberOf = ({ sequenceNumber }: StreamRecord): string => sequenceNumber;
