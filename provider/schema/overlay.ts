/**
 * What the TypeScript sources cannot express, and the analyzer therefore does not know. Everything else in the schema comes
 * from the sources: types, and the doc comments with their `@default` and `@deprecated`.
 */

/**
 * Numbers that need not be whole, as `Type.property` with the schema's name of the type. Every other number is an `integer`:
 * TypeScript has one type for both, and the other languages do not.
 */
export const FRACTIONS: readonly string[] = [
    "Capacity.cpuFactor",
    "CapacityCeiling.afterLosing",
    "CapacityCeiling.limit",
    "CapacityCeiling.used",
    "CapacityCeiling.utilisation",
    "KernelProfile.memoryGiB",
    "LoadBalancerFigures.gbps",
    "NodeFigures.gbps",
];

/**
 * Inputs that are secrets wherever they stand, by name: SDKs then keep them encrypted whatever the caller wrote. Those whose
 * structure must be known beforehand (`plain`) are left alone: their leaves carry secretness themselves. So do the outputs,
 * and Java's SDK would not compile with secret outputs of a component.
 */
export const SECRETS: readonly string[] = ["kubeconfig", "licenseKey", "password", "secret"];

/** Properties with such a name that are no secrets, as `Type.property`. */
export const NOT_SECRET: readonly string[] = [];

/**
 * Lists whose members are not `plain` in the schema, as `Type.property`: of an object that stands in plain lists alone Pulumi's
 * generator for Go writes no type for inputs and uses it all the same (gen.go at 3.276), and the SDK does not compile.
 */
export const MEMBERS_NOT_PLAIN: readonly string[] = ["NodeDrain.pools"];

/** Objects in whose place `false` says that there is to be none, as `Type.property`: the analyzer knows no unions. */
export const OR_FALSE: readonly string[] = ["EmqxOnAck.certManager"];

export interface Overlay {
    readonly orFalse: readonly string[];
    readonly fractions: readonly string[];
    readonly membersNotPlain: readonly string[];
    readonly secrets: readonly string[];
    readonly notSecret: readonly string[];
}

export const OVERLAY: Overlay = {
    orFalse: OR_FALSE,
    fractions: FRACTIONS,
    membersNotPlain: MEMBERS_NOT_PLAIN,
    secrets: SECRETS,
    notSecret: NOT_SECRET,
};

export const DISPLAY_NAME = "EMQX on ACK";

export const PUBLISHER = "emqx-ack";

/** Where the logo lies in the repository; part of the schema once package.json names a repository. */
export const LOGO = "docs/images/logo.svg";

/** How each language's generator is to name and build its SDK. */
export function languages(version: string, goModule: string | undefined): Record<string, object> {
    const major = version.split(".")[0] ?? "0";
    return {
        // The npm package `emqx-ack` is the components themselves, for programs that run them in their own process.
        nodejs: {
            packageName: "emqx-ack-sdk",
            respectSchemaVersion: true,
            dependencies: { "@pulumi/pulumi": "^3.220.0" },
        },
        python: {
            packageName: "pulumi_emqx_ack",
            respectSchemaVersion: true,
            pyproject: { enabled: true },
            requires: { pulumi: ">=3.220.0,<4.0.0" },
        },
        go: {
            // Always written: without one, the generator takes different paths for the module and its own imports.
            importBasePath: `${goModule ?? "example.com/pulumi-emqx-ack"}/sdk${Number(major) > 1 ? `/v${major}` : ""}/go/emqxack`,
            rootPackageName: "emqxack",
            respectSchemaVersion: true,
            generateResourceContainerTypes: false,
        },
        csharp: {
            namespaces: { "emqx-ack": "EmqxAck" },
            respectSchemaVersion: true,
            packageReferences: { Pulumi: "3.*" },
        },
        java: {
            packages: { "emqx-ack": "emqxack" },
            buildFiles: "gradle",
            respectSchemaVersion: true,
            dependencies: { "com.pulumi:pulumi": "1.36.1" },
        },
    };
}
