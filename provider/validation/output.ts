/**
 * Whether a value is Pulumi's Output. By the mark that Pulumi's own `Output.isInstance` looks at, since whatever checks plain
 * values would otherwise load all of its SDK. A proxy has every member: only a boolean is the mark.
 */
export function isOutput(value: unknown): boolean {
    return (value as { __pulumiOutput?: unknown } | null | undefined)?.__pulumiOutput === true;
}
