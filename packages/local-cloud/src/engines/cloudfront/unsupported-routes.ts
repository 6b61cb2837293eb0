import type { RestRoute } from "../../gateway/engine.ts";
import { apiVersion } from "./verbs/routes.ts";

const create = (path: string, operation: string): RestRoute => ({
  method: "POST",
  path: `/${apiVersion}/${path}`,
  operation,
});

/** Operations that somebody may well try. They are known by name, so that the refusal can name them. */
export const unsupportedRoutes: readonly RestRoute[] = [
  create("function", "CreateFunction"),
  create("function/{Name}/test", "TestFunction"),
  create("function/{Name}/publish", "PublishFunction"),
  { method: "GET", path: `/${apiVersion}/function`, operation: "ListFunctions" },
  create("key-value-store", "CreateKeyValueStore"),
  create("origin-access-identity/cloudfront", "CreateCloudFrontOriginAccessIdentity"),
  create("realtime-log-config", "CreateRealtimeLogConfig"),
  create("field-level-encryption", "CreateFieldLevelEncryptionConfig"),
  create("continuous-deployment-policy", "CreateContinuousDeploymentPolicy"),
  create("vpc-origin", "CreateVpcOrigin"),
  create("streaming-distribution", "CreateStreamingDistribution"),
  create("distribution/{PrimaryDistributionId}/copy", "CopyDistribution"),
];
