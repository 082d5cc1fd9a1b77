import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, extname, isAbsolute, join, resolve } from "node:path";
import { parse } from "yaml";
import { StartProblem } from "./problem";

/** The extensions Pulumi reads, in its order. */
const EXTENSIONS = [".yaml", ".yml", ".json"];

/** What we read of `Pulumi.yaml`. */
export interface Project {
    readonly name: string;
    /** The project file itself. */
    readonly file: string;
    /** The directory it is in. */
    readonly root: string;
    readonly runtime: Runtime;
    /** Directory of the stack files, relative to the root; empty when they are in the root. */
    readonly stackConfigDir: string;
    /** Declared configuration by key as written; see {@link ConfigDeclaration}. */
    readonly config: Readonly<Record<string, ConfigDeclaration>>;
    /** Directory or file of the program, relative to the root; absent when it is the root. */
    readonly main?: string;
}

export interface Runtime {
    readonly name: string;
    /** Run TypeScript through ts-node; default true. */
    readonly typescript: boolean;
    /** Path of another tsconfig, relative to the program. */
    readonly tsconfig?: string;
    /** Arguments for node itself. */
    readonly nodeArgs: readonly string[];
}

/** A configuration key that `Pulumi.yaml` declares. */
export interface ConfigDeclaration {
    readonly type?: string;
    readonly items?: ItemsType;
    readonly description?: string;
    readonly default?: unknown;
    readonly value?: unknown;
    readonly secret?: boolean;
}

export interface ItemsType {
    readonly type: string;
    readonly items?: ItemsType;
}

/** Where and how to start the program, as the engine's `GetPwdMain` decides. */
export interface EntryPoint {
    readonly directory: string;
    readonly entry: string;
}

/** Reads the closest project file, searching upwards from a directory, as Pulumi does. */
export function loadProject(directory: string): Project {
    const start = resolve(directory);
    if (!existsSync(start) || !statSync(start).isDirectory()) {
        throw new StartProblem(
            `${directory} is not a directory; give the directory of a Pulumi program (where Pulumi.yaml is)`,
        );
    }
    for (let dir = start; ; dir = dirname(dir)) {
        const file = EXTENSIONS.map((ext) => join(dir, `Pulumi${ext}`)).find(isFile);
        if (file !== undefined) {
            return parseProject(readYaml(file), file);
        }
        if (dir === dirname(dir)) {
            throw new StartProblem(`no Pulumi.yaml in ${start} or in a directory above it`);
        }
    }
}

export function parseProject(content: unknown, file: string): Project {
    const raw = asMap(content, `${file}: the project`);
    if (typeof raw.name !== "string" || raw.name === "") {
        throw new StartProblem(`${file}: project is missing a non-empty string 'name' attribute`);
    }
    const { stackConfigDir, config } = stackConfigDirAndConfig(raw, file);
    return {
        name: raw.name,
        file,
        root: dirname(file),
        runtime: parseRuntime(raw.runtime, file),
        stackConfigDir,
        config: parseDeclarations(config, raw.name, file),
        ...(typeof raw.main === "string" && raw.main !== "" ? { main: raw.main } : {}),
    };
}

/** The directory to run in and what to run there. */
export function entryPoint(project: Project): EntryPoint {
    if (project.main === undefined) {
        return { directory: project.root, entry: "." };
    }
    const main = isAbsolute(project.main) ? project.main : join(project.root, project.main);
    if (!existsSync(main)) {
        throw new StartProblem(`${project.file}: 'main' is ${project.main}, but there is no ${main}`);
    }
    return statSync(main).isDirectory()
        ? { directory: main, entry: "." }
        : { directory: dirname(main), entry: basename(main) };
}

/** The file that holds a stack's configuration, whether or not it exists. */
export function stackFile(project: Project, stack: string): string {
    return join(project.root, project.stackConfigDir, `Pulumi.${stack}${extname(project.file)}`);
}

export function readYaml(file: string): unknown {
    try {
        return parse(readFileSync(file, "utf8"));
    } catch (error) {
        throw new StartProblem(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
}

export function asMap(value: unknown, what: string): Record<string, unknown> {
    if (value === null || value === undefined) {
        return {};
    }
    if (typeof value !== "object" || Array.isArray(value)) {
        throw new StartProblem(`${what} has to be a map of keys and values`);
    }
    return value as Record<string, unknown>;
}

function isFile(path: string): boolean {
    return existsSync(path) && statSync(path).isFile();
}

/** `config` was once the directory of the stack files; a text there still means that. */
function stackConfigDirAndConfig(raw: Record<string, unknown>, file: string) {
    if (typeof raw.config !== "string") {
        const directory = typeof raw.stackConfigDir === "string" ? raw.stackConfigDir : "";
        return { stackConfigDir: directory, config: asMap(raw.config, `${file}: 'config'`) };
    }
    if (raw.stackConfigDir !== undefined) {
        throw new StartProblem(
            `${file}: should not use both config and stackConfigDir to define the stack directory. ` +
                "Use only stackConfigDir instead.",
        );
    }
    return { stackConfigDir: raw.config, config: {} };
}

function parseRuntime(raw: unknown, file: string): Runtime {
    const runtime = typeof raw === "string" ? { name: raw } : asMap(raw, `${file}: 'runtime'`);
    if (runtime.name !== "nodejs") {
        throw new StartProblem(
            `${file}: the runtime is ${JSON.stringify(runtime.name ?? "not set")}; ` +
                "the offline preview runs TypeScript and JavaScript programs, which have 'runtime: nodejs'",
        );
    }
    const options = asMap("options" in runtime ? runtime.options : {}, `${file}: 'runtime.options'`);
    const option = (key: string, type: "boolean" | "string") => {
        const value = options[key];
        if (value !== undefined && typeof value !== type) {
            throw new StartProblem(`${file}: runtime.options.${key} must be a ${type}`);
        }
        return value;
    };
    const tsconfig = option("tsconfig", "string") as string | undefined;
    const nodeArgs = (option("nodeargs", "string") as string | undefined) ?? "";
    return {
        name: "nodejs",
        typescript: (option("typescript", "boolean") as boolean | undefined) ?? true,
        ...(tsconfig === undefined ? {} : { tsconfig }),
        nodeArgs: (nodeArgs.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((a) =>
            a.replace(/^(["'])(.*)\1$/, "$2"),
        ),
    };
}

function parseDeclarations(
    config: Record<string, unknown>,
    project: string,
    file: string,
): Record<string, ConfigDeclaration> {
    const declarations = Object.entries(config).map(([key, value]): [string, ConfigDeclaration] => {
        const ofProject = !key.includes(":") || key.startsWith(`${project}:`);
        const shorthand = typeof value !== "object" || Array.isArray(value) || value === null;
        if (shorthand) {
            return [key, ofProject ? { default: value } : { value }];
        }
        const declaration = value as ConfigDeclaration;
        if (declaration.default !== undefined && declaration.value !== undefined) {
            throw new StartProblem(
                `${file}: project config '${key}' cannot have both a 'default' and 'value' attribute`,
            );
        }
        if (ofProject && declaration.type === "array" && declaration.items === undefined) {
            throw new StartProblem(
                `${file}: the configuration key '${key}' declares an array ` +
                    "but does not specify the underlying type via the 'items' attribute",
            );
        }
        if (!ofProject && (declaration.type !== undefined || declaration.value === undefined)) {
            throw new StartProblem(
                `${file}: configuration key '${key}' is not namespaced by the project; ` +
                    "it takes a 'value' and neither a 'type' nor a 'default'",
            );
        }
        return [key, declaration];
    });
    return Object.fromEntries(declarations);
}
