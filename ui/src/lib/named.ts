/** As links take it: what has no name of its own is called by its number there. */
export const named = ({ id, title }: { id: number; title: string | null }) => ({ id, title: title ?? '' });
