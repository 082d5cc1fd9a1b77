export { Clock } from "./clock";
