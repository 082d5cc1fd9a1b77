/** Pulumi's package schema, as far as this package needs it (`pulumi.json` in pulumi/pulumi, pkg/codegen/schema). */
export interface PackageSpec {
    readonly name: string;
    readonly displayName: string;
    readonly version: string;
    readonly description: string;
    readonly keywords: readonly string[];
    readonly homepage?: string;
    readonly repository?: string;
    readonly license: string;
    readonly publisher: string;
    readonly logoUrl?: string;
    readonly pluginDownloadURL?: string;
    readonly attribution: string;
    readonly language: Readonly<Record<string, object>>;
    readonly types: Readonly<Record<string, ObjectTypeSpec | EnumTypeSpec>>;
    readonly resources: Readonly<Record<string, ResourceSpec>>;
}

export interface TypeSpec {
    readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
    readonly $ref?: string;
    readonly items?: TypeSpec;
    readonly additionalProperties?: TypeSpec;
    /** One of several types. */
    readonly oneOf?: readonly TypeSpec[];
    /** Only values that are known before anything is made: no Outputs. */
    readonly plain?: boolean;
}

export interface PropertySpec extends TypeSpec {
    readonly description: string;
    readonly secret?: boolean;
    readonly deprecationMessage?: string;
}

export interface ObjectTypeSpec {
    readonly description: string;
    readonly type: "object";
    readonly properties: Readonly<Record<string, PropertySpec>>;
    readonly required: readonly string[];
}

export interface EnumTypeSpec {
    readonly description: string;
    readonly type: "string";
    readonly enum: readonly { name: string; value: string; description: string }[];
}

export interface ResourceSpec {
    readonly description: string;
    readonly isComponent: true;
    readonly inputProperties: Readonly<Record<string, PropertySpec>>;
    readonly requiredInputs: readonly string[];
    readonly properties: Readonly<Record<string, PropertySpec>>;
    readonly required: readonly string[];
    readonly deprecationMessage?: string;
}
