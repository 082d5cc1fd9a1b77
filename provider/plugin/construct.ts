import * as pulumi from "@pulumi/pulumi";
import type { ConstructResult } from "@pulumi/pulumi/provider";
import { COMPONENTS } from "./components";

/** Names of each component's outputs, by token. */
export type OutputsByToken = ReadonlyMap<string, readonly string[]>;

/** Parts of Pulumi's run-time that are not in its type declarations. */
interface Settings {
    waitForRPCs(): Promise<void>;
}
interface Resolvable {
    promise(): Promise<unknown>;
}

/** Makes the component of a token, as `new` does in a program of TypeScript, and waits until it is complete. */
export async function construct(
    outputs: OutputsByToken,
    token: string,
    name: string,
    inputs: pulumi.Inputs,
    options: pulumi.ComponentResourceOptions,
): Promise<ConstructResult> {
    const component = COMPONENTS.find((c) => token === `emqx-ack:index:${c.name}`);
    const names = outputs.get(token);
    if (component === undefined || names === undefined) {
        const known = COMPONENTS.map((c) => `emqx-ack:index:${c.name}`).join(", ");
        throw new Error(`emqx-ack has no component ${token}; it has ${known}`);
    }
    const instance = new component(name, inputs, options) as pulumi.ComponentResource & pulumi.Inputs;
    const state = Object.fromEntries(names.map((output) => [output, instance[output]]));
    // What fails after the answer would be told to nobody.
    await (pulumi.output(state) as unknown as Resolvable).promise();
    await (pulumi.runtime as unknown as Settings).waitForRPCs();
    return { urn: instance.urn, state };
}

/** The engine prints each problem with its property path, so the message need not list them again. */
export function forEngine(error: unknown): unknown {
    if (!pulumi.InputPropertiesError.isInstance(error)) return error;
    const [first = ""] = error.message.split("\n");
    return new pulumi.InputPropertiesError({ message: first.replace(/:$/, ""), errors: error.errors });
}
