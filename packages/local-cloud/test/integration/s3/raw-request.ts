/** Requests whose path and query stay exactly as they are written, signed as an attacker would sign them. */
import { createHash, createHmac } from "node:crypto";
import { request } from "node:http";

export interface RawCaller {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface RawCall {
  readonly method: string;
  /** With its query. */
  readonly target: string;
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface RawResult {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();

const canonicalQuery = (query: string): string =>
  query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => (pair.includes("=") ? pair : `${pair}=`))
    .toSorted()
    .join("&");

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
const signed = ({ method, target, host, headers = {} }: RawCall & { host: string }, caller: RawCaller) => {
  const [path = "/", query = ""] = target.split("?", 2);
  const date = new Date().toISOString().replace(/[-:]|\.\d{3}/g, "");
  const scope = `${date.slice(0, 8)}/us-east-1/s3/aws4_request`;
  const all: Record<string, string> = {
    ...headers,
    host,
    "x-amz-content-sha256": "UNSIGNED-PAYLOAD",
    "x-amz-date": date,
  };
  const names = Object.keys(all).toSorted();
  const canonical = [
    method,
    path,
    canonicalQuery(query),
    ...names.map((name) => `${name}:${all[name]}`),
    "",
    names.join(";"),
    "UNSIGNED-PAYLOAD",
  ].join("\n");
  const hash = createHash("sha256").update(canonical).digest("hex");
  const key = scope.split("/").reduce<string | Buffer>(hmac, `AWS4${caller.secretAccessKey}`);
  const signature = createHmac("sha256", key)
    .update(["AWS4-HMAC-SHA256", date, scope, hash].join("\n"))
    .digest("hex");
  const authorization = `AWS4-HMAC-SHA256 Credential=${caller.accessKeyId}/${scope}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
  return { ...all, authorization };
};

/** @param caller left out for a request without a signature */
export const sendRaw = (endpoint: string, call: RawCall, caller?: RawCaller): Promise<RawResult> => {
  const { hostname, port, host } = new URL(endpoint);
  const { method, target, body = "" } = call;
  const named = { ...call, host: call.host ?? host };
  const headers = caller ? signed(named, caller) : { ...call.headers, host: named.host };
  return new Promise((resolve, reject) => {
    const options = {
      hostname,
      port,
      method,
      path: target,
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
    };
    request(options, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(pieces).toString("utf8"),
        }),
      );
    })
      .once("error", reject)
      .end(body);
  });
};
