/* Fault injection for tests: what happens when the n-th statement from now on fails. */
#ifndef DAYBOOK_STORE_FAULT_H
#define DAYBOOK_STORE_FAULT_H

#include "store/store.h"

/* The statement number `statements` from now fails as if the engine had refused it; 0: none does. */
void store_fail_after(store_t *store, int64_t statements);

/* True when the fault that was asked for has happened. */
bool store_fault_happened(const store_t *store);

#endif
