import * as pulumi from "@pulumi/pulumi";
import type { CloudRegion } from "./regionRules";

/**
 * The region in which the cloud's resources of a component are made: that of the provider it is given, else of the stack's
 * configuration or the environment. Undefined where none says it, or a provider of another language does not give it away.
 * Source of the names: @pulumi/alicloud 3.108, provider.js, and aliyun/terraform-provider-alicloud, provider.go.
 */
export function cloudRegion(opts: pulumi.ComponentResourceOptions | undefined): CloudRegion | undefined {
    const provider = providerOf(opts);
    if (provider !== undefined) {
        const { region } = provider as { region?: pulumi.Output<string | undefined> };
        return region && { region, of: "the provider's region" };
    }
    const configured = new pulumi.Config("alicloud").get("region");
    if (configured) return { region: configured, of: "alicloud:region" };
    const variable = ["ALICLOUD_REGION", "ALIBABA_CLOUD_REGION"].find((name) => process.env[name]);
    return variable === undefined ? undefined : { region: process.env[variable], of: variable };
}

/** The cloud's provider that is given to a component, or that it has from above. */
function providerOf(opts: pulumi.ComponentResourceOptions | undefined): pulumi.ProviderResource | undefined {
    const given = opts?.providers ?? [];
    const all = [...(Array.isArray(given) ? given : Object.values(given)), opts?.provider];
    return (
        all.find((provider) => packageOf(provider) === "alicloud") ??
        opts?.parent?.getProvider("alicloud:vpc/network:Network")
    );
}

/** The SDK's own, which its types leave out. */
function packageOf(provider: unknown): string | undefined {
    return (provider as { getPackage?(): string } | undefined)?.getPackage?.();
}
