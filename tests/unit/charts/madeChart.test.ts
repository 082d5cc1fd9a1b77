import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { madeChart, writeChart } from "../../../provider/charts/madeChart";

describe("a chart that is made while the program runs", () => {
    let home: string;
    const { PULUMI_HOME } = process.env;

    beforeEach(() => {
        home = mkdtempSync(join(tmpdir(), "emqx-ack-made-"));
        process.env.PULUMI_HOME = home;
    });
    afterEach(() => {
        if (PULUMI_HOME === undefined) delete process.env.PULUMI_HOME;
        else process.env.PULUMI_HOME = PULUMI_HOME;
        rmSync(home, { recursive: true });
    });

    it("is in Pulumi's own folder where nobody says what the project's is, as with the Automation API", () => {
        const chart = madeChart("crds-1");
        assert.equal(chart.location, join(home, "emqx-ack", "crds-1"));
        assert.equal(chart.folder, chart.location);
    });

    it("is written whole, once, whoever comes second", () => {
        const chart = madeChart("crds-1");
        writeChart(chart, { "Chart.yaml": "first", "files/a.json": "{}" });
        writeChart(chart, { "Chart.yaml": "second" });
        assert.equal(readFileSync(join(chart.folder, "Chart.yaml"), "utf8"), "first");
        assert.ok(existsSync(join(chart.folder, "files", "a.json")));
        assert.deepEqual(readdirSync(join(home, "emqx-ack")).sort(), [".gitignore", "crds-1"]);
    });

    it("leaves nothing behind when it cannot be written", () => {
        const chart = madeChart("crds-1");
        assert.throws(() => writeChart(chart, { a: "", "a/b": "" }), /ENOTDIR|EEXIST/);
        assert.deepEqual(readdirSync(join(home, "emqx-ack")), [".gitignore"]);
    });
});
