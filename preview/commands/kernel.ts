import { type Command, InvalidArgumentError, Option } from "commander";
import { buildKernelProfile, KernelPreset } from "../../provider/nodes/kernel";
import { Problems } from "../../provider/validation/problems";
import { profileData, profileScripts } from "../kernel/profileData";
import { profileText } from "../kernel/profileText";

interface KernelOptions {
    readonly preset: KernelPreset;
    readonly connections?: number;
    readonly memory?: number;
    readonly vcpus?: number;
    readonly nofile?: number;
    readonly tls?: boolean;
    readonly set: { [key: string]: string };
    readonly format: "table" | "scripts" | "json";
}

/** The option that each property of KernelProfileArgs is called on the command line. */
const OPTION_OF: { readonly [property: string]: string } = {
    connectionsPerNode: "--connections",
    memoryGiB: "--memory",
    vcpus: "--vcpus",
    nofile: "--nofile",
};

/** Adds `emqx-ack kernel`, which prints the kernel profile of one kind of node. */
export function registerKernelCommand(program: Command): void {
    program
        .command("kernel")
        .description("print the kernel profile of a node: every value with its reason, the scripts, or JSON")
        .addOption(
            new Option("--preset <name>", "where the figures below come from unless given")
                .choices(Object.values(KernelPreset))
                .default(KernelPreset.Standard),
        )
        .option("--connections <number>", "connections that one node must hold", wholeNumber)
        .option("--memory <GiB>", "memory of one node", positiveNumber)
        .option("--vcpus <number>", "vCPUs of one node", wholeNumber)
        .option("--nofile <number>", "open files of one container", wholeNumber)
        .option("--tls", "most connections are TLS")
        .option("--set <key=value>", "another value for one parameter, or `default`; repeatable", collect, {})
        .addOption(
            new Option("--format <format>", "how to print it")
                .choices(["table", "scripts", "json"])
                .default("table"),
        )
        .action((options: KernelOptions, command: Command) => {
            const problems = new Problems();
            const profile = buildKernelProfile(
                {
                    preset: options.preset,
                    connectionsPerNode: options.connections,
                    memoryGiB: options.memory,
                    vcpus: options.vcpus,
                    nofile: options.nofile,
                    tls: options.tls,
                    parameters: options.set,
                },
                problems,
            );
            if (problems.all.length > 0) {
                const lines = problems.all.map(({ path, reason }) => `${optionOf(path)}: ${reason}`);
                command.error(`error: ${lines.join("\nerror: ")}`, { exitCode: 2 });
            }
            const text = {
                table: () => profileText(profile),
                scripts: () => profileScripts(profile),
                json: () => `${JSON.stringify(profileData(profile), undefined, 2)}\n`,
            }[options.format]();
            process.stdout.write(text);
        });
}

function optionOf(path: string): string {
    const [, dotted, plain] = /^parameters(?:\["(.+)"\]|\.(.+))$/.exec(path) ?? [];
    const parameter = dotted ?? plain;
    return parameter === undefined ? (OPTION_OF[path] ?? path) : `--set ${parameter}`;
}

function wholeNumber(text: string): number {
    if (!/^[0-9][0-9_,]*$/.test(text)) {
        throw new InvalidArgumentError("Write a whole number, e.g. 250000.");
    }
    return Number(text.replaceAll(/[_,]/g, ""));
}

function positiveNumber(text: string): number {
    const value = Number(text);
    if (!(value > 0)) {
        throw new InvalidArgumentError("Write a number of GiB, e.g. 128.");
    }
    return value;
}

function collect(text: string, before: { [key: string]: string }): { [key: string]: string } {
    const equals = text.indexOf("=");
    if (equals < 1) {
        throw new InvalidArgumentError("Write it as key=value, e.g. net.core.somaxconn=16384.");
    }
    return { ...before, [text.slice(0, equals)]: text.slice(equals + 1) };
}
