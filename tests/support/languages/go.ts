import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Command, runCommand } from "./command";
import { needPrograms } from "./unavailable";
import { workspace } from "./workspace";

/** The package's path inside the SDK's module. */
const PACKAGE = "emqxack";

/** The Go example, vetted and built. */
export async function goExample(): Promise<{ check(): Promise<string>; program: Command }> {
    needPrograms("The Go tests", "go");
    const folder = await workspace("go", [], async (folder, sdk) => {
        const module = join(folder, "sdks", "emqx-ack");
        cpSync(sdk, join(module, PACKAGE), { recursive: true });
        writeFileSync(join(module, "go.mod"), sdkModule(folder));
        await runCommand({ program: "go", args: ["build", "-o", "program", "."], cwd: folder, env: ENV });
    });
    return {
        check: () => runCommand({ program: "go", args: ["vet", "."], cwd: folder, env: ENV }),
        program: { program: join(folder, "program"), args: [], cwd: folder },
    };
}

const ENV = { GOFLAGS: "-mod=mod", GOWORK: "off" };

/** The go.mod that `pulumi package add` writes beside the SDK: the module that the example's go.mod replaces. */
function sdkModule(folder: string): string {
    const goMod = readFileSync(join(folder, "go.mod"), "utf8");
    const name = /^replace (\S+) => .\/sdks\/emqx-ack$/m.exec(goMod)?.[1];
    const pulumi = /github.com\/pulumi\/pulumi\/sdk\/v3 \S+/.exec(goMod)?.[0];
    return `module ${name}\n\ngo 1.25\n\nrequire ${pulumi}\n`;
}
