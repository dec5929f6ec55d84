/* Quick log: one typed line becomes the draft of an interaction. Nothing is written; the draft is shown, changed where
 * it is wrong, and saved as any interaction. docs/quick-log.md tells users how a line is written. */
#ifndef DAYBOOK_CUSTOMER_QUICK_LOG_H
#define DAYBOOK_CUSTOMER_QUICK_LOG_H

#include "base/text.h"
#include "customer/quick_log_names.h"

enum { QUICK_LINE_LIMIT = 4000, QUICK_NOTES = 24, QUICK_OFFSET_LIMIT = 14 * 60 };

typedef struct quick_log_input {
    const char *line;
    int offset_minutes; /* of the user's clock, east of UTC */
    moment_t at;        /* when it was typed, for lines that waited for a connection; 0: now */
    int64_t account_id, contact_id, opportunity_id; /* what the open page shows; 0: none */
} quick_log_input_t;

/* Something that the user should look at. */
typedef struct quick_note {
    const char *code;    /* stable: "unknown_name", "due_is_past" */
    const char *field;   /* of the interaction, or NULL */
    const char *text;    /* the words that it is about, or NULL */
    const char *message; /* one friendly sentence in English */
} quick_note_t;

typedef struct quick_log {
    bool understood; /* false: nothing in the line says anything; its words are the subject */
    const char *kind, *direction;
    moment_t start;
    int duration_minutes; /* 0: not said */
    const char *subject, *summary;
    quick_option_t account, opportunity; /* `type` NULL: none */
    quick_option_t suggested;            /* the only open deal of the account, where none was named */
    quick_option_t contacts[QUICK_NAMES], users[QUICK_NAMES];
    size_t contact_count, user_count;
    const char *next_step, *next_step_due, *promises; /* or NULL */
    quick_names_t names; /* as they stand in the line: choices and unknown ones among them */
    quick_note_t notes[QUICK_NOTES];
    size_t note_count;
} quick_log_t;

/* Only who may write interactions. The line is not longer than QUICK_LINE_LIMIT bytes, else a field problem. */
bool quick_log_read(context_t *context, const quick_log_input_t *input, quick_log_t *out);

/* The draft as the schema QuickLogDraft tells. */
void quick_log_write(context_t *context, const quick_log_t *log, json_writer_t *writer);

#endif
