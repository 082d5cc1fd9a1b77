import * as pulumi from "@pulumi/pulumi";
import type { EmqxClusterArgs } from "../../provider/emqx/args/emqxClusterArgs";
import { at } from "../../provider/emqx/lines/line/plainObject";
import { emqxObject } from "../../provider/emqx/plan/object";
import { type EmqxPlan, planEmqxCluster } from "../../provider/emqx/plan/plan";
import { Problems } from "../../provider/validation/problems";
import { inputsOf } from "./inputs";
import { type Difference, differencesOf } from "./kept";
import type { LiveObject } from "./liveObjects";
import { type Inputs, planned } from "./shown";

/** A live object as inputs, and what these do not say of it. */
export interface Adoption {
    readonly live: LiveObject;
    readonly inputs: Inputs;
    /** What the object says and no input may, each with the sentence that refuses it. */
    readonly refused: readonly RefusedInput[];
    /** Where the object of the inputs is not the live one. */
    readonly differences: readonly Difference[];
}

export interface RefusedInput {
    readonly path: string;
    readonly reason: string;
}

/** Tries the inputs, takes out what is refused, and holds the object that comes of the rest against the live one. */
export async function adoptionOf(live: LiveObject): Promise<Adoption | string> {
    const inputs = inputsOf(live);
    const refused: RefusedInput[] = [];
    for (;;) {
        const problems = new Problems();
        const plan = planEmqxCluster(planned(inputs) as EmqxClusterArgs, problems);
        const [problem] = problems.all;
        if (problem === undefined) {
            if (plan.line !== live.line)
                return `EMQX ${plan.version.version} is not written for operator ${live.line.id}, which the object is of`;
            const differences = differencesOf(at(live.object, "spec"), await specOf(plan, inputs));
            return { live, inputs, refused, differences };
        }
        if (!takenOut(inputs, keysOf(problem.path)))
            return `it cannot be adopted: ${problem.path || "it"} ${problem.reason}`;
        refused.push(problem);
    }
}

/** Of no pods: what the inputs come to is not known without the secrets of the cluster, so that the live one's always stays. */
const ANY_REVISION = "another";

/** The spec of the inputs' object. */
async function specOf(plan: EmqxPlan, inputs: Inputs): Promise<unknown> {
    const args = planned(inputs) as EmqxClusterArgs;
    const written = plan.line.write(emqxObject(plan, args, ""));
    return known(written.spec({ core: ANY_REVISION, replicant: ANY_REVISION }));
}

function known(value: unknown): Promise<unknown> {
    return new Promise((resolve) => {
        (pulumi.output(value) as pulumi.Output<unknown>).apply((plain) => resolve(plain));
    });
}

/** `more.fleet["a.b"][0]` as its keys. */
function keysOf(path: string): string[] {
    return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(
        ([, quoted, index, name]) => quoted ?? index ?? name ?? "",
    );
}

/** Takes an input out, or where it is one that is missing what it is missing in; false where there is nothing to take out. */
function takenOut(inputs: Inputs, keys: readonly string[]): boolean {
    for (let length = keys.length; length > 0; length--) {
        const parent = at(inputs, ...keys.slice(0, length - 1)) as Record<string, unknown> | undefined;
        const key = keys[length - 1] as string;
        if (parent === undefined || parent === null || !Object.hasOwn(parent, key)) continue;
        if (Array.isArray(parent)) parent.splice(Number(key), 1);
        else delete parent[key];
        return true;
    }
    return false;
}
