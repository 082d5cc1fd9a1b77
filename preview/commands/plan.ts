import { type Command, Option } from "commander";
import { RECOMMENDED_VERSION } from "../../provider/emqx/lines/matrix";
import { propose } from "../../provider/plan/proposal/propose";
import { Problems } from "../../provider/validation/problems";
import { planJson, planText } from "../render/capacityPlan";
import { pageWidth } from "../render/pageWidth";
import { styleFor } from "../render/style";
import { type PlanOptions, planRequest } from "./planOptions";

const EXIT = { done: 0, nothingFits: 1, usage: 2 } as const;

/** `emqx-ack plan`: shapes of a stack for a load, with what limits them and the configuration to paste. */
export function registerPlan(program: Command): void {
    program
        .command("plan")
        .description(
            "propose two to four shapes for a load: nodes, what limits them, what breaks first, and the configuration of " +
                "the root stack (docs/capacity.md)",
        )
        .requiredOption("--connections <number>", "MQTT connections, e.g. 1000000 or 1M")
        .option(
            "--publish <rate>",
            "messages a second that all clients publish, e.g. 500000/s (default: none)",
        )
        .option(
            "--deliver <rate>",
            "messages a second that all subscribers receive (default: as many as published)",
        )
        .option("--fan-out <number>", "subscribers that receive each message, instead of --deliver")
        .option("--payload <size>", "payload of a message, e.g. 1KB", "1KB")
        .option("--qos <number>", "quality of service, 0 to 2", "1")
        .option("--tls", "clients use TLS")
        .option("--keepalive <seconds>", "keep-alive of clients, e.g. 300 or 5m (default: 300, not checked)")
        .option(
            "--ramp <rate>",
            "new connections a second while clients come up (default: those of a lost node, within 63 s)",
        )
        .option(
            "--zones <number>",
            "number of zones, or the zones of your region: cn-shanghai-b,cn-shanghai-g",
            "3",
        )
        .option("--nodes-lost <number>", "nodes that may fail at once", "1")
        .option(
            "--cpu-factor <number>",
            "CPU in relation to what is published and measured, more with rules and bridges",
            "1",
        )
        .option("--instance-types <types>", "choose from these, e.g. ecs.c7.8xlarge,ecs.g7ne.4xlarge")
        .option("--emqx-version <version>", `EMQX version (default: ${RECOMMENDED_VERSION})`)
        .option(
            "--edition <edition>",
            "OpenSource or Enterprise, of EMQX up to 5.8 (default: Enterprise from 200,000 connections)",
        )
        .option("--operator-version <version>", "operator version (default: that of EMQX's line)")
        .option("--licensed <number>", "connections that the license allows")
        .option("--license <license>", "evaluation, for EMQX's own key for trying it out")
        .option("--load-balancer <kind>", "Nlb or Clb", "Nlb")
        .option("--shape <number>", "shape whose configuration is printed", "1")
        .addOption(
            new Option("-f, --format <format>", "text for people, json for programs")
                .choices(["text", "json"])
                .default("text"),
        )
        .action((options: PlanOptions, command: Command) => {
            const { text, problems, obstacles } = runPlan(options);
            if (problems.length > 0) {
                command.error(problems.map((line) => `error: ${line}`).join("\n"), { exitCode: EXIT.usage });
            }
            process.stdout.write(text);
            if (obstacles.length > 0) {
                process.stderr.write(obstacles.map((line) => `error: ${line}\n`).join(""));
                process.exitCode = EXIT.nothingFits;
            }
        });
}

interface PlanRun {
    /** For standard output; empty where options are wrong. */
    readonly text: string;
    /** What is wrong with the options, all at once. */
    readonly problems: readonly string[];
    /** Why nothing fits. */
    readonly obstacles: readonly string[];
}

function runPlan(options: PlanOptions): PlanRun {
    const problems = new Problems();
    const request = planRequest(options, problems);
    const shape = Number(options.shape);
    if (!Number.isInteger(shape) || shape < 1 || shape > 4) problems.add("--shape", "write 1, 2, 3 or 4");
    if (problems.all.length > 0) {
        return {
            text: "",
            problems: problems.all.map(({ path, reason }) => `${path}: ${reason}`),
            obstacles: [],
        };
    }
    const found = propose(request);
    if (options.format === "json") {
        return {
            text: `${JSON.stringify(planJson(request, found), null, 2)}\n`,
            problems: [],
            obstacles: found.obstacles,
        };
    }
    if (found.shapes.length === 0) return { text: "", problems: [], obstacles: found.obstacles };
    const page = {
        style: styleFor(process.stdout, process.env),
        width: pageWidth(process.stdout, process.env),
        // Fewer shapes than three differ: the last one then.
        configOf: Math.min(shape, found.shapes.length) - 1,
    };
    return { text: planText(request, found, page), problems: [], obstacles: [] };
}
