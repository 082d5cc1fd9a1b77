import assert from "node:assert/strict";
import * as fc from "fast-check";
import { checkAckCluster } from "../../../provider/ack/rules";
import { checkCertManager } from "../../../provider/certManager/rules";
import { v2beta1 } from "../../../provider/emqx/lines/v2beta1";
import { planEmqxCluster } from "../../../provider/emqx/plan/plan";
import { planLoadBalancer } from "../../../provider/loadBalancer/plan";
import { planNodePool, planNodeTuning } from "../../../provider/nodes/plan";
import { checkEmqxOperator } from "../../../provider/operator/rules";
import { planStack } from "../../../provider/plan/planStack";
import { Known } from "../../../provider/validation/conform";
import { Problems } from "../../../provider/validation/problems";
import { newCluster, VSWITCHES } from "../../support/stacks";
import { versioned } from "../../support/versions";
import { argumentsOf } from "./anyArguments";
import { existsIn, type Segment, segmentsOf } from "./publicTypes";

type Check = (problems: Problems, args: any) => void;

const named = (check: (problems: Problems, name: string, args: any) => void): Check => {
    return (problems, args) => check(problems, "mqtt", args);
};

const planning = (plan: (name: string, args: any, problems: Problems) => unknown): Check => {
    return (problems, args) => plan("mqtt", args, problems);
};

/** Right arguments and cases of each; 10,000 and more together. Where a kernel profile is made at every case, fewer. */
const COMPONENTS: Record<string, [check: Check, right: object, cases: number]> = {
    AckCluster: [named(checkAckCluster), { newCluster: newCluster.newCluster }, 2000],
    TunedNodePool: [planning(planNodePool), { clusterId: "c-1", role: "core", vswitchIds: ["vsw-1"] }, 1000],
    NodeTuning: [planning(planNodeTuning), {}, 1000],
    CertManager: [checkCertManager, {}, 1500],
    EmqxOperator: [(problems, args) => checkEmqxOperator(problems, args, v2beta1), {}, 1500],
    EmqxCluster: [planning((_, args, problems) => planEmqxCluster(args, problems)), versioned({}), 1500],
    MqttLoadBalancer: [
        planning((_, args, problems) => planLoadBalancer(args, problems)),
        { kind: "Nlb", namespace: "emqx", vswitches: VSWITCHES },
        1500,
    ],
    EmqxOnAck: [planning(planStack), newCluster, 1500],
};

function plain(value: unknown): unknown {
    return value instanceof Known ? value.value : value;
}

/** An input that does not exist is told by the name that was given. */
function wasGiven(args: unknown, segments: readonly Segment[]): boolean {
    let value = plain(args);
    for (const segment of segments.slice(0, -1)) value = plain((value as any)?.[segment]);
    return Object.hasOwn(Object(value), segments.at(-1) as string);
}

describe("any arguments", function () {
    this.timeout(120_000);

    it("are tried 10,000 times and more", () => {
        const cases = Object.values(COMPONENTS).reduce((sum, [, , cases]) => sum + cases, 0);
        assert.ok(cases >= 10_000);
    });

    it("are answered where there are none, and where a secret key stands beside an edition that comes late", () => {
        const answers = (component: keyof typeof COMPONENTS, args: any) => {
            const problems = new Problems();
            COMPONENTS[component]?.[0](problems, args);
            return problems.all.map(({ path }) => path);
        };
        assert.deepEqual(answers("EmqxOperator", null), ["args"]);
        const late = { edition: new Promise(() => undefined), licenseKey: new Known("none", true) };
        assert.deepEqual(answers("EmqxCluster", { version: "5.7.2", ...late })[0], "edition");
    });

    for (const [component, [check, right, numRuns]] of Object.entries(COMPONENTS)) {
        it(`of ${component} are taken, or told with paths that its types have`, () => {
            let taken = 0;
            fc.assert(
                fc.property(argumentsOf(component, right), (args) => {
                    const problems = new Problems();
                    check(problems, args);
                    if (problems.all.length === 0) taken++;
                    for (const { path, reason } of problems.all) {
                        // What somebody wrote between quotes may be any word.
                        const own = reason.replace(/"(?:[^"\\]|\\.)*"/g, "");
                        assert.doesNotMatch(own, /undefined|\[object|NaN/, `${path}: ${reason}`);
                        if (path === "args" || existsIn(component, path)) continue;
                        const segments = segmentsOf(path);
                        assert.ok(segments, `${path} is no property path`);
                        const parent =
                            segments.length === 1 || existsIn(component, pathOf(segments.slice(0, -1)));
                        assert.ok(parent && wasGiven(args, segments), `${path}: ${reason}`);
                    }
                }),
                { numRuns },
            );
            assert.ok(taken > numRuns / 20 && taken < numRuns * 0.8, `${taken} taken`);
        });
    }
});

function pathOf(segments: readonly Segment[]): string {
    return segments
        .map((segment) => (typeof segment === "number" ? `[${segment}]` : `[${JSON.stringify(segment)}]`))
        .join("");
}
