import * as pulumi from "@pulumi/pulumi";
import type { EmqxOnAckArgs } from "emqx-ack";
import { PROJECT, SETTINGS, type Setting } from "../provider/naming/settings";
import { listenersOf } from "./listeners";
import { at, leadsInto, withValue } from "./paths";
import { asMeant } from "./scalars";
import { unknownKeys } from "./unknownKeys";
import { type Configuration, isObject, readValues, type Values, type WrongSetting } from "./values";

/** What the configuration comes to, and what is wrong with it by itself. */
export interface StackArgs {
    readonly name: string;
    readonly args: EmqxOnAckArgs;
    readonly values: Values;
    readonly wrong: readonly WrongSetting[];
}

/** The configuration of the stack that the program runs for. `pulumi.Config` reads one key and lists none. */
export function configuration(): Configuration {
    // Not in the SDK's types: @internal of sdk/nodejs/runtime/config.ts.
    const { isConfigSecret } = pulumi.runtime as { isConfigSecret?: (key: string) => boolean };
    return { values: pulumi.runtime.allConfig(), isSecret: (key) => isConfigSecret?.(key) ?? false };
}

/**
 * The component's arguments from the stack's configuration. Types and defaults are Pulumi.yaml's; what a value has to be is left
 * to the component.
 */
export function stackArgs(from: Configuration = configuration()): StackArgs {
    const wrong: WrongSetting[] = unknownKeys(from.values);
    const values = readValues(from, wrong);
    const own = SETTINGS.filter(({ rest }) => !rest);
    for (const rest of SETTINGS.filter((setting) => setting.rest)) refuseTwice(rest, own, values, wrong);
    const { name, ...args } = assembled(values, own) as { name: string };
    return { name, args: args as unknown as EmqxOnAckArgs, values, wrong };
}

/** One knob in one place: what has a setting of its own is not taken from the object around it. */
function refuseTwice(rest: Setting, own: readonly Setting[], values: Values, wrong: WrongSetting[]): void {
    for (const { key, path } of own) {
        if (path === "emqx.listeners" || !leadsInto(path, rest.path) || path === rest.path) continue;
        const inner = path.slice(rest.path.length + 1);
        if (at(values[rest.key], inner) === undefined) continue;
        const setting = `${rest.key}.${inner}`;
        wrong.push({
            key: setting,
            reason: `has a setting of its own: ${PROJECT}:${key}; write it there`,
            command: `pulumi config rm --path '${setting}'`,
        });
    }
}

function assembled(values: Values, own: readonly Setting[]): unknown {
    let args: unknown = {};
    for (const { key, path, rest } of SETTINGS) {
        if (rest && key in values) args = withValue(args, path, asMeant(values[key], path));
    }
    for (const setting of own) {
        const value = argumentOf(setting, values);
        if (value === undefined) continue;
        const path = pathOf(setting, values);
        if (counts(path, value, values)) args = withValue(args, path, value);
        for (const follower of setting.also ?? []) {
            if (at(args, follower) !== undefined || !counts(follower, value, values)) continue;
            args = withValue(
                args,
                follower,
                follower.endsWith("Pool.nodes") ? Math.max(1, value as number) : value,
            );
        }
    }
    return args;
}

/** What a setting is as an argument; undefined where it is not given. */
function argumentOf({ key, path, secret }: Setting, values: Values): unknown {
    const value = values[key];
    switch (key) {
        case "existingVswitches":
            return Object.entries(value ?? {}).map(([zoneId, vswitchId]) => ({ zoneId, vswitchId }));
        case "listeners":
            return listenersOf(value, values);
        // Part of the listeners.
        case "tlsSecretName":
            return undefined;
        case "keepAliveSeconds":
        case "connections":
            return value === 0 ? undefined : value;
        case "coreInstanceTypes":
        case "replicantInstanceTypes":
            return isEmptyList(value) ? undefined : value;
        default:
            return secret ? asSecret(asMeant(value, path)) : asMeant(value, path);
    }
}

/** Where a setting's value goes in this stack. */
export function pathOf({ key, path }: Setting, { existingClusterId }: Values): string {
    return key === "networkPlugin" && existingClusterId !== undefined
        ? "existingCluster.networkPlugin"
        : path;
}

/** Whether an argument with a default in Pulumi.yaml has a meaning in this stack: a cluster, and nodes, are made or there. */
function counts(path: string, value: unknown, { existingClusterId, existingNodes }: Values): boolean {
    if (path.startsWith("newCluster.")) return existingClusterId === undefined;
    if (path.startsWith("existingCluster.")) return existingClusterId !== undefined;
    if (existingNodes === undefined) return true;
    return !/^(core|replicant)Pool\./.test(path) && !(path === "kernel.rollout" && value === "ReplacePool");
}

function isEmptyList(value: unknown): boolean {
    return Array.isArray(value) && value.length === 0;
}

/** Structure stays what it is, since what is made depends on it; what stands in it is secret. */
function asSecret(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(asSecret);
    if (isObject(value)) {
        return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, asSecret(inner)]));
    }
    return value === undefined || value === null ? value : pulumi.secret(value);
}
