/** An open ledger with the tax codes of Singapore, once per program. */
import type { Api } from './api.js';

export async function openBooks(api: Api) {
    if (!(await api.get('/ledger')).open) await api.post('/ledger', { chart: 'singapore', currency: 'SGD', year_begins: 1, first_month: '2025-01' });
    if ((await api.get('/trade-settings')).default_tax_code === null) await api.post('/tax-codes/ready', { chart: 'singapore' });
}
