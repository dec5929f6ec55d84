/* Words found where a pointer into a text stands, without regard to case: the small parts of what is typed in words.
 * Each `take` moves `*at` behind what it took, and leaves it where it was when there is no such thing. Spaces before a
 * word are passed over. */
#ifndef DAYBOOK_BASE_SAID_H
#define DAYBOOK_BASE_SAID_H

#include <stdbool.h>

/* What is said, in lower case, and a number that it stands for. A space in a name stands for one or more in the text.
 * Tables end with a NULL name. */
typedef struct said {
    const char *name;
    int value;
} said_t;

/* An ASCII letter or digit. */
bool said_is_letter(char character);

const char *said_skip_spaces(const char *at);

/* The name. ASCII words end where no letter or digit follows; Chinese ones run on. */
bool said_take(const char **at, const char *name);

/* The longest of the names that stands here. */
bool said_take_any(const char **at, const said_t *names, int *value);

/* One to four digits. */
bool said_take_digits(const char **at, int *number);

/* Digits, "two", "a couple of", or 一 to 九十九. */
bool said_take_number(const char **at, int *number);

#endif
