import { archiveRecord, listRecords } from '~/api/records';
import type { RecordData } from '~/api/types';

/** What a conversation leaves behind by itself. */
const MADE = ['tasks', 'promises'];

/** Takes a conversation back that was just logged, with the task and the promises that were made of it. */
export async function takeBack(interaction: RecordData) {
    const lists = await Promise.all(MADE.map((plural) => listRecords(plural, { interaction: interaction.id })));
    await archiveRecord('interactions', interaction.id);
    for (const [index, plural] of MADE.entries()) for (const record of lists[index]!.items) await archiveRecord(plural, record.id);
}
