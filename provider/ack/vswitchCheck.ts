import { vswitchId, zoneId } from "../validation/cloudNames";
import { isPlain } from "../validation/conform";
import type { Problems } from "../validation/problems";
import { idInput, input, listOf, objectOf, required, schemaOf } from "../validation/schema";
import type { ZoneVswitchArgs } from "./ackClusterArgs";

export const ZONE_VSWITCHES = listOf(
    objectOf(
        schemaOf<ZoneVswitchArgs>({
            zoneId: required(input(zoneId), 'write the vSwitch\'s zone, e.g. "cn-hangzhou-g"'),
            vswitchId: required(idInput(vswitchId), 'write the vSwitch\'s id, e.g. "vsw-..."'),
        }),
    ),
    '[{ zoneId: "cn-hangzhou-g", vswitchId: "vsw-..." }]',
);

/** Every zone and every vSwitch once. `vswitches` conform to their schema. */
export function checkZoneVswitches(
    problems: Problems,
    at: string,
    vswitches: readonly ZoneVswitchArgs[],
): void {
    for (const [member, instead] of [
        ["zoneId", "write one vSwitch for each zone"],
        ["vswitchId", "a vSwitch is in one zone; write the other zone's"],
    ] as const) {
        const seen = new Set<unknown>();
        vswitches.forEach((vswitch, i) => {
            const value = vswitch[member];
            if (!isPlain(value)) return;
            if (seen.has(value)) problems.add(`${at}[${i}].${member}`, `is "${value}" again; ${instead}`);
            seen.add(value);
        });
    }
}

/** Zones that are not known yet are taken to be different ones. */
export function distinctZones(vswitches: readonly ZoneVswitchArgs[]): number {
    const known = vswitches.map((v) => v.zoneId).filter((zone) => isPlain(zone));
    return vswitches.length - known.length + new Set(known).size;
}
