import type { Problems } from "../validation/problems";
import { quoted } from "../validation/quoted";
import { NetworkPlugin, type NewClusterArgs } from "./ackClusterArgs";
import { type Cidr, overlap, POD_CIDR, parseCidr, SERVICE_CIDR, VPC_CIDR } from "./addressPlan";

/** Ranges that a VPC cannot have. Source: Alibaba Cloud, "VPC planning". */
const RESERVED: readonly { name: string; range: string }[] = [
    { name: "the cloud's own services", range: "100.64.0.0/10" },
    { name: "multicast", range: "224.0.0.0/4" },
    { name: "the loopback addresses", range: "127.0.0.0/8" },
    { name: "the link-local addresses", range: "169.254.0.0/16" },
];

/** Source: Kubernetes, kube-apiserver, `ServiceIPRange`: "must be at least 8 IP addresses". */
const NARROWEST_FOR_SERVICES = 29;

/** The ranges of VPC, Services and pods. `args` conform to their schema. */
export function checkRanges(problems: Problems, args: NewClusterArgs): void {
    const vpc = parseCidr(args.vpcCidr ?? VPC_CIDR);
    if (!vpc || vpc.prefix < 8 || vpc.prefix > 16) {
        problems.add(
            "vpcCidr",
            `is ${quoted(args.vpcCidr)}; write a range of /8 to /16 such as "${VPC_CIDR}" or "192.168.0.0/16"`,
        );
    }
    const flannel = args.networkPlugin === NetworkPlugin.Flannel;
    if (args.podCidr !== undefined && !flannel) {
        problems.add(
            "podCidr",
            "is for Flannel only; with Terway pods have addresses of vpcCidr. Leave it out",
        );
    }
    const taken: { name: string; range: Cidr }[] = vpc ? [{ name: "vpcCidr", range: vpc }] : [];
    refuseReserved(problems, "vpcCidr", args.vpcCidr, vpc);
    for (const [name, text] of [
        ["serviceCidr", args.serviceCidr ?? SERVICE_CIDR],
        ...(flannel ? [["podCidr", args.podCidr ?? POD_CIDR] as const] : []),
    ] as const) {
        const range = parseCidr(text);
        if (!range) {
            problems.add(name, `is ${quoted(text)}; write a range such as "${SERVICE_CIDR}"`);
            continue;
        }
        if (name === "serviceCidr" && range.prefix > NARROWEST_FOR_SERVICES) {
            problems.add(
                name,
                `is ${text}, and Kubernetes takes no range of less than 8 addresses for Services; write one of /16 to /24, such as "${SERVICE_CIDR}"`,
            );
        }
        for (const other of taken) {
            if (overlap(range, other.range)) {
                problems.add(name, `is ${text}, which overlaps ${other.name}; write a range outside it`);
            }
        }
        refuseReserved(problems, name, text, range);
        taken.push({ name, range });
    }
}

function refuseReserved(
    problems: Problems,
    name: string,
    text: string | undefined,
    range: Cidr | undefined,
): void {
    const other = range && RESERVED.find((r) => overlap(range, parseCidr(r.range) as Cidr));
    if (other === undefined) return;
    problems.add(
        name,
        `is ${text}, which overlaps ${other.range} of ${other.name}; write a private range, e.g. "192.168.0.0/16"`,
    );
}
