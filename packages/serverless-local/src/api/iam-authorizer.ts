/** See https://docs.aws.amazon.com/apigateway/latest/developerguide/permissions.html */
import type { CloudClient } from "../cloud/client.ts";
import { GatewayRefusal } from "./gateway-responses.ts";

export interface SignedApiRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  /** `arn:aws:execute-api:us-east-1:000000000000:<api>/dev/GET/users/1` */
  readonly methodArn: string;
}

/** The members of `requestContext.identity` that a signature fills. */
export interface IamIdentity {
  readonly accessKey: string;
  readonly accountId: string;
  readonly caller: string;
  readonly user: string;
  readonly userArn: string;
}

/** Asks the local cloud who signed, and whether that principal may call the route. @throws {GatewayRefusal} */
export const authorizeByIam = async (
  cloud: Pick<CloudClient, "authorize">,
  request: SignedApiRequest,
): Promise<IamIdentity> => {
  const signature = /^AWS4-HMAC-SHA256 .*Credential=([^/]+)\//.exec(request.headers.authorization ?? "");
  const presigned = new URL(request.url).searchParams.get("X-Amz-Credential")?.split("/")[0];
  const accessKey = signature?.[1] ?? presigned;
  if (!accessKey) throw new GatewayRefusal("MISSING_AUTHENTICATION_TOKEN");

  const { allowed, message, principal } = await cloud.authorize({
    method: request.method,
    url: request.url,
    headers: present(request.headers),
    body: request.body.toString("base64"),
    action: "execute-api:Invoke",
    resource: request.methodArn,
  });
  if (!allowed || !principal)
    throw new GatewayRefusal(principal ? "ACCESS_DENIED" : "INVALID_SIGNATURE", message);
  const [, role, session] = /:assumed-role\/(?:.*\/)?([^/]+)\/([^/]+)$/.exec(principal.arn) ?? [];
  const caller = role && session ? `${role}:${session}` : (principal.arn.split(/[:/]/).at(-1) ?? "");
  return { accessKey, accountId: principal.accountId, caller, user: caller, userArn: principal.arn };
};

const present = (headers: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
