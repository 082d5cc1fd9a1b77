import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A property as `schema.json` has it, which is made of the TypeScript interfaces and held against them by a test. */
export interface Property {
    readonly type?: string;
    readonly $ref?: string;
    readonly items?: Property;
    readonly additionalProperties?: Property;
}

interface ObjectType {
    readonly properties?: Record<string, Property>;
    readonly enum?: { value: string }[];
}

interface Schema {
    readonly resources: Record<string, { inputProperties: Record<string, Property> }>;
    readonly types: Record<string, ObjectType>;
}

const SCHEMA: Schema = JSON.parse(readFileSync(join(__dirname, "..", "..", "..", "schema.json"), "utf8"));

export function inputsOfComponent(component: string): Record<string, Property> {
    return SCHEMA.resources[`emqx-ack:index:${component}`]!.inputProperties;
}

/** What a property refers to: an object's properties, or an enum's members. */
export function referred({ $ref }: Property): ObjectType | undefined {
    return $ref === undefined ? undefined : SCHEMA.types[$ref.replace("#/types/", "")];
}

export type Segment = string | number;

/** `a.b[0]["c.d"]` as its parts; undefined for what is no property path. */
export function segmentsOf(path: string): Segment[] | undefined {
    const segments: Segment[] = [];
    let rest = path;
    while (rest !== "") {
        const match = /^\.?([A-Za-z_][A-Za-z0-9_]*)|^\[(\d+)\]|^\[("(?:[^"\\]|\\.)*")\]/.exec(rest);
        if (!match) return undefined;
        const [whole, name, index, key] = match;
        segments.push(name ?? (index !== undefined ? Number(index) : (JSON.parse(key as string) as string)));
        rest = rest.slice(whole.length);
    }
    return segments;
}

/** Whether a path leads to something that the component's types have. */
export function existsIn(component: string, path: string): boolean {
    const [first, ...rest] = segmentsOf(path) ?? [];
    let property: Property | undefined = inputsOfComponent(component)[String(first)];
    for (const segment of rest) {
        if (property === undefined) return false;
        if (typeof segment === "number") property = property.items;
        else property = property.additionalProperties ?? referred(property)?.properties?.[segment];
    }
    return property !== undefined;
}
