import type { RestRoute } from "../../gateway/engine.ts";

const functionPath = (version: string) => `/${version}/functions/{FunctionName}`;

/** Operations that the local cloud knows only to refuse them by their name, not by their path. */
export const refusedRoutes: readonly RestRoute[] = [
  ["POST", `${functionPath("2015-03-31")}/versions`, "PublishVersion"],
  ["GET", `${functionPath("2015-03-31")}/versions`, "ListVersionsByFunction"],
  ["POST", `${functionPath("2015-03-31")}/aliases`, "CreateAlias"],
  ["GET", `${functionPath("2015-03-31")}/aliases`, "ListAliases"],
  ["GET", `${functionPath("2015-03-31")}/aliases/{Name}`, "GetAlias"],
  ["PUT", `${functionPath("2015-03-31")}/aliases/{Name}`, "UpdateAlias"],
  ["DELETE", `${functionPath("2015-03-31")}/aliases/{Name}`, "DeleteAlias"],
  ["POST", `${functionPath("2014-11-13")}/invoke-async`, "InvokeAsync"],
  ["POST", `${functionPath("2021-11-15")}/response-streaming-invocations`, "InvokeWithResponseStream"],
  ["POST", `${functionPath("2021-10-31")}/url`, "CreateFunctionUrlConfig"],
  ["GET", `${functionPath("2021-10-31")}/url`, "GetFunctionUrlConfig"],
  ["PUT", `${functionPath("2021-10-31")}/url`, "UpdateFunctionUrlConfig"],
  ["DELETE", `${functionPath("2021-10-31")}/url`, "DeleteFunctionUrlConfig"],
  ["PUT", `${functionPath("2019-09-30")}/provisioned-concurrency`, "PutProvisionedConcurrencyConfig"],
  ["GET", `${functionPath("2019-09-30")}/provisioned-concurrency`, "GetProvisionedConcurrencyConfig"],
  ["DELETE", `${functionPath("2019-09-30")}/provisioned-concurrency`, "DeleteProvisionedConcurrencyConfig"],
  ["PUT", `${functionPath("2020-06-30")}/code-signing-config`, "PutFunctionCodeSigningConfig"],
  ["GET", `${functionPath("2020-06-30")}/code-signing-config`, "GetFunctionCodeSigningConfig"],
  ["DELETE", `${functionPath("2020-06-30")}/code-signing-config`, "DeleteFunctionCodeSigningConfig"],
  ["GET", `${functionPath("2019-09-25")}/event-invoke-config/list`, "ListFunctionEventInvokeConfigs"],
  ["PUT", `${functionPath("2024-08-31")}/recursion-config`, "PutFunctionRecursionConfig"],
  ["GET", `${functionPath("2024-08-31")}/recursion-config`, "GetFunctionRecursionConfig"],
  ["PUT", `${functionPath("2021-07-20")}/runtime-management-config`, "PutRuntimeManagementConfig"],
  ["GET", `${functionPath("2021-07-20")}/runtime-management-config`, "GetRuntimeManagementConfig"],
  ["GET", "/2016-08-19/account-settings", "GetAccountSettings"],
  ["GET", "/2018-10-31/layers", "ListLayers"],
  ["GET", "/2018-10-31/layers/{LayerName}/versions", "ListLayerVersions"],
  ["POST", "/2018-10-31/layers/{LayerName}/versions", "PublishLayerVersion"],
  ["POST", "/2020-04-22/code-signing-configs", "CreateCodeSigningConfig"],
  ["GET", "/2020-04-22/code-signing-configs", "ListCodeSigningConfigs"],
].map(([method = "", path = "", operation = ""]) => ({ method, path, operation }));
