import { strict as assert } from "node:assert";
import { makesNewPods } from "../../../../../provider/emqx/gate/meant/changedPods";
import { checkEmptying } from "../../../../../provider/emqx/gate/meant/emptying";
import type { PresentCluster } from "../../../../../provider/emqx/gate/meant/present";
import { checkChange } from "../../../../../provider/emqx/gate/meant/refusals";
import type { OperatorLine } from "../../../../../provider/emqx/lines/line/line";
import { textAt } from "../../../../../provider/emqx/lines/line/plainObject";
import { Problems } from "../../../../../provider/validation/problems";
import { madeUp } from "../../../../support/madeUpLine";

/** A line on which the cores keep their disks. */
const keepsDisks: OperatorLine = {
    ...madeUp,
    traps: { ...madeUp.traps, deletesDisks: true },
    read: (object) => ({
        ...madeUp.read(object),
        diskSize: textAt(object, "spec", "nodes", "core", "disk", "resources", "requests", "storage"),
    }),
};

interface Shape {
    size?: string;
    storageClassName?: string;
    env?: Record<string, string>;
    cores?: number;
    replicants?: number;
    image?: string;
}

function specOf({ size = "40Gi", storageClassName = "fast", env = {}, image, ...nodes }: Shape) {
    const pods = { env: Object.entries(env).map(([name, value]) => ({ name, value })) };
    return {
        version: { image: image ?? "emqx/emqx:9.9.0" },
        nodes: {
            core: {
                count: nodes.cores ?? 3,
                disk: { storageClassName, resources: { requests: { storage: size } } },
                pods,
            },
            replicant: { count: nodes.replicants ?? 3, pods },
        },
    };
}

function clusterOf(line: OperatorLine, shape: Shape, runs = "9.9.0"): PresentCluster {
    const spec = specOf(shape);
    const state = line.read({ spec });
    return {
        runningVersions: [runs],
        enterprise: undefined,
        replicas: state.replicas,
        revisions: state.revisions,
        object: { line: line.id, spec, state },
    };
}

/** What a change of the object is told. */
function told(before: Shape, after: Shape, line = keepsDisks, wants = "9.9.0", runs = "9.9.0"): string[] {
    const problems = new Problems();
    const spec = specOf(after);
    const state = line.read({ spec });
    const wanted = { version: wants, enterprise: true, replicas: state.replicas, object: { spec, state } };
    checkChange(problems, clusterOf(line, before, runs), wanted, line);
    return problems.all.map(({ path, reason }) => `${path}: ${reason}`);
}

describe("disks that stay with their cores", () => {
    it("grow, and however they are spelled stay what they are", () => {
        for (const size of ["40Gi", "41Gi", "1Ti", "40960Mi"]) assert.deepEqual(told({}, { size }), [], size);
    });

    it("get neither smaller nor others", () => {
        const [smaller, ...more] = told({}, { size: "39Gi" });
        assert.deepEqual(more, []);
        assert.match(
            smaller!,
            /^cores\.storage\.size: is 39Gi, and the cores' disks have 40Gi: .* Write 40Gi\./,
        );
        assert.match(
            told({}, { storageClassName: "slow" })[0]!,
            /^cores\.storage\.storageClassName: is another one than the running cores have.*an export there and an import/,
        );
    });

    it("may be others where new cores get new ones", () => {
        assert.deepEqual(told({}, { size: "1Gi", storageClassName: "slow" }, madeUp), []);
    });
});

describe("a security profile", () => {
    const hardened = { EMQX_SECURITY_PROFILE: "hardened" };

    it("does not change together with the version", () => {
        const [refused, ...more] = told({}, { env: hardened, image: "emqx/emqx:9.9.1" }, madeUp);
        assert.deepEqual(more, []);
        assert.match(
            refused!,
            /^securityProfile: is "Hardened", and the cluster runs with "Legacy".* Upgrade with "Legacy" first/,
        );
        assert.match(
            told({ env: hardened }, { image: "emqx/emqx:9.9.1" }, madeUp)[0]!,
            /^securityProfile: is "Legacy", and the cluster runs with "Hardened"/,
        );
    });

    it("changes by itself, and stays in an upgrade", () => {
        assert.deepEqual(told({}, { env: hardened }, madeUp), []);
        assert.deepEqual(told({ env: hardened }, { env: hardened, image: "emqx/emqx:9.9.1" }, madeUp), []);
        const legacy = { EMQX_SECURITY_PROFILE: "legacy" };
        assert.deepEqual(told({}, { env: legacy, image: "emqx/emqx:9.9.1" }, madeUp), []);
    });
});

describe("a license", () => {
    const one = { cores: 1, replicants: 0 };
    const licensed = { env: { EMQX_LICENSE__KEY: "file:///mounted/license" } };

    it("comes to a single node before more nodes do", () => {
        const [refused, ...more] = told(one, { ...licensed, cores: 3, replicants: 0 }, madeUp);
        assert.deepEqual(more, []);
        assert.match(
            refused!,
            /^cores\.replicas: adds nodes to one that runs without a license.*Two updates/,
        );
        assert.match(
            told(one, { ...licensed, cores: 1, replicants: 2 }, madeUp)[0]!,
            /^replicants\.replicas: adds nodes/,
        );
        assert.deepEqual(told(one, { ...one, ...licensed }, madeUp), []);
        assert.deepEqual(told({ ...one, ...licensed }, { ...licensed, cores: 3 }, madeUp), []);
        assert.deepEqual(told(one, licensed, madeUp, "5.8.11", "5.8.11"), [], "it needs none there");
    });
});

describe("new pods while nodes are being emptied", () => {
    const cluster = {
        ...clusterOf(madeUp, {}),
        evacuating: [{ node: "emqx@emqx-core-1", role: "core" as const }],
    };
    const emptying = (line: OperatorLine, now: PresentCluster, after: Shape) => {
        const problems = new Problems();
        const spec = specOf(after);
        const wanted = { object: { spec, state: line.read({ spec }) } };
        const warnings = checkEmptying(problems, line, now, makesNewPods(line, now, wanted));
        return { refused: problems.all.map(({ reason }) => reason), warnings };
    };
    const stands = { ...madeUp, traps: { ...madeUp.traps, standsWhileCoreIsEmptied: true } };

    it("are refused where the operator would wait for itself, and only said elsewhere", () => {
        const { refused } = emptying(stands, cluster, { image: "emqx/emqx:9.9.1" });
        assert.equal(refused.length, 1);
        assert.match(
            refused[0]!,
            /clients are being moved off core emqx@emqx-core-1: operator 9\.1 then waits/,
        );
        const elsewhere = emptying(madeUp, cluster, { image: "emqx/emqx:9.9.1" });
        assert.deepEqual(elsewhere.refused, []);
        assert.match(elsewhere.warnings[0]!, /^Clients are being moved off emqx@emqx-core-1/);
        const replicant = { ...cluster, evacuating: [{ node: "emqx@10.0.0.1", role: "replicant" as const }] };
        assert.deepEqual(emptying(stands, replicant, { image: "emqx/emqx:9.9.1" }).refused, []);
    });

    it("are none where numbers alone change, or nobody is emptied", () => {
        for (const [now, after] of [
            [cluster, { cores: 5 }],
            [cluster, {}],
            [clusterOf(madeUp, {}), { image: "emqx/emqx:9.9.1" }],
        ] as const)
            assert.deepEqual(emptying(stands, now, after), { refused: [], warnings: [] });
    });
});
