import type { Engine, Protocol, RawRequest } from "../engine.ts";
import type { Codec } from "./codec.ts";
import { jsonCodec } from "./json.ts";
import { isForm, olderQueryCodec } from "./older-query.ts";
import { queryCodec } from "./query.ts";
import { restJsonCodec } from "./rest-json.ts";
import { restXmlCodec } from "./rest-xml.ts";

const codecs: Partial<Record<Protocol, Codec>> = {
  "json-1.0": jsonCodec("1.0"),
  "json-1.1": jsonCodec("1.1"),
  query: queryCodec,
  "rest-json": restJsonCodec,
  "rest-xml": restXmlCodec,
};

/** @throws {Error} for a protocol that the gateway does not speak */
export const codecOf = (protocol: Protocol): Codec => {
  const codec = codecs[protocol];
  if (!codec) throw new Error(`The gateway does not speak the protocol ${protocol}`);
  return codec;
};

/** The codec for one request: that of the engine, unless the client still speaks an older protocol to it. */
export const codecFor = ({ protocol }: Engine, request: RawRequest): Codec =>
  protocol.startsWith("json") && isForm(request) ? olderQueryCodec : codecOf(protocol);
