const random = require("@pulumi/random");

// The host starts a JavaScript program without ts-node.
const pet = new random.RandomPet("pet", { length: 2 });
module.exports = {
    pet: pet.id,
    ranFirst: globalThis.ranFirst === true,
    typescript: process.env.PULUMI_NODEJS_TYPESCRIPT === "true",
};
