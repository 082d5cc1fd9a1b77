import assert from "node:assert/strict";
import { pictureOf } from "../../../scenario/picture";
import { BALANCER, entry, ORDERLY, WANTED } from "./entries";

describe("the picture's data of a change", () => {
    const step = (type: string, urn: string, at: number, until: number) => ({ type, urn, at, until });
    const change = {
        entries: [...ORDERLY, { ...entry(7, {}), ...ORDERLY.at(-1), t: 7 }],
        steps: [
            step("kubernetes:apps.emqx.io/v2beta1:EMQX", "emqx", 0.52, 0.74),
            step(BALANCER.type, BALANCER.urn, 6.51, 6.98),
        ],
    };

    it("has the moments that matter", () => {
        assert.deepEqual(pictureOf(change, WANTED, "title").marks, [
            { t: 0.7, text: "EMQX object changed" },
            { t: 6.5, text: "gate opens" },
            { t: 7, text: "Services moved" },
        ]);
    });

    it("tells old from new by what was there at first, and running from serving", () => {
        const { samples, budget } = pictureOf(change, WANTED, "title");
        assert.equal(budget, 2);
        assert.deepEqual(
            samples.find(({ t }) => t === 5),
            {
                t: 5,
                condition: "Available",
                oldCores: [3, 0],
                newCores: [3, 3],
                oldReplicants: [3, 0],
                newReplicants: [3, 3],
            },
        );
    });

    it("leaves out what shows nothing new, and keeps the end", () => {
        const quiet = {
            ...change,
            entries: [
                ORDERLY[0],
                entry(0.5, { oldCores: [3, 3], oldReplicants: [3, 3] }),
                ...ORDERLY.slice(1),
            ] as typeof ORDERLY,
        };
        assert.deepEqual(
            pictureOf(quiet, WANTED, "title").samples.map(({ t }) => t),
            [0, 1, 2, 3, 4, 5, 6],
        );
    });
});
