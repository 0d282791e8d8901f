// How pages say and address things.

/** "3,50" as people read it: "3,50 €", whose euro sign a narrow space keeps on the line of its number. */
export const euros = (amount: string): RegExp => new RegExp(`(^|\\D)${amount}\u202F€`);

/** A page, whatever its address carries along. */
export const at = (path: string): RegExp => new RegExp(`^https?://[^/]+${path}(\\?|$)`);
