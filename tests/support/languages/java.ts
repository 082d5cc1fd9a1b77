import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { ROOT } from "../cli";
import { type Command, runCommand } from "./command";
import { needPrograms } from "./unavailable";
import { workspace } from "./workspace";

const CLASS_PATH = "classpath.txt";

/** The Java example, compiled with the SDK by its own pom.xml. */
export async function javaExample(): Promise<{ check(): Promise<string>; program: Command }> {
    needPrograms("The Java tests", "javac", "mvn");
    const folder = await workspace("java", [], async (folder, sdk) => {
        const target = join(folder, "sdks", "emqx-ack");
        cpSync(sdk, target, { recursive: true });
        writeVersion(target);
        await maven(folder, "compile", "dependency:build-classpath", `-Dmdep.outputFile=${CLASS_PATH}`);
    });
    const classPath = [
        join(folder, "target", "classes"),
        readFileSync(join(folder, CLASS_PATH), "utf8").trim(),
    ];
    return {
        check: () => maven(folder, "compile"),
        program: { program: "java", args: ["-cp", classPath.join(delimiter), "mqtt.App"], cwd: folder },
    };
}

function maven(folder: string, ...goals: string[]): Promise<string> {
    return runCommand({ program: "mvn", args: ["-q", "-B", ...goals], cwd: folder });
}

/** The SDK reads its version from a resource, which `package add` writes and the build of a published SDK. */
function writeVersion(sdk: string): void {
    const { name, version } = JSON.parse(readFileSync(join(ROOT, "schema.json"), "utf8"));
    const resources = join(sdk, "src", "main", "resources", "com", "pulumi", name);
    mkdirSync(resources, { recursive: true });
    writeFileSync(join(resources, "version.txt"), version);
}
