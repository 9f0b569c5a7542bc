/** A value of type `T` that only its own parser may make; `Name` tells brands apart. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };
