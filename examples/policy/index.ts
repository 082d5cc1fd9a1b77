import { PolicyPack } from "@pulumi/policy";
import { policies } from "./policies";

new PolicyPack("emqx-ack", { enforcementLevel: "mandatory", policies });
