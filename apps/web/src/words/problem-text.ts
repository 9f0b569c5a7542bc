/** Words for problems of input and their places, as the house words them. */
export { placeText, problemText } from "@vallgrav/knowledge/words";
