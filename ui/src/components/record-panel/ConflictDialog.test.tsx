import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { RecordType } from '~/api/types';
import { Catalogue, CatalogueContext } from '~/lib/catalogue';
import { ConflictDialog } from './ConflictDialog';

const product: RecordType = {
    name: 'product', plural: 'products', label: 'Product', label_plural: 'Products', title: 'name', default_sort: 'name',
    may: { create: true, update: true, archive: true, delete: false },
    fields: [
        { name: 'name', type: 'text', label: 'Name' },
        { name: 'code', type: 'text', label: 'Code' },
        { name: 'series', type: 'text', label: 'Series' },
    ],
};
const base = { name: 'Gauge', code: 'A', series: null };
const mine = { name: 'Gauge, mine', code: 'B', series: null };
const current = { name: 'Gauge, theirs', code: 'A', series: 'Sea' };

function show(onResolve: (merged: object) => void) {
    render(
        <MantineProvider env="test">
            <CatalogueContext value={new Catalogue({ types: [product], currencies: [], countries: [] })}>
                <ConflictDialog type={product} base={base} mine={mine} current={current} onResolve={onResolve} onCancel={() => undefined} />
            </CatalogueContext>
        </MantineProvider>,
    );
}

describe('a conflict between two savers', () => {
    it('begins with what the user typed, and keeps what only the other changed', async () => {
        const resolve = vi.fn();
        show(resolve);
        expect(screen.getByText('Also changed meanwhile: Series')).toBeTruthy();
        await userEvent.click(screen.getByRole('button', { name: 'Save this version' }));
        expect(resolve).toHaveBeenCalledWith({ name: 'Gauge, mine', code: 'B', series: 'Sea' });
    });

    it("takes the other's value where the user says so", async () => {
        const resolve = vi.fn();
        show(resolve);
        await userEvent.click(screen.getByRole('radio', { name: 'Name: take theirs' }));
        await userEvent.click(screen.getByRole('button', { name: 'Save this version' }));
        expect(resolve).toHaveBeenCalledWith({ name: 'Gauge, theirs', code: 'B', series: 'Sea' });
    });
});
