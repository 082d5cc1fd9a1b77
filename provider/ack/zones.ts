import { isPlain } from "../validation/conform";
import type { Problems } from "../validation/problems";
import type { ZoneVswitchArgs } from "./ackClusterArgs";

/** Every zone and every vSwitch once. `vswitches` conform to their schema. */
export function checkZoneVswitches(problems: Problems, vswitches: readonly ZoneVswitchArgs[]): void {
    for (const [member, instead] of [
        ["zoneId", "write one vSwitch for each zone"],
        ["vswitchId", "a vSwitch is in one zone; write the other zone's"],
    ] as const) {
        const seen = new Set<unknown>();
        vswitches.forEach((vswitch, i) => {
            const value = vswitch[member];
            if (!isPlain(value)) return;
            if (seen.has(value)) problems.at(i).add(member, `is "${value}" again; ${instead}`);
            seen.add(value);
        });
    }
}

/** Zones that are not known yet are taken to be different ones. */
export function distinctZones(vswitches: readonly ZoneVswitchArgs[]): number {
    const known = vswitches.map((v) => v.zoneId).filter((zone) => isPlain(zone));
    return vswitches.length - known.length + new Set(known).size;
}
