/** A trail as it is shown: its records by what they are, in the order in which a sale goes on. */
import type { Trail, TrailNode } from '~/api/trail';

export const KINDS = ['interaction', 'opportunity', 'quote', 'contract', 'order', 'delivery', 'invoice', 'payment', 'journal_entry'] as const;
export type Kind = (typeof KINDS)[number];

/** `place` is the node's place in the trail, which links name. */
export type Step = { kind: Kind; nodes: (TrailNode & { place: number })[] };

export function stepsOf(trail: Trail): Step[] {
    const placed = trail.nodes.map((node, place) => ({ ...node, place }));
    const early = (node: TrailNode) => node.date ?? '';
    return KINDS.map((kind) => ({
        kind,
        nodes: placed.filter(({ type }) => type === kind).sort((a, b) => early(a).localeCompare(early(b)) || a.id - b.id),
    })).filter(({ nodes }) => nodes.length > 0);
}

/** The places of all that comes before or after one node, and its own. */
export function related(trail: Trail, place: number): Set<number> {
    const reach = (from: 'from' | 'to', to: 'from' | 'to') => {
        const found = new Set([place]);
        for (const at of found) for (const link of trail.links) if (link[from] === at) found.add(link[to]);
        return found;
    };
    return new Set([...reach('from', 'to'), ...reach('to', 'from')]);
}

const PATHS: Partial<Record<Kind, string>> = { journal_entry: 'journal' };

/** The address of a node's own page. */
export function addressOf(node: TrailNode, plural: string | undefined): string | null {
    if (!node.readable) return null;
    const path = PATHS[node.type] ?? plural;
    return path === undefined ? null : `/${path}/${node.id}`;
}
