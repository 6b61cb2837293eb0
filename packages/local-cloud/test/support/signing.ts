/** Signs requests with AWS's own signer, as they would arrive here. */
import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import type { RawRequest } from "../../src/gateway/engine.ts";

export const secretAccessKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
export const accessKeyId = "AKIDEXAMPLE";
export const signedAt = new Date("2026-11-22T10:00:00Z");

class Sha256 {
  #hash: Hash | Hmac;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", bytesOf(secret));
  }
  update(data: string | ArrayBuffer | ArrayBufferView) {
    this.#hash.update(bytesOf(data));
  }
  async digest() {
    return new Uint8Array(this.#hash.digest());
  }
  reset() {}
}

const bytesOf = (data: string | ArrayBuffer | ArrayBufferView): Buffer => {
  if (typeof data === "string") return Buffer.from(data);
  return data instanceof ArrayBuffer
    ? Buffer.from(data)
    : Buffer.from(data.buffer, data.byteOffset, data.byteLength);
};

export interface Unsigned {
  readonly method?: string;
  readonly path?: string;
  readonly query?: Record<string, string | string[]>;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly sessionToken?: string;
}

export interface Signer {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

const example: Signer = { accessKeyId, secretAccessKey };

const signerOf = (service: string, credentials: Signer) =>
  new SignatureV4({
    service,
    region: "us-east-1",
    credentials,
    sha256: Sha256,
    uriEscapePath: service !== "s3",
    applyChecksum: service === "s3",
  });

const exampleWith = (sessionToken: string | undefined): Signer =>
  sessionToken === undefined ? example : { ...example, sessionToken };

const requestOf = ({ method = "POST", path = "/", query = {}, headers = {}, body = "" }: Unsigned) => ({
  method,
  protocol: "http:",
  hostname: "127.0.0.1",
  path,
  query,
  headers: { host: "127.0.0.1:4566", ...headers },
  ...(body === "" ? {} : { body }),
});

type Signed = Awaited<ReturnType<SignatureV4["presign"]>>;

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const arrived = (signed: Signed, body = ""): RawRequest => {
  const query = Object.entries(signed.query ?? {}).flatMap(([name, values]) =>
    [values ?? ""].flat().map((value) => `${encode(name)}=${encode(value)}`),
  );
  return {
    method: signed.method,
    url: signed.path + (query.length > 0 ? `?${query.join("&")}` : ""),
    headers: Object.fromEntries(
      Object.entries(signed.headers).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    body: Buffer.from(body),
  };
};

/** Signed by the example key at {@link signedAt}, unless told. */
export const sign = async (
  unsigned: Unsigned = {},
  service = "sqs",
  { signer = exampleWith(unsigned.sessionToken), date = signedAt }: { signer?: Signer; date?: Date } = {},
): Promise<RawRequest> =>
  arrived(await signerOf(service, signer).sign(requestOf(unsigned), { signingDate: date }), unsigned.body);

export const presign = async (
  unsigned: Unsigned = {},
  expiresIn = 300,
  service = "sts",
): Promise<RawRequest> =>
  arrived(
    await signerOf(service, exampleWith(unsigned.sessionToken)).presign(
      requestOf({ method: "GET", ...unsigned }),
      { signingDate: signedAt, expiresIn },
    ),
    unsigned.body,
  );
