import type { ProvisionedResource } from "../cloud/client.ts";

export interface StackResource extends ProvisionedResource {
  readonly logicalId: string;
}

/** Finds resources of a provisioned stack by type and by physical id. */
export class StackView {
  readonly #resources: readonly StackResource[];

  constructor(resources: Readonly<Record<string, ProvisionedResource>>) {
    this.#resources = Object.entries(resources).map(([logicalId, resource]) => ({ logicalId, ...resource }));
  }

  ofType(type: string): readonly StackResource[] {
    return this.#resources.filter((resource) => resource.type === type);
  }

  byPhysicalId(type: string, physicalId: string): StackResource | undefined {
    return this.ofType(type).find((resource) => resource.physicalId === physicalId);
  }

  /** `/todos/{todoId}`; `/` for the root, which is no resource of the stack. */
  resourcePath(resourceId: string): string {
    const parts: string[] = [];
    for (let id = resourceId; ; ) {
      const resource = this.byPhysicalId("AWS::ApiGateway::Resource", id);
      if (!resource) return `/${parts.join("/")}`;
      parts.unshift(String(resource.properties.PathPart));
      id = String(resource.properties.ParentId);
    }
  }
}
