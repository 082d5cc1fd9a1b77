/** What we read of a package's schema. Source: pulumi/pulumi, pkg/codegen/schema, `PackageSpec`. */
export interface PackageSchema {
    readonly name: string;
    readonly version?: string;
    readonly resources: {
        readonly [type: string]: {
            readonly inputProperties?: {
                /** Source: pulumi-terraform-bridge, pkg/tfgen, `WillReplaceOnChanges: prop.forceNew()`. */
                readonly [property: string]: {
                    readonly type?: string;
                    readonly willReplaceOnChanges?: boolean;
                };
            };
        };
    };
}

export type ReplaceRules = Readonly<Record<string, readonly string[]>>;

/** By type, the inputs whose change makes another resource. */
export function replaceRules(schema: PackageSchema, types: readonly string[]): ReplaceRules {
    return Object.fromEntries(
        types.map((type) => {
            const resource = schema.resources[type];
            if (resource === undefined) throw new Error(`${schema.name} has no resource type ${type}`);
            const inputs = Object.entries(resource.inputProperties ?? {});
            const replacing = inputs.filter(([, { willReplaceOnChanges }]) => willReplaceOnChanges === true);
            return [type, replacing.map(([property]) => property).sort()];
        }),
    );
}
