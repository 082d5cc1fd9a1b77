import * as random from "@pulumi/random";

const length: number = 2;
export const pet = new random.RandomPet("pet", { length }).length;
