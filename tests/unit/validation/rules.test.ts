import assert from "node:assert/strict";
import * as fc from "fast-check";
import { kubernetesVersion } from "../../../provider/ack/kubernetesVersion";
import { zoneId } from "../../../provider/ack/zoneId";
import { instanceType } from "../../../provider/nodes/instanceType";
import {
    ackClusterName,
    clusterId,
    tagKey,
    tagValue,
    vswitchId,
} from "../../../provider/validation/cloudNames";
import { imageReference, registryPrefix } from "../../../provider/validation/images";
import { kubeconfig } from "../../../provider/validation/kubeconfig";
import {
    annotationKey,
    dnsLabel,
    environmentName,
    labelKey,
    labelValue,
    objectName,
} from "../../../provider/validation/kubernetesNames";
import { bytes, vcpus } from "../../../provider/validation/quantities";
import {
    anyText,
    flag,
    matching,
    member,
    type Rule,
    single,
    text,
    whole,
} from "../../../provider/validation/rules";
import { junk } from "./anyArguments";

enum Size {
    Small = "Small",
    Large = "Large",
}

const long = (length: number) => "a".repeat(length);
const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;

/** Of each rule what it takes, what it does not, and what it says then. */
const RULES: Record<string, [rule: Rule, good: unknown[], bad: unknown[], instead: RegExp]> = {
    "a whole number": [
        whole(1, 10, "nodes"),
        [1, 10],
        [0, 11, 1.5, "three", true, Number.NaN, 1n],
        /^write a whole number from 1 to 10 \(nodes\)$/,
    ],
    "a whole number in quotes": [
        whole(1, 10),
        [1],
        ["3", "11", "1_000"],
        /^write a whole number from 1 to 10, without quotes$/,
    ],
    "a whole number without an end": [
        whole(0, Number.MAX_SAFE_INTEGER),
        [0, 1e12],
        [-1, 0.5],
        /^write a whole number of 0 or more$/,
    ],
    "a flag": [flag, [true, false], ["true", 1, 0, null], /^write true or false, without quotes$/],
    "a text": [
        text,
        ["a"],
        [7, ["a"], "", " \n"],
        /^write a (non-empty text, or leave it out|text in quotes)$/,
    ],
    "any text": [anyText, ["", "a"], [7, null], /^write a text in quotes$/],
    "a single value": [single, ["a", 7, true], [{}, [], Number.NaN], /^write a single value$/],
    "a text of a form": [matching(/^a+$/, "write a's"), ["aa"], ["b", 7, ["a"]], /^write a's$/],
    "a member of an enum": [
        member(Size),
        ["Small"],
        ["small", "Huge", 7, null],
        /^write one of "Small", "Large"/,
    ],
    "a DNS label": [
        dnsLabel(5),
        ["a", "a-1", "1", "abcde"],
        ["", "A", "-a", "a-", "a.b", "abcdef", 7],
        /^write at most 5 lower-case letters/,
    ],
    "an object's name": [
        objectName,
        ["a.b-c", long(253)],
        ["a..b", "a_b", long(254), "A"],
        /^write at most 253 lower-case letters/,
    ],
    "a label's key": [
        labelKey,
        ["a", "A.b_c", "example.com/a", `${long(253)}/${long(63)}`],
        ["", "a/b/c", "/a", "a/", "Example.com/a", "a b", long(64), 7],
        /^write at most 63 letters/,
    ],
    "an annotation's key": [
        annotationKey,
        ["Example.com/a", "pulumi.com/skipAwait"],
        ["a b", "a/b/c", 7],
        /^write at most 63 letters/,
    ],
    "a label's value": [
        labelValue,
        ["", "a", "A.b_c", long(63)],
        ["a b", "-a", long(64), 7, true],
        /^write a text of at most 63 letters/,
    ],
    "a variable's name": [
        environmentName,
        ["EMQX_A", "_a1"],
        ["1A", "A-B", "", "A B"],
        /^write letters, digits and _/,
    ],
    "a zone": [
        zoneId,
        ["cn-hangzhou-g", "us-west-1a", "ap-southeast-1b", "cn-shanghai-finance-1a"],
        ["cn-hangzhou", "CN-hangzhou-g", "cn-hangzhou-gg", 7],
        /^write a zone id/,
    ],
    "a vSwitch": [vswitchId, ["vsw-bp1abc"], ["sg-bp1", "vsw_1", "VSW-1", ""], /begins with "vsw-"$/],
    "a cluster's id": [
        clusterId,
        ["c0123456789abcdef0123456789abcdef"],
        ["", "c 1", "a/b"],
        /^write the cluster's id/,
    ],
    "an instance type": [
        instanceType,
        [
            "ecs.c7.large",
            "ecs.u1-c1m2.4xlarge",
            "ecs.e-c1m1.large",
            "ecs.t5-lc2m1.nano",
            "ecs.gn7i-c8g1.2xlarge",
            "ecs.ebmg7.48xlarge",
            "ecs.c8y.4xlarge",
            // Newer than the tables.
            "ecs.c8i.5xlarge",
            "ecs.c9i.4xlarge",
            "ecs.c10.4xlarge",
            "ecs.ebmc9i.metal",
        ],
        ["c7.large", "ecs.c7", "ecs.C7.large", "ecs.c77.large", "ecs.c9i.larg", "", 7],
        /^write an ECS instance type/,
    ],
    "the size of an instance type": [
        instanceType,
        ["ecs.c7.3xlarge", "ecs.g6e.13xlarge"],
        ["ecs.c7.5xlarge", "ecs.g6e.3xlarge", "ecs.c7.4large", "ecs.r7.8xlrage"],
        /^write a size that (c7|g6e|r7) has: large, xlarge, 2xlarge, /,
    ],
    "a version of Kubernetes": [
        kubernetesVersion,
        ["1.35.2-aliyun.1", "1.34", "1.34.1"],
        ["latest", "v1.35.2", "1.35.2-gke.1", 1.35, "1.99", "2.0.0"],
        /^write a version that ACK offers/,
    ],
    "a cluster's name": [
        ackClusterName,
        ["mqtt", "消息队列-1", long(63)],
        ["", "a b", "-a", long(64)],
        /^write at most 63 letters/,
    ],
    "a tag's key": [
        tagKey,
        ["team", "消息"],
        ["", "aliyun-x", "acs:x", "a http://b", long(129)],
        /^write 1 to 128 characters/,
    ],
    "a tag's value": [
        tagValue,
        ["", "mqtt"],
        ["https://a", long(257), 7],
        /^write (at most 256 characters|a text in quotes)/,
    ],
    "an image": [
        imageReference,
        ["emqx", "emqx/emqx:5.7.2", "a.b:5000/c/d__e:1", `a@${DIGEST}`, `localhost/a:1@${DIGEST}`],
        ["", "https://a/b", "a b", "A/B", "a:", "a/b:tag:tag", `a/${long(600)}`, 7],
        /^write /,
    ],
    "a registry": [
        registryPrefix,
        ["registry.example", "a.b:5000/c", "registry-vpc.cn-hangzhou.aliyuncs.com/mqtt/"],
        ["", "http://a", "a/b:1", "a b", 7],
        /^write /,
    ],
    "a kubeconfig": [
        kubeconfig,
        ["apiVersion: v1\nkind: Config\n", '{"kind": "Config"}'],
        ["", "~/.kube/config", "/etc/config.yaml", "just words", "- a\n- b", "a: [b", 7],
        /^write /,
    ],
    "an amount of vCPUs": [
        vcpus("4"),
        ["4", "500m", "0.5", "1e3", 2, "0", "1024"],
        ["", "4 cores", "-1", "8GB", null],
        /^write a Kubernetes quantity such as "4"/,
    ],
    "more vCPUs than there are": [
        vcpus("4"),
        ["1"],
        ["4Gi", "2000", 5000],
        /^write vCPUs such as "4", or thousandths such as "500m": this is more than any machine has$/,
    ],
    bytes: [bytes("8Gi"), ["8Gi", "1Mi", "1e9", "20G"], ["8", "500m", "0"], /^write a Kubernetes quantity/],
};

describe("a rule", () => {
    for (const [what, [rule, good, bad, instead]] of Object.entries(RULES)) {
        it(`says what is no ${what.replace(/^(a|an) /, "")}, and what to write`, () => {
            for (const value of good) assert.equal(rule(value), undefined, String(value));
            for (const value of bad) {
                const wrong = rule(value);
                assert.ok(wrong !== undefined, `${String(value)} was taken`);
                assert.match(wrong, instead);
            }
        });
    }

    it("never fails, whatever it is given", () => {
        for (const [rule] of Object.values(RULES)) {
            fc.assert(fc.property(fc.oneof(junk, fc.string()), (value) => void rule(value)));
        }
    });

    it("guesses what was meant", () => {
        assert.match(member(Size)("small")!, /did you mean "Small"\?$/);
        assert.match(member(Size)("Larger")!, /did you mean "Large"\?$/);
        assert.match(member(Size)("Huge")!, /"Large"$/);
    });

    it("takes no time for a text that is long", () => {
        const before = Date.now();
        for (const [rule] of Object.values(RULES)) {
            for (const part of ["a", "-", ".", "a.", "a-", "a/", "1", " "]) rule(part.repeat(100_000));
        }
        assert.ok(Date.now() - before < 3000, `${Date.now() - before} ms`);
    });
});
