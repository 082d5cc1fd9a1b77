import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { withLock } from "../../../testkit/controlPlane/buildLock";
import { ROOT } from "../cli";
import { Unavailable } from "./unavailable";

export type Language = "python" | "go" | "java";

/** Generated SDKs, a folder a language; `EMQX_ACK_SDK` names others than those in the tree. */
const SDKS = resolve(process.env.EMQX_ACK_SDK ?? join(ROOT, "sdk"));

/** The example in a language: the program, without its SDK. */
export function exampleFolder(language: string): string {
    return join(ROOT, "examples", `million-connections-${language}`);
}

/**
 * The example with its SDK in `sdks/emqx-ack`, where `pulumi install` writes it, after `install` in that folder. It is kept in
 * the cache (EMQX_ACK_CACHE, default `emqx-ack` in the user's cache folder) until example, SDK or `tools` change.
 */
export async function workspace(
    language: Language,
    tools: readonly string[],
    install: (folder: string, sdk: string) => Promise<void>,
): Promise<string> {
    const sdk = join(SDKS, language);
    if (!existsSync(sdk)) throw new Unavailable(`${sdk} is not there: no SDK has been generated.`);
    const example = exampleFolder(language);
    const key = hashOf([...filesOf(example), ...filesOf(sdk)], tools);
    const cache = join(cacheFolder(), "languages");
    const folder = join(cache, `${language}-${key}`);
    const done = join(folder, ".done");
    mkdirSync(cache, { recursive: true });
    const say = (text: string) => console.log(`      ${text}`);
    await withLock(`${folder}.lock`, say, async () => {
        if (existsSync(done)) return;
        for (const name of readdirSync(cache)) {
            const isOlder = name.startsWith(`${language}-`) && !name.startsWith(`${language}-${key}`);
            if (isOlder || name === `${language}-${key}`)
                rmSync(join(cache, name), { recursive: true, force: true });
        }
        cpSync(example, folder, { recursive: true });
        await install(folder, sdk);
        writeFileSync(done, "");
    });
    return folder;
}

function cacheFolder(): string {
    const userCache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
    return process.env.EMQX_ACK_CACHE ?? join(userCache, "emqx-ack");
}

function filesOf(folder: string): string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort();
}

function hashOf(files: readonly string[], tools: readonly string[]): string {
    const hash = createHash("sha256").update(JSON.stringify(tools));
    for (const file of files) hash.update(file).update(readFileSync(file));
    return hash.digest("hex").slice(0, 12);
}
