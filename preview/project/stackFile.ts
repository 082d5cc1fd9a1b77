import { existsSync, readdirSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { meant } from "../../provider/validation/nearest";
import { StartProblem } from "./problem";
import { asMap, type Project, readYaml, stackFile } from "./projectFile";

/** What we read of a stack's file. */
export interface StackConfig {
    /** By `namespace:key`; scalars, lists and maps as the file has them, `{ secure: ... }` included. */
    readonly values: Readonly<Record<string, unknown>>;
    /** Names of ESC environments the stack imports, which only Pulumi Cloud can open. */
    readonly environments: readonly string[];
    /** What its secrets are encrypted with: the provider and the key, itself encrypted, or the salt. */
    readonly encryption: string;
}

export interface ChosenStack {
    readonly name: string;
    /** Why this one, for the person who did not say. */
    readonly reason: string;
}

/** The stack that was asked for, else the only one that has a file, else `dev`. */
export function chooseStack(project: Project, asked: string | undefined): ChosenStack {
    if (asked !== undefined) {
        // Pulumi takes organization/project/stack as well.
        const name = asked.split("/").at(-1) ?? "";
        if (!/^[\w.-]+$/.test(name)) {
            throw new StartProblem(
                `'${asked}' is not a stack name; it may have letters, digits, '-', '_' and '.'`,
            );
        }
        return { name, reason: "" };
    }
    const names = stackNames(project);
    if (names.length === 1) {
        return { name: names[0], reason: `the only stack with a file, ${fileName(project, names[0])}` };
    }
    const reason = names.length === 0 ? "no stack has a file" : `of ${names.join(", ")}; choose with --stack`;
    return { name: "dev", reason };
}

/**
 * What to say of a stack that was asked for and has no file, which Pulumi allows: under a misspelt name everything would have its
 * default in silence.
 */
export function missingFile(project: Project, asked: string | undefined, stack: string): string | undefined {
    if (asked === undefined || existsSync(stackFile(project, stack))) return undefined;
    const names = stackNames(project);
    const close = meant(stack, names);
    const others = names.length === 0 ? "" : `; stacks with a file: ${names.join(", ")}`;
    const which = close === undefined ? others : `; did you mean stack ${close}?`;
    return `There is no ${fileName(project, stack)}: every setting of stack ${stack} has its default${which}`;
}

export function loadStackConfig(project: Project, stack: string): StackConfig {
    const file = stackFile(project, stack);
    if (!existsSync(file)) {
        return { values: {}, environments: [], encryption: "" };
    }
    return parseStackConfig(readYaml(file), file, project.name);
}

export function parseStackConfig(content: unknown, file: string, project: string): StackConfig {
    const raw = asMap(content, file);
    const config = asMap(raw.config, `${file}: 'config'`);
    const values = Object.entries(config).map(([key, value]) => {
        const match = /^([^:]+):(?:config:)?([^:]+)$/.exec(key);
        if (match === null) {
            throw new StartProblem(
                `${file}: invalid configuration key '${key}' (configuration keys should be of the form ` +
                    `\`<namespace>:<name>\`); did you mean '${project}:${key.split(":").at(-1)}'?`,
            );
        }
        return [`${match[1]}:${match[2]}`, value];
    });
    const environments = Array.isArray(raw.environment) ? raw.environment.map(environmentName) : [];
    const encryption = [raw.secretsprovider, raw.encryptedkey, raw.encryptionsalt].map(String).join(" ");
    return { values: Object.fromEntries(values), environments, encryption };
}

function environmentName(entry: unknown): string {
    return typeof entry === "string" ? entry : (Object.keys(asMap(entry, "'environment'"))[0] ?? "");
}

function stackNames(project: Project): string[] {
    const directory = join(project.root, project.stackConfigDir);
    const extension = extname(project.file);
    const files = existsSync(directory) ? readdirSync(directory) : [];
    return files
        .filter((f) => f.startsWith("Pulumi.") && f.endsWith(extension) && f !== `Pulumi${extension}`)
        .map((f) => f.slice("Pulumi.".length, -extension.length))
        .sort();
}

function fileName(project: Project, stack: string): string {
    return basename(stackFile(project, stack));
}
