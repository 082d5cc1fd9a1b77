import type * as core from "@pulumi/kubernetes/core/v1";
import * as pulumi from "@pulumi/pulumi";

/** Values by the keys of a Secret. */
export type SecretValues = Readonly<Record<string, string>>;

/**
 * What outlives its stack together with an EMQX object that is kept: its nodes go on, and a later stack has to know what they know. So
 * such a Secret is taken over with what it holds, and never written again.
 */
export interface Keeping {
    /** What the Secret of this name holds in the cluster; undefined where there is none, or where nobody may look. */
    readonly found: (secretName: string) => pulumi.Output<SecretValues | undefined>;
    /** Of every Secret of the object. */
    readonly options: pulumi.CustomResourceOptions;
}

/** The values of a Secret that is kept: those that are there, else the ones that were made for it. */
export function keptValues(
    made: Readonly<Record<string, pulumi.Input<string>>>,
    found: pulumi.Output<SecretValues | undefined>,
): Record<string, pulumi.Output<string>> {
    return Object.fromEntries(
        Object.entries(made).map(([key, value]) => [
            key,
            pulumi.secret(pulumi.all([value, found]).apply(([own, there]) => there?.[key] ?? own)),
        ]),
    );
}

/** A value that such a Secret really has: what was sent first, whatever a later program makes. */
export function keptValue(
    secret: core.Secret,
    key: string,
    made: pulumi.Output<string>,
): pulumi.Output<string> {
    const value = pulumi
        .all([secret.data, secret.stringData, made])
        .apply(([data, text, own]) => decoded(data?.[key]) ?? text?.[key] ?? own);
    return pulumi.secret(value);
}

function decoded(value: string | undefined): string | undefined {
    return value === undefined ? undefined : Buffer.from(value, "base64").toString("utf8");
}
