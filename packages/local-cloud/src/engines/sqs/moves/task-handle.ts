import { randomUUID } from "node:crypto";

/** A handle that tells its queue, as AWS's do. */
export const createTaskHandle = (sourceArn: string): string =>
  Buffer.from(JSON.stringify({ taskId: randomUUID(), sourceArn })).toString("base64");

/** `undefined` when the handle is none of ours. */
export const sourceArnOfHandle = (handle: string): string | undefined => {
  try {
    const { sourceArn } = JSON.parse(Buffer.from(handle, "base64").toString()) as { sourceArn?: unknown };
    return typeof sourceArn === "string" ? sourceArn : undefined;
  } catch {
    return undefined;
  }
};
