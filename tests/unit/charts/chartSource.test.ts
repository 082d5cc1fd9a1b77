import assert from "node:assert/strict";
import { type ChartSourceArgs, chartLocation } from "../../../provider/charts/chartSource";

const DEFAULTS = { chart: "emqx-operator", repository: "https://repos.emqx.io/charts", version: "2.2.29" };
const at = (source?: ChartSourceArgs) => chartLocation(source, DEFAULTS);

describe("where a chart comes from", () => {
    it("is the pinned one of its own repository", () => {
        assert.deepEqual(at(), {
            chart: "emqx-operator",
            version: "2.2.29",
            repositoryOpts: { repo: "https://repos.emqx.io/charts" },
        });
    });

    it("is a mirror, or another version of it", () => {
        assert.deepEqual(at({ repository: "https://mirror.example", version: "2.2.30" }), {
            chart: "emqx-operator",
            version: "2.2.30",
            repositoryOpts: { repo: "https://mirror.example" },
        });
        assert.equal(at({ chart: "operator" }).chart, "operator");
    });

    for (const chart of [
        "./charts/op",
        "../op",
        "/srv/op",
        "C:\\op",
        "charts/op-2.2.29.tgz",
        "https://x.example/op.tgz",
    ]) {
        it(`is a file or folder that carries its version: ${chart}`, () => {
            assert.deepEqual(at({ chart }), { chart });
        });
    }

    it("is an OCI registry, at the pinned version unless told another", () => {
        const chart = "oci://registry.example/charts/op";
        assert.deepEqual(at({ chart }), { chart, version: "2.2.29" });
        assert.deepEqual(at({ chart, version: "2.2.31" }), { chart, version: "2.2.31" });
    });
});
