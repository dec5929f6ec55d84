/* The migrations that this program carries, sorted by number; written by the build from sql/. */
#ifndef DAYBOOK_STORE_MIGRATIONS_H
#define DAYBOOK_STORE_MIGRATIONS_H

#include <stddef.h>

typedef struct migration {
    long number; /* as wide as a pointer: the table is written in assembler */
    const char *name;
    const char *sql;
} migration_t;

extern const migration_t MIGRATIONS[];
extern const size_t MIGRATION_COUNT;

#endif
