import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import * as ts from "typescript";
import { ROOT } from "../../support/cli";

/** What is written here, by folder from the repository's root. */
const PRODUCTS = ["provider", "preview", "stack", "testkit", "docs", "bench", "examples", "tests"];

/** By file, the files of this repository that it imports, for types alone or for values. */
export type Imports = ReadonlyMap<string, ReadonlySet<string>>;

export function readImports(): Imports {
    const files = PRODUCTS.flatMap((product) => typescriptIn(product));
    return new Map(files.map((file) => [file, importsOf(file)]));
}

export function textOf(file: string): string {
    return readFileSync(join(ROOT, file), "utf8");
}

function typescriptIn(folder: string): string[] {
    return readdirSync(join(ROOT, folder), { withFileTypes: true })
        .filter(({ name }) => name !== "node_modules")
        .flatMap((entry) => {
            const path = posix.join(folder, entry.name);
            if (entry.isDirectory()) return typescriptIn(path);
            return /(?<!\.d)\.ts$/.test(path) ? [path] : [];
        });
}

function importsOf(file: string): Set<string> {
    const named = ts.preProcessFile(textOf(file), true, true).importedFiles.map(({ fileName }) => fileName);
    const own = named.filter((name) => name.startsWith(".")).map((name) => resolved(file, name));
    return new Set(own.filter((path) => path !== undefined));
}

function resolved(from: string, name: string): string | undefined {
    const path = posix.join(posix.dirname(from), name);
    const found = [`${path}.ts`, `${path}/index.ts`].find((candidate) => existsSync(join(ROOT, candidate)));
    if (found === undefined && !existsSync(join(ROOT, path)))
        throw new Error(`${from} imports no file: ${name}`);
    return found;
}

/** The same between rooms. Why one room imports another is said by the files that do. */
export function betweenRooms(imports: Imports, roomOf: (file: string) => string): Imports {
    const rooms = new Map<string, Set<string>>();
    for (const [file, imported] of imports) {
        const others = rooms.get(roomOf(file)) ?? new Set();
        rooms.set(roomOf(file), others);
        for (const other of imported) if (roomOf(other) !== roomOf(file)) others.add(roomOf(other));
    }
    return rooms;
}

/** Those that import each other, directly or around several corners; each group once. Tarjan's algorithm. */
export function circles(imports: Imports): string[][] {
    const order = new Map<string, number>();
    const lowest = new Map<string, number>();
    const open: string[] = [];
    const found: string[][] = [];
    const visit = (node: string): number => {
        let low = order.size;
        order.set(node, low);
        lowest.set(node, low);
        open.push(node);
        for (const next of imports.get(node) ?? []) {
            if (!order.has(next)) low = Math.min(low, visit(next));
            else if (open.includes(next)) low = Math.min(low, order.get(next)!);
        }
        lowest.set(node, low);
        if (low === order.get(node)) {
            const circle = open.splice(open.indexOf(node));
            if (circle.length > 1) found.push(circle.sort());
        }
        return low;
    };
    for (const node of imports.keys()) if (!order.has(node)) visit(node);
    return found;
}
