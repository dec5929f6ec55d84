/* cmocka with the headers that it wants in front of it, once for all tests. */
#ifndef DAYBOOK_TEST_CMOCKA_H
#define DAYBOOK_TEST_CMOCKA_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* after those four */
#include <cmocka.h>

#endif
