import type { ItemsType } from "./projectFile";

/** `array<string>` for an array of strings, otherwise the type's own name. */
export function fullTypeName(type: string, items: ItemsType | undefined): string {
    return items === undefined ? type : `array<${fullTypeName(items.type, items.items)}>`;
}

/**
 * Whether a value fits a type that `Pulumi.yaml` declares, by Pulumi's own rules (`ValidateConfigValue` in
 * sdk/go/common/workspace/project.go): texts that read as an integer or a boolean pass as one.
 */
export function fitsType(type: string, items: ItemsType | undefined, value: unknown): boolean {
    switch (type) {
        case "string":
            return typeof value === "string";
        case "integer":
            return typeof value === "string" ? /^[+-]?\d+$/.test(value) : Number.isInteger(value);
        case "number":
            return typeof value === "string"
                ? value.trim() !== "" && Number.isFinite(Number(value))
                : typeof value === "number";
        case "boolean":
            return typeof value === "boolean" || value === "true" || value === "false";
        case "object":
            return typeof value === "object" && value !== null && !Array.isArray(value);
        default:
            return (
                Array.isArray(value) &&
                items !== undefined &&
                value.every((item) => fitsType(items.type, items.items, item))
            );
    }
}
