import { basename } from "node:path";
import * as pulumi from "@pulumi/pulumi";

export const directory = basename(process.cwd());
export const size = new pulumi.Config().requireNumber("size");
