import type * as pulumi from "@pulumi/pulumi";

/**
 * Whether a value is Pulumi's Output. By the mark that Pulumi's own `Output.isInstance` looks at, since whatever checks plain
 * values would otherwise load all of its SDK. A proxy has every member: only a boolean is the mark.
 */
export function isOutput(value: unknown): value is pulumi.Output<unknown> {
    return (value as { __pulumiOutput?: unknown } | null | undefined)?.__pulumiOutput === true;
}

/** What `map` makes of an input: at once where its value is there, else when it is known. Needs no Pulumi SDK either. */
export function mapInput<T, U>(input: pulumi.Input<T>, map: (value: T) => pulumi.Input<U>): pulumi.Input<U> {
    if (isOutput(input)) return (input as pulumi.Output<T>).apply(map) as pulumi.Output<U>;
    if (input instanceof Promise) return input.then(map) as Promise<U>;
    return map(input as T);
}
