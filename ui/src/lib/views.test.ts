import { describe, expect, it } from 'vitest';
import { beginWith, isChanged, namedView, viewSearch, viewState } from './views';

const view = { id: 7, state: 'sort=-name&tier=key', default: true };

describe('a saved view', () => {
    it('is the address without the name of the view, in one order', () => {
        expect(viewState({ view: '7', tier: 'key', sort: '-name' })).toBe('sort=-name&tier=key');
        expect(viewSearch(view)).toEqual({ sort: '-name', tier: 'key', view: '7' });
    });
    it('is changed when something else is shown, not when it is written in another order', () => {
        expect(isChanged({ tier: 'key', sort: '-name', view: '7' }, view)).toBe(false);
        expect(isChanged({ tier: 'smb', sort: '-name', view: '7' }, view)).toBe(true);
    });
    it('is found by the address, and begun with when the address asks for nothing', () => {
        expect(namedView({ view: '7' }, [view])).toBe(view);
        expect(namedView({ view: 'all' }, [view])).toBeNull();
        expect(beginWith({}, [view])).toBe(view);
        expect(beginWith({ q: 'mill' }, [view])).toBeNull();
        expect(beginWith({ view: 'all' }, [view])).toBeNull();
    });
});
