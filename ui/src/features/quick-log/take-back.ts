import { archiveRecord, listRecords } from '~/api/records';
import type { RecordData } from '~/api/types';

/** Takes a conversation back that was just logged, with the task that its next step has become. */
export async function takeBack(interaction: RecordData) {
    const tasks = await listRecords('tasks', { interaction: interaction.id });
    await archiveRecord('interactions', interaction.id);
    for (const task of tasks.items) await archiveRecord('tasks', task.id);
}
