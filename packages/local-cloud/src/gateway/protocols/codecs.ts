import type { Protocol } from "../engine.ts";
import type { Codec } from "./codec.ts";
import { jsonCodec } from "./json.ts";
import { queryCodec } from "./query.ts";
import { restJsonCodec } from "./rest-json.ts";

const codecs: Partial<Record<Protocol, Codec>> = {
  "json-1.0": jsonCodec("1.0"),
  "json-1.1": jsonCodec("1.1"),
  query: queryCodec,
  "rest-json": restJsonCodec,
};

/** @throws {Error} for a protocol that the gateway does not speak */
export const codecOf = (protocol: Protocol): Codec => {
  const codec = codecs[protocol];
  if (!codec) throw new Error(`The gateway does not speak the protocol ${protocol}`);
  return codec;
};
