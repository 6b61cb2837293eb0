import { describe, expect, test } from "vitest";
import { describeGatewayResponses, GatewayRefusal, gatewayAnswer } from "../../src/api/gateway-responses.ts";
import { StackView } from "../../src/api/stack-view.ts";

const responses = (...properties: Record<string, unknown>[]) =>
  describeGatewayResponses(
    new StackView(
      Object.fromEntries(
        properties.map((one, index) => [
          `Response${index}`,
          {
            type: "AWS::ApiGateway::GatewayResponse",
            physicalId: `r${index}`,
            attributes: {},
            properties: one,
          },
        ]),
      ),
    ),
  );
const request = {
  context: { requestId: "id-1", "identity.sourceIp": "127.0.0.1" },
  header: (name: string) => (name === "Origin" ? "https://site.example" : undefined),
};

describe("a refusal by API Gateway", () => {
  test("without a template of its own has the standard shape", () => {
    expect(gatewayAnswer(responses(), new GatewayRefusal("UNAUTHORIZED"), request)).toEqual({
      status: 401,
      headers: { "content-type": "application/json", "x-amzn-errortype": "UnauthorizedException" },
      body: '{"message":"Unauthorized"}',
    });
  });

  test("fills the variables of its template", () => {
    const custom = responses({
      ResponseType: "THROTTLED",
      ResponseTemplates: {
        "application/json": `{"m":$context.error.messageString,"t":"$context.error.responseType","id":"\${context.requestId}","ip":"$context.identity.sourceIp","x":"$context.nothing"}`,
      },
    });
    const { status, body } = gatewayAnswer(custom, new GatewayRefusal("THROTTLED"), request);
    expect(status).toBe(429);
    expect(JSON.parse(body)).toEqual({
      m: "Too Many Requests",
      t: "THROTTLED",
      id: "id-1",
      ip: "127.0.0.1",
      x: "",
    });
  });

  test("takes headers from constants, the context and the request", () => {
    const custom = responses({
      ResponseType: "DEFAULT_4XX",
      ResponseParameters: {
        "gatewayresponse.header.Content-Type": "'application/problem+json'",
        "gatewayresponse.header.X-Id": "context.requestId",
        "gatewayresponse.header.Access-Control-Allow-Origin": "method.request.header.Origin",
      },
    });
    expect(gatewayAnswer(custom, new GatewayRefusal("INVALID_API_KEY"), request).headers).toMatchObject({
      "content-type": "application/problem+json",
      "x-id": "id-1",
      "access-control-allow-origin": "https://site.example",
    });
  });

  test("of a type without a response of its own takes the default's, with its status when it sets one", () => {
    const custom = responses({
      ResponseType: "DEFAULT_5XX",
      StatusCode: "599",
      ResponseTemplates: { "text/plain": "oh" },
    });
    expect(gatewayAnswer(custom, new GatewayRefusal("INTEGRATION_TIMEOUT"), request)).toMatchObject({
      status: 599,
      body: "oh",
      headers: { "content-type": "text/plain" },
    });
  });

  test("escapes what it quotes", () => {
    const { body } = gatewayAnswer(responses(), new GatewayRefusal("ACCESS_DENIED", 'not "you"'), request);
    expect(JSON.parse(body)).toEqual({ message: 'not "you"' });
  });
});
