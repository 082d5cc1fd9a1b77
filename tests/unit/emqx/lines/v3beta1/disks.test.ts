import assert from "node:assert/strict";
import { isFixed } from "../../../../../provider/emqx/gate/meant/fixedFields";
import { waitForRollout } from "../../../../../provider/emqx/gate/waitForRollout";
import { WaitFailed } from "../../../../../provider/emqx/gate/watch";
import type { DiskClaim, Target } from "../../../../../provider/emqx/lines/line/observation";
import { v2beta1 } from "../../../../../provider/emqx/lines/v2beta1";
import { v3beta1 } from "../../../../../provider/emqx/lines/v3beta1";
import { emqxObject } from "./objects";
import { Recording } from "./recorded";

const claim = (ordinal: number, requested: string, holds = requested): DiskClaim => ({
    name: `emqx-core-data-emqx-core-${ordinal}`,
    ordinal,
    requested,
    holds,
});

/** A cluster whose rollout is over; its claims are what the test says at each second. */
async function gate(
    claims: (seconds: number) => readonly DiskClaim[] | undefined,
    grow: (name: string, storage: string) => string | undefined = () => undefined,
    storage = "1Gi",
): Promise<{ ended: number; failure?: string }> {
    const recording = new Recording("strategy-only");
    const [phase] = recording.phases();
    const target: Target = { ...(phase?.target as Target), storage };
    let seconds = 10;
    const watch = {
        report: () => {},
        warn: () => {},
        now: () => seconds * 1000,
        sleep: async (milliseconds: number) => {
            seconds += milliseconds / 1000;
        },
    };
    const access = {
        observe: async () => {
            const now = claims(seconds);
            return { ...recording.at(seconds, target), ...(now === undefined ? {} : { claims: now }) };
        },
        lastWords: async () => undefined,
        retire: async () => assert.fail("nothing is left over"),
        growClaim: async (_: string, { name }: DiskClaim, size: string) => grow(name, size),
    };
    const goal = {
        line: v3beta1,
        namespace: "mqtt",
        instance: "emqx",
        target,
        changes: true,
        timeoutSeconds: 100,
    };
    try {
        await waitForRollout(goal, access, watch);
        return { ended: seconds };
    } catch (error) {
        if (!(error instanceof WaitFailed)) throw error;
        return { ended: seconds, failure: error.message };
    }
}

describe("disks of running cores on operator 3.0", () => {
    it("are asked to grow on their claims, each once, and are waited for", async () => {
        const asked: string[] = [];
        const sizes = new Map<number, string>();
        const { ended, failure } = await gate(
            // The controller takes until second 40.
            (seconds) =>
                [0, 1, 2].map((i) => claim(i, sizes.get(i) ?? "500Mi", seconds < 40 ? "500Mi" : "1Gi")),
            (name, storage) => {
                asked.push(`${name} ${storage}`);
                sizes.set(Number(name.at(-1)), storage);
                return undefined;
            },
        );
        assert.equal(failure, undefined);
        assert.deepEqual(
            asked,
            [0, 1, 2].map((i) => `emqx-core-data-emqx-core-${i} 1Gi`),
        );
        assert.ok(ended >= 43 && ended <= 46, String(ended));
    });

    it("are left alone where they are as large, however that is spelt, or larger", async () => {
        const never = () => assert.fail("nothing is to grow");
        for (const size of ["1Gi", "1024Mi", "2Gi"]) {
            const { failure } = await gate(() => [0, 1, 2].map((i) => claim(i, size)), never);
            assert.equal(failure, undefined, size);
        }
        const { failure } = await gate(() => undefined, never, "500Mi");
        assert.equal(failure, undefined, "who asks for nothing larger needs no right to look");
    });

    it("grow on a core that came later, too: it was born with the first size", async () => {
        const asked: string[] = [];
        const held = new Map([[2, "500Mi"]]);
        await gate(
            () => [0, 1, 2].map((i) => claim(i, held.get(i) ?? "1Gi")),
            (name, storage) => {
                asked.push(name);
                held.set(Number(name.at(-1)), storage);
                return undefined;
            },
        );
        assert.deepEqual(asked, ["emqx-core-data-emqx-core-2"]);
    });

    it("end the wait soon where they cannot grow, with what to do", async () => {
        const refused =
            "only dynamically provisioned pvc can be resized and the storageclass must support resize";
        const { ended, failure } = await gate(
            () => [0, 1, 2].map((i) => claim(i, "500Mi")),
            () => refused,
        );
        assert.ok(ended <= 30, String(ended));
        assert.match(
            failure ?? "",
            /emqx-core-0 cannot be asked to grow from 500Mi to 1Gi: only dynamically/,
        );
        assert.match(failure ?? "", /allowVolumeExpansion.*cores\.storage\.size: 500Mi/);
        const unseen = await gate(() => undefined);
        assert.match(unseen.failure ?? "", /may not list persistentvolumeclaims/);
    });

    it("are said beside the claim, so that the claim keeps its first size for good", async () => {
        const object = await emqxObject({ cores: { storage: { size: "80Gi", storageClassName: "essd" } } });
        assert.equal(object.metadata.annotations["emqx-ack.io/core-disk-size"], "80Gi");
        assert.deepEqual(v3beta1.fixedFields, ["spec.coreTemplate.spec.persistentVolumeClaimSpec"]);
        const kept = {
            ...object.spec.coreTemplate.spec.persistentVolumeClaimSpec,
            resources: { requests: { storage: "40Gi" } },
        };
        object.spec.coreTemplate.spec.persistentVolumeClaimSpec = kept;
        assert.equal(v3beta1.read(object).diskSize, "80Gi");
        assert.equal(v3beta1.read({ spec: object.spec }).diskSize, "40Gi");
        const size = [
            "coreTemplate",
            "spec",
            "persistentVolumeClaimSpec",
            "resources",
            "requests",
            "storage",
        ];
        assert.ok(
            isFixed(v3beta1, size),
            "a size that was grown long ago is no change of each update to come",
        );
        assert.ok(!isFixed(v3beta1, ["coreTemplate", "spec", "replicas"]));
        assert.ok(!isFixed(v2beta1, ["coreTemplate", "spec", "volumeClaimTemplates"]));
        // Another size makes no pod anew.
        const revision = async (size: string) =>
            (await emqxObject({ cores: { storage: { size } } })).spec.coreTemplate.metadata.annotations;
        assert.deepEqual(await revision("40Gi"), await revision("80Gi"));
    });
});
