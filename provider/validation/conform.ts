import type * as pulumi from "@pulumi/pulumi";
import { meant, withoutMeant } from "./nearest";
import { isOutput } from "./output";
import type { Problems } from "./problems";
import { quoted } from "./quoted";
import type { Field, InputField, ListField, MapField, ObjectField, PlainField } from "./schema";

/** The value of an Output, once it is known. */
export class Known {
    constructor(
        public readonly value: unknown,
        public readonly secret: boolean,
    ) {}
}

/**
 * Takes the place of a value that no further check may look at, since it is a secret, or wrong and reported already. A Promise
 * that nothing settles, so that every check passes it over as it does an Output whose value is still to come.
 */
const HIDDEN = new Promise<never>(() => undefined);

/** Whether it is an Output or a Promise, whose value comes later. */
export function isLate(value: unknown): boolean {
    return isOutput(value) || value instanceof Promise;
}

/** Whether the value can be looked at now: given, and neither an Output nor a Promise. */
export function isPlain<T>(value: pulumi.Input<T> | undefined): value is T {
    return value !== undefined && !isLate(value);
}

/**
 * Adds to `problems` whatever in `given` is not what the field takes, and gives back what further checks may take at
 * its word: every part of the right type, or absent, or not plain.
 */
export function conform(problems: Problems, given: unknown, field: Field): unknown {
    const value = unwrapped(given);
    if (value === undefined) {
        if (problems.path === "") {
            problems.add("args", "is missing; write an object with the inputs");
            return {};
        }
        if (field.missing !== undefined) problems.add("", `is missing; ${field.missing}`);
        return undefined;
    }
    if (value === null && field.missing !== undefined) {
        problems.add("", `is null; ${field.missing}`);
        return undefined;
    }
    switch (field.kind) {
        case "plain":
            return plainValue(problems, value, field);
        case "input":
            return inputValue(problems, given, value, field);
        case "list":
            return list(problems, value, field);
        case "map":
            return map(problems, value, field);
        case "object":
            return field.orFalse && value === false ? false : object(problems, value, field);
    }
}

/** An Output that turns out to hold nothing is an input that was left out. */
function unwrapped(given: unknown): unknown {
    return given instanceof Known ? (given.value ?? undefined) : given;
}

const DECIDES =
    "is an Output, and what is made depends on it before its value is known; write the value itself";

function plainValue(problems: Problems, value: unknown, field: PlainField): unknown {
    if (isLate(value)) {
        problems.add("", DECIDES);
        return undefined;
    }
    const wrong = wrongWith(value, field.rule);
    if (wrong === undefined) return value;
    problems.add("", `is ${quoted(value)}; ${wrong}`);
    return undefined;
}

function inputValue(problems: Problems, given: unknown, value: unknown, field: InputField): unknown {
    if (isLate(value)) return value;
    const secret = given instanceof Known && given.secret;
    if (secret && field.instead !== undefined) {
        problems.add("", `is a secret, and would stand in clear in the Kubernetes cluster; ${field.instead}`);
        return HIDDEN;
    }
    const wrong = wrongWith(value, given instanceof Known ? (field.late ?? field.rule) : field.rule);
    if (wrong === undefined) return secret ? HIDDEN : value;
    if (value === null) problems.add("", `is null; ${wrong}`);
    else if (secret || field.secret) problems.add("", `does not fit; ${withoutMeant(wrong)}`);
    else problems.add("", `is ${quoted(value)}; ${wrong}`);
    return HIDDEN;
}

function wrongWith(value: unknown, rule: PlainField["rule"]): string | undefined {
    return value === null ? "write a value, or leave it out" : rule(value);
}

function list(problems: Problems, value: unknown, field: ListField): unknown {
    if (isLate(value)) {
        problems.add("", `${DECIDES}, e.g. ${field.example}; its members may be Outputs`);
        return undefined;
    }
    if (!Array.isArray(value)) {
        const instead =
            value === null ? "write a list, or leave it out" : `write a list, e.g. ${field.example}`;
        problems.add("", `is ${quoted(value)}; ${instead}`);
        return undefined;
    }
    // Not `map`, which passes over the holes of a sparse list.
    return Array.from(value, (item, i) =>
        conform(problems.at(i), item === undefined ? null : item, field.item),
    );
}

function map(problems: Problems, value: unknown, field: MapField): unknown {
    if (!isObject(problems, value, "an object of names and values")) return undefined;
    const sound: Record<string, unknown> = {};
    for (const [key, member] of Object.entries(value)) {
        const wrong = field.key?.(key);
        if (wrong !== undefined) problems.at(key).add("", `cannot be a name here; ${wrong}`);
        const conforming = conform(problems.at(key), member, field.value);
        if (wrong === undefined && conforming !== undefined) put(sound, key, conforming);
    }
    return sound;
}

function object(problems: Problems, value: unknown, field: ObjectField): unknown {
    const names = Object.keys(field.schema);
    const wanted = `an object with ${names.join(", ")}${field.orFalse ? ", or false for none" : ""}`;
    if (!isObject(problems, value, wanted)) return {};
    const sound: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
        if (!Object.hasOwn(field.schema, key)) tellUnknown(problems, key, names, field);
    }
    for (const [name, member] of Object.entries(field.schema)) {
        const given = Object.hasOwn(value, name) ? value[name] : undefined;
        const conforming = conform(problems.at(name), given, member);
        if (conforming !== undefined) put(sound, name, conforming);
    }
    return sound;
}

function isObject(problems: Problems, value: unknown, wanted: string): value is Record<string, unknown> {
    if (typeof value === "object" && value !== null && !Array.isArray(value) && !isLate(value)) return true;
    const isRoot = problems.path === "";
    const at = isRoot ? "args" : "";
    if (isLate(value)) problems.add(at, `${DECIDES}; its members may be Outputs`);
    else if (value === null && !isRoot) problems.add(at, "is null; write a value, or leave it out");
    else problems.add(at, `is ${quoted(value)}; write ${wanted}`);
    return false;
}

function tellUnknown(problems: Problems, key: string, names: readonly string[], field: ObjectField): void {
    if (Object.hasOwn(field.elsewhere, key)) {
        problems.addUnknown(key, field.elsewhere[key] as string);
        return;
    }
    const other = Object.hasOwn(field.others, key) ? field.others[key] : undefined;
    const close = other ?? meant(key, names);
    const instead =
        close === undefined
            ? `the inputs here are ${[...names].sort().join(", ")}`
            : other === undefined
              ? `did you mean "${close}"?`
              : `it is called ${close} here`;
    problems.addUnknown(key, `is not an input; ${instead}`, close);
}

/** `__proto__` as a key sets no property otherwise. */
function put(target: Record<string, unknown>, key: string, value: unknown): void {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
