import { join } from "node:path";
import { resolveConfig } from "../../../preview/project/config";
import { loadProject, type Project } from "../../../preview/project/projectFile";
import { SETTINGS } from "../../../provider/naming/settings";
import type { Field, ObjectField } from "../../../provider/validation/schema";
import type { Configuration } from "../../../stack/values";
import { ROOT } from "../../support/cli";

export const PROJECT_FILE = join(ROOT, "Pulumi.yaml");
export const ROOT_PROJECT: Project = loadProject(ROOT);

/** The configuration of a stack whose file has these settings, with the project's defaults under it. */
export function configured(
    settings: Readonly<Record<string, unknown>>,
    secret: readonly string[] = [],
): Configuration {
    const values = Object.entries(settings).map(([key, value]) => [`emqx-ack:${key}`, value]);
    const resolved = resolveConfig(
        ROOT_PROJECT,
        "test",
        { values: Object.fromEntries(values), environments: [], encryption: "" },
        {},
    );
    return {
        values: resolved.values,
        isSecret: (key) => secret.some((name) => key === `emqx-ack:${name}`),
    };
}

/** A single value of the arguments: its property path, with `[0]` for members of lists and `NAME` for those of maps. */
export interface Leaf {
    readonly path: string;
    readonly field: Field;
}

export function leavesOf(field: Field, path = ""): Leaf[] {
    switch (field.kind) {
        case "plain":
        case "input":
            return [{ path, field }];
        case "list":
            return leavesOf(field.item, `${path}[0]`);
        case "map":
            return leavesOf(field.value, `${path}.NAME`);
        case "object":
            return Object.entries((field as ObjectField).schema).flatMap(([name, member]) =>
                leavesOf(member, path === "" ? name : `${path}.${name}`),
            );
    }
}

/** A value in objects and lists around it, as a path says. */
export function nested(path: string, value: unknown): unknown {
    const match = /^(?:\[(\d+)\]|\.?(\w+))(.*)$/.exec(path);
    if (match === null) return value;
    const [, index, name, rest = ""] = match;
    return index === undefined ? { [name as string]: nested(rest, value) } : [nested(rest, value)];
}

/** The setting that gives an argument, and what is written into it. */
export function settingFor(path: string, value: unknown): { key: string; written: unknown; name: string } {
    const fits = (outer: string) =>
        path === outer || (path.startsWith(outer) && /^[.[]/.test(path.slice(outer.length)));
    const own = SETTINGS.filter((setting) => !setting.rest && fits(setting.path)).sort(
        (a, b) => b.path.length - a.path.length,
    )[0];
    const rest = SETTINGS.find((setting) => setting.rest && fits(setting.path));
    const setting = own !== undefined && own.key !== "listeners" ? own : rest;
    if (setting === undefined) throw new Error(`no setting gives ${path}`);
    const way = path.slice(setting.path.length).replace(/^\./, "");
    return {
        key: setting.key,
        written: nested(way, value),
        name: way === "" ? setting.key : `${setting.key}${way.startsWith("[") ? "" : "."}${way}`,
    };
}
