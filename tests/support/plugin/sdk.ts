import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

const schema = JSON.parse(readFileSync(join(__dirname, "../../../schema.json"), "utf8"));

/** A class of a generated SDK: registers the component as a remote one, for its plugin to make. */
export type RemoteClass = new (
    name: string,
    args: object,
    opts?: pulumi.ComponentResourceOptions,
) => pulumi.ComponentResource & Record<string, pulumi.Output<unknown>>;

/** What a generated SDK of the package would export: its components and enums, made from `schema.json`. */
export const sdk: Record<string, unknown> = {
    ...Object.fromEntries(Object.keys(schema.resources).map((token) => [nameOf(token), remoteClass(token)])),
    ...Object.fromEntries(
        Object.entries<any>(schema.types)
            .filter(([, type]) => type.enum)
            .map(([token, type]) => [
                nameOf(token),
                Object.fromEntries(type.enum.map((m: { name: string; value: string }) => [m.name, m.value])),
            ]),
    ),
};

export function remoteClassOf(component: string): RemoteClass {
    return sdk[component] as RemoteClass;
}

/** All that a component gives out. */
export function outputsOf(component: string, instance: object): Record<string, pulumi.Output<unknown>> {
    const names = Object.keys(schema.resources[`emqx-ack:index:${component}`].properties);
    return Object.fromEntries(names.map((name) => [name, (instance as any)[name]]));
}

function nameOf(token: string): string {
    return token.split(":").at(-1) as string;
}

/** As `pulumi package gen-sdk --language nodejs` writes it. */
function remoteClass(token: string) {
    const { inputProperties, properties } = schema.resources[token];
    return class extends pulumi.ComponentResource {
        constructor(name: string, args: Record<string, unknown>, opts?: pulumi.ComponentResourceOptions) {
            const keys = [...Object.keys(inputProperties), ...Object.keys(properties)];
            const props = Object.fromEntries(
                [...keys, ...Object.keys(args)].map((key) => {
                    const isSecret = inputProperties[key]?.secret && args[key] !== undefined;
                    return [key, isSecret ? pulumi.secret(args[key]) : args[key]];
                }),
            );
            super(token, name, props, opts, true);
        }
    };
}
