/* Which records the names in a typed line mean. Two that answer equally well are never guessed between: they come out
 * as a choice. */
#ifndef DAYBOOK_CUSTOMER_QUICK_LOG_NAMES_H
#define DAYBOOK_CUSTOMER_QUICK_LOG_NAMES_H

#include "catalogue/record.h"
#include "customer/quick_log_line.h"

enum { QUICK_OPTIONS = 8, QUICK_NAMES = 12 };

typedef struct quick_option {
    const record_type_t *type; /* contact, user, account or opportunity */
    int64_t id;
    const char *title, *subtitle; /* the subtitle tells namesakes apart: a contact's account; "" when none */
    int64_t account_id;           /* of a contact or opportunity; 0: none */
} quick_option_t;

/* One name of the line. */
typedef struct quick_name {
    const char *typed;
    quick_role_t role;
    quick_option_t options[QUICK_OPTIONS];
    size_t option_count; /* 0: nothing is called so; 1: this one; more: a choice */
    bool more;           /* than options: the name is too common to tell */
    size_t last_word;    /* of the line */
} quick_name_t;

typedef struct quick_names {
    quick_name_t items[QUICK_NAMES];
    size_t count;
} quick_names_t;

/* `account_id`: where the user stands, or 0; it decides between equals. */
bool quick_names_find(context_t *context, const quick_line_t *line, int64_t account_id, quick_names_t *out);

#endif
