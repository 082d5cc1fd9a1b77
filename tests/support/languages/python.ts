import { cpSync } from "node:fs";
import { join } from "node:path";
import { type Command, runCommand } from "./command";
import { needPrograms, Unavailable } from "./unavailable";
import { workspace } from "./workspace";

const MYPY = "mypy==2.4.1";

/** The Python example with everything it needs, in a virtual environment. */
export async function pythonExample(): Promise<{ check(): Promise<string>; program: Command }> {
    needPrograms("The Python tests", "python3");
    const folder = await workspace("python", [MYPY], async (folder, sdk) => {
        cpSync(sdk, join(folder, "sdks", "emqx-ack"), { recursive: true });
        const venv = { program: "python3", args: ["-m", "venv", "venv"], cwd: folder };
        await runCommand(venv).catch((error: Error) => {
            throw new Unavailable(`python3 makes no virtual environment here: ${error.message}`);
        });
        await runCommand(python(folder, "-m", "pip", "install", "-q", "-r", "requirements.txt", MYPY));
    });
    return {
        check: () => runCommand(python(folder, "-m", "mypy", "--strict", "__main__.py")),
        program: python(folder, join(__dirname, "run_program.py")),
    };
}

function python(folder: string, ...args: string[]): Command {
    return { program: join(folder, "venv", "bin", "python"), args, cwd: folder };
}
