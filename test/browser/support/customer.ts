/** A customer with people, deals and conversations, made through the API for one test alone. */
import type { Api, Json } from './api.js';

/** Names are told apart by a number, so that tests of one worker do not meet each other's records. */
let made = 0;

export type Customer = { account: Json; people: Json[]; name: string };

export async function makeCustomer(api: Api, people: string[] = []): Promise<Customer> {
    const name = `Harbour Works ${++made}`;
    const account = await api.create('accounts', { name, status: 'customer', tier: 'key', industry: 'shipping', website: 'https://harbour.example', phone: '+65 6000 0000' });
    const contacts: Json[] = [];
    for (const person of people) contacts.push(await api.create('contacts', { name: person, account: account.id, title: 'Head of Purchasing' }));
    return { account, people: contacts, name };
}

/** A deal in the stage of that name. */
export async function makeDeal(api: Api, { account }: Pick<Customer, 'account'>, name: string, stage: string, values: Json = {}): Promise<Json> {
    const { id } = await api.find('stages', { name: stage });
    return api.create('opportunities', { name, account: account.id, stage: id, amount: '1000.00', currency: 'USD', ...values });
}

export async function logCall(api: Api, { account }: Pick<Customer, 'account'>, subject: string, values: Json = {}): Promise<Json> {
    return api.create('interactions', { kind: 'call', subject, account: account.id, ...values });
}
