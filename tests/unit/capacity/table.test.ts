import assert from "node:assert/strict";
import { bar, capacityTable } from "../../../preview/render/capacityTable";
import { COLOUR, PLAIN } from "../../../preview/render/style";
import type { CapacityCeiling } from "../../../provider/capacity/ceiling";

const ceiling = (utilisation: number | undefined, name = "vCPU", input = "emqx"): CapacityCeiling => ({
    name,
    where: "replicant node",
    unit: "vCPU",
    arithmetic: "",
    input,
    source: "",
    ...(utilisation === undefined
        ? {}
        : { used: 1, limit: 100, afterLosing: utilisation * 100, utilisation }),
});
const table = (ceilings: CapacityCeiling[], most = 9, width = 100, style = PLAIN) =>
    capacityTable(ceilings, { style, width, most });

describe("the table of ceilings", () => {
    it("has a bar as long as what is used, full at most, and never none", () => {
        for (const [utilisation, cells] of [
            [0, 1],
            [0.5, 8],
            [1, 16],
            [3, 16],
        ] as const) {
            const { full, rest } = bar(utilisation, 16);
            assert.deepEqual([full.length, full.length + rest.length], [cells, 16]);
        }
        assert.deepEqual(table([ceiling(0.5)]), [
            "  replicant node  vCPU  ████████········   50 %  50 of 100 vCPU",
        ]);
    });

    it("counts what it leaves out, and what is hardly used", () => {
        const lines = table(
            [0.9, 0.8, 0.7, 0.6].map((share) => ceiling(share)),
            2,
        );
        assert.equal(lines.length, 3);
        assert.equal(lines[2], "  2 more ceilings at 70 % or less");
        assert.equal(
            table([0.9, 0.8, 0.5, 0.04].map((share) => ceiling(share))).at(-1),
            "  1 more ceiling at 4 % or less",
        );
    });

    it("names each input once for what was not checked", () => {
        assert.equal(
            table([
                ceiling(undefined, "vCPU", "traffic.a"),
                ceiling(undefined, "packets", "traffic.a"),
                ceiling(undefined, "x", "b"),
            ]).at(-1),
            "  not checked for want of traffic.a (2), b",
        );
    });

    it("stays within the page", () => {
        const long = ceiling(undefined, "vCPU", "capacity.loadBalancer.packetsPerSecond ".repeat(4));
        for (const line of table([ceiling(0.5, "listener connections"), long], 9, 60))
            assert.ok(line.length <= 60, line);
    });

    it("is red above 100 %, yellow above 70 %", () => {
        const coloured = (share: number) => table([ceiling(share)], 9, 100, COLOUR)[0]!;
        assert.ok(coloured(1.01).includes("\u001b[31m"));
        assert.ok(coloured(0.71).includes("\u001b[33m"));
        assert.ok(!["\u001b[31m", "\u001b[33m"].some((code) => coloured(0.7).includes(code)));
    });
});
