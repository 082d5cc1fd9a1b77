import assert from "node:assert/strict";
import { KernelPreset, profileOf } from "../../../../provider/nodes/kernel";
import { Problems } from "../../../../provider/validation/problems";

describe("a kernel profile that goes to several components", () => {
    const built = (args: object) => profileOf(args, new Problems());

    it("is built once, whoever asks and with whichever object", () => {
        assert.equal(built({ connectionsPerNode: 123_456 }), built({ connectionsPerNode: 123_456 }));
        assert.notEqual(
            built({ connectionsPerNode: 123_456 }).hash,
            built({ preset: KernelPreset.Million }).hash,
        );
    });

    it("is the same one in whatever order its properties are written", () => {
        assert.equal(built({ vcpus: 3, tls: true, nofile: undefined }), built({ tls: true, vcpus: 3 }));
    });

    it("is another when its owner changes the object", () => {
        const args = { nofile: 2_097_152 };
        const before = built(args);
        args.nofile = 4_194_304;
        assert.equal(built(args).nofile, 4_194_304);
        assert.equal(before.nofile, 2_097_152);
    });

    it("is told as wrong each time, below the path of who asks", () => {
        for (const path of ["kernelProfile", "coreKernelProfile", "kernelProfile"]) {
            const problems = new Problems();
            profileOf({ memoryGiB: 0 }, problems.at(path));
            assert.deepEqual(
                problems.all.map((problem) => problem.path),
                [`${path}.memoryGiB`],
            );
        }
    });

    it("is built anew when many others were asked for since", () => {
        const first = built({ vcpus: 1 });
        for (let vcpus = 2; vcpus < 40; vcpus++) built({ vcpus });
        assert.notEqual(built({ vcpus: 1 }), first);
        assert.deepEqual(built({ vcpus: 1 }), first);
    });
});
