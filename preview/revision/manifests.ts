import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The parts of package.json that decide what is installed. */
const DECIDING = [
    "dependencies",
    "devDependencies",
    "optionalDependencies",
    "peerDependencies",
    "overrides",
    "resolutions",
    "workspaces",
    "pnpm",
];

/** Lock files in the order of their say, and how what they list is installed without running scripts of packages. */
export const LOCK_FILES: Readonly<Record<string, readonly string[]>> = {
    "npm-shrinkwrap.json": ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
    "package-lock.json": ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
    "pnpm-lock.yaml": ["pnpm", "install", "--frozen-lockfile", "--ignore-scripts"],
    "yarn.lock": ["yarn", "install", "--frozen-lockfile", "--ignore-scripts"],
};

/** Without a lock file. */
export const PLAIN_INSTALL = [
    "npm",
    "install",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-package-lock",
] as const;

/** Whether two directories of a package ask for the same packages. */
export function askForTheSame(one: string, other: string): boolean {
    return (
        sameText(dependencies(one), dependencies(other)) &&
        Object.keys(LOCK_FILES).every((name) => sameText(lock(one, name), lock(other, name)))
    );
}

/** The command that installs what a directory asks for. */
export function installCommand(directory: string): readonly string[] {
    const locked = Object.entries(LOCK_FILES).find(([name]) => existsSync(join(directory, name)));
    return locked?.[1] ?? PLAIN_INSTALL;
}

function sameText(one: unknown, other: unknown): boolean {
    return JSON.stringify(one) === JSON.stringify(other);
}

function dependencies(directory: string): unknown {
    const manifest = readJson(join(directory, "package.json"));
    return DECIDING.map((key) => manifest?.[key] ?? null);
}

/** npm's lock repeats the package's own name and version, which install nothing. */
function lock(directory: string, name: string): unknown {
    const file = join(directory, name);
    if (!existsSync(file)) {
        return null;
    }
    const content = name.endsWith(".json") ? readJson(file) : undefined;
    if (content === undefined) {
        return readFileSync(file, "utf8");
    }
    const { name: _name, version: _version, packages, ...others } = content;
    const { "": _own, ...installed } = (packages ?? {}) as Record<string, unknown>;
    return [others, installed];
}

function readJson(file: string): Record<string, unknown> | undefined {
    try {
        const content: unknown = JSON.parse(readFileSync(file, "utf8"));
        return typeof content === "object" && content !== null
            ? (content as Record<string, unknown>)
            : undefined;
    } catch {
        return undefined;
    }
}
