import type { RestRoute } from "../../gateway/engine.ts";

const functionPath = "/2015-03-31/functions/{FunctionName}";
const mappingPath = "/2015-03-31/event-source-mappings";
const eventInvokePath = "/2019-09-25/functions/{FunctionName}/event-invoke-config";
const tagsPath = "/2017-03-31/tags/{Resource}";

/** Where the operations of the Lambda API live: https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html */
export const lambdaRoutes: readonly RestRoute[] = [
  { method: "POST", path: "/2015-03-31/functions", operation: "CreateFunction", status: 201 },
  { method: "GET", path: "/2015-03-31/functions", operation: "ListFunctions" },
  { method: "GET", path: functionPath, operation: "GetFunction" },
  { method: "DELETE", path: functionPath, operation: "DeleteFunction", status: 204 },
  { method: "GET", path: `${functionPath}/configuration`, operation: "GetFunctionConfiguration" },
  { method: "PUT", path: `${functionPath}/configuration`, operation: "UpdateFunctionConfiguration" },
  { method: "PUT", path: `${functionPath}/code`, operation: "UpdateFunctionCode" },
  { method: "POST", path: `${functionPath}/policy`, operation: "AddPermission", status: 201 },
  { method: "GET", path: `${functionPath}/policy`, operation: "GetPolicy" },
  {
    method: "DELETE",
    path: `${functionPath}/policy/{StatementId}`,
    operation: "RemovePermission",
    status: 204,
  },
  {
    method: "POST",
    path: `${functionPath}/invocations`,
    operation: "Invoke",
    payload: "Payload",
    headers: {
      "x-amz-invocation-type": "InvocationType",
      "x-amz-log-type": "LogType",
      "x-amz-client-context": "ClientContext",
      "x-amz-durable-execution-name": "DurableExecutionName",
      "x-amz-tenant-id": "TenantId",
    },
    output: {
      status: "StatusCode",
      payload: "Payload",
      headers: {
        "x-amz-function-error": "FunctionError",
        "x-amz-log-result": "LogResult",
        "x-amz-executed-version": "ExecutedVersion",
      },
    },
  },
  {
    method: "PUT",
    path: "/2017-10-31/functions/{FunctionName}/concurrency",
    operation: "PutFunctionConcurrency",
  },
  {
    method: "DELETE",
    path: "/2017-10-31/functions/{FunctionName}/concurrency",
    operation: "DeleteFunctionConcurrency",
    status: 204,
  },
  {
    method: "GET",
    path: "/2019-09-30/functions/{FunctionName}/concurrency",
    operation: "GetFunctionConcurrency",
  },
  { method: "PUT", path: eventInvokePath, operation: "PutFunctionEventInvokeConfig" },
  { method: "POST", path: eventInvokePath, operation: "UpdateFunctionEventInvokeConfig" },
  { method: "GET", path: eventInvokePath, operation: "GetFunctionEventInvokeConfig" },
  { method: "DELETE", path: eventInvokePath, operation: "DeleteFunctionEventInvokeConfig", status: 204 },
  { method: "POST", path: mappingPath, operation: "CreateEventSourceMapping", status: 202 },
  { method: "GET", path: mappingPath, operation: "ListEventSourceMappings" },
  { method: "GET", path: `${mappingPath}/{UUID}`, operation: "GetEventSourceMapping" },
  { method: "PUT", path: `${mappingPath}/{UUID}`, operation: "UpdateEventSourceMapping", status: 202 },
  { method: "DELETE", path: `${mappingPath}/{UUID}`, operation: "DeleteEventSourceMapping", status: 202 },
  { method: "POST", path: tagsPath, operation: "TagResource", status: 204 },
  {
    method: "DELETE",
    path: tagsPath,
    operation: "UntagResource",
    status: 204,
    query: { tagKeys: "TagKeys" },
  },
  { method: "GET", path: tagsPath, operation: "ListTags" },
];
