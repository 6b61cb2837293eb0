import { crc32 } from "node:zlib";
import { receiptHandleIsInvalid } from "../errors.ts";

/** One receipt of one message: the count of receives makes each receipt's handle another one. */
export interface Receipt {
  readonly queueId: number;
  readonly position: number;
  readonly receiveCount: number;
}

const format = 1;
const length = 25;

/** Opaque to callers; the checksum tells a handle from noise. */
export const receiptHandleOf = ({ queueId, position, receiveCount }: Receipt): string => {
  const bytes = Buffer.alloc(length);
  bytes.writeUInt8(format, 0);
  bytes.writeBigUInt64BE(BigInt(queueId), 1);
  bytes.writeBigUInt64BE(BigInt(position), 9);
  bytes.writeUInt32BE(receiveCount, 17);
  bytes.writeUInt32BE(crc32(bytes.subarray(0, 21)), 21);
  return bytes.toString("base64");
};

/** @throws `ReceiptHandleIsInvalid` for anything that this cloud never gave out, or gave for another queue */
export const parseReceiptHandle = (receiptHandle: string, queueId: number): Receipt => {
  const bytes = Buffer.from(receiptHandle, "base64");
  const genuine =
    bytes.length === length &&
    bytes.readUInt8(0) === format &&
    bytes.readUInt32BE(21) === crc32(bytes.subarray(0, 21)) &&
    Number(bytes.readBigUInt64BE(1)) === queueId;
  if (!genuine) throw receiptHandleIsInvalid(receiptHandle);
  return {
    queueId,
    position: Number(bytes.readBigUInt64BE(9)),
    receiveCount: bytes.readUInt32BE(17),
  };
};
