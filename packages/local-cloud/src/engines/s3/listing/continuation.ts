/** Tokens by which `ListObjectsV2` goes on: a place between keys, opaque to clients. */
import { invalidArgument } from "../errors.ts";

const mark = "1";

export const tokenFor = (position: Buffer): string => mark + position.toString("base64url");

/** @throws {AwsError} for a token that S3 did not make */
export const positionOf = (token: string): Buffer => {
  const position = Buffer.from(token.slice(mark.length), "base64url");
  if (position.length === 0 || tokenFor(position) !== token)
    throw invalidArgument("The continuation token provided is incorrect", "continuation-token");
  return position;
};
