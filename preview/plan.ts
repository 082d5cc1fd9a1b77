import { propose } from "../provider/plan/proposal/propose";
import { Problems } from "../provider/validation/problems";
import { type PlanOptions, planRequest } from "./commands/planOptions";
import { planJson, planText } from "./render/capacityPlan";
import { styleFor } from "./render/style";

export interface PlanRun {
    /** For standard output; empty where options are wrong. */
    readonly text: string;
    /** What is wrong with the options, all at once. */
    readonly problems: readonly string[];
    /** Why nothing fits. */
    readonly obstacles: readonly string[];
}

/** A page is as wide as the terminal, but lines longer than this are hard to follow. */
const WIDTH = { default: 100, smallest: 60, largest: 120 };

export function runPlan(options: PlanOptions): PlanRun {
    const problems = new Problems();
    const request = planRequest(options, problems);
    const shape = Number(options.shape);
    if (!Number.isInteger(shape) || shape < 1 || shape > 3) problems.add("--shape", "write 1, 2 or 3");
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
    const columns = process.stdout.columns ?? WIDTH.default;
    const page = {
        style: styleFor(process.stdout, process.env),
        width: Math.min(WIDTH.largest, Math.max(WIDTH.smallest, columns)),
        // Fewer shapes than three differ: the last one then.
        configOf: Math.min(shape, found.shapes.length) - 1,
    };
    return { text: planText(request, found, page), problems: [], obstacles: [] };
}
