import assert from "node:assert/strict";
import { kubernetesVersion, kubernetesWarnings } from "../../../provider/ack/kubernetesVersion";

const said = (version: string, day = "2026-11-28") => kubernetesWarnings(version, new Date(day)).join("\n");

describe("the version of Kubernetes of a new cluster", () => {
    it("is told nothing of while ACK supports it", () => {
        assert.equal(said("1.36.1-aliyun.1"), "");
        assert.equal(said("1.35"), "");
        assert.equal(said("1.35", "2027-02-28T12:00:00Z"), "");
        assert.match(said("1.35", "2027-03-01"), /^ACK's support of Kubernetes 1\.35 ended on 2027-02-28/);
    });

    it("is told to have ended, with what there is instead, and not refused: a running cluster may have it", () => {
        assert.equal(
            said("1.34.1-aliyun.1"),
            "ACK's support of Kubernetes 1.34 ended on 2026-09-30: ACK may not make such a cluster any more, and a running one gets no fixes. Write a version of 1.36 or 1.35; a running cluster goes up one minor version after the other.",
        );
        assert.match(said("1.28.9-aliyun.1"), /1\.28 ended before 2026-10-06/);
        assert.match(said("1.22"), /and the EMQX operator needs 1\.24/);
        assert.doesNotMatch(said("1.34", "2030-01-01"), /Write a version of/);
        for (const version of ["1.34.1-aliyun.1", "1.22", "1.20.11-aliyun.1"])
            assert.equal(kubernetesVersion(version), undefined);
    });

    it("may be newer than all that is known, which is said", () => {
        assert.equal(kubernetesVersion("1.37.0-aliyun.1"), undefined);
        assert.match(
            said("1.37.0-aliyun.1"),
            /newer than all that this package knows, which was 1\.36 on 2026-10-06/,
        );
        assert.match(kubernetesVersion("1.99") ?? "", /the newest was 1\.36 on 2026-10-06$/);
    });

    it("is told as ACK spells it", () => {
        assert.match(kubernetesVersion("v1.35.2") ?? "", /did you mean "1\.35\.2"\?$/);
        assert.match(kubernetesVersion("1.35.2aliyun.1") ?? "", /did you mean "1\.35\.2-aliyun\.1"\?$/);
        assert.doesNotMatch(kubernetesVersion("1.35.2-gke.1") ?? "", /did you mean/);
    });
});
