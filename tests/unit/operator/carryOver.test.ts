import assert from "node:assert/strict";
import { WaitFailed } from "../../../provider/emqx/gate/watch";
import type { OperatorLine } from "../../../provider/emqx/lines/line/line";
import { v2 } from "../../../provider/emqx/lines/v2";
import { v2beta1 } from "../../../provider/emqx/lines/v2beta1";
import { v3beta1 } from "../../../provider/emqx/lines/v3beta1";
import { carryOver } from "../../../provider/operator/carryOver/carryOver";
import type { CarryOverAccess } from "../../../provider/operator/carryOver/carryOverAccess";

const NAMESPACE = "emqx-operator-system";
const OPERATOR = "emqx-operator-controller-manager";

interface World {
    readonly line?: OperatorLine;
    readonly said?: boolean;
    readonly apiVersions?: string[];
    readonly objects?: Readonly<Record<string, string[]>>;
    /** Seconds that pods of a stopped operator take to end. */
    readonly ends?: number;
    readonly fails?: (what: string) => Error | undefined;
}

/** On a clock of its own; what is done, in order. */
async function carried(world: World) {
    const done: string[] = [];
    const said: string[] = [];
    let now = 0;
    let stoppedAt: number | undefined;
    const does = (what: string) => {
        const failure = world.fails?.(what);
        if (failure !== undefined) throw failure;
        done.push(what);
    };
    const access: CarryOverAccess = {
        apiVersions: async () => world.apiVersions ?? ["v1beta4", "v2alpha1", "v2beta1"],
        objects: async ({ kind }) => world.objects?.[kind] ?? [],
        operators: async () => {
            const gone = stoppedAt !== undefined && now >= stoppedAt + (world.ends ?? 4) * 1000;
            return [{ name: OPERATOR, wanted: stoppedAt === undefined ? 2 : 0, pods: gone ? 0 : 2 }];
        },
        stop: async (namespace, name) => {
            does(`stop ${namespace}/${name}`);
            stoppedAt = now;
        },
        removeWebhook: async ({ name }) => does(`remove ${name}`),
        stopConverting: async (definition) => does(`no conversion of ${definition}`),
    };
    const goal = {
        line: world.line ?? v2,
        namespace: NAMESPACE,
        said: world.said ?? true,
        timeoutSeconds: 300,
    };
    const watch = {
        report: (line: string) => said.push(line),
        warn: (line: string) => said.push(`warning: ${line}`),
        now: () => now,
        sleep: async (milliseconds: number) => {
            now += milliseconds;
        },
    };
    const error = await carryOver(goal, access, watch).then(
        () => undefined,
        (problem: Error) => problem,
    );
    return { done, said, error, seconds: now / 1000 };
}

describe("before an operator of another line is installed", () => {
    it("the one before it stops, and then goes what nobody serves any more", async () => {
        const { done, error, seconds } = await carried({});
        assert.equal(error, undefined);
        assert.deepEqual(done, [
            `stop ${NAMESPACE}/${OPERATOR}`,
            "remove emqx-operator-mutating-webhook-configuration",
            "remove emqx-operator-validating-webhook-configuration",
            "no conversion of emqxes.apps.emqx.io",
            "no conversion of rebalances.apps.emqx.io",
        ]);
        assert.ok(seconds >= 4, "no pod of it is left");
    });

    it("nothing is done where no operator was, or one of the same line is", async () => {
        for (const apiVersions of [[], ["v2", "v2beta1"]]) {
            assert.deepEqual((await carried({ apiVersions })).done, []);
        }
        assert.deepEqual((await carried({ line: v2beta1 })).done, []);
    });

    it("it is refused, and nothing changed, where objects are left that the new one does not know", async () => {
        const { done, error } = await carried({ objects: { EmqxBroker: ["mqtt/old", "mqtt/older"] } });
        assert.ok(error instanceof WaitFailed);
        assert.match(error.message, /kind EmqxBroker are there, .*: mqtt\/old, mqtt\/older\./);
        assert.deepEqual(done, []);
    });

    it("it is refused where the program does not say which line it wants: a default is for new operators", async () => {
        const { done, error } = await carried({ said: false });
        assert.match(error?.message ?? "", /version: "2\.2\.29" keeps what is there/);
        assert.match(error?.message ?? "", /version: "2\.3\.3" goes on to line 2\.3, and makes every pod/);
        assert.deepEqual(done, []);
    });

    it("there is no way back, and none to a line that takes over nothing", async () => {
        for (const [line, apiVersions] of [
            [v2beta1, ["v2", "v2beta1"]],
            [v3beta1, ["v2beta1"]],
            [v2, ["v3beta1"]],
            [v2, ["v1beta4"]],
        ] as const) {
            const { done, error } = await carried({ line, apiVersions: [...apiVersions] });
            assert.match(error?.message ?? "", new RegExp(`line ${line.id} takes none of its objects over`));
            assert.deepEqual(done, []);
        }
    });

    it("an operator that does not stop ends the update with the way back, before anything else is done", async () => {
        const { done, error } = await carried({ ends: 10_000 });
        assert.deepEqual(done, [`stop ${NAMESPACE}/${OPERATOR}`]);
        assert.match(error?.message ?? "", /still has 2 pods/);
        assert.match(error?.message ?? "", /scale deployment emqx-operator-controller-manager --replicas 2/);
    });

    it("goes on where it was cut off", async () => {
        const fails = (what: string) =>
            what.startsWith("no conversion") ? new TypeError("cut off") : undefined;
        const cutOff = await carried({ fails });
        assert.ok(cutOff.error !== undefined);
        assert.equal((await carried({})).error, undefined);
    });
});
