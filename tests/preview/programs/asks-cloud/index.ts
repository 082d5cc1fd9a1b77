import * as alicloud from "@pulumi/alicloud";
import * as random from "@pulumi/random";

export = async () => {
    const zones = await alicloud.getZones({ availableResourceCreation: "VSwitch" });
    const network = new alicloud.vpc.Network("net", { cidrBlock: "10.0.0.0/8" });
    for (const [i, zoneId] of zones.ids.slice(0, 2).entries()) {
        new alicloud.vpc.Switch(zoneId, { vpcId: network.id, zoneId, cidrBlock: `10.${i}.0.0/16` });
    }
    // The same function with other arguments, and the form that gives an Output.
    const multi = alicloud.getZonesOutput({ multi: true });
    const types = alicloud.ecs.getInstanceTypesOutput({ cpuCoreCount: 16, memorySize: 32 });
    new random.RandomPet("pet", { keepers: { type: types.ids[0] } });
    return { multi: multi.ids, type: types.ids[0] };
};
