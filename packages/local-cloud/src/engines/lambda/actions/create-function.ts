import { randomUUID } from "node:crypto";
import type { Access } from "../../../gateway/engine.ts";
import type { Action, LambdaContext } from "../context.ts";
import { codeOf } from "../function-code.ts";
import { functionNameOf } from "../function-name.ts";
import { functionSettings } from "../function-settings.ts";
import { functionView } from "../function-view.ts";
import { conflict } from "../lambda-errors.ts";
import { type Input, optionalObject, optionalTextMap, text } from "../members.ts";

/**
 * Registers a function. Its code is taken, measured and dropped: local functions run in the process that announces
 * itself as their host. https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 */
export const createFunction: Action = (context) => ({
  access: (input) => createAccess(context, input),
  handle: (input) => {
    const name = functionNameOf(input);
    if (context.functions.get(name)) throw conflict(`Function already exist: ${name}`);
    const settings = functionSettings(input);
    const code = codeOf(optionalObject(input, "Code") ?? {});
    const record = {
      configuration: {
        Description: "",
        Timeout: 3,
        MemorySize: 128,
        Architectures: ["x86_64"],
        EphemeralStorage: { Size: 512 },
        TracingConfig: { Mode: "PassThrough" },
        LoggingConfig: { LogFormat: "Text", LogGroup: `/aws/lambda/${name}` },
        ...settings,
        FunctionName: name,
        FunctionArn: context.functions.arnOf(name),
        Role: settings.Role ?? text(input, "Role"),
        Runtime: settings.Runtime ?? text(input, "Runtime"),
        Handler: settings.Handler ?? text(input, "Handler"),
        ...code,
        LastModified: context.now().toISOString().replace("Z", "+0000"),
        RevisionId: randomUUID(),
      },
      tags: optionalTextMap(input, "Tags") ?? {},
      policy: [],
      policyRevisionId: randomUUID(),
    };
    context.functions.put(record);
    return functionView(record);
  },
});

/** Whoever creates a function hands it a role: https://docs.aws.amazon.com/lambda/latest/dg/access-control-identity-based.html */
const createAccess = (context: LambdaContext, input: Input): Access[] => [
  {
    action: "lambda:CreateFunction",
    resources: [context.functions.arnOf(functionNameOf(input))],
  },
  {
    action: "iam:PassRole",
    resources: [text(input, "Role")],
    context: { "iam:PassedToService": "lambda.amazonaws.com" },
  },
];
