import * as random from "@pulumi/random";

const pet = await Promise.resolve(new random.RandomPet("pet", { length: 2 }));
export const length = pet.length;
