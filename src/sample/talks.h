/* What is said with a customer on the way of a deal: each stage has its talks, and so have its ends. {person},
 * {product}, {amount} and {competitor} stand for those of the deal. */
#ifndef DAYBOOK_SAMPLE_TALKS_H
#define DAYBOOK_SAMPLE_TALKS_H

#include "base/arena.h"
#include "sample/chance.h"

typedef struct talk {
    const char *kind, *subject, *summary;
    const char *promise; /* lines as somebody types them; NULL: nothing was promised */
    const char *next;    /* NULL: nothing is left to do */
} talk_t;

enum { TALK_STAGES = 4 };

/* Of an open stage, by its place in the pipeline. */
const talk_t *talk_of_stage(chance_t *chance, size_t stage);
const talk_t *talk_of_win(chance_t *chance);

/* `reason` as in an opportunity's lost_reason. */
const talk_t *talk_of_loss(const char *reason);

/* Between deals: how it goes with what was bought. */
const talk_t *talk_of_care(chance_t *chance);

typedef struct talk_words {
    const char *person, *product, *amount, *competitor;
} talk_words_t;

/* The text with the words of a deal in their places. */
const char *talk_fill(arena_t *arena, const char *text, const talk_words_t *words);

#endif
