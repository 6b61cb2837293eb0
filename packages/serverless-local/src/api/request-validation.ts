/** See https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html */
import { Ajv, type ValidateFunction } from "ajv";
import { GatewayRefusal } from "./gateway-responses.ts";
import type { StackResource, StackView } from "./stack-view.ts";
import { unsupported } from "./unsupported.ts";

export interface RequestValidation {
  readonly required: readonly RequiredParameter[];
  /** By content type. */
  readonly bodies: ReadonlyMap<string, ValidateFunction>;
}

interface RequiredParameter {
  readonly place: "header" | "path" | "querystring";
  readonly name: string;
}

/** @throws {LocalError} for a model that cannot be compiled */
export const describeValidation = (view: StackView, method: StackResource): RequestValidation | undefined => {
  const { RequestValidatorId, RequestParameters = {}, RequestModels = {} } = method.properties;
  if (RequestValidatorId === undefined) return undefined;
  const validator = view.byPhysicalId("AWS::ApiGateway::RequestValidator", String(RequestValidatorId));
  if (!validator) throw unsupported(method.logicalId, "its request validator is not in the stack");
  const validates = (what: string) => String(validator.properties[what] ?? false) === "true";
  return {
    required: validates("ValidateRequestParameters") ? requiredOf(RequestParameters as object) : [],
    bodies: validates("ValidateRequestBody")
      ? new Map(
          Object.entries(RequestModels as object).map(([contentType, model]) => [
            contentType,
            compiled(view, method, String(model)),
          ]),
        )
      : new Map(),
  };
};

const requiredOf = (parameters: object): RequiredParameter[] =>
  Object.entries(parameters).flatMap(([key, required]) => {
    const [, place, name] = /^method\.request\.(header|path|querystring)\.(.+)$/.exec(key) ?? [];
    return String(required) === "true" && place && name
      ? [{ place: place as RequiredParameter["place"], name }]
      : [];
  });

const compiled = (view: StackView, method: StackResource, name: string): ValidateFunction => {
  const model = view
    .ofType("AWS::ApiGateway::Model")
    .find(({ physicalId, properties }) => physicalId === name || properties.Name === name);
  if (!model) throw unsupported(method.logicalId, `its model ${name} is not in the stack`);
  const { Schema } = model.properties;
  const schema = (typeof Schema === "string" ? JSON.parse(Schema) : Schema) as Record<string, unknown>;
  // Models name draft 4 by rote; what they use is common to all drafts.
  const { $schema: _draft, ...rest } = schema;
  try {
    return new Ajv({ strict: false, validateFormats: false }).compile(rest);
  } catch (error) {
    throw unsupported(
      model.logicalId,
      `its schema is not valid: ${error instanceof Error ? error.message : error}`,
    );
  }
};

export interface ValidatedRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Buffer;
}

/** @throws {GatewayRefusal} */
export const validateRequest = ({ required, bodies }: RequestValidation, request: ValidatedRequest): void => {
  const present = ({ place, name }: RequiredParameter): boolean => {
    if (place === "header") return Boolean(request.headers[name.toLowerCase()]);
    return place === "path" ? Boolean(request.path[name]) : Boolean(request.query.get(name));
  };
  const missing = required.filter((parameter) => !present(parameter)).map(({ name }) => name);
  if (missing.length > 0)
    throw new GatewayRefusal(
      "BAD_REQUEST_PARAMETERS",
      `Missing required request parameters: [${missing.join(", ")}]`,
    );
  const [contentType = "application/json"] = (request.headers["content-type"] ?? "application/json").split(
    ";",
  );
  const validate = bodies.get(contentType.trim().toLowerCase());
  if (validate && !validate(parsed(request.body))) throw new GatewayRefusal("BAD_REQUEST_BODY");
};

const parsed = (body: Buffer): unknown => {
  try {
    return body.length === 0 ? undefined : JSON.parse(body.toString("utf8"));
  } catch {
    throw new GatewayRefusal("BAD_REQUEST_BODY");
  }
};
